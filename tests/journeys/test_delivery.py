"""News on its way: whatever the platform does, it arrives once, or is told on the next reply."""

from __future__ import annotations

from datetime import timedelta

import pytest

from simulator.line import Answer
from simulator.phone import Phone
from tests.journeys.matters import LAMP
from tests.journeys.village import START, Person, Village

TEMPLATE, CUSTOM = "message/template/send", "message/custom/send"


def _accepted(village: Village) -> tuple[Person, Person, str]:
    """A case that is accepted, with its news still on the way to her."""
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    village.deliver()
    worker.accepts(number)
    return worker, resident, number


@pytest.mark.parametrize("errcode", [43116, 40037])
def test_a_refused_template_is_replaced_by_a_message_inside_the_window(village: Village, errcode: int) -> None:
    worker, resident, number = _accepted(village)
    village.goes_wrong(TEMPLATE, errcode=errcode)
    assert f"{number}号有人管了" in resident.news()
    before = len(village.sent(TEMPLATE, resident.phone.openid))
    worker.says(f"回 {number} 两点到")
    assert "两点到" in resident.news()
    assert len(village.sent(TEMPLATE, resident.phone.openid)) == before  # That template is switched off.


def test_what_no_channel_takes_is_told_on_her_next_message(village: Village) -> None:
    _, resident, number = _accepted(village)
    village.goes_wrong(TEMPLATE, errcode=40037)
    village.goes_wrong(CUSTOM, errcode=45015)
    assert resident.news() == ""
    reply = resident.says("你好")
    assert reply.index("在呢") < reply.index(f"{number}号有人管了")
    assert "有人管了" not in resident.says("你好")


@pytest.mark.parametrize("errcode", [45015, 45047])
def test_a_closed_window_holds_the_news(village: Village, errcode: int) -> None:
    _, resident, number = _accepted(village)
    village.goes_wrong(TEMPLATE, errcode=43116)
    village.goes_wrong(CUSTOM, errcode=errcode)
    village.wait(hours=1)
    assert resident.news() == ""
    assert f"{number}号有人管了" in resident.says("你好")


def test_whoever_has_left_is_not_written_to_again_until_she_is_back(village: Village) -> None:
    worker, resident, number = _accepted(village)
    village.goes_wrong(TEMPLATE, errcode=43004)
    village.deliver()
    before = len(village.sent(TEMPLATE, resident.phone.openid))
    worker.says(f"回 {number} 两点到")
    village.deliver()
    assert len(village.sent(TEMPLATE, resident.phone.openid)) == before
    assert "两点到" in resident.says("你好")


@pytest.mark.parametrize("errcode", [-1, 45011])
def test_a_busy_platform_is_tried_again(village: Village, errcode: int) -> None:
    _, resident, number = _accepted(village)
    village.goes_wrong(TEMPLATE, errcode=errcode)
    assert resident.news() == ""
    village.wait(minutes=2)
    assert number in resident.news()
    assert "另外" not in resident.says("你好")


def test_a_day_without_quota_goes_on_by_messages(village: Village) -> None:
    worker, resident, number = _accepted(village)
    village.goes_wrong(TEMPLATE, errcode=45009)
    assert f"{number}号有人管了" in resident.news()
    worker.says(f"回 {number} 两点到")
    assert "两点到" in resident.news()
    assert len(village.sent(TEMPLATE, resident.phone.openid)) == 1
    village.wait_until(START + timedelta(days=1))
    worker.says(f"回 {number} 换个日子")
    assert "status：有新回话" in resident.news()  # A card again.


def test_a_right_that_the_account_has_lost_is_not_asked_for_again(village: Village) -> None:
    worker, resident, number = _accepted(village)
    village.goes_wrong(TEMPLATE, errcode=48001)
    assert f"{number}号有人管了" in resident.news()
    before = len(village.sent(TEMPLATE))
    worker.says(f"回 {number} 两点到")
    assert "两点到" in resident.news()
    assert len(village.sent(TEMPLATE)) == before


def test_an_expired_token_is_renewed_on_the_way(village: Village) -> None:
    _, resident, number = _accepted(village)
    village.world.tokens.spoil("yan")
    assert number in resident.news()


@pytest.mark.parametrize("fault", [{"drop": "after"}, {"stall": 6.0}])
def test_a_template_of_unknown_fate_is_sent_again_under_its_id_and_shown_once(
    village: Village, fault: dict[str, object]
) -> None:
    _, resident, _ = _accepted(village)
    village.goes_wrong(TEMPLATE, **fault)
    village.deliver()
    village.wait(minutes=1)
    calls = village.sent(TEMPLATE, resident.phone.openid)
    assert len(calls) == 2
    assert calls[0]["data"]["client_msg_id"] == calls[1]["data"]["client_msg_id"]
    assert len(resident.cards()) == 1
    assert "另外" not in resident.says("你好")


def test_a_template_cut_off_before_it_was_taken_arrives_after_all(village: Village) -> None:
    _, resident, number = _accepted(village)
    village.goes_wrong(TEMPLATE, drop="before")
    village.deliver()
    village.wait(minutes=1)
    assert number in resident.news()


def test_a_message_of_unknown_fate_is_never_sent_again_but_told_on_the_next_reply(village: Village) -> None:
    _, resident, number = _accepted(village)
    village.goes_wrong(TEMPLATE, errcode=43116)
    village.goes_wrong(CUSTOM, drop="after")
    village.deliver()
    village.wait(hours=1)
    assert len(village.sent(CUSTOM, resident.phone.openid)) == 1
    assert f"{number}号有人管了" in resident.says("你好")


@pytest.mark.parametrize("fate", ["lose", "double"])
def test_lost_and_repeated_receipts_change_nothing_for_her(village: Village, fate: str) -> None:
    _, resident, number = _accepted(village)
    village.goes_wrong(receipts=fate)
    assert number in resident.news()
    village.wait(hours=2)
    assert resident.news() == ""
    assert "另外" not in resident.says("你好")


def _in_other_spelling(phone: Phone, msgid: int, status: str) -> Answer:
    """As some accounts get it: in small letters, the space after the colon where the others have none."""
    head, _, tail = status.partition(":")
    return phone.event("templatesendjobfinish", MsgID=msgid, Status=f"{head}:{' ' * (tail[0] != ' ')}{tail.strip()}")


@pytest.mark.parametrize("status", ["failed:user block", "failed: system failed"])
@pytest.mark.parametrize("spelling", [Phone.receipt, _in_other_spelling])
def test_news_that_the_receipt_calls_failed_is_told_on_her_next_message(
    village: Village, status: str, spelling: object
) -> None:
    _, resident, number = _accepted(village)
    village.bag.spelling = spelling  # type: ignore[assignment]
    village.goes_wrong(receipts=status)
    village.deliver()
    assert f"{number}号有人管了" in resident.says("你好")


def test_a_receipt_that_overtakes_the_answer_is_no_trouble(village: Village) -> None:
    _, resident, number = _accepted(village)
    resident.phone.receipt(4711, "success")
    assert number in resident.news()


@pytest.mark.parametrize("night", [21, 23])
def test_the_night_is_quiet_until_eight(village: Village, night: int) -> None:
    worker, resident = village.staff("示例甲"), village.resident()
    village.wait_until(START.replace(hour=night, minute=30))
    number = resident.reports(LAMP)
    village.deliver()
    worker.accepts(number)
    village.wait(hours=1)
    assert resident.news() == ""
    village.wait_until(START + timedelta(hours=21, minutes=59))  # 7:59
    assert resident.news() == ""
    village.wait(minutes=1)
    assert "已接手" in resident.news()


def test_the_receipt_is_honest_about_the_night(village: Village) -> None:
    village.wait_until(START.replace(hour=22))
    assert "现在下班了，明天（周四）8点半有人接" in village.resident().says(LAMP)


def test_news_of_one_person_arrives_in_its_order(village: Village) -> None:
    worker, resident, number = _accepted(village)
    village.goes_wrong(TEMPLATE, errcode=-1)
    village.deliver()
    worker.says(f"回 {number} 两点到")
    village.deliver()
    village.wait(minutes=2)
    village.wait(minutes=2)
    statuses = [card.text.split("status：")[1].split("\n")[0] for card in resident.cards()]
    assert statuses == ["已接手", "有新回话"]


def test_nothing_is_lost_while_redis_is_away(village: Village) -> None:
    worker, resident = village.staff("示例甲"), village.resident()
    village.redis.flushdb()
    number = resident.reports(LAMP)
    village.redis.flushdb()
    village.wait(seconds=30)
    assert number in worker.news()
