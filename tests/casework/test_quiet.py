"""News for residents rests at night: the table of moments, and what is exempt from it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import delivery
from casework.delivery import after_quiet
from models.case import Case
from tests.bot.office import HERE
from tests.casework.conftest import Bench

NIGHT = (time(21), time(8))
NOON = (time(12), time(14))
URUMQI = ZoneInfo("Asia/Urumqi")


def at(clock: str, day: int = 25) -> datetime:
    return datetime.combine(datetime(2026, 11, day, tzinfo=HERE).date(), time.fromisoformat(clock), HERE)


@pytest.mark.parametrize(
    ("moment", "quiet", "expected"),
    [
        (at("20:59:59"), NIGHT, at("20:59:59")),
        (at("21:00"), NIGHT, at("08:00", 26)),
        (at("23:59:59"), NIGHT, at("08:00", 26)),
        (at("00:00", 26), NIGHT, at("08:00", 26)),
        (at("07:59:59", 26), NIGHT, at("08:00", 26)),
        (at("08:00", 26), NIGHT, at("08:00", 26)),
        (at("12:00"), NIGHT, at("12:00")),
        (at("23:30", 30), NIGHT, datetime(2026, 12, 1, 8, tzinfo=HERE)),
        (at("11:59:59"), NOON, at("11:59:59")),
        (at("12:00"), NOON, at("14:00")),
        (at("13:59"), NOON, at("14:00")),
        (at("14:00"), NOON, at("14:00")),
        (at("23:00"), None, at("23:00")),
    ],
)
def test_a_moment_within_the_quiet_hours_moves_to_their_end(
    moment: datetime, quiet: tuple[time, time] | None, expected: datetime
) -> None:
    assert after_quiet(moment, quiet, HERE) == expected
    assert after_quiet(moment.astimezone(UTC), quiet, HERE) == expected


def test_the_hours_are_those_of_the_village() -> None:
    assert after_quiet(at("22:30"), NIGHT, URUMQI) == at("22:30")
    assert after_quiet(at("23:30"), NIGHT, URUMQI) == datetime(2026, 11, 26, 8, tzinfo=URUMQI)


@given(seconds=st.integers(0, 10 * 366 * 86400), begin=st.times(), end=st.times())
def test_it_never_moves_back_nor_by_more_than_a_day_and_lands_outside(seconds: int, begin: time, end: time) -> None:
    moment = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    moved = after_quiet(moment, (begin, end), HERE)
    assert 0 <= (moved - moment).total_seconds() <= 86400
    assert after_quiet(moved, (begin, end), HERE) == moved


@pytest.mark.parametrize(("urgent", "due"), [(False, at("08:00", 26)), (True, at("22:00"))])
def test_only_the_urgent_wakes_a_resident(bench: Bench, *, urgent: bool, due: datetime) -> None:
    case_id = bench.case(bench.person(), urgent=urgent)
    bench.hands.set(at("22:00"))
    with bench.work() as work:
        row = delivery.tell_resident(work, work.session.get_one(Case, case_id), "signed")
        assert row
        assert row.due_at == due


def test_staff_are_told_at_night_as_well(bench: Bench) -> None:
    bench.person("oJia", staff="示例甲")
    case_id = bench.case(bench.person())
    bench.hands.set(at("22:00"))
    with bench.work() as work:
        case = work.session.get_one(Case, case_id)
        row = delivery.tell_member(work, case, work.rules.org.staff["13800000001"], "task")
        assert row
        assert row.due_at == at("22:00")
