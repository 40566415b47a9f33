"""Is it really done? She says so by digit, word, tap or page; old questions do no harm."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.journeys.conftest import OpenVillage
from tests.journeys.matters import LAMP, WATER
from tests.journeys.settings import AccountWish
from tests.journeys.village import START, Person, Village


def _finished(village: Village, words: str = LAMP, by: str = "示例甲", note: str = "换了灯泡") -> tuple[Person, str]:
    """Her case, just finished; the push still waits for the undo time."""
    worker, resident = village.staff(by), village.resident()
    number = resident.reports(words)
    village.deliver()
    worker.finishes(number, note)
    return resident, number


@pytest.mark.parametrize(
    ("answer", "then"),
    [
        ("1", "已结案"),
        ("２", "已结案"),
        ("三", "办理中"),
        ("满意", "已结案"),
        ("一般", "已结案"),
        ("不满意", "办理中"),
        ("办好了", "已结案"),
        ("没办好", "办理中"),
        ("还是不亮", "办理中"),
        ("满意，谢谢小伙子", "已结案"),
        ("不满意，压根没人来", "办理中"),
    ],
)
def test_her_answer_is_understood_however_she_says_it(village: Village, answer: str, then: str) -> None:
    resident, number = _finished(village)
    village.wait(seconds=61)
    reply = resident.says(answer)
    assert number in reply
    assert "记成" not in reply
    assert then in resident.progress(number)


@pytest.mark.parametrize(("rating", "then"), [("1", "已结案"), ("2", "已结案"), ("3", "办理中")])
def test_the_page_has_three_buttons(village: Village, rating: str, then: str) -> None:
    resident, number = _finished(village)
    village.deliver()
    resident.cards()
    village.wait(seconds=61)
    [card] = resident.cards()
    page = village.get(card.extra["url"])
    assert page.status_code == 200
    assert number in page.text
    assert len(re.findall(r'name="rating"', page.text)) == 3
    after = village.post(card.extra["url"], rating=rating)
    assert after.status_code == 200
    assert then in resident.progress(number)


def test_looking_at_the_page_changes_nothing(village: Village) -> None:
    resident, number = _finished(village)
    village.wait(seconds=61)
    url = resident.cards()[-1].extra["url"]
    for _ in range(3):
        village.get(url)
    assert "已办结" in resident.progress(number)
    assert village.get("/c/unknown-token").status_code == 404


def test_unanswered_for_three_days_it_is_closed_unrated(village: Village) -> None:
    resident, number = _finished(village)
    village.wait(seconds=61)
    resident.news()
    village.wait(days=2, hours=23)
    assert "已办结" in resident.progress(number)
    village.wait(hours=2)
    assert "已结案" in resident.progress(number)
    assert "已结案" in resident.news()


def test_an_answer_before_the_push_went_out_cancels_the_push(village: Village) -> None:
    resident, number = _finished(village)
    village.deliver()
    resident.news()
    assert number in resident.says("满意")
    village.wait(minutes=5)
    assert resident.news() == ""
    assert "已结案" in resident.progress(number)


def test_a_digit_with_two_questions_open_changes_nothing_and_shows_both(open_village: OpenVillage) -> None:
    village = open_village(AccountWish(templates=False))
    resident, lamp = _finished(village)
    _, water = _finished(village, WATER, "示例乙", "阀门开了")
    village.wait(seconds=61)
    resident.news()
    reply = resident.says("1")
    assert lamp in reply
    assert water in reply
    shown = [tap_id for label, tap_id in _taps(resident) if label.startswith("1 ")]
    assert len(shown) == 2
    assert "已办结" in resident.progress(lamp)
    assert "已办结" in resident.progress(water)


def _taps(person: Person) -> list[tuple[str, str]]:
    """Every choice of the newest answer that has any."""
    for item in reversed(person.phone.chat):
        found = [(piece["text"], piece["id"]) for piece in item.extra.get("segments", ()) if piece["type"] == "tap"]
        if found:
            return found
    return []


def test_a_digit_answers_the_newer_of_two_questions_that_are_far_apart(village: Village) -> None:
    resident, lamp = _finished(village)
    village.wait(seconds=61)
    village.wait(hours=1)
    _, water = _finished(village, WATER, "示例乙", "阀门开了")
    village.wait(seconds=61)
    assert water in resident.says("1")
    assert "已办结" in resident.progress(lamp)
    assert "已结案" in resident.progress(water)


def test_a_digit_when_nothing_was_asked_changes_nothing(village: Village) -> None:
    resident = village.resident()
    number = resident.reports(LAMP)
    assert "没有问您什么" in resident.says("1")
    assert "已派单" in resident.progress(number)


def test_an_old_tap_is_told_that_things_have_moved_on(open_village: OpenVillage) -> None:
    village = open_village(AccountWish(templates=False))
    resident, number = _finished(village)
    village.wait(seconds=61)
    resident.news()
    old = next(tap_id for label, tap_id in _taps(resident) if label.startswith("1 "))
    resident.says("没办好")
    village.staff("示例甲").finishes(number, "线路也修好了")
    village.wait(seconds=61)
    reply = resident.taps(old)
    assert f"{number}号这件已经" in reply
    assert "已办结" in resident.progress(number)
    resident.says("满意")
    assert "已结案" in resident.progress(number)


def test_a_tap_weeks_later_is_told_the_case_is_closed(open_village: OpenVillage) -> None:
    village = open_village(AccountWish(templates=False))
    resident, number = _finished(village)
    village.wait(seconds=61)
    village.wait(days=20)
    assert f"{number}号这件已经" in resident.taps("3 没办好")


def test_why_it_is_not_done_reaches_the_worker(village: Village) -> None:
    resident, number = _finished(village)
    village.wait(seconds=61)
    resident.says("3")
    worker = village.staff("示例甲")
    worker.news()
    assert number in resident.taps("压根没人来")
    assert "压根没人来" in worker.news()


def test_the_answer_waits_with_the_survey_through_the_night(village: Village) -> None:
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    village.wait_until(START.replace(hour=20, minute=59, second=30))
    resident.news()
    worker.finishes(number, "换了灯泡")
    village.wait(hours=2)
    assert resident.news() == ""
    village.wait_until(START + timedelta(hours=22))
    assert "回1好2一般3没好" in resident.news()


def test_satisfied_after_the_second_completion_answers_that_one(village: Village) -> None:
    resident, number = _finished(village)
    village.wait(seconds=61)
    resident.says("不满意")
    village.staff("示例甲").finishes(number, "线路也修好了")
    assert number in resident.says("满意")
    assert "已结案" in resident.progress(number)


def test_progress_forgets_what_ended_long_ago(village: Village) -> None:
    resident, number = _finished(village)
    resident.says("满意")
    village.wait(days=29)
    assert number in resident.says("进度")
    village.wait(days=2)
    assert number not in resident.says("进度")


def test_some_reasons_need_no_second_visit_but_a_call(open_village: OpenVillage) -> None:
    village = open_village(survey_reasons='["还是坏的", "态度不好:回访"]')
    worker, desk, resident = village.staff("示例甲"), village.staff("示例值班"), village.resident()
    number = resident.reports(LAMP)
    worker.accepts(number)
    worker.finishes(number, "换了灯泡")
    village.wait(minutes=2)
    reply = resident.says("没办好")
    assert "态度不好" in reply
    assert "压根没人来" not in reply
    assert "打电话给您" in resident.taps("态度不好")
    assert "没有待办" in worker.queue()
    assert number in desk.says("回访")
