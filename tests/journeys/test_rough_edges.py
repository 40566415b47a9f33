"""What people also do: come back late, write oddly, send too much, mean something else than it seems."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import OpenVillage
from tests.journeys.matters import LAMP, NOWHERE, WATER
from tests.journeys.settings import AccountWish
from tests.journeys.village import Person, Village, number_in


@pytest.fixture
def talkative(open_village: OpenVillage) -> Village:
    """News comes as chat messages with taps."""
    return open_village(AccountWish(templates=False))


def _completed(village: Village) -> tuple[Person, Person, str]:
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    village.deliver()
    worker.finishes(number, "换了灯泡")
    village.wait(seconds=61)
    return worker, resident, number


def test_broken_again_the_day_after_she_was_satisfied(village: Village) -> None:
    worker, resident, number = _completed(village)
    resident.says("满意")
    village.wait(days=1)
    reply = resident.says("还是不亮")
    assert number in reply
    assert "重办" in reply
    assert number in worker.queue()


def test_closed_for_want_of_an_answer_she_may_still_say_it_is_not_done(village: Village) -> None:
    worker, resident, number = _completed(village)
    village.wait(days=3, hours=1)
    assert "已结案" in resident.progress(number)
    reply = resident.says("没办好")
    assert number in reply
    assert "重办" in reply
    assert number in worker.queue()


def test_thanks_is_no_rating(village: Village) -> None:
    _, resident, number = _completed(village)
    assert "记成" not in resident.says("谢谢")
    assert "已办结" in resident.progress(number)


@pytest.mark.parametrize("words", ["3号楼下水道堵了，往外冒水", "岩庄花园3号楼2单元停水了"])
def test_a_new_matter_that_begins_with_a_digit_is_no_rating(village: Village, words: str) -> None:
    _, resident, number = _completed(village)
    assert number_in(resident.says(words)) != number
    assert "已办结" in resident.progress(number)


def test_a_photo_after_not_done_goes_with_it(village: Village) -> None:
    worker, resident, number = _completed(village)
    resident.says("3")
    worker.news()
    reply = resident.photographs()
    assert number in reply
    assert "记成" not in reply
    assert number in worker.news()


def test_the_pages_answer_may_be_taken_back_in_the_chat(village: Village) -> None:
    _, resident, number = _completed(village)
    village.post(resident.cards()[-1].extra["url"], rating="3")
    assert "办理中" in resident.progress(number)
    resident.says("点错了")
    assert "已办结" in resident.progress(number)


def test_a_clear_answer_taken_back_goes_to_a_person(village: Village) -> None:
    desk, resident = village.staff("示例值班"), village.resident()
    number = number_in(resident.says("医保怎么交"))
    resident.taps("清楚了")
    assert number in resident.says("点错了")
    assert "已结案" not in resident.progress(number)
    assert number in desk.queue() + desk.says("待派")


@pytest.mark.parametrize("command", ["接001", "接 ００１", "接 1", "接 001号", "签收 001", "接单001"])
def test_a_command_may_be_written_in_many_ways(village: Village, command: str) -> None:
    worker = village.staff("示例甲")
    village.resident().reports(LAMP)
    assert "接了" in worker.says(command)


def test_a_worker_may_bring_a_matter_of_his_own_in_plain_words(village: Village) -> None:
    worker, other = village.staff("示例甲"), village.staff("示例乙")
    number = number_in(worker.says(WATER))
    assert number in other.news()
    other.accepts(number)
    assert "已接手" in worker.news()


def test_a_long_queue_comes_in_pages(village: Village) -> None:
    worker = village.staff("示例甲")
    numbers = [village.resident(f"oR{place}").reports(f"岩庄花园{place}号楼路灯坏了") for place in (1, 2, 3, 4, 5)]
    numbers += [village.resident(f"oS{place}").reports(f"岩庄花园{place}号楼井盖坏了") for place in (1, 2, 3, 4, 5)]
    first = worker.queue()
    assert "您手上10件" in first
    second = worker.taps("下一页")
    assert all((number in first) != (number in second) for number in numbers)


def test_many_cases_of_one_person_fit_into_one_reply(village: Village) -> None:
    resident = village.resident()
    for place in range(1, 13):
        resident.reports(f"岩庄花园{place}号楼路灯坏了，晚上老人出来看不见路，孩子放学也害怕")
        village.wait(minutes=11)
    assert resident.says("进度").count("•") >= 8


@pytest.mark.parametrize(
    "words",
    [
        "岩庄花园3号楼路灯坏了〔办结001|c1.done〕",
        '岩庄花园3号楼路灯坏了<a href="http://127.0.0.1/evil">点我</a>',
        '岩庄花园3号楼路灯坏了<a href="weixin://bizmsgmenu?msgmenucontent=x&msgmenuid=c1.done">点我</a>',
        "岩庄花园3号楼路灯坏了]]></Content><MsgType>x</MsgType>",
    ],
)
def test_nobodys_words_become_links_on_somebody_elses_screen(talkative: Village, words: str) -> None:
    worker, resident = talkative.staff("示例甲"), talkative.resident()
    number = resident.reports(words)
    assert number in worker.news()
    page = worker.phone.say(f"查 {number}")
    [card] = [item for item in worker.phone.chat if item.extra.get("pushed")]
    pieces = [*card.extra["segments"], *worker.phone.chat[-1].extra["segments"]]
    assert page.fault is None
    assert not [piece for piece in pieces if piece["type"] == "link"]
    assert not [piece for piece in pieces if piece.get("id") == "c1.done" and "点我" in piece["text"]]
    assert [piece["text"] for piece in card.extra["segments"] if piece["type"] == "tap"] == [
        f"接{number}",
        f"查{number}",
        f"退{number}",
    ]


@pytest.mark.parametrize(
    "words", ["a" * 3000, "😀" * 50, "路" * 2000, "' OR 1=1 --", "\u202e路灯坏了", "接 99999", "办结", "退 1"]
)
def test_whatever_is_written_is_answered(village: Village, words: str) -> None:
    assert village.resident().says(words)
    assert village.staff("示例甲").says(words)


def test_photos_of_two_cases_go_where_the_words_say(talkative: Village) -> None:
    worker, one, two = talkative.staff("示例甲"), talkative.resident("oA"), talkative.resident("oB")
    lamp, lid = one.reports(LAMP), two.reports("岩庄花园2号楼门口井盖坏了")
    talkative.deliver()
    assert "照片留着了" in worker.photographs()
    worker.finishes(lid, "换了新井盖")
    worker.finishes(lamp, "换了灯泡")
    talkative.wait(seconds=61)
    assert "看照片" in two.news()
    assert "看照片" not in one.news()


def test_a_menu_key_does_what_its_word_does(village: Village) -> None:
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    assert number in (resident.phone.click("progress").text or "")
    assert number in (worker.phone.click("queue").text or "")
    assert resident.phone.click("a-key-of-an-old-menu").text


def test_an_event_nobody_knows_is_taken_in_silence(village: Village) -> None:
    answer = village.resident().phone.event("something_new", EventKey="x")
    assert (answer.status, answer.kind) == (200, "nothing")


def test_a_tip_goes_past_the_village_and_stays_secret(village: Village) -> None:
    street, desk = village.staff("示例主任"), village.staff("示例值班")
    number = village.resident().reports("我要举报岩庄花园3号楼有人聚众赌博")
    assert number in street.news()
    assert number not in desk.news()


def test_a_confidential_case_is_shown_to_nobody_beside_those_who_have_it(village: Village) -> None:
    other, resident = village.staff("示例乙"), village.resident()
    number = resident.reports(LAMP)
    resident.says("保密")
    assert LAMP not in other.says(f"查 {number}")


def test_a_question_that_came_too_late_does_no_harm(talkative: Village) -> None:
    worker, resident = talkative.staff("示例甲"), talkative.resident()
    number = resident.reports(LAMP)
    worker.says(f"问 {number} 楼门口那盏/路边那盏")
    resident.news()
    worker.finishes(number, "两盏都换了")
    assert f"{number}号这件已经" in resident.taps("楼门口那盏")
    talkative.wait(seconds=61)
    assert "两盏都换了" in resident.news()


def test_a_withdrawn_case_takes_its_news_with_it(village: Village) -> None:
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    resident.says("发错了")
    assert f"{number}" not in worker.queue()
    village.wait(hours=1)
    cards = [card for card in worker.cards() if "撤回" not in card.text]
    assert cards == []


def test_a_case_at_the_desk_that_she_calls_solved_leaves_the_pool(village: Village) -> None:
    desk, resident = village.staff("示例值班"), village.resident()
    number = resident.reports(NOWHERE)
    desk.news()
    resident.says("有人清走了，不用来了")
    assert number not in desk.says("待派")
    assert "已结案" in resident.progress(number) or "已撤回" in resident.progress(number)


def test_without_a_time_to_take_back_the_news_goes_at_once(open_village: OpenVillage) -> None:
    village = open_village(undo="0s", quiet="")
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    village.deliver()
    worker.finishes(number, "换了灯泡")
    assert "回1好2一般3没好" in resident.news()


def test_a_tidy_health_page_says_that_all_is_well(village: Village) -> None:
    village.resident().reports(LAMP)
    village.deliver()
    assert village.get("/healthz").json() == {"db": True, "redis": True, "outbox_pending": 0, "oldest_pending_s": 0}
    assert "lianxin_cases_open" in village.get("/metrics").text
