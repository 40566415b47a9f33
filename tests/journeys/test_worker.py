"""What a worker does from the chat, and what the resident reads of it."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import OpenVillage
from tests.journeys.matters import LAMP, NOWHERE, WATER
from tests.journeys.settings import AccountWish
from tests.journeys.village import Person, Village, number_in


@pytest.fixture
def talkative(open_village: OpenVillage) -> Village:
    """A village whose account has no templates, so that news comes as chat messages with taps."""
    return open_village(AccountWish(templates=False))


def _case(village: Village, words: str = LAMP) -> tuple[Person, Person, str]:
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(words)
    worker.news()
    return worker, resident, number


def test_a_tap_on_the_task_accepts_it(talkative: Village) -> None:
    worker, resident, number = _case(talkative)
    assert "接了" in worker.taps(f"接{number}")
    news = resident.news()
    assert f"{number}号有人管了：网格员示例甲 13800000001" in news


def test_the_first_push_about_a_case_is_the_task_template(village: Village) -> None:
    worker, _, number = _case(village)
    calls = village.sent("template/send", worker.phone.openid)
    assert [call["data"]["template_id"] for call in calls] == ["yan-task"]
    assert number in worker.queue()


def test_returned_twice_and_placed_again_but_not_a_third_time(village: Village) -> None:
    worker, resident, number = _case(village)
    desk = village.staff("示例值班")
    for _ in range(2):
        assert "还差一句" in worker.says(f"退 {number}")
        assert number in worker.says(f"退 {number} 不属我辖区")
        assert number not in worker.queue()
        assert number in desk.news()
        assert number in desk.says("待派")
        desk.says(f"派 {number} 示例甲")
        assert number in worker.news()
    street = village.staff("示例主任")
    assert "报给天平街道裁定" in worker.says(f"退 {number} 还是不属我辖区")
    assert "裁定归谁办" in street.news()
    assert "请示过一回" in worker.says(f"退 {number} 真不属我辖区")
    assert "不归您这一级" in desk.says(f"裁定 {number} 示例甲 就是你的")
    assert "要裁定归谁办" in street.says(f"准 {number}")
    assert f"{number}号归" in street.says(f"裁定 {number} 示例甲 楼在一网格")
    assert "不能退了" in worker.says(f"退 {number} 还是不归我")
    assert number in worker.queue()
    assert "示例甲" in resident.progress(number)


def test_handed_over_to_a_named_colleague(village: Village) -> None:
    worker, resident, number = _case(village)
    colleague = village.staff("示例乙")
    assert "示例乙" in worker.says(f"转 {number} 示例乙")
    assert number in colleague.news()
    assert "已转办" in resident.news()
    assert "示例乙" in resident.progress(number)
    assert number not in worker.queue()
    assert "不在您手上" in worker.says(f"办结 {number} 换了灯泡")


def test_a_colleague_whose_name_was_heard_with_other_characters(village: Village) -> None:
    worker, resident, number = _case(village)
    assert "示例乙" in worker.says(f"转 {number} 事例已")
    assert "示例乙" in resident.progress(number)
    assert "没动" in village.staff("示例值班").says(f"派 {number} 没这个人")


def _asks(worker: Person, resident: Person, number: str) -> str:
    assert "问过去了" in worker.says(f"问 {number} 楼门口那盏/路边那盏")
    return resident.news()


def test_a_question_is_answered_by_tap(talkative: Village) -> None:
    worker, resident, number = _case(talkative)
    asked = _asks(worker, resident, number)
    assert "楼门口那盏，还是路边那盏" in asked
    assert "等住户回话" in worker.queue()
    assert number in resident.taps("路边那盏")
    assert "路边那盏" in worker.news()
    assert "办理中" in resident.progress(number)
    assert "等住户回话" not in worker.queue()


def test_a_question_and_his_words_can_be_read_where_news_comes_by_template(village: Village) -> None:
    worker, resident, number = _case(village)
    asked = "是楼门口那盏，还是靠着小卖部的路边那一盏，还是楼后头的"
    worker.says(f"问 {number} {asked}")
    village.deliver()
    card = resident.cards()[-1]
    assert "是楼门口那盏" in card.text
    assert asked in village.get(card.extra["url"]).text
    resident.says("楼后头的")
    worker.says(f"回 {number} 下午两点带灯泡来")
    assert "下午两点带灯泡来" in resident.news()


def test_come_and_look_is_an_answer_too(talkative: Village) -> None:
    worker, resident, number = _case(talkative)
    _asks(worker, resident, number)
    assert number in resident.taps("说不清，来了找我")
    assert "来了找我" in worker.news()


@pytest.mark.parametrize("answer", ["楼门口那盏", "是楼门口的那一盏", "就是门口"])
def test_a_question_is_answered_in_writing(village: Village, answer: str) -> None:
    worker, resident, number = _case(village)
    assert "等您回话" in _asks(worker, resident, number)
    reply = resident.says(answer)
    assert number in reply
    assert "记成" not in reply
    assert "住户已回" in worker.news()
    assert "办理中" in resident.progress(number)


@pytest.mark.parametrize("sends", ["voice", "photo"])
def test_a_question_is_answered_by_voice_or_photo_also_an_hour_later(village: Village, sends: str) -> None:
    worker, resident, number = _case(village)
    _asks(worker, resident, number)
    village.wait(hours=1)
    reply = resident.speaks() if sends == "voice" else resident.photographs()
    assert number in reply
    assert "记成" not in reply
    assert "住户已回" in worker.news()
    assert "办理中" in resident.progress(number)


@pytest.mark.parametrize(("words", "opens"), [("你好", False), ("岩庄花园8号楼停水了，一滴水没有", True)])
def test_what_is_no_answer_leaves_the_question_open(village: Village, words: str, opens: bool) -> None:
    worker, resident, number = _case(village)
    _asks(worker, resident, number)
    village.wait(minutes=20)
    assert ("记成" in resident.says(words)) == opens
    assert "等住户回话" in worker.queue()


def test_a_third_question_is_refused(village: Village) -> None:
    worker, resident, number = _case(village)
    for _ in range(2):
        _asks(worker, resident, number)
        resident.says("楼门口那盏")
    assert "问过住户两回" in worker.says(f"问 {number} 到底哪盏")


def test_his_words_reach_her(talkative: Village) -> None:
    worker, resident, number = _case(talkative)
    assert "带到了" in worker.says(f"回 {number} 我下午两点过去")
    assert "我下午两点过去" in resident.news()
    assert "办理中" in resident.progress(number)


def test_his_own_voice_reaches_her_as_a_page_to_listen_to(talkative: Village) -> None:
    worker, resident, number = _case(talkative)
    assert "还差一句" in worker.says(f"回 {number}")
    assert "带到了" in worker.speaks()
    resident.village.deliver()
    [card] = resident.cards()[-1:]
    [link] = [piece["url"] for piece in card.extra["segments"] if piece["type"] == "link"]
    assert talkative.get(link).headers["Content-Type"].startswith("audio/")


def test_he_listens_and_looks_in_the_chat(village: Village) -> None:
    worker, resident, number = _case(village)
    assert "没有语音" in worker.says(f"听 {number}")
    resident.speaks()
    resident.photographs()
    assert worker.phone.say(f"听 {number}").kind == "voice"
    assert worker.phone.say(f"看 {number}").kind == "image"


def test_what_the_platform_has_forgotten_is_on_our_own_page(village: Village) -> None:
    worker, resident, number = _case(village)
    resident.speaks()
    village.deliver()
    village.wait(days=3, hours=1)
    heard = worker.phone.say(f"听 {number}")
    [(_, link)] = heard.links
    assert village.get(link).headers["Content-Type"].startswith("audio/")


def test_done_in_passing_is_recorded_and_asks_nobody_anything(village: Village) -> None:
    worker = village.staff("示例甲")
    worker.photographs()
    number = number_in(worker.says("随手办 扶正了东门口倒的垃圾桶"))
    village.wait(days=1)
    assert number not in worker.queue()
    assert worker.news() == ""


def test_his_own_find_is_a_case_like_any_other(village: Village) -> None:
    worker, colleague = village.staff("示例甲"), village.staff("示例乙")
    reply = worker.says("报 岩庄花园8号楼门口井盖坏了")
    number = number_in(reply)
    assert "示例乙" in reply
    assert number in colleague.news()


@pytest.mark.parametrize("words", ["替 王大娘 报 岩庄花园3号楼路灯坏了", "替王大娘报：岩庄花园3号楼路灯坏了"])
def test_somebody_reports_for_somebody_else(village: Village, words: str) -> None:
    worker, neighbour = village.staff("示例甲"), village.resident("oNeighbour")
    reply = neighbour.says(words)
    number = number_in(reply)
    assert "王大娘" in reply
    assert number in worker.news()
    assert "王大娘" in worker.accepts(number)
    assert "已接手" in neighbour.news()


def test_a_photo_is_asked_for_once_and_never_in_the_way(village: Village) -> None:
    worker, resident, number = _case(village)
    assert "照片" in worker.finishes(number, "换了灯泡")
    village.wait(seconds=61)
    resident.says("没办好")
    assert "照片" not in worker.finishes(number, "又换了一个")


def test_a_photo_sent_before_or_after_the_words_goes_with_the_completion(talkative: Village) -> None:
    worker, resident, number = _case(talkative)
    worker.accepts(number)
    assert number in worker.photographs()
    assert "照片" not in worker.finishes(number, "换了灯泡")
    talkative.wait(seconds=61)
    assert "看照片" in resident.news()


def test_with_one_case_in_hand_short_words_are_enough(village: Village) -> None:
    worker, resident, number = _case(village)
    worker.says("收到")
    assert "已接手" in resident.news()
    worker.says("人不在")
    assert "有新回话" in resident.news()
    worker.says("修好了")
    village.wait(seconds=61)
    assert "回1好2一般3没好" in resident.news()
    assert "已办结" in resident.progress(number)


def test_a_wrong_number_touches_nothing_and_keeps_his_words(village: Village) -> None:
    worker, resident, number = _case(village)
    reply = worker.says("办结 073 换了灯泡")
    assert "没有073号，没动任何东西" in reply
    assert "换了灯泡" in reply
    assert "已派单" in resident.progress(number)
    worker.taps(f"办结{number}")
    village.wait(seconds=61)
    assert "换了灯泡" in resident.news()


def test_somebody_elses_case_is_left_alone(village: Village) -> None:
    _, resident, number = _case(village)
    other = village.staff("示例乙")
    assert "不在您手上，现在是示例甲" in other.says(f"办结 {number} 换了灯泡")
    assert "已派单" in resident.progress(number)


def test_an_explained_case_says_so(talkative: Village) -> None:
    worker, resident, number = _case(talkative)
    worker.finishes(number, "解释 这盏灯归供电所，已经报上去了")
    talkative.wait(seconds=61)
    assert "有准话了" in resident.news()


def test_more_time_is_told_with_its_reason(talkative: Village) -> None:
    worker, resident, number = _case(talkative)
    worker.accepts(number)
    resident.news()
    chief = talkative.staff("示例站长")
    assert "报上去" in worker.says(f"延期 {number} 2天 等配件")
    assert "延期" in chief.news()
    chief.says(f"准 {number}")
    assert "等配件" in resident.news()


def test_a_matter_raised_reaches_the_next_level(village: Village) -> None:
    worker, _, number = _case(village)
    chief = village.staff("示例站长")
    assert "岩庄社区" in worker.says(f"提级 {number} 要街道协调")
    assert number in chief.news()


def test_all_are_accepted_at_once(village: Village) -> None:
    worker, resident, _ = _case(village)
    village.resident("oLi").reports("岩庄花园2号楼门口井盖坏了")
    assert "接下了2件" in worker.says("全接下")
    assert "已接手" in resident.news()
    assert "已接手" in village.resident("oLi").news()


def test_a_strangers_command_opens_nothing_and_says_how_to_bind(village: Village) -> None:
    stranger = village.resident("oStranger")
    for command in ("待办", "接 001", "办结 001 修好了", "派 001 示例甲"):
        reply = stranger.says(command)
        assert "绑定" in reply
        assert "记成" not in reply
    assert "没有在办的事" in stranger.says("进度")


def test_an_empty_queue_holds_no_number(village: Village) -> None:
    assert not any(letter.isdigit() for letter in village.staff("示例甲").queue())


def test_a_note_stays_inside(village: Village) -> None:
    worker, resident, number = _case(village)
    desk = village.staff("示例值班")
    assert number in desk.says(f"备注 {number} 配件周五到")
    assert "有备注" in worker.news()
    assert resident.news() == ""


def test_workers_of_other_grids_have_their_own_queue(village: Village) -> None:
    worker, other = village.staff("示例甲"), village.staff("示例乙")
    lamp, water = village.resident().reports(LAMP), village.resident("oLi").reports(WATER)
    assert lamp in worker.queue()
    assert water not in worker.queue()
    assert water in other.queue()
    assert lamp not in other.queue()
    assert village.resident("oZhao").reports(NOWHERE) not in worker.queue()
