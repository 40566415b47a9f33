"""What goes wrong between people: words for another case, answers that come late, promises that were not kept."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.journeys.conftest import OpenVillage
from tests.journeys.matters import LAMP, NOWHERE, WATER
from tests.journeys.settings import AccountWish
from tests.journeys.village import HERE, Person, Village, number_in

LID = "岩庄花园2号楼门口井盖坏了"
CALLER = "13900000000"


@pytest.fixture
def talkative(open_village: OpenVillage) -> Village:
    """News comes as chat messages with taps."""
    return open_village(AccountWish(templates=False))


def _two(village: Village) -> tuple[Person, Person, Person, str, str]:
    worker, one, two = village.staff("示例甲"), village.resident("oA"), village.resident("oB")
    lamp, lid = one.reports(LAMP), two.reports(LID)
    village.deliver()
    return worker, one, two, lamp, lid


def test_words_meant_for_one_resident_never_reach_another(talkative: Village) -> None:
    worker, one, _, lamp, _ = _two(talkative)
    worker.accepts(lamp)
    worker.queue()
    assert "钥匙" not in worker.says("回 073 您家钥匙我放门卫了")
    assert "怎么办的" in worker.taps(f"办结{lamp}")
    talkative.wait(seconds=61)
    assert "钥匙" not in one.news()


def test_kept_words_are_gone_once_something_else_was_done(talkative: Village) -> None:
    worker, _, _, lamp, lid = _two(talkative)
    worker.accepts(lamp)
    worker.queue()
    assert "换了新井盖" in worker.says("办结 073 换了新井盖")
    worker.finishes(lid, "换了新井盖")
    assert "怎么办的" in worker.taps(f"办结{lamp}")


def test_a_photo_after_she_withdrew_is_kept_loose(village: Village) -> None:
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    village.deliver()
    worker.accepts(number)
    resident.says("算了不用了")
    assert "照片留着了" in worker.photographs()


@pytest.mark.parametrize("verb", ["回", "退", "问"])
def test_what_needs_words_never_goes_without(village: Village, verb: str) -> None:
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    for _ in range(2):
        assert "还差一句" in worker.says(f"{verb} {number}")
    assert resident.news() == ""
    assert number in worker.queue()


def test_an_answer_after_a_hand_over_reaches_whoever_has_the_case_now(talkative: Village) -> None:
    worker, colleague, resident = talkative.staff("示例甲"), talkative.staff("示例乙"), talkative.resident()
    number = resident.reports(LAMP)
    worker.says(f"问 {number} 楼门口那盏/路边那盏")
    talkative.deliver()
    worker.says(f"转 {number} 示例乙")
    colleague.news()
    reply = resident.taps("路边那盏")
    assert "示例乙" in reply
    assert "没动任何东西" not in reply
    assert "路边那盏" in colleague.news()


def _asked(village: Village) -> tuple[Person, Person, str]:
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    worker.says(f"问 {number} 楼门口那盏/路边那盏")
    resident.news()
    worker.news()
    return worker, resident, number


def test_a_question_is_asked_again_once_and_then_the_case_goes_on(talkative: Village) -> None:
    worker, resident, number = _asked(talkative)
    talkative.wait(hours=25)
    assert "还等着您回一句" in resident.news()
    talkative.wait(hours=20)
    assert resident.news() == ""
    talkative.wait(hours=30)
    assert "三天没回话" in worker.queue()  # Told late: his own window had closed.
    assert "办理中" in resident.progress(number)
    talkative.wait(hours=1)
    assert worker.news() == ""
    assert number in resident.taps("路边那盏")
    assert "路边那盏" in worker.news()


def test_a_pin_answers_a_question(village: Village) -> None:
    worker, resident, number = _asked(village)
    assert number in resident.pins(36.105, 117.105, "岩庄花园3号楼")
    assert "等住户回话" not in worker.queue()
    assert "住户已回" in worker.news()


def test_a_caller_without_wechat_is_told_on_the_phone(village: Village) -> None:
    desk, worker = village.staff("示例值班"), village.staff("示例甲")
    number = number_in(desk.says(f"代录 {CALLER} 岩庄花园3号楼路灯坏了"))
    desk.news()
    assert f"他没用微信，请打电话告诉他 {CALLER}" in worker.accepts(number)
    assert "请打电话" in desk.news()
    assert "他没用微信" in worker.says(f"问 {number} 哪盏灯")
    assert CALLER in worker.says(f"查 {number}")
    assert "住户" not in worker.says(f"回 {number} 下午两点去")
    worker.finishes(number, "换了灯泡")
    assert "改回来了" in worker.says(f"点错了 {number}")


def test_a_missed_promise_is_owned_up_to_and_the_next_level_hears_of_the_urging(village: Village) -> None:
    worker, chief, resident = village.staff("示例甲"), village.staff("示例站长"), village.resident()
    number = resident.reports(LAMP)
    village.wait(days=1, hours=1)
    assert "已经晚了，对不住，今天15点前" in resident.progress(number)
    chief.news()
    reply = resident.says("催")
    assert "已经晚了，对不住，今天15点前一定给您回话" in reply
    assert number in chief.news()
    assert "住户催办" in worker.news()


def test_urging_in_time_stays_with_the_worker(village: Village) -> None:
    chief, resident = village.staff("示例站长"), village.resident()
    resident.reports(LAMP)
    chief.news()
    assert "最晚明天" in resident.says("催")
    assert chief.news() == ""


def test_a_list_of_kinds_takes_no_digit(village: Village) -> None:
    resident = village.resident()
    number = resident.reports(LAMP)
    resident.taps("事不对")
    assert "没有问您什么" in resident.says("1")
    assert "点错了" in resident.taps("垃圾、卫生")
    assert "路灯" in resident.taps("点错了")
    assert "路灯" in resident.progress(number)


def test_a_person_is_asked_for_without_a_matter(village: Village) -> None:
    desk, resident = village.staff("示例值班"), village.resident()
    number = number_in(resident.says("人工"))
    assert number in desk.news()
    assert "带到了" in desk.says(f"回 {number} 您说，我听着")
    assert "有新回话" in resident.news()


def test_for_somebody_elsewhere_the_writers_home_says_nothing(village: Village) -> None:
    resident = village.resident()
    resident.follows("unit_g1")
    reply = resident.says("替王大娘报：楼道灯坏了")
    assert "在哪儿" in reply
    assert "示例甲" not in reply
    assert "示例乙" in resident.says("岩庄花园8号楼")


def _tap_of(person: Person, number: str) -> str:
    """The label of the choice that names this case."""
    pieces = person.phone.chat[-1].extra["segments"]
    return next(piece["text"] for piece in pieces if piece["type"] == "tap" and number in piece["text"])


def test_the_newest_step_is_the_one_that_is_taken_back(village: Village) -> None:
    resident = village.resident()
    lamp, water = resident.reports(LAMP), resident.reports(WATER)
    resident.says("算了不用了")
    resident.taps(_tap_of(resident, water))
    resident.says("算了不用了")
    assert lamp in resident.says("点错了")
    assert "已撤回" in resident.progress(water)


def test_settled_at_the_desk_and_taken_back_it_waits_there_again(village: Village) -> None:
    desk, resident = village.staff("示例值班"), village.resident()
    number = resident.reports(NOWHERE)
    resident.says("有人清走了，不用来了")
    resident.says("点错了")
    assert "已接单" in resident.progress(number)
    assert number in desk.says("待派")


def test_the_pool_counts_all_and_turns_its_own_pages(village: Village) -> None:
    desk = village.staff("示例值班")
    numbers = [village.resident(f"oR{place}").reports(NOWHERE) for place in range(8)]
    first = desk.says("待派")
    assert "等着派的8件" in first
    second = desk.says("下一页")
    assert all((f" {number} " in first) != (f" {number} " in second) for number in numbers)


def test_her_list_goes_on_behind_its_first_page(village: Village) -> None:
    resident = village.resident()
    numbers = []
    for place in range(1, 24):
        numbers.append(resident.reports(f"岩庄花园{place % 12 + 1}号楼路灯坏了，天黑看不见路"))
        village.wait(minutes=11)
    pages = [resident.says("进度")]
    while "下一页" in pages[-1]:
        pages.append(resident.says("下一页"))
    assert "一共23件" in pages[0]
    assert all(sum(f"{number}号" in page for page in pages) == 1 for number in numbers)


@pytest.mark.parametrize(("words", "then"), [("不是3号楼，是8号楼", "示例乙"), ("说错了，是停水", "停水")])
def test_she_puts_right_what_she_said(village: Village, words: str, then: str) -> None:
    resident = village.resident()
    number = resident.reports(LAMP)
    reply = resident.says(words)
    assert "记成" not in reply
    assert number in reply
    assert then in resident.progress(number)


def test_a_fuller_place_replaces_a_shorter_one(village: Village) -> None:
    resident = village.resident()
    number = resident.reports("13号楼路灯坏了")
    assert "岩庄花园13号楼" in resident.says("岩庄花园13号楼")
    assert "岩庄花园13号楼" in resident.progress(number)


def test_his_own_find_is_read_from_where_he_works(village: Village) -> None:
    assert "示例甲" in village.staff("示例甲").says("报 3号楼门口井盖坏了")


def test_off_hours_the_promise_waits_for_somebody_to_be_there(village: Village) -> None:
    village.wait_until(datetime(2026, 11, 25, 22, 0, tzinfo=HERE))
    receipt = village.resident().says(WATER)
    assert "8点半有人接" in receipt
    assert "最晚明天（周四）9点前" in receipt


def test_a_promise_made_over_the_weekend_is_the_same_wherever_she_looks(talkative: Village) -> None:
    talkative.wait_until(datetime(2026, 11, 28, 9, 10, tzinfo=HERE))
    resident = talkative.resident()
    receipt = resident.says(LAMP)
    number = number_in(receipt)
    assert "最晚后天（周一）9点前" in receipt
    assert "明天（周日）9点半前给住户回个话" in talkative.staff("示例甲").accepts(number)
    assert "最晚后天（周一）9点前" in resident.news()
    talkative.wait_until(datetime(2026, 11, 29, 10, 0, tzinfo=HERE))
    assert "最晚明天（周一）9点前" in resident.progress(number)
    assert "晚了" not in resident.progress(number)
    talkative.wait_until(datetime(2026, 11, 30, 9, 1, tzinfo=HERE))
    assert "已经晚了" in resident.progress(number)


def test_her_page_promises_over_the_weekend_what_her_receipt_does(village: Village) -> None:
    village.wait_until(datetime(2026, 11, 28, 9, 10, tzinfo=HERE))
    resident = village.resident()
    number = resident.reports(LAMP)
    village.staff("示例甲").accepts(number)
    village.deliver()
    card = resident.cards()[-1]
    assert "后天（周一）9点" in village.get(card.extra["url"]).text


def test_more_time_survives_another_category_and_a_new_round_has_a_new_promise(village: Village) -> None:
    worker, desk, resident = village.staff("示例甲"), village.staff("示例值班"), village.resident()
    number = resident.reports(LAMP)
    worker.accepts(number)
    worker.says(f"延期 {number} 5天 等配件")
    village.staff("示例站长").says(f"准 {number}")
    before = _solve_line(desk, number)
    desk.says(f"类 {number} 垃圾")
    assert _solve_line(desk, number) == before
    worker.finishes(number, "换了灯泡")
    village.wait(seconds=61)
    resident.says("没办好")
    assert "最晚明天（周四）10点" in resident.progress(number)


def _solve_line(person: Person, number: str) -> str:
    return next(line for line in person.says(f"查 {number}").splitlines() if "前办好" in line)
