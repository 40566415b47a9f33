"""Assistants and guides report for others and help; a case is never theirs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.settings import AccountWish
from tests.journeys.village import Village, number_in

OpenVillage = Callable[..., Village]
LAMP = "岩庄花园3号楼楼下路灯坏了"


@pytest.fixture
def street(open_village: OpenVillage) -> Village:
    return open_village(AccountWish(staff_push="custom"), helpers=True)


def test_what_a_helper_reports_is_the_grid_workers(street: Village) -> None:
    assistant, worker = street.staff("示例助理"), street.staff("示例甲")
    number = number_in(assistant.says("替 王大娘 报 " + LAMP))
    assert number in worker.queue()
    assert number not in assistant.queue()
    assert number in assistant.says("进度")


def test_nothing_goes_to_helpers_when_nobody_else_is_there(street: Village) -> None:
    assistant, guide, desk = street.staff("示例助理"), street.staff("示例引导"), street.staff("示例值班")
    worker = street.staff("示例甲")
    worker.says("请假 明天")
    street.wait(days=1)
    number = street.resident().reports(LAMP)
    assert number in desk.news()
    for helper in (assistant, guide):
        assert not helper.news()
        assert number not in helper.queue()


def test_a_helper_is_given_nothing_and_takes_nothing(street: Village) -> None:
    assistant, worker = street.staff("示例助理"), street.staff("示例甲")
    number = street.resident().reports(LAMP)
    worker.accepts(number)
    assert "只报事、帮忙" in worker.says(f"转 {number} 示例助理")
    for word in ("接", "办结", "退", "挂"):
        assert "没动" in assistant.says(f"{word} {number} 我来吧"), word
    assert number in worker.queue()
