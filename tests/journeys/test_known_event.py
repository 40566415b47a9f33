"""A water outage that was announced: two hundred report it, are answered at once and told when it is over."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.settings import AccountWish
from tests.journeys.village import Village

OpenVillage = Callable[..., Village]
CHAT = AccountWish(staff_push="custom")
NOTICE = "通知 岩庄花园今天8点到18点停水检修"


@pytest.fixture
def street(open_village: OpenVillage) -> Village:
    return open_village(CHAT)


def test_two_hundred_report_what_is_known_and_all_hear_of_its_end(street: Village) -> None:
    worker, desk = street.staff("示例甲"), street.staff("示例值班")
    assert "通知1发出了" in desk.says(NOTICE)
    people = [street.resident(f"oNeighbour{n}") for n in range(200)]
    for n, person in enumerate(people):
        receipt = person.says(f"岩庄花园{n % 5 + 1}号楼停水了")
        assert "记成" in receipt
        assert "停水检修" in receipt
    assert "没有待办" in worker.queue()
    assert not worker.news()
    assert "200人报过" in desk.says("通知")
    street.wait(hours=9)
    assert not worker.news()
    assert "200人" in desk.says("结束通知 1 已经来水")
    street.wait(minutes=2)
    street.wait(minutes=2)
    told = [person.news() for person in people]
    assert all("已经来水" in news for news in told)
    assert "记下了" in people[0].says("满意")
    assert "重办" in people[1].says("没办好")
    street.wait(hours=20)
    assert "停水" in desk.news()  # What came back has clocks like any other case.


def test_what_is_something_else_or_elsewhere_is_a_case_like_any_other(street: Village) -> None:
    worker, desk, resident = street.staff("示例甲"), street.staff("示例值班"), street.resident()
    desk.says(NOTICE)
    assert "停水检修" not in resident.says("岩庄花园3号楼路灯坏了")
    assert "停水检修" not in street.resident("oLi").says("板大山村东组停水了")
    answered = street.resident("oZhang")
    assert "停水检修" in answered.says("岩庄花园2号楼停水了")
    assert "单独办" in answered.taps("不是这件事")
    assert "停水" in worker.queue()


def test_only_a_desk_announces_and_what_is_unclear_is_asked_again(street: Village) -> None:
    worker, desk = street.staff("示例甲"), street.staff("示例值班")
    assert "值班的或负责人" in worker.says(NOTICE)
    assert "没看明白" in desk.says("通知 大家好")
    assert "没有挂着的通知" in desk.says("通知")
    assert "结束哪一个" in desk.says("结束通知 7 来水了")
    assert "还差一句" in desk.says("结束通知")
