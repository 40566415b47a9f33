"""A matter from the first word to the end, however it is brought and wherever it is kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from simulator.phone import Phone
from tests.journeys.conftest import OpenVillage
from tests.journeys.matters import LAMP, WATER
from tests.journeys.settings import AccountWish
from tests.journeys.village import Person, Village, number_in

MODES = [
    ("plain", "sqlite"),
    ("compat", "sqlite"),
    ("safe", "sqlite"),
    ("plain", "postgresql"),
    ("safe", "postgresql"),
]


def test_the_receipt_says_what_was_understood_who_comes_and_when_she_hears(village: Village) -> None:
    receipt = village.resident().says(LAMP)
    for said in ("记成001号", "路灯", "岩庄花园3号楼", "示例甲 13800000001", "明天（周四）10点前给您回话"):
        assert said in receipt


@pytest.mark.parametrize(("mode", "database"), MODES)
def test_a_written_matter_is_seen_through_to_her_last_word(open_village: OpenVillage, mode: str, database: str) -> None:
    village = open_village(AccountWish(mode=mode), database=database)
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    task = worker.news()
    assert number in task
    assert "岩庄花园3号楼" in task
    assert number in worker.queue()
    worker.accepts(number)
    assert "已接手" in resident.news()
    assert "办理中" in resident.progress(number)
    worker.finishes(number, "换了灯泡")
    assert number not in worker.queue()
    assert resident.news() == ""  # The worker may still take it back.
    village.wait(seconds=61)
    assert "换了灯泡 回1好2一般3没好" in resident.news()
    assert "满意" in resident.says("1")
    assert "已结案" in resident.progress(number)


def _ends_well(village: Village, worker: Person, resident: Person, number: str) -> None:
    """From the worker's acceptance to her satisfied word."""
    village.deliver()
    worker.accepts(number)
    assert number in resident.news()
    worker.finishes(number, "已经修好")
    village.wait(seconds=61)
    assert "回1好2一般3没好" in resident.news()
    resident.says("满意")
    assert "已结案" in resident.progress(number)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_voice_is_taken_in_at_once_and_heard_by_a_person(open_village: OpenVillage, database: str) -> None:
    village = open_village(database=database)
    worker, desk, resident = village.staff("示例甲"), village.staff("示例值班"), village.resident()
    receipt = resident.speaks()
    assert "打119、120、110" in receipt
    assert "示例值班" in receipt
    number = number_in(receipt)
    assert number in desk.news()
    heard = desk.phone.say(f"听 {number}")
    assert heard.kind == "voice"
    assert "派给" in desk.says(f"派 {number} 示例甲")
    assert number in worker.news()
    resident.news()
    _ends_well(village, worker, resident, number)


def test_words_after_a_voice_fill_in_what_it_was(village: Village) -> None:
    worker, resident = village.staff("示例甲"), village.resident()
    number = number_in(resident.speaks())
    receipt = resident.says(LAMP)
    assert "示例甲" in receipt
    assert f"还是{number}号" in receipt
    assert "记成" not in receipt  # Nothing new was opened.
    assert number in worker.news()
    _ends_well(village, worker, resident, number)


def test_a_photo_is_taken_in_at_once_and_the_next_words_belong_to_it(village: Village) -> None:
    worker, resident = village.staff("示例甲"), village.resident()
    number = number_in(resident.photographs())
    receipt = resident.says(LAMP)
    assert number in receipt
    assert "示例甲" in receipt
    assert number in worker.news()
    assert worker.phone.say(f"看 {number}").kind == "image"
    _ends_well(village, worker, resident, number)


def test_a_place_is_taken_in_at_once_and_goes_to_the_worker_of_that_grid(village: Village) -> None:
    worker, resident = village.staff("示例乙"), village.resident()
    receipt = resident.pins(36.105, 117.115, "岩庄花园广场")
    number = number_in(receipt)
    assert "示例乙" in receipt
    assert number in worker.news()
    assert number in resident.says("这儿停水了")
    _ends_well(village, worker, resident, number)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_not_done_goes_back_to_the_same_worker_until_she_is_satisfied(open_village: OpenVillage, database: str) -> None:
    village = open_village(database=database)
    worker, chief, resident = village.staff("示例甲"), village.staff("示例站长"), village.resident()
    number = resident.reports(LAMP)
    village.deliver()
    worker.finishes(number, "换了灯泡")
    village.wait(seconds=61)
    again = resident.says("没办好，还是不亮")
    assert "重办" in again
    assert "示例甲" in again
    assert "示例站长" in again
    worker_news = worker.news()
    assert number in worker_news
    assert number in chief.news()
    assert "办结" in worker.queue()  # Signed already: nothing to accept again.
    assert "办理中" in resident.progress(number)
    resident.news()
    worker.finishes(number, "线路修好了")
    village.wait(seconds=61)
    assert "线路修好了" in resident.news()
    resident.says("满意")
    assert "已结案" in resident.progress(number)
    assert number not in worker.queue()


def test_a_photo_joins_the_case_she_has_just_opened(village: Village) -> None:
    resident = village.resident()
    number = resident.reports(LAMP)
    reply = resident.photographs()
    assert number in reply
    assert "记成" not in reply


def test_a_clearly_different_matter_is_a_case_of_its_own(village: Village) -> None:
    resident = village.resident()
    first = resident.reports(LAMP)
    second = resident.reports(WATER)
    assert first != second


def test_the_platform_asking_twice_gets_the_same_answer_and_one_case(village: Village) -> None:
    worker, resident = village.staff("示例甲"), village.resident()
    first = resident.phone.say(LAMP)
    again = resident.phone.resend_last()
    assert again.content == first.content
    village.deliver()
    assert len(village.sent("template/send", worker.phone.openid)) == 1
    assert resident.says("进度").count("•") == 1


def test_three_lines_in_a_row_are_one_matter(village: Village) -> None:
    resident = village.resident()
    number = resident.reports("楼下路灯坏了")
    assert number in resident.says("岩庄花园3号楼")
    assert number in resident.says("晚上黑得看不见路")
    assert resident.says("进度").count("•") == 1


def test_the_bell_rings_the_worker_without_anybody_asking(village: Village) -> None:
    village.staff("示例甲")
    village.resident().reports(LAMP)
    assert village.bell_rang()


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_ten_people_at_once_each_get_a_number_of_their_own(open_village: OpenVillage, database: str) -> None:
    village = open_village(database=database)
    people = [village.resident(f"oPerson{place}") for place in range(10)]
    with ThreadPoolExecutor(10) as hands:
        numbers = list(hands.map(lambda person: person.reports(LAMP), people))
    assert len(set(numbers)) == 10


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_lines_of_one_person_that_arrive_together_are_one_matter(open_village: OpenVillage, database: str) -> None:
    village = open_village(database=database)
    resident = village.resident()
    lines = ["岩庄花园3号楼路灯坏了", "晚上黑得看不见路灯", "路灯坏了半个月没人修"]
    phones = [Phone.of(village.world, "yan", "oWang") for _ in lines]
    with ThreadPoolExecutor(3) as hands:
        answers = list(hands.map(lambda pair: pair[0].say(pair[1]), zip(phones, lines, strict=True)))
    assert [answer.fault for answer in answers] == [None] * 3
    assert resident.says("进度").count("•") == 1
