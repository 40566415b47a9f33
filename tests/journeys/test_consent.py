"""More time, a pause near the limit and laying aside: asked one level up, decided there, and told to all concerned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.journeys.settings import AccountWish
from tests.journeys.village import HERE, Person, Village

OpenVillage = Callable[..., Village]
LAMP = "岩庄花园3号楼路灯坏了"
CHAT = AccountWish(staff_push="custom")


@pytest.fixture
def street(open_village: OpenVillage) -> Village:
    return open_village(CHAT)


def signed(village: Village) -> tuple[Person, Person, str]:
    """A worker with a case of hers that he has signed."""
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    worker.accepts(number)
    for one in (worker, resident):
        one.news()
    return worker, resident, number


def test_more_time_is_asked_one_level_up_and_she_is_told_when_it_is_granted(street: Village) -> None:
    worker, resident, number = signed(street)
    chief = street.staff("示例站长")
    assert "准不准" in worker.says(f"延期 {number} 2天 等配件")
    asked = chief.news()
    assert "延期2天" in asked
    assert "等配件" in asked
    assert not resident.news()
    assert "准了" in chief.taps(f"准{number}")
    assert "准了" in worker.news()
    assert "等配件" in resident.news()


def test_what_was_refused_changes_nothing_and_says_why(street: Village) -> None:
    worker, resident, number = signed(street)
    chief = street.staff("示例站长")
    worker.says(f"延期 {number} 2天 等配件")
    chief.says(f"驳 {number} 配件仓库里有")
    assert "仓库" in worker.news()
    assert not resident.news()


def test_more_time_is_not_asked_for_when_it_is_over(street: Village) -> None:
    worker, _, number = signed(street)
    street.wait_until(datetime(2026, 12, 1, 10, 0, tzinfo=HERE))
    assert "已经过了时限" in worker.says(f"延期 {number} 2天 等配件")


def test_nobody_grants_himself_anything_nor_what_is_above_him(street: Village) -> None:
    worker, resident, number = signed(street)
    desk, other = street.staff("示例值班"), resident.reports("岩庄花园3号楼垃圾没人收")
    worker.says(f"挂账 {number} 等明年改造")
    assert "不归您这一级" in desk.says(f"准 {number}")
    assert "不归您这一级" in worker.says(f"准 {number}")
    assert "请示过一回" in worker.says(f"挂账 {number} 还是等明年")
    assert "没有等您准的事" in desk.says(f"准 {other}")


def test_near_the_limit_a_question_waits_for_consent_and_then_stops_the_clock(street: Village) -> None:
    worker, resident, number = signed(street)
    chief = street.staff("示例站长")
    street.wait_until(datetime(2026, 11, 30, 9, 0, tzinfo=HERE))  # Three working days from Wednesday at ten.
    assert "停表要上一级点头" in worker.says(f"问 {number} 东头那盏/西头那盏")
    assert not any("东头" in item.text for item in resident.cards())
    chief.says(f"准 {number}")
    assert "东头那盏" in resident.news()
    assert "等住户回话" in worker.queue()
    street.wait_until(datetime(2026, 12, 1, 9, 0, tzinfo=HERE))
    resident.says("东头那盏")
    assert "🔴" not in worker.queue()  # The hour that was left is left again.


def test_laid_aside_by_consent_of_the_street_it_stays_in_sight_and_is_looked_at_every_month(street: Village) -> None:
    worker, resident, number = signed(street)
    head = street.staff("示例主任")
    worker.says(f"挂账 {number} 整条路明年改造")
    assert "挂账" in head.news()
    head.says(f"准 {number}")
    told = resident.news()
    assert "先挂着" in told
    assert "整条路明年改造" in told
    assert "先挂着" in resident.progress(number)
    desk = street.staff("示例值班")
    desk.news()
    street.wait(days=20)
    assert not desk.news()
    street.wait(days=11)
    assert number in desk.news()
    assert "接着办" in head.says(f"恢复 {number}")
    assert "接着办" in resident.news()
    assert number in worker.queue()


def test_what_was_asked_is_moot_once_another_has_the_case(street: Village) -> None:
    worker, resident, number = signed(street)
    chief = street.staff("示例站长")
    worker.says(f"延期 {number} 2天 等配件")
    chief.news()
    chief.says(f"转 {number} 示例乙")
    assert "没有等您准的事" in chief.says(f"准 {number}")
    assert not any("等配件" in item.text for item in resident.cards())
