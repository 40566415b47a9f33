"""A hard case: the desk calls a meeting for a day, says what it decided, and everybody concerned hears both."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.settings import AccountWish
from tests.journeys.village import Person, Village

OpenVillage = Callable[..., Village]
CHAT = AccountWish(staff_push="custom")


@pytest.fixture
def street(open_village: OpenVillage) -> Village:
    return open_village(CHAT)


def signed(street: Village) -> tuple[Person, Person, str]:
    worker, resident = street.staff("示例甲"), street.resident()
    number = resident.reports("岩庄花园3号楼下水道年年堵")
    worker.accepts(number)
    for one in (worker, resident):
        one.news()
    return worker, resident, number


def test_a_meeting_and_its_decision(street: Village) -> None:
    worker, resident, number = signed(street)
    head = street.staff("示例主任")
    assert "专题研究" in head.says(f"专题 {number} 后天下午 城管、水务、村两委")
    assert "城管、水务、村两委" in worker.news()
    assert "专门研究" in resident.news()
    street.wait(days=1)
    desk = street.staff("示例值班")
    desk.news()
    assert "定下来了" in head.says(f"决定 {number} 开春换主管道，先每月清一次")
    assert "先每月清一次" in worker.news()
    assert "先每月清一次" in resident.news()
    street.wait(days=3)
    assert "该有结果了" not in desk.news()


def test_a_meeting_without_a_decision_is_asked_about(street: Village) -> None:
    _, _, number = signed(street)
    desk, head = street.staff("示例值班"), street.staff("示例主任")
    head.says(f"专题 {number} 明天 城管、水务")
    street.wait(days=2)
    assert "该有结果了" in desk.news()
    street.wait(days=1)
    assert "该有结果了" not in desk.news()


def test_what_is_unclear_is_asked_again(street: Village) -> None:
    worker, _, number = signed(street)
    head = street.staff("示例主任")
    assert "哪天研究" in head.says(f"专题 {number} 大家坐坐")
    assert "哪天研究" in head.says(f"专题 {number} 明天")
    assert "没有定过" in head.says(f"决定 {number} 开春换")
    assert "值班的或负责人" in worker.says(f"专题 {number} 明天 城管")
