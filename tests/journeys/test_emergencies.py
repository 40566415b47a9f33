"""Somebody may be hurt: what to do now comes first, and a person is rung until somebody has seen it."""

from __future__ import annotations

import pytest

from tests.journeys.matters import LAMP
from tests.journeys.village import START, Village, number_in

FIRST = [
    # her words, the first line, what it must also say
    ("快来人啊着火了！岩庄花园3号楼着火了", "先打119！现在就打。", "〔人没事〕"),
    ("岩庄花园3号楼楼道里一股煤气味，呛得人头晕", "先到屋外！", "〔有人晕倒〕"),
    ("救命，他拿刀砍人了，在岩庄花园3号楼", "先离远点，打110", "12110"),
    ("我不想活了", "我在，您的话我看见了。", "12356"),
    ("岩庄花园3号楼有人从梯子上摔下来了，流了好多血", "先打120！", "别乱搬动"),
    ("我被困在电梯里了，岩庄花园3号楼", "先打119！", "〔出来了〕"),
    ("有孩子掉水库里了，快救人", "先打119和120！", "递竹竿"),
    ("孩子不见了，三岁，在岩庄花园3号楼门口走丢的", "先打110！", "〔找到了〕"),
    ("我爸刚喝了农药，岩庄花园3号楼", "先打120！", "药瓶"),
    ("岩庄花园3号楼门口电线掉地上了还冒火花", "先离远点！", "95598"),
    ("岩庄花园3号楼独居的王大爷敲门一直没人应，两天没见人了", "先打110", "开门"),
]


@pytest.mark.parametrize(("words", "first", "more"), FIRST)
def test_the_first_line_says_what_to_do_now(village: Village, words: str, first: str, more: str) -> None:
    desk, resident = village.staff("示例值班"), village.resident()
    reply = resident.says(words)
    assert reply.startswith(first)
    assert more in reply
    assert "示例值班 13800000008" in reply
    number = number_in(reply)
    assert number in desk.news()


def test_the_desk_is_rung_and_seeing_it_is_told_to_her(village: Village) -> None:
    desk, worker, resident = village.staff("示例值班"), village.staff("示例甲"), village.resident()
    number = number_in(resident.says("快来人啊着火了！岩庄花园3号楼着火了"))
    assert number in desk.news()
    assert number in worker.news()
    assert "住户知道您看到了" in desk.says(f"看到了 {number}")
    assert "有人来了" in resident.news()
    desk.says(f"看到了 {number}")
    assert resident.news() == ""


def test_said_again_it_rings_again_under_the_same_number(village: Village) -> None:
    desk, resident = village.staff("示例值班"), village.resident()
    number = number_in(resident.says("快来人啊着火了！岩庄花园3号楼着火了"))
    desk.news()
    village.wait(minutes=1)
    reply = resident.says("火越来越大了，快来人，着火了")
    assert reply.startswith("先打119！")
    assert f"还是{number}号" in reply
    assert "记成" not in reply
    assert number in desk.news()


def test_danger_rings_again_and_safety_calms(village: Village) -> None:
    desk, resident = village.staff("示例值班"), village.resident()
    number = number_in(resident.says("快来人啊着火了！岩庄花园3号楼着火了"))
    desk.news()
    assert "119" in resident.taps("有人困在里面")
    assert "有人困在里面" in desk.news()
    assert number in resident.taps("人没事")
    assert number in desk.news()


def test_where_she_is_reaches_whoever_was_rung(village: Village) -> None:
    desk, resident = village.staff("示例值班"), village.resident()
    resident.says("我不想活了")
    desk.news()
    reply = resident.says("我在岩庄花园3号楼楼顶")
    assert "12356" in reply
    assert "照片" not in reply
    assert "记成" not in reply
    assert "岩庄花园3号楼楼顶" in desk.news()
    assert "记成" not in resident.pins(36.105, 117.105, "岩庄花园小广场")
    assert "岩庄花园小广场" in desk.news()


def test_a_bare_word_of_having_seen_it_answers_the_alarm(village: Village) -> None:
    desk, resident = village.staff("示例值班"), village.resident()
    village.resident("oLi").reports("楼下的垃圾桶满了好几天没人清")
    number = number_in(resident.says("我不想活了"))
    desk.news()
    assert number in desk.says("看到了")
    assert "有人来了" in resident.news()


def test_in_the_middle_of_another_matter_it_is_still_an_emergency(village: Village) -> None:
    resident = village.resident()
    lamp = resident.reports(LAMP)
    reply = resident.says("快来人啊，岩庄花园3号楼着火了")
    assert reply.startswith("先打119！")
    assert number_in(reply) != lamp


def test_at_night_everybody_is_told_at_once(village: Village) -> None:
    desk, resident = village.staff("示例值班"), village.resident()
    village.wait_until(START.replace(hour=23))
    number = number_in(resident.says("快来人啊着火了！岩庄花园3号楼着火了"))
    assert number in desk.news()
    desk.says(f"看到了 {number}")
    assert "有人来了" in resident.news()


def test_held_news_never_stands_in_an_emergency(village: Village) -> None:
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    village.deliver()
    village.goes_wrong("template/send", errcode=43116)
    village.goes_wrong("custom/send", errcode=45015)
    worker.accepts(number)
    assert resident.news() == ""
    assert "另外" not in resident.says("快来人啊，岩庄花园3号楼着火了")
    resident.says("人没事")
    assert f"{number}号有人管了" in resident.says("进度")
