"""没办好 a second time is for the desk, which rings up; so are those who need special care, and a share of the rest."""

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
    return open_village(CHAT, call_back_share="0.0")


def finished(village: Village, worker: Person, number: str, words: str = "换了灯泡") -> None:
    worker.finishes(number, words)
    village.wait(seconds=61)


def not_done_twice(village: Village) -> tuple[Person, Person, str]:
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    finished(village, worker, number)
    assert "重办" in resident.says("没办好")
    finished(village, worker, number)
    return worker, resident, number


def test_not_done_twice_is_rung_up_and_reopened_by_the_desk(street: Village) -> None:
    worker, resident, number = not_done_twice(street)
    desk = street.staff("示例值班")
    assert "值班" in resident.says("没办好，还是不亮")
    assert number in desk.news()
    assert "没有待办" in worker.queue()
    assert "住户说没办好" in desk.says("回访")
    assert "满意" in desk.says(f"回访 {number}")  # How it is written.
    resident.news()
    assert "重办了" in desk.says(f"回访 {number} 没办好 灯又灭了")
    assert number in worker.queue()
    assert "重新办" in resident.news()
    assert "没有等着回访" in desk.says("回访")


def test_nothing_is_upheld_without_the_three_looks(street: Village) -> None:
    _, resident, number = not_done_twice(street)
    desk = street.staff("示例值班")
    resident.says("没办好")
    assert "三看" in desk.says(f"回访 {number} 维持 合规")
    resident.news()
    assert "维持" in desk.says(f"回访 {number} 上门 维持 合规 落实 接受")
    assert "回访过了" in resident.news()


def test_what_was_only_explained_does_not_reopen_by_itself(street: Village) -> None:
    worker, resident = street.staff("示例甲"), street.resident()
    desk = street.staff("示例值班")
    number = resident.reports(LAMP)
    finished(street, worker, number, "解释 这盏灯归供电所")
    assert "重新核实" in resident.says("没办好")
    assert number in desk.says("回访")
    resident.says("点错了")
    assert number not in desk.says("回访")


def test_who_is_not_reached_is_tried_again_and_then_stays_unrated(street: Village) -> None:
    _, resident, number = not_done_twice(street)
    desk = street.staff("示例值班")
    resident.says("没办好")
    assert "第1次" in desk.says(f"回访 {number} 没接通")
    assert "打过1次" in desk.says("回访")
    desk.says(f"回访 {number} 没接通")
    assert "不算满意" in desk.says(f"回访 {number} 没接通")
    assert "没有等着回访" in desk.says("回访")


def test_a_call_that_is_not_made_is_heard_of_above(street: Village) -> None:
    _, resident, number = not_done_twice(street)
    head = street.staff("示例主任")
    resident.says("没办好")
    street.wait_until(datetime(2026, 11, 27, 10, 30, tzinfo=HERE))
    assert number in head.news()
    street.wait(hours=2)
    assert not head.news()


def test_special_care_comes_first_means_a_visit_and_a_call_and_is_seen_by_few(street: Village) -> None:
    worker, desk, resident = street.staff("示例甲"), street.staff("示例值班"), street.resident()
    first = resident.reports(LAMP)
    assert "排在前头" in desk.says(f"关爱 {first} 独居")
    assert "哪一种" in desk.says(f"关爱 {first} 有钱")
    assert "值班的或负责人" in worker.says(f"关爱 {first} 独居")
    street.resident("oLi").reports("岩庄花园2号楼井盖坏了")
    number = resident.reports("岩庄花园3号楼下水道堵了")
    assert "上门" in worker.news()
    assert "要上门" in worker.queue()
    assert "独居" not in resident.says("进度")
    finished(street, worker, number, "通了")
    resident.says("满意")
    assert f"{number} " in desk.says("回访")
    assert "特殊关爱" in desk.says("回访")


def test_a_share_of_the_satisfied_is_called_back(open_village: OpenVillage) -> None:
    village = open_village(CHAT, call_back_share="1.0")
    worker, desk, resident = village.staff("示例甲"), village.staff("示例值班"), village.resident()
    number = resident.reports(LAMP)
    finished(village, worker, number)
    resident.says("满意")
    assert "抽到的" in desk.says("回访")
    assert "记下了" in desk.says(f"回访 {number} 满意")
    assert "值班的或负责人" in worker.says("回访")
