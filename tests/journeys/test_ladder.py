"""A limit that is missed is heard of one level higher, step by step, and nobody is told of what is not new."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from casework import ladder
from casework.work import Work, case_by_id
from jobs.sweep import sweep
from tests.journeys.settings import AccountWish
from tests.journeys.village import HERE, Person, Village

OpenVillage = Callable[..., Village]


CHAT = AccountWish(staff_push="custom")  # News for staff comes as chat messages, with everything to tap.


def people(village: Village, *names: str) -> list[Person]:
    return [village.staff(name) for name in names]


def quiet(*everybody: Person) -> bool:
    """Whether none of these has read anything new."""
    return not any(person.news() for person in everybody)


def test_a_case_that_nobody_signs_climbs_to_the_district(open_village: OpenVillage) -> None:
    village = open_village(CHAT, district=True)
    worker, chief, street, district = people(village, "示例甲", "示例站长", "示例主任", "示例区长")
    resident = village.resident()
    number = resident.reports("岩庄花园3号楼路灯坏了")  # Wednesday at ten: two working hours end at twelve.
    worker.news()
    village.wait_until(datetime(2026, 11, 25, 11, 29, tzinfo=HERE))
    assert quiet(worker, chief, street, district)
    village.wait_until(datetime(2026, 11, 25, 11, 31, tzinfo=HERE))
    assert f"{number}号" in worker.news()
    village.wait_until(datetime(2026, 11, 25, 12, 1, tzinfo=HERE))
    assert quiet(worker, street, district)  # Twelve is the end of the morning: nobody is rung over lunch.
    village.wait_until(datetime(2026, 11, 25, 14, 0, tzinfo=HERE))
    asked = chief.news()
    assert all(tap in asked for tap in ("我来办", "换人", "再等等"))
    assert quiet(worker, street, district)
    village.wait_until(datetime(2026, 11, 25, 16, 0, tzinfo=HERE))
    assert f"{number}号" in street.news()  # The chief was silent for as long: the case is the street's now.
    assert "不在您手上" in worker.news()
    assert quiet(chief, district)
    assert number in street.queue()
    village.wait_until(datetime(2026, 11, 25, 18, 0, tzinfo=HERE))
    village.wait_until(datetime(2026, 11, 26, 8, 30, tzinfo=HERE))
    asked = district.news()
    assert all(tap in asked for tap in ("我来办", "换人", "再等等")), asked
    assert quiet(worker, chief)


def test_once_signed_nobody_climbs(open_village: OpenVillage) -> None:
    village = open_village(CHAT, district=True)
    worker, chief = people(village, "示例甲", "示例站长")
    number = village.resident().reports("岩庄花园3号楼路灯坏了")
    worker.news()
    worker.accepts(number)
    village.wait(hours=5)
    assert quiet(worker, chief)


def test_the_chief_may_wait_take_it_or_give_it_to_another(open_village: OpenVillage) -> None:
    village = open_village(CHAT)
    worker, chief, street = people(village, "示例甲", "示例站长", "示例主任")
    number = village.resident().reports("岩庄花园3号楼路灯坏了")
    village.wait(hours=4)
    asked = chief.news()
    assert "再等等" in asked
    assert f"{number}号再给" in chief.says(f"再等等 {number}")
    worker.news()
    village.wait(hours=1)
    assert quiet(chief, street)
    village.wait(hours=17, minutes=30)
    assert "我来办" in street.news()  # The next one hears of it: the chief has been asked before.
    assert "住户" in chief.says(f"我来办 {number}")
    assert number in chief.queue()
    village.wait(hours=1)
    assert quiet(street)


def test_an_answer_that_is_missing_is_supervised_from_above(open_village: OpenVillage) -> None:
    village = open_village(CHAT)
    worker, chief, street = people(village, "示例甲", "示例站长", "示例主任")
    number = village.resident().reports("岩庄花园3号楼有人乱倒垃圾")
    worker.accepts(number)
    worker.news()
    village.wait_until(datetime(2026, 11, 26, 8, 31, tzinfo=HERE))
    assert "今天到点的1件" in worker.news()
    assert quiet(chief)
    village.wait_until(datetime(2026, 11, 26, 10, 1, tzinfo=HERE))
    assert "还没给住户回话" in chief.news()
    assert quiet(worker, street)
    village.wait_until(datetime(2026, 11, 27, 10, 2, tzinfo=HERE))
    assert "给住户回话时限" in street.news()
    assert quiet(chief)
    village.wait_until(datetime(2026, 11, 30, 10, 3, tzinfo=HERE))  # A working day later, over the weekend.
    assert "超时" in street.news()
    village.wait(hours=3)
    assert quiet(street, chief)
    worker.says(f"回 {number} 今天下午去看")
    village.wait(hours=4)
    assert quiet(chief)


def test_a_case_in_the_pool_that_nobody_places_goes_up(open_village: OpenVillage) -> None:
    village = open_village(CHAT)
    desk, street = people(village, "示例值班", "示例主任")
    number = village.resident().reports("路灯坏了")
    desk.news()
    village.wait(minutes=12)
    assert number in desk.news()
    village.wait(minutes=4)
    assert f"派 {number}" in street.news()
    assert quiet(desk)


def test_after_a_day_without_any_sweep_there_is_one_step_and_one_message(open_village: OpenVillage) -> None:
    village = open_village(CHAT)
    worker, chief, street = people(village, "示例甲", "示例站长", "示例主任")
    village.resident().reports("岩庄花园3号楼路灯坏了")
    worker.news()
    village.wait_until(datetime(2026, 11, 27, 15, 0, tzinfo=HERE))
    assert len(chief.cards()) == 1
    assert all("今天到点" in card.text for card in worker.cards())
    assert not street.cards()
    for _ in range(3):
        sweep(village.parts.job_deps())
    village.deliver()
    assert quiet(worker, chief, street)


def test_an_emergency_becomes_the_next_levels_by_itself_and_at_night(open_village: OpenVillage) -> None:
    village = open_village(CHAT)
    worker, chief = people(village, "示例甲", "示例站长")
    village.wait_until(datetime(2026, 11, 25, 23, 0, tzinfo=HERE))
    village.resident().says("岩庄花园3号楼有人触电倒地了快来")
    worker.news()
    village.wait(minutes=16)
    assert "不在您手上" in worker.news()
    assert "【急】" in chief.queue()


def test_seconds_are_seconds(open_village: OpenVillage) -> None:
    village = open_village(CHAT, district=True, sign="4s")
    chief, street, district = people(village, "示例站长", "示例主任", "示例区长")
    village.wait_until(datetime(2026, 11, 28, 23, 0, tzinfo=HERE))  # At night, on a Saturday.
    village.resident().reports("岩庄花园3号楼路灯坏了")
    village.wait(seconds=5)
    assert chief.news()
    village.wait(seconds=5)
    assert street.news()
    village.wait(seconds=5)
    assert district.news()


def test_a_card_that_asks_is_answered_with_a_word(village: Village) -> None:
    worker, chief = people(village, "示例甲", "示例站长")
    number = village.resident().reports("岩庄花园3号楼路灯坏了")
    village.wait(hours=4)
    assert "再等等" in chief.news()
    assert f"{number}号" in chief.says("再等等")
    worker.news()
    village.wait(hours=1, minutes=45)
    assert "签收" in worker.news()
    assert f"{number}号" in chief.says("换人 示例乙")
    assert number not in worker.queue()


def test_a_case_whose_step_fails_keeps_nobody_else_waiting(
    open_village: OpenVillage, monkeypatch: pytest.MonkeyPatch
) -> None:
    village = open_village(CHAT)
    chief, sound_step, resident = village.staff("示例站长"), ladder.step, village.resident()
    broken, sound = resident.reports("岩庄花园3号楼路灯坏了"), resident.reports("岩庄花园3号楼垃圾没人收")

    def step(work: Work, case_id: int) -> bool:
        if case_by_id(work, case_id).number == int(broken):
            raise RuntimeError("the step fails")
        return sound_step(work, case_id)

    monkeypatch.setattr(ladder, "step", step)
    village.wait(hours=4)
    asked = chief.news()
    assert f"{sound}号" in asked
    assert f"{broken}号" not in asked
    monkeypatch.setattr(ladder, "step", sound_step)
    village.wait(minutes=9)
    assert quiet(chief)
    village.wait(minutes=2)
    assert f"{broken}号" in chief.news()


def test_with_everybody_on_leave_the_nearest_is_told_all_the_same(open_village: OpenVillage) -> None:
    village = open_village(CHAT)
    names = ("示例甲", "示例站长", "示例值班", "示例主任")
    everybody = people(village, *names)
    for one in everybody:
        one.says("请假 5天")
    number = village.resident().reports("岩庄花园3号楼路灯坏了")
    village.wait(hours=30)
    assert f"{number}号" in "".join(one.news() for one in everybody)
    village.resident().says("快来人啊着火了！岩庄花园3号楼着火了")
    village.deliver()
    assert any("着火" in one.news() for one in everybody)
