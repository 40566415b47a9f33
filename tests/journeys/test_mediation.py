"""Quarrels: a named mediator, the parties, an agreement on paper, a return visit; and what 没办好 means there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.settings import AccountWish
from tests.journeys.village import Person, Village

OpenVillage = Callable[..., Village]
CHAT = AccountWish(staff_push="custom")
QUARREL = "岩庄花园3号楼两家为漏水吵架要调解"


@pytest.fixture
def street(open_village: OpenVillage) -> Village:
    return open_village(CHAT, mediator=True)


def settled(street: Village) -> tuple[Person, Person, str]:
    mediator, resident = street.staff("示例调解"), street.resident()
    number = resident.reports(QUARREL)
    assert number in mediator.news()
    mediator.accepts(number)
    assert "住户看不到" in mediator.says(f"当事 {number} 东院、西院")
    assert "当事人：东院、西院" in mediator.says(f"查 {number}")
    assert "调解协议书" in mediator.finishes(number, "两家各让一步，签了协议")
    mediator.photographs()
    street.wait(minutes=2)
    return mediator, resident, number


def test_a_quarrel_goes_to_the_mediator_and_is_visited_again(street: Village) -> None:
    desk = street.staff("示例值班")
    _, resident, number = settled(street)
    assert "记下了" in resident.says("满意")
    assert "没有等着回访" in desk.says("回访")
    desk.news()
    street.wait(days=15, hours=1)
    assert "有没有反复" in desk.news()
    assert number in desk.says("回访")
    assert "回访记下了" in desk.says(f"回访 {number} 上门 满意 没再吵")


def test_not_done_in_a_quarrel_is_for_the_desk_at_once(street: Village) -> None:
    desk = street.staff("示例值班")
    _, resident, number = settled(street)
    assert "打电话给您" in resident.says("没办好")
    assert number in desk.says("回访")
    assert "住户说没办好" in desk.says("回访")


def test_without_a_mediator_the_grid_worker_goes_there_first(open_village: OpenVillage) -> None:
    village = open_village(CHAT)
    worker = village.staff("示例甲")
    assert village.resident().reports(QUARREL) in worker.queue()
