"""点错了: each tap and each word can be taken back, by whoever made it, as long as that is honest."""

from __future__ import annotations

from tests.journeys.matters import LAMP
from tests.journeys.village import Person, Village


def _completed(village: Village) -> tuple[Person, Person, str]:
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    village.deliver()
    worker.finishes(number, "换了灯泡")
    village.wait(seconds=61)
    resident.news()
    worker.news()
    return worker, resident, number


def test_a_satisfied_answer_taken_back_leaves_the_question_open(village: Village) -> None:
    _, resident, number = _completed(village)
    resident.says("1")
    assert number in resident.taps("点错了")
    assert "已办结" in resident.progress(number)
    assert "重办" in resident.says("3")
    assert "办理中" in resident.progress(number)


def test_not_done_taken_back_stops_the_worker(village: Village) -> None:
    worker, resident, number = _completed(village)
    resident.says("3")
    assert number in worker.news()
    resident.taps("点错了，其实办好了")
    assert "已办结" in resident.progress(number)
    assert "住户改口" in worker.news()
    assert number not in worker.queue()
    resident.says("1")
    assert "已结案" in resident.progress(number)


def test_not_done_taken_back_before_the_worker_heard_never_reaches_him(village: Village) -> None:
    worker, resident, number = _completed(village)
    resident.says("3")
    resident.says("点错了")
    assert "没办好" not in worker.news()
    assert "已办结" in resident.progress(number)


def test_a_withdrawal_taken_back_is_placed_again(village: Village) -> None:
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    worker.news()
    assert number in resident.says("算了不用了")
    assert "住户撤回" in worker.news()
    assert "已撤回" in resident.progress(number)
    resident.taps("点错了")
    assert number in worker.news()
    assert number in worker.queue()
    assert "已派单" in resident.progress(number)


def test_settled_by_herself_taken_back_goes_on(village: Village) -> None:
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    village.deliver()
    worker.accepts(number)
    assert number in resident.says("修好了不用来了")
    assert number not in worker.queue()
    resident.taps("点错了")
    assert "住户改口" in worker.news()
    assert number in worker.queue()


def test_half_an_hour_later_nothing_is_taken_back(village: Village) -> None:
    _, resident, number = _completed(village)
    resident.says("1")
    village.wait(minutes=31)
    resident.says("点错了")
    assert "已结案" in resident.progress(number)


def test_a_worker_takes_back_a_completion_before_she_hears_of_it(village: Village) -> None:
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    village.deliver()
    worker.accepts(number)
    resident.news()
    worker.finishes(number, "换了灯泡")
    village.wait(seconds=30)
    assert number in worker.taps("点错了")
    village.wait(minutes=5)
    assert resident.news() == ""
    assert number in worker.queue()
    assert "办理中" in resident.progress(number)


def test_a_worker_cannot_take_back_what_she_has_been_told(village: Village) -> None:
    worker, resident, number = _completed(village)
    assert "收不回" in worker.says(f"点错了 {number}")
    assert "已办结" in resident.progress(number)
