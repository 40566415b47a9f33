"""What a desk and a chief do from the chat: place, correct, refuse, supervise, enter a phone call."""

from __future__ import annotations

from tests.journeys.matters import LAMP, NOWHERE
from tests.journeys.village import Village, number_in


def test_a_matter_without_a_place_waits_at_the_desk_until_a_person_places_it(village: Village) -> None:
    desk, worker, resident = village.staff("示例值班"), village.staff("示例甲"), village.resident()
    receipt = resident.says(NOWHERE)
    number = number_in(receipt)
    assert "示例值班 13800000008" in receipt
    assert number in desk.news()
    assert number in desk.says("待派")
    assert "示例甲" in desk.says(f"派 {number} 示例甲")
    assert number not in desk.says("待派")
    assert number in worker.news()
    assert "已派单" in resident.news()
    assert "示例甲" in resident.progress(number)


def test_a_name_nobody_has_places_nothing(village: Village) -> None:
    desk, resident = village.staff("示例值班"), village.resident()
    number = resident.reports(NOWHERE)
    assert "没找到" in desk.says(f"派 {number} 示例某")
    assert number in desk.says("待派")


def test_the_desk_may_take_a_case_itself(village: Village) -> None:
    desk, resident = village.staff("示例值班"), village.resident()
    number = resident.reports(NOWHERE)
    assert number in desk.says(f"我来办 {number}")
    assert "已接手" in resident.news()
    assert "示例值班" in resident.progress(number)
    assert number in desk.queue()


def test_the_desk_corrects_category_and_place_and_the_case_changes_hands(village: Village) -> None:
    desk, first, second = village.staff("示例值班"), village.staff("示例甲"), village.staff("示例乙")
    resident = village.resident()
    number = resident.reports(LAMP)
    assert number in first.news()
    assert "噪音" in desk.says(f"类 {number} 噪音")
    assert "噪音" in resident.progress(number)
    assert "示例乙" in desk.says(f"地点 {number} 岩庄花园二网格")
    assert number in second.news()
    assert "已转给别人" in first.news()
    assert number not in first.queue()
    assert "示例乙" in resident.progress(number)


def test_an_unknown_category_or_place_changes_nothing(village: Village) -> None:
    desk, resident = village.staff("示例值班"), village.resident()
    number = resident.reports(LAMP)
    assert "没有这一类" in desk.says(f"类 {number} 阿巴阿巴")
    assert "没找到这个地方" in desk.says(f"地点 {number} 阿巴阿巴")
    assert "路灯" in resident.progress(number)


def test_a_refusal_gives_its_reason(village: Village) -> None:
    desk, worker, resident = village.staff("示例值班"), village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    worker.news()
    assert "还差一句" in desk.says(f"不受理 {number}")
    assert number in desk.says(f"不受理 {number} 归邻镇管，请打12345")
    assert "这儿办不了" in resident.news()
    assert "这儿办不了" in resident.progress(number)
    assert number not in worker.queue()
    assert number in worker.news()


def test_supervision_is_told_to_the_owner_and_to_the_named_leader(village: Village) -> None:
    desk, worker, chief = village.staff("示例值班"), village.staff("示例甲"), village.staff("示例站长")
    number = village.resident().reports(LAMP)
    worker.news()
    assert "示例站长" in desk.says(f"督办 {number} 示例站长")
    assert "已督办" in worker.news()
    assert "请您督办" in chief.news()


def test_a_worker_may_not_do_the_desks_part(village: Village) -> None:
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    for command in (f"不受理 {number} 不想管", f"督办 {number} 示例站长"):
        assert "值班的或负责人" in worker.says(command)
    assert "已派单" in resident.progress(number)


def test_a_phone_call_is_entered_for_somebody_without_wechat(village: Village) -> None:
    desk, worker = village.staff("示例值班"), village.staff("示例甲")
    number = number_in(desk.says("代录 13900000000 岩庄花园3号楼路灯坏了"))
    assert number in worker.news()
    worker.accepts(number)
    worker.finishes(number, "换了灯泡")
    village.wait(minutes=2)
    village.wait(days=3, minutes=1)
    assert number not in worker.queue()


def test_the_desk_hears_of_an_owner_who_has_no_chat(village: Village) -> None:
    desk = village.staff("示例值班")
    number = village.resident().reports(LAMP)
    news = desk.news()
    assert number in news
    assert "示例甲" in news
