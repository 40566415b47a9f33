"""Nobody on leave is given anything, and what he held goes on with somebody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from tests.journeys.settings import AccountWish
from tests.journeys.village import HERE, Village

OpenVillage = Callable[..., Village]
LAMP = "岩庄花园3号楼路灯坏了"
CHAT = AccountWish(staff_push="custom")


def test_leave_from_now_on_hands_over_and_she_is_told(open_village: OpenVillage) -> None:
    village = open_village(CHAT, colleagues=True)
    worker, colleague, resident = village.staff("示例甲"), village.staff("示例丁"), village.resident()
    number = resident.reports(LAMP)
    worker.accepts(number)
    resident.news()
    said = worker.says("请假 3天")
    assert "手上1件交给了示例丁" in said
    assert number in colleague.news()
    assert number in colleague.queue()
    assert "已转办" in resident.news()
    assert "没有待办" in worker.queue()
    other = resident.reports("岩庄花园4号楼垃圾没人收")
    assert other in colleague.queue()
    assert "已经请过假" in worker.says("请假 明天")
    assert "欢迎回来" in worker.says("销假")
    assert "没在请假" in worker.says("销假")


def test_leave_that_begins_later_is_handed_over_when_it_begins(open_village: OpenVillage) -> None:
    village = open_village(CHAT, colleagues=True)
    worker, colleague, resident = village.staff("示例甲"), village.staff("示例丁"), village.resident()
    number = resident.reports(LAMP)
    worker.accepts(number)
    assert "明天" in worker.says("请假 明天到后天")
    assert number in worker.queue()
    village.wait_until(datetime(2026, 11, 26, 0, 1, tzinfo=HERE))
    assert "没有待办" in worker.queue()
    assert number in colleague.queue()
    village.wait_until(datetime(2026, 11, 28, 9, 0, tzinfo=HERE))
    assert number in colleague.queue()


def test_with_nobody_beside_him_the_desk_gets_it(open_village: OpenVillage) -> None:
    village = open_village(CHAT)
    worker, desk = village.staff("示例甲"), village.staff("示例值班")
    number = village.resident().reports(LAMP)
    worker.says("请假 今天")
    assert number in desk.news()
    assert village.resident("oLi").reports("岩庄花园2号楼井盖坏了") in desk.says("待派")


def test_whoever_is_on_leave_is_not_given_anything_by_name(open_village: OpenVillage) -> None:
    village = open_village(CHAT, colleagues=True)
    worker, colleague, desk = village.staff("示例甲"), village.staff("示例丁"), village.staff("示例值班")
    number = village.resident().reports(LAMP)
    colleague.says("请假 3天")
    held = worker if number in worker.queue() else desk
    assert "他在休假，没动" in desk.says(f"转 {number} 示例丁")
    assert number in held.queue()


def test_a_time_that_is_not_understood_is_asked_again(open_village: OpenVillage) -> None:
    worker = open_village(CHAT).staff("示例甲")
    assert "没看明白请到哪天" in worker.says("请假 家里有事")
    assert "还差一句" in worker.says("请假")


def test_several_workers_of_a_grid_take_turns(open_village: OpenVillage) -> None:
    village = open_village(CHAT, colleagues=True)
    one, other = village.staff("示例甲"), village.staff("示例丁")
    for n in range(4):
        village.resident(f"oNeighbour{n}").reports(LAMP)
        village.wait(seconds=1)
    assert one.queue().startswith("您手上2件")
    assert other.queue().startswith("您手上2件")


def test_what_she_adds_does_not_pass_her_case_to_a_colleague(open_village: OpenVillage) -> None:
    village = open_village(CHAT, colleagues=True)
    one, other = village.staff("示例甲"), village.staff("示例丁")
    resident = village.resident()
    resident.reports(LAMP)
    village.deliver()
    held = [person.queue().startswith("您手上1件") for person in (one, other)]
    assert sorted(held) == [False, True]
    village.wait(seconds=30)
    resident.says("灯杆也歪了，晚上看不见路")
    village.deliver()
    assert [person.queue().startswith("您手上1件") for person in (one, other)] == held
