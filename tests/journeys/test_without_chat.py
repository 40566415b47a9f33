"""Somebody who rings up and has no chat: every update is a call to be made, recorded as made, and she is asked too."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.settings import AccountWish
from tests.journeys.village import Village, number_in

OpenVillage = Callable[..., Village]
CHAT = AccountWish(staff_push="custom")


@pytest.fixture
def street(open_village: OpenVillage) -> Village:
    return open_village(CHAT)


def rung_up(street: Village) -> str:
    """The number of a case that the desk has entered for a caller."""
    desk = street.staff("示例值班")
    return number_in(desk.says("代录 13900000000 岩庄花园3号楼路灯坏了"))


def test_every_update_is_told_by_somebody_and_recorded(street: Village) -> None:
    worker, desk = street.staff("示例甲"), street.staff("示例值班")
    number = rung_up(street)
    worker.accepts(number)
    assert "13900000000" in desk.news()
    assert "要告诉住户的" in desk.queue()
    assert "告诉住户了" in desk.taps(f"告知{number}")
    assert "要告诉住户的" not in desk.queue()
    assert "告知住户" in desk.says(f"查 {number}")
    assert "没有要您告知" in desk.says(f"告知 {number}")
    street.wait(days=4)
    assert "还没告诉他" not in desk.news()


def test_what_nobody_tells_is_heard_of_at_the_desk_once(street: Village) -> None:
    worker, desk, number = street.staff("示例甲"), street.staff("示例值班"), rung_up(street)
    worker.accepts(number)
    desk.news()
    street.wait(days=1, minutes=1)
    assert "还没告诉他" in desk.news()
    street.wait(days=1)
    assert "还没告诉他" not in desk.news()
    assert "上门告诉住户了" in desk.says(f"告知 {number} 上门 他说谢谢")


def test_whether_it_is_done_is_asked_on_the_phone(street: Village) -> None:
    worker, desk, number = street.staff("示例甲"), street.staff("示例值班"), rung_up(street)
    worker.accepts(number)
    worker.finishes(number, "换了灯泡")
    street.wait(minutes=2)
    assert "换了灯泡" in desk.news()
    assert "没用微信，问满不满意" in desk.says("回访")
    assert "值班的回访时会问" in desk.says(f"告知 {number} 电话")
    assert "回访记下了" in desk.says(f"回访 {number} 满意 灯亮了")
    assert "没有等着回访" in desk.says("回访")


def test_a_quarrel_of_a_caller_is_visited_again_as_well(open_village: OpenVillage) -> None:
    street = open_village(CHAT, mediator=True)
    mediator, desk = street.staff("示例调解"), street.staff("示例值班")
    number = number_in(desk.says("代录 13900000000 岩庄花园3号楼两家为漏水吵架要调解"))
    mediator.accepts(number)
    mediator.finishes(number, "两家签了协议")
    mediator.photographs()
    street.wait(minutes=2)
    assert "回访记下了" in desk.says(f"回访 {number} 满意 都服气")
    desk.news()
    street.wait(days=15, hours=1)
    assert "有没有反复" in desk.news()


def test_taken_back_nobody_has_to_ring_up(street: Village) -> None:
    worker, desk, number = street.staff("示例甲"), street.staff("示例值班"), rung_up(street)
    worker.accepts(number)
    desk.says(f"告知 {number}")
    worker.finishes(number, "换了灯泡")
    worker.says("点错了")
    assert "没有等着回访" in desk.says("回访")
    assert "要告诉住户的" not in desk.queue()


def test_whoever_reported_it_for_somebody_tells_her_at_the_end(street: Village) -> None:
    worker, desk = street.staff("示例甲"), street.staff("示例值班")
    number = number_in(worker.says("替 东头王大娘 报 岩庄花园3号楼路灯坏了"))
    worker.news()
    worker.accepts(number)
    assert "告诉" not in worker.news()  # His own doing.
    worker.finishes(number, "换了灯泡")
    street.wait(minutes=2)
    assert "请告诉他" in worker.news()
    assert f"告知{number}" in worker.queue()
    assert "上门告诉住户了" in worker.says(f"告知 {number} 上门")
    assert number in desk.says("回访")  # He does not say himself that she is satisfied.
