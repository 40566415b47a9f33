"""An alarm: whom it reaches, how it climbs, who may say to have seen it, and what she is told of all that."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import OpenVillage
from tests.journeys.matters import LAMP
from tests.journeys.settings import AccountWish
from tests.journeys.village import Village, number_in

FIRE = "快来人啊着火了！岩庄花园3号楼着火了"
VIOLENCE = "救命，他拿刀砍人了，在岩庄花园3号楼"


def test_only_whose_business_it_is_may_say_to_have_seen_it(village: Village) -> None:
    desk, other, resident = village.staff("示例值班"), village.staff("示例乙"), village.resident()
    number = number_in(resident.says(FIRE))
    desk.news()
    reply = other.says(f"看到了 {number}")
    assert "不在您手上" in reply
    assert "住户知道" not in reply
    assert resident.news() == ""


def test_a_matter_without_an_alarm_is_not_seen(village: Village) -> None:
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    worker.news()
    assert "没有求助在响" in worker.says(f"看到了 {number}")
    assert resident.news() == ""


def test_seen_after_an_answer_is_still_told_once(village: Village) -> None:
    desk, worker, resident = village.staff("示例值班"), village.staff("示例甲"), village.resident()
    number = number_in(resident.says(FIRE))
    worker.says(f"回 {number} 我马上到")
    resident.news()
    assert "住户知道您看到了" in desk.says(f"看到了 {number}")
    assert "有人来了" in resident.news()
    assert "示例值班已经说看到了" in worker.says(f"看到了 {number}")
    assert resident.news() == ""


def test_where_the_resident_cannot_be_told_he_is_not_told_otherwise(village: Village) -> None:
    desk, worker = village.staff("示例值班"), village.staff("示例甲")
    number = number_in(desk.says(f"代录 13900000000 {FIRE}"))
    assert "住户这会儿收不到" in worker.says(f"看到了 {number}")


def test_it_rings_again_and_climbs_until_it_is_seen(village: Village) -> None:
    desk, worker, resident = village.staff("示例值班"), village.staff("示例甲"), village.resident()
    chief, top = village.staff("示例站长"), village.staff("示例主任")
    number = number_in(resident.says(FIRE))
    for one in (desk, worker):
        assert number in one.news()
    assert chief.news() == top.news() == ""
    village.wait(minutes=3)
    assert number in desk.news()
    assert number in worker.news()
    assert number in chief.news()
    assert top.news() == ""
    village.wait(minutes=2)
    assert desk.news() == ""
    village.wait(minutes=1)
    assert number in top.news()
    top.says(f"看到了 {number}")
    desk.news()
    village.wait(minutes=4)
    assert desk.news() == top.news() == ""


@pytest.mark.parametrize("answer", ["接 {}", "回 {} 我马上到", "办结 {} 灭了"])
def test_an_answer_of_any_kind_stops_it(village: Village, answer: str) -> None:
    desk, worker, resident = village.staff("示例值班"), village.staff("示例甲"), village.resident()
    number = number_in(resident.says(FIRE))
    worker.says(answer.format(number))
    desk.news()
    village.wait(minutes=4)
    assert desk.news() == ""


def test_new_danger_rings_again_after_it_was_seen(village: Village) -> None:
    desk, resident = village.staff("示例值班"), village.resident()
    number = number_in(resident.says(FIRE))
    desk.says(f"看到了 {number}")
    resident.news()
    resident.taps("有人困在里面")
    assert "有人困在里面" in desk.news() + desk.says(f"查 {number}")
    village.wait(minutes=3)
    assert number in desk.news()
    assert "住户知道您看到了" in desk.says("看到了")
    assert "有人来了" in resident.news()


def test_where_nobody_can_be_rung_she_reads_whom_to_ring(village: Village) -> None:
    reply = village.resident().says(FIRE)
    assert "正在叫" not in reply
    assert "请直接打给值班的示例值班 13800000008" in reply


def test_an_account_that_pushes_nothing_does_not_claim_to_call(open_village: OpenVillage) -> None:
    village = open_village(AccountWish(kind="subscription", verified=False, templates=False))
    village.staff("示例值班")
    reply = village.resident().says(FIRE)
    assert "正在叫" not in reply
    assert "请直接打给值班的示例值班 13800000008" in reply


def test_whoever_has_a_chat_is_named_as_being_called(village: Village) -> None:
    village.staff("示例甲")
    assert "我正在叫村里网格员示例甲 13800000001" in village.resident().says(FIRE)


ANSWERS = [
    (VIOLENCE, "不方便说话", "不用打字"),
    (VIOLENCE, "我安全", "门锁好"),
    ("岩庄花园3号楼有人从梯子上摔下来了，流了好多血", "救护车来了", "医院"),
    ("岩庄花园3号楼楼道里一股煤气味，呛得人头晕", "有人晕倒", "通风"),
    ("孩子不见了，三岁，在岩庄花园3号楼门口走丢的", "找到了", "找到就好"),
    ("我不想活了", "让他来看看我", "我叫人来看您"),
]


@pytest.mark.parametrize(("words", "label", "says"), ANSWERS)
def test_each_answer_has_its_own_words(village: Village, words: str, label: str, says: str) -> None:
    village.staff("示例值班")
    resident = village.resident()
    resident.says(words)
    reply = resident.taps(label)
    assert says in reply
    assert ("人没事就好" in reply) == (label == "人没事")


def test_a_workers_own_find_that_is_an_emergency_rings_and_says_what_to_do(village: Village) -> None:
    desk, worker = village.staff("示例值班"), village.staff("示例甲")
    reply = worker.says(f"报 {FIRE}")
    assert reply.startswith("先打119！")
    assert "正在叫" in reply
    assert number_in(reply) in desk.news()


def test_a_concealed_alarm_says_what_happened_and_never_her_words(open_village: OpenVillage) -> None:
    village = open_village(AccountWish(templates=False))
    desk, resident = village.staff("示例值班"), village.resident()
    number = number_in(resident.says(VIOLENCE))
    desk.news()
    assert "保密" in resident.says("保密")
    village.wait(minutes=3)
    news = desk.news()
    assert "有人动手" in news
    assert number in news
    assert "拿刀" not in news


def test_her_words_are_not_promised_to_one_person(village: Village) -> None:
    village.staff("示例值班")
    reply = village.resident().says("我不想活了")
    assert "只给他一个人看" not in reply
    assert "您的话只有管事的人看" in reply
