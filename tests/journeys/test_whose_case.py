"""Whose a case is: what goes past the unit concerned, what other workers see, and whose number is meant."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import OpenVillage
from tests.journeys.matters import LAMP, NOISE
from tests.journeys.settings import AccountWish
from tests.journeys.village import Village, number_in

BRIBE = "举报岩庄社区村干部贪污低保钱，账目从来不公开"


def test_the_unit_concerned_neither_sees_it_nor_acts_on_it(village: Village) -> None:
    street, chief, desk = village.staff("示例主任"), village.staff("示例站长"), village.staff("示例值班")
    number = number_in(village.resident().says(BRIBE))
    assert number in street.news()
    for one in (chief, desk):
        assert one.news() == ""
        assert number not in one.says("待派")
        for command in (f"查 {number}", f"派 {number} 示例甲", f"我来办 {number}", f"备注 {number} 别管了"):
            reply = one.says(command)
            assert f"没有{number}号" in reply
            assert "贪污" not in reply
    assert "贪污" in street.says(f"查 {number}")


def test_returned_by_whom_the_street_gave_it_to_it_is_with_the_street_again(village: Village) -> None:
    street, worker, desk = village.staff("示例主任"), village.staff("示例乙"), village.staff("示例值班")
    number = number_in(village.resident().says(BRIBE))
    street.news()
    assert "示例乙" in street.says(f"派 {number} 示例乙")
    worker.news()
    worker.says(f"退 {number} 不该我管")
    assert number in street.news()
    assert number in street.says("待派")
    assert desk.news() == ""
    assert number not in desk.says("待派")


def test_not_done_is_not_told_to_the_unit_concerned(village: Village) -> None:
    street, worker, chief = village.staff("示例主任"), village.staff("示例乙"), village.staff("示例站长")
    resident = village.resident()
    number = number_in(resident.says(BRIBE))
    street.says(f"派 {number} 示例乙")
    worker.finishes(number, "查过了")
    village.wait(seconds=61)
    reply = resident.says("没办好")
    assert "重办" in reply
    assert "示例站长" not in reply
    assert chief.news() == ""


def test_recategorised_past_the_unit_it_is_taken_back_from_the_worker(village: Village) -> None:
    street, worker, desk = village.staff("示例主任"), village.staff("示例甲"), village.staff("示例值班")
    resident = village.resident()
    number = resident.reports(LAMP)
    worker.news()
    assert "示例主任" in desk.says(f"类 {number} governance")
    assert number in street.news()
    assert "已转给别人" in worker.news()
    assert number not in worker.queue()
    assert number in street.says("待派")
    assert "已接单" in resident.progress(number)
    assert f"没有{number}号" in desk.says(f"查 {number}")


def test_what_a_desk_has_given_by_hand_is_not_taken_back_by_further_words(village: Village) -> None:
    street, worker, resident = village.staff("示例主任"), village.staff("示例乙"), village.resident()
    number = number_in(resident.says(BRIBE))
    street.says(f"派 {number} 示例乙")
    resident.says("低保名单也不公开")
    assert number in worker.queue()


def test_a_worker_sees_of_other_peoples_cases_only_who_has_them(village: Village) -> None:
    worker, other, resident = village.staff("示例甲"), village.staff("示例乙"), village.resident()
    number = resident.reports(LAMP)
    resident.speaks()
    worker.says(f"备注 {number} 梯子在门卫那儿")
    reply = other.says(f"查 {number}")
    assert "示例甲" in reply
    assert "路灯" in reply
    assert "半个月" not in reply
    assert "梯子" not in reply
    heard = other.phone.say(f"听 {number}")
    assert heard.kind == "text"
    assert "现在是示例甲" in (heard.text or "")
    assert "半个月" in worker.says(f"查 {number}")


def test_a_concealed_voice_is_for_the_desk_alone(village: Village) -> None:
    worker, desk, resident = village.staff("示例甲"), village.staff("示例值班"), village.resident()
    number = resident.reports(NOISE)
    resident.speaks()
    resident.says("替我保密")
    assert "语音由值班的听" in worker.says(f"听 {number}")
    assert desk.phone.say(f"听 {number}").kind == "voice"


NEIGHBOURS = AccountWish("ban", "板大山村", "bandashan")


@pytest.fixture
def two(open_village: OpenVillage) -> Village:
    """Two villages of one street, each with its own account and its own 001."""
    village = open_village(AccountWish(templates=False), NEIGHBOURS)
    village.staff("示例甲", "yan")
    return village


def test_one_number_in_two_villages_is_asked_about_and_then_done_once(two: Village) -> None:
    street = two.staff("示例主任", "yan")
    two.resident("oWang", "yan").reports(LAMP)
    two.resident("oLi", "ban").reports("板大山村东组路灯坏了")
    asked = street.says("督办 001 示例主任")
    assert "〔岩庄社区001号〕" in asked
    assert "〔板大山村001号〕" in asked
    assert "两边都通知" in street.taps("板大山村001号")
    assert "板大山村" in street.says("查 001")
    assert "东组" in street.says("板大山村001号")


def test_the_pool_names_the_village_before_the_number(two: Village) -> None:
    street = two.staff("示例主任", "yan")
    two.resident("oWang", "yan").says("楼下的垃圾桶满了好几天没人清")
    two.resident("oLi", "ban").says("门口的垃圾桶满了好几天没人清")
    pool = street.says("待派")
    assert "岩庄社区001" in pool
    assert "板大山村001" in pool


def test_his_own_case_elsewhere_is_meant_before_a_strangers_here(open_village: OpenVillage) -> None:
    village = open_village(AccountWish(unit="street"), NEIGHBOURS)
    worker = village.staff("示例丙", "ban")
    village.resident("oLi", "ban").says("门口的垃圾桶满了好几天没人清")
    assert village.resident("oWang", "yan").reports("板大山村东组路灯坏了") == "001"
    worker.news()
    assert "接了" in worker.says("接 001")


def test_a_colleague_of_another_village_of_the_street_may_be_given_a_case(two: Village) -> None:
    worker = two.staff("示例甲", "yan")
    number = two.resident("oWang", "yan").reports(LAMP)
    assert "示例丙" in worker.says(f"转 {number} 示例丙")
