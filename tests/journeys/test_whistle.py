"""A whistle: the desk passes it on, departments report in and claim, the whistler looks himself, then she is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.journeys.settings import AccountWish
from tests.journeys.village import HERE, Person, Village, number_in

OpenVillage = Callable[..., Village]
CHAT = AccountWish(staff_push="custom")
COVER = "岩庄花园3号楼井盖坏了一直冒水"


@pytest.fixture
def street(open_village: OpenVillage) -> Village:
    return open_village(CHAT, departments=True, district=True)


def people(village: Village, *names: str) -> list[Person]:
    return [village.staff(name) for name in names]


def signed(village: Village) -> tuple[Person, Person, str]:
    """A worker with a case of hers that he has signed."""
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(COVER)
    worker.accepts(number)
    for one in (worker, resident):
        one.news()
    return worker, resident, number


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_two_departments_one_stays_silent_and_one_claims_too_early(open_village: OpenVillage, database: str) -> None:
    street = open_village(CHAT, departments=True, district=True, database=database)
    worker, resident, number = signed(street)
    desk, chief, head = people(street, "示例值班", "示例站长", "示例主任")
    city, water = people(street, "示例城管", "示例供水")
    assert "呼应" in worker.says(f"吹哨 {number} 城管、供水 井盖下面管子漏了")
    asked = desk.news()
    assert "城管、供水" in asked
    assert not city.news()
    assert "马上收到" in desk.taps("呼应")
    assert "城管、供水" in resident.news()
    called = city.news()
    assert "主办" in called
    assert "协办" in water.news()
    assert "吹哨中" in worker.says(f"查 {number}")
    # The city management comes, the water works stay silent.
    assert "办结" in city.says(f"报到 {number} 下午到场")
    assert "下午到场" in worker.news()
    assert "城管" in resident.news()
    assert "现场" in city.says(f"办结 {number} 换了井盖")
    assert "验收" in worker.news()
    assert not resident.news()
    # Too early: the whistler goes there and finds it still leaking.
    assert "先去现场看" in worker.taps(f"验收{number}")
    assert "退回城管" in worker.says(f"没好 {number} 还在冒水")
    assert "还在冒水" in city.news()
    assert not resident.news()
    street.wait_until(datetime(2026, 11, 26, 9, 50, tzinfo=HERE))  # Called on Wednesday at ten, a working day to come.
    assert "报到" in water.news()
    assert not chief.news()
    street.wait_until(datetime(2026, 11, 26, 10, 2, tzinfo=HERE))
    assert "供水" in chief.news()
    assert not head.news()
    street.wait_until(datetime(2026, 11, 27, 10, 4, tzinfo=HERE))
    assert "供水" in head.news()
    # The city management has done it now; he looks, with a photo.
    city.says(f"办结 {number} 这回真好了")
    worker.news()
    worker.photographs()
    assert "还等供水" in worker.says(f"验收 {number}")
    assert "评价" in worker.taps("城管一般")
    assert "辛苦" in city.news()
    # Nobody waits for the water works any longer.
    assert "收哨" in worker.says(f"收哨 {number} 供水不来，水已经关了")
    resident.news()
    assert "办结" in worker.says(f"办结 {number} 换了井盖，水关了")
    street.wait(minutes=2)
    assert "换了井盖" in resident.news()
    assert "记下了" in resident.says("满意")
    street.wait(minutes=1)
    assert "不用来了" in water.news()


def test_a_single_department_that_did_it_well(street: Village) -> None:
    worker, resident, number = signed(street)
    desk, city = people(street, "示例值班", "示例城管")
    worker.says(f"吹哨 {number} 城管 井盖塌了")
    desk.news()
    desk.says(f"呼应 {number}")
    city.news()
    assert "没报到" in city.queue()
    city.taps(f"报到{number}")
    assert "办着" in city.queue()
    city.says(f"办结 {number} 换了井盖")
    worker.news()
    worker.photographs()
    assert "办结了" in worker.taps(f"验收{number}")
    assert "记下了" in worker.taps("城管好")
    resident.news()
    street.wait(minutes=2)
    assert "换了井盖" in resident.news()
    assert "没有吹到" in city.queue()


def test_the_desk_sends_it_back_and_says_why(street: Village) -> None:
    worker, resident, number = signed(street)
    desk, city = people(street, "示例值班", "示例城管")
    worker.says(f"吹哨 {number} 城管 井盖塌了")
    desk.news()
    desk.says(f"退回 {number} 先自己围上")
    assert "先自己围上" in worker.news()
    assert not city.news()
    assert not resident.news()
    assert number in worker.queue()


def test_the_desk_names_others(street: Village) -> None:
    worker, _, number = signed(street)
    desk, city, water = people(street, "示例值班", "示例城管", "示例供水")
    worker.says(f"吹哨 {number} 城管 管子漏了")
    desk.says(f"呼应 {number} 供水")
    assert "主办" in water.news()
    assert not city.news()


def test_a_desk_that_is_silent_is_not_the_end_of_it(street: Village) -> None:
    worker, _, number = signed(street)
    desk, head = people(street, "示例值班", "示例主任")
    worker.says(f"吹哨 {number} 城管 井盖塌了")
    desk.news()
    street.wait(minutes=29)
    assert not head.news()
    street.wait(minutes=2)
    assert "呼应" in head.news()
    head.says(f"呼应 {number}")
    assert "城管" in worker.news()


def test_an_emergency_goes_straight_through(street: Village) -> None:
    worker, resident, city = street.staff("示例甲"), street.resident(), street.staff("示例城管")
    number = number_in(resident.says("快来人啊着火了！岩庄花园3号楼着火了"))
    assert "住户也知道" in worker.says(f"吹哨 {number} 城管 快来围挡")
    assert "吹哨" in city.news()


def test_a_grave_one_is_for_the_street(street: Village) -> None:
    worker, _, number = signed(street)
    desk, head = people(street, "示例值班", "示例主任")
    worker.says(f"吹哨 {number} 疑难 城管、供水 管网要改造")
    assert not desk.news()
    assert "疑难哨" in head.news()
    assert "不归您这一级" in desk.says(f"呼应 {number}")


def test_what_she_takes_back_sends_the_departments_home(street: Village) -> None:
    worker, resident, number = signed(street)
    desk, city = people(street, "示例值班", "示例城管")
    worker.says(f"吹哨 {number} 城管 井盖塌了")
    desk.says(f"呼应 {number}")
    city.news()
    resident.news()
    assert "撤回" in resident.says("不用来了，已经好了")
    street.wait(minutes=1)
    assert "不用" in city.news()


def test_what_cannot_be_done_says_what_can(street: Village) -> None:
    worker, _, number = signed(street)
    desk, city = people(street, "示例值班", "示例城管")
    assert "没有这个部门" in worker.says(f"吹哨 {number} 航天局 来看看")
    assert "吹哨" in worker.says(f"吹哨 {number}")  # Asks for the words.
    worker.says(f"吹哨 {number} 城管 井盖塌了")
    assert "请示过一回" in worker.says(f"吹哨 {number} 城管 井盖塌了")
    assert "没有吹哨请这个部门" in city.says(f"报到 {number}")
    desk.says(f"呼应 {number}")
    assert "还没有哪家" in worker.says(f"没好 {number} 没好")
    assert "还没有哪家" in worker.says(f"验收 {number}")
    assert "没有吹哨请这个部门" in worker.says(f"收哨 {number} 供电 不用了")
    assert "怎么评" in worker.says(f"评 {number} 城管 凑合")
    assert "没有吹哨请这个部门" in worker.says(f"评 {number} 供电 好")


def test_where_nobody_of_a_department_can_be_told_the_desk_rings_up(street: Village) -> None:
    worker, _, number = signed(street)
    desk = street.staff("示例值班")
    worker.says(f"吹哨 {number} 燃气 有味")
    desk.says(f"呼应 {number}")
    assert "打电话告诉他们" in desk.news()


def test_nobody_else_sends_a_department_home_or_changes_what_was_asked(street: Village) -> None:
    worker, _, number = signed(street)
    desk, head, other = people(street, "示例值班", "示例主任", "示例乙")
    worker.says(f"吹哨 {number} 疑难 城管、供水 管网要改造")
    assert "不归您这一级" in desk.says(f"呼应 {number} 燃气")
    assert "城管、供水" in head.says(f"呼应 {number}")
    assert "不在您手上" in other.says(f"收哨 {number} 供水 不用了")
    assert number in street.staff("示例供水").queue()


def test_what_was_asked_besides_is_not_answered_by_the_answer_to_a_whistle(street: Village) -> None:
    worker, _, number = signed(street)
    chief = street.staff("示例站长")
    worker.says(f"延期 {number} 2天 等配件")
    assert "没有等您准的事" in chief.says(f"呼应 {number}")
    assert "准了" in chief.says(f"准 {number}")
