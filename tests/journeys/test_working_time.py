"""Limits run while people are at work: over a holiday with its adjusted Saturday, and not while she is waited for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from tests.journeys.settings import AccountWish
from tests.journeys.village import HERE, Person, Village

OpenVillage = Callable[..., Village]
CHAT = AccountWish(staff_push="custom")


def solve_line(person: Person, number: str) -> str:
    return next(line for line in person.says(f"查 {number}").splitlines() if "前办好" in line)


def test_over_a_holiday_the_limit_waits_for_the_saturday_that_is_worked(open_village: OpenVillage) -> None:
    village = open_village(CHAT, days_off='["2027-01-01"]', days_on='["2027-01-02"]')
    chief, street = village.staff("示例站长"), village.staff("示例主任")
    village.staff("示例甲")
    village.wait_until(datetime(2026, 12, 31, 16, 30, tzinfo=HERE))  # A Thursday: an hour and a half of two are left.
    number = village.resident().reports("岩庄花园3号楼路灯坏了")
    for day, hour, minute in ((31, 23, 0), (32, 11, 0), (33, 8, 29)):
        village.wait_until(datetime(2026, 12, 31, hour, minute, tzinfo=HERE) + timedelta(days=day - 31))
        assert not chief.news(), (day, hour)
    village.wait_until(datetime(2027, 1, 2, 8, 30, tzinfo=HERE))
    assert (
        number in chief.news()
    )  # The day within which she was to be answered is over; nobody was rung on the holiday.
    village.wait_until(datetime(2027, 1, 2, 8, 59, tzinfo=HERE))
    assert not street.news()
    village.wait_until(datetime(2027, 1, 2, 9, 0, tzinfo=HERE))
    assert number in street.news()  # The last half hour for signing was the first of the Saturday.


def test_a_pause_over_the_weekend_leaves_as_much_time_as_there_was(open_village: OpenVillage) -> None:
    village = open_village(CHAT)
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports("岩庄花园3号楼路灯坏了")  # Wednesday at ten: three working days end on Monday at ten.
    worker.accepts(number)
    assert "11月30日（周一）10点" in solve_line(worker, number)
    village.wait_until(datetime(2026, 11, 26, 17, 0, tzinfo=HERE))
    worker.says(f"问 {number} 东头那盏/西头那盏")
    village.deliver()
    village.wait_until(datetime(2026, 11, 29, 16, 0, tzinfo=HERE))  # A Sunday.
    resident.says("东头那盏")
    assert "后天（周二）11点" in solve_line(worker, number)
