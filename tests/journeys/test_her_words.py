"""What a resident says beside her matter, and how she is heard: no word is special and none is lost."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import OpenVillage
from tests.journeys.matters import LAMP, NOISE, NOWHERE, WATER
from tests.journeys.settings import AccountWish
from tests.journeys.village import Person, Village, number_in


@pytest.fixture
def worker(village: Village) -> Person:
    return village.staff("示例甲")


@pytest.mark.parametrize(
    "words", ["你好", "谢谢", "辛苦了", "网格员小李真不错，态度特别好", "👍", "低价贷款加微信", "进度", "好的", "?"]
)
def test_what_is_no_matter_is_answered_and_opens_nothing(village: Village, words: str) -> None:
    resident = village.resident()
    reply = resident.says(words)
    assert reply
    assert "记成" not in reply
    assert "没有在办的事" in resident.says("进度")


def test_following_says_what_this_is_and_who_is_in_charge_where_she_lives(village: Village) -> None:
    welcome = village.resident().follows("unit_g1")
    assert "岩庄社区" in welcome
    assert "网格员示例甲 13800000001" in welcome
    assert "示例甲" not in village.resident("oElsewhere").follows()


def test_a_door_code_tells_where_she_lives(village: Village, worker: Person) -> None:
    resident = village.resident()
    resident.follows("unit_g1")
    receipt = resident.says("楼下路灯坏了")
    assert "示例甲" in receipt
    assert number_in(receipt) in worker.news()


def test_urging_reaches_the_worker_in_her_own_words(village: Village, worker: Person) -> None:
    resident = village.resident()
    number = resident.reports(LAMP)
    worker.news()
    village.wait(minutes=30)
    reply = resident.says("咋还没人来")
    assert number in reply
    assert "记成" not in reply
    assert "咋还没人来" in worker.news()
    assert number in resident.says("催")


def test_with_two_cases_she_is_asked_which_one(village: Village, worker: Person) -> None:
    resident = village.resident()
    lamp, water = resident.reports(LAMP), resident.reports(WATER)
    worker.news()
    asked = resident.says("催")
    assert lamp in asked
    assert water in asked
    assert lamp in resident.taps(f"{lamp}号 路灯、道路")
    assert "住户催办" in worker.news()


def test_withdrawn_in_plain_words(village: Village, worker: Person) -> None:
    resident = village.resident()
    number = resident.reports(LAMP)
    worker.news()
    assert number in resident.says("撤回")
    assert "已撤回" in resident.progress(number)
    assert "住户撤回" in worker.news()
    assert number not in worker.queue()


def test_it_has_solved_itself(village: Village, worker: Person) -> None:
    resident = village.resident()
    number = resident.reports(LAMP)
    worker.news()
    assert number in resident.says("修好了不用来了")
    assert "已结案" in resident.progress(number)
    assert "住户说好了" in worker.news()


def test_a_person_to_talk_to(village: Village) -> None:
    desk, worker, resident = village.staff("示例值班"), village.staff("示例甲"), village.resident()
    reply = resident.says("人工")
    assert "示例值班 13800000008" in reply
    assert "要找真人" in desk.news()
    resident.reports(LAMP)
    assert "示例甲 13800000001" in resident.says("人工")
    assert "要找真人" in worker.news()


def test_praise_reaches_the_one_who_earned_it(village: Village, worker: Person) -> None:
    resident = village.resident()
    resident.reports(LAMP)
    worker.news()
    village.wait(hours=1)
    assert "夸奖记下了" in resident.says("示例甲办事真利索，给他点个赞")
    assert "收到表扬" in worker.news()


def test_a_ready_answer_comes_at_once_and_is_clear(village: Village) -> None:
    resident = village.resident()
    reply = resident.says("医保怎么交")
    assert "12393" in reply
    number = number_in(reply)
    assert number in resident.taps("清楚了")
    assert "已结案" in resident.progress(number)


def test_a_ready_answer_that_is_not_clear_goes_to_a_person(village: Village) -> None:
    desk, resident = village.staff("示例值班"), village.resident()
    number = number_in(resident.says("医保怎么交"))
    assert desk.news() == ""
    assert "示例值班" in resident.taps("还有不明白的")
    assert number in desk.news()
    assert number in desk.says("待派")
    assert "已接单" in resident.progress(number)


def test_silence_after_a_ready_answer_leaves_it_with_the_desk(village: Village) -> None:
    desk, resident = village.staff("示例值班"), village.resident()
    number = number_in(resident.says("医保怎么交"))
    village.wait(hours=3)
    assert number in desk.says("待派")


def test_unsure_between_two_it_goes_by_the_better_guess_and_she_may_tap(village: Village) -> None:
    resident = village.resident()
    answer = resident.phone.say("岩庄花园3号楼电梯坏了还停水")
    number = number_in(answer.text or "")
    first, second = (label for label, _ in answer.taps)
    assert first.startswith("1 ")
    assert number in resident.taps(second)
    assert second[2:].split("、")[0] in resident.progress(number)


def test_a_missing_place_is_tapped(village: Village) -> None:
    worker, desk, resident = village.staff("示例甲"), village.staff("示例值班"), village.resident()
    receipt = resident.says(NOWHERE)
    number = number_in(receipt)
    reply = resident.taps("岩庄花园一网格")
    assert number in reply
    assert "示例甲" in reply
    assert "记成" not in reply
    assert number in worker.news()
    assert number not in desk.says("待派")


def test_none_of_the_offered_places_may_be_said_instead(village: Village) -> None:
    resident = village.resident()
    number = resident.reports(NOWHERE)
    assert "直接说一声在哪儿" in resident.taps("都不是")
    assert "示例乙" in resident.says("岩庄花园8号楼门口")
    assert "示例乙" in resident.progress(number)


def test_a_missing_place_is_pinned(village: Village) -> None:
    worker, resident = village.staff("示例乙"), village.resident()
    number = resident.reports(NOWHERE)
    reply = resident.pins(36.105, 117.115, "岩庄花园垃圾站")
    assert number in reply
    assert "示例乙" in reply
    assert number in worker.news()


def test_a_missing_place_is_said(village: Village, worker: Person) -> None:
    resident = village.resident()
    number = resident.reports(NOWHERE)
    reply = resident.says("岩庄花园3号楼")
    assert number in reply
    assert "示例甲" in reply
    assert number in worker.news()


def test_a_wrong_place_is_put_right(village: Village, worker: Person) -> None:
    other, resident = village.staff("示例乙"), village.resident()
    number = resident.reports(LAMP)
    worker.news()
    assert number in resident.taps("地方不对")
    reply = resident.taps("岩庄花园二网格")
    assert "示例乙" in reply
    assert number in other.news()
    assert "已转给别人" in worker.news()


def test_a_wrong_kind_is_put_right(village: Village) -> None:
    resident = village.resident()
    number = resident.reports(LAMP)
    resident.taps("事不对")
    assert number in resident.taps("垃圾、卫生")
    assert "垃圾" in resident.progress(number)


@pytest.mark.parametrize("how", ["tap", "word", "with the matter"])
def test_whoever_asks_for_it_stays_unknown_to_the_worker(open_village: OpenVillage, how: str) -> None:
    village = open_village(AccountWish(templates=False))
    worker, resident = village.staff("示例甲"), village.resident()
    village.world.person("yan", resident.phone.openid).name = "王示例"
    number = resident.reports(NOISE + "，别说是我说的" * (how == "with the matter"))
    if how == "tap":
        assert "替您保密" in resident.taps("替我保密")
    if how == "word":
        assert "替您保密" in resident.says("保密")
    news, accepted, page = worker.news(), worker.accepts(number), worker.says(f"查 {number}")
    assert "替人保密" in page
    assert "替人保密" in worker.queue()
    for seen in (news, accepted, page):
        assert "王示例" not in seen
        assert resident.phone.openid not in seen


def test_what_is_said_of_cadres_goes_past_the_village(village: Village) -> None:
    street, chief, desk = village.staff("示例主任"), village.staff("示例站长"), village.staff("示例值班")
    number = village.resident().reports("村支书贪污了集体的钱，账目从来不公开")
    assert number in street.news()
    assert number not in chief.news()
    assert number not in desk.news()
    assert number not in desk.says("待派")
    assert number in street.says("待派")


def test_a_sticker_is_answered(village: Village) -> None:
    assert "打字" in (village.resident().phone.unsupported().text or "")


def test_a_link_is_a_matter_for_a_person(village: Village) -> None:
    desk, resident = village.staff("示例值班"), village.resident()
    answer = resident.phone.link("看看这个", "楼道里的垃圾", "http://127.0.0.1/example")
    assert number_in(answer.text or "") in desk.news()
