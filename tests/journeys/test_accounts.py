"""Accounts of every kind: what each may do decides how news comes, never whether."""

from __future__ import annotations

from tests.journeys.conftest import OpenVillage
from tests.journeys.matters import LAMP
from tests.journeys.settings import AccountWish
from tests.journeys.village import Person, Village, number_in

NEIGHBOURS = AccountWish("ban", "板大山村", "bandashan")
PASSIVE = AccountWish(kind="subscription", verified=False, templates=False)
CHATTING = AccountWish(kind="subscription", verified=True, templates=False, staff_push="custom")


def test_two_accounts_in_one_process_keep_their_people_and_numbers_apart(open_village: OpenVillage) -> None:
    village = open_village(AccountWish(), NEIGHBOURS)
    here, there = village.resident("oWang", "yan"), village.resident("oWang", "ban")
    east = village.staff("示例丙", "ban")
    assert here.reports(LAMP) == "001"
    receipt = there.says("板大山村东组路灯坏了")
    assert number_in(receipt) == "001"
    assert "示例丙" in receipt
    assert "001" in east.news()
    assert "岩庄花园" in here.says("进度")
    assert "板大山" in there.says("进度")
    assert "板大山" not in here.says("进度")


def test_a_worker_bound_in_one_account_is_told_of_a_case_in_the_other(open_village: OpenVillage) -> None:
    village = open_village(AccountWish(unit="street"), NEIGHBOURS)
    worker = village.staff("示例丙", "ban")
    number = village.resident("oWang", "yan").reports("板大山村东组路灯坏了")
    assert number in worker.news()
    worker.accepts(number)
    assert "已接手" in village.resident("oWang", "yan").news()


def test_a_case_is_told_by_its_own_account_alone(open_village: OpenVillage) -> None:
    village = open_village(AccountWish(), NEIGHBOURS)
    village.staff("示例甲", "yan")
    village.resident("oWang", "yan").reports(LAMP)
    village.deliver()
    assert {call["data"]["template_id"] for call in village.sent("template/send")} == {"yan-task"}


def _worker_reads_and_finishes(worker: Person, number: str) -> None:
    assert number in worker.queue()
    worker.accepts(number)
    worker.finishes(number, "换了灯泡")


def test_an_account_that_may_push_nothing_tells_everything_on_the_next_reply(open_village: OpenVillage) -> None:
    village = open_village(PASSIVE)
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    village.deliver()
    _worker_reads_and_finishes(worker, number)
    village.wait(seconds=61)
    assert resident.news() == ""
    assert village.sent("message/template/send") == []
    assert village.sent("message/custom/send") == []
    reply = resident.says("谢谢")
    assert f"{number}号" in reply
    assert "换了灯泡" in reply
    assert "有人管了" not in resident.says("你好")  # Told once.
    assert "满意" in resident.taps("1 办好了，满意")
    assert "已结案" in resident.progress(number)


def test_the_survey_of_a_passive_account_is_answered_by_a_digit(open_village: OpenVillage) -> None:
    village = open_village(PASSIVE)
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    worker.finishes(number, "换了灯泡")
    village.wait(seconds=61)
    assert "重办" in resident.says("3")
    assert number in worker.queue()


def test_news_that_events_have_overtaken_is_not_told(open_village: OpenVillage) -> None:
    village = open_village(PASSIVE)
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    village.deliver()
    assert "另外" not in worker.accepts(number)
    worker.finishes(number, "换了灯泡")
    village.wait(seconds=61)
    assert "另外" not in resident.says("满意")
    assert "另外" not in resident.says("你好")


def test_a_greeting_is_no_answer_to_a_question_she_has_not_read(open_village: OpenVillage) -> None:
    village = open_village(PASSIVE)
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    worker.says(f"问 {number} 楼门口那盏/路边那盏")
    village.deliver()
    assert "楼门口那盏，还是路边那盏" in resident.says("你好")
    assert "等住户回话" in worker.queue()
    assert number in resident.says("路边的")
    assert "办理中" in resident.progress(number)


def test_a_worker_takes_back_what_she_has_not_been_told_yet(open_village: OpenVillage) -> None:
    village = open_village(PASSIVE)
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    worker.finishes(number, "换了灯泡")
    village.wait(hours=3)
    assert "收不回" not in worker.says(f"点错了 {number}")
    assert "办完" not in resident.says("你好")
    assert "办理中" in resident.progress(number)


def test_an_account_that_cannot_hear_a_voice_says_so_and_keeps_the_case(open_village: OpenVillage) -> None:
    village = open_village(PASSIVE)
    desk, resident = village.staff("示例值班"), village.resident()
    receipt = resident.speaks()
    number = number_in(receipt)
    assert "听不了语音" in receipt
    assert "120" in receipt
    assert number in desk.says("待派")


def test_a_verified_subscription_account_talks_inside_the_window(open_village: OpenVillage) -> None:
    village = open_village(CHATTING)
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    assert f"新派给您：{number}号" in worker.news()
    worker.taps(f"接{number}")
    assert f"{number}号有人管了" in resident.news()
    worker.finishes(number, "换了灯泡")
    village.wait(seconds=61)
    assert "算不算办好，您说了算" in resident.news()
    resident.taps("1 办好了，满意")
    assert "已结案" in resident.progress(number)


def test_two_days_later_the_window_is_closed_and_the_news_waits_for_her(open_village: OpenVillage) -> None:
    village = open_village(CHATTING)
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    village.deliver()
    village.wait(hours=49)
    worker.finishes(number, "换了灯泡")
    village.wait(seconds=61)
    assert resident.news() == ""
    assert "换了灯泡" in resident.says("谢谢")


def test_the_console_may_check_the_address_in_every_mode(open_village: OpenVillage) -> None:
    village: Village = open_village(AccountWish(mode="safe"), NEIGHBOURS)
    assert village.resident("oWang", "yan").phone.check_url()
    assert village.resident("oWang", "ban").phone.check_url()
