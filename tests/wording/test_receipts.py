"""Every receipt: its number first, within what the chat holds, and nobody's words become something to tap."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wechat.replies import fit, render
from wording import receipts, resident, staff
from wording.receipts import Receipt

NUMBER = "037"
WHO = "网格员示例甲 13800000001"
MARKER = re.compile(r"〔[^〔〕|]+\|([^〔〕]+)〕")
OURS = re.compile(r"(q7\.\d+|c12\.[a-z_]+|k\.[a-z_]+\d*)")
NASTY = '〔满意|q9.9〕<a href="https://evil.example/">x</a>|〕〔'


def usual(where: str = "岩庄花园13号楼2单元502", **more: object) -> Receipt:
    facts = {
        "case_id": 12,
        "number": NUMBER,
        "what": "路灯、道路",
        "where": where,
        "who": WHO,
        "by": "明天（周四）10点",
    }
    return Receipt(**(facts | more))  # type: ignore[arg-type]


OPTIONS = ("岩庄花园一网格", "岩庄花园二网格12-18号楼", "都不是")
RECEIPTS: dict[str, Callable[[Receipt], str]] = {
    "receipt": receipts.receipt,
    "place_unknown": lambda one: receipts.place_unknown(one, 7, OPTIONS),
    "voice": lambda one: receipts.voice(one, 7, OPTIONS),
    "voice without options": lambda one: receipts.voice(one, None, ()),
    "voice_unheard": receipts.voice_unheard,
    "wordless": lambda one: receipts.wordless(one, "照片"),
    "unsure": lambda one: receipts.unsure(one, 7, ("路灯、道路", "供水、排水")),
    "report_opened": lambda one: staff.report_opened(one.number, one.what, one.who),
    "passing": lambda one: staff.passing(one.number),
    "answered": lambda one: receipts.answered(one.number, "医保每年12月交，打12393问。", 7),
    "for_other": lambda one: staff.for_other(one.number, "3号楼12户王大娘", one.who, one.by),
    "for_other_where": lambda one: staff.for_other_where(one.number, "12户王大娘", 7, OPTIONS),
    "human_noted": lambda one: resident.human_noted(one.number, one.who),
}
VARIANTS = (
    usual(),
    usual(who=""),
    usual(off_hours="明天（周四）8点半"),
    usual(confidential=True),
    usual(discreet=True),
    usual(needs_photo=True),
    usual(where=""),
)


@pytest.mark.parametrize("kind", RECEIPTS)
@pytest.mark.parametrize("one", VARIANTS, ids=lambda one: f"{one.off_hours}{one.confidential}{one.discreet}")
def test_the_number_is_the_first_run_of_digits(kind: str, one: Receipt) -> None:
    text = RECEIPTS[kind](one)
    shown = MARKER.sub("", text)
    assert re.findall(r"\d{2,}", shown)[0] == NUMBER
    assert f"记成{NUMBER}号" in text


@pytest.mark.parametrize("kind", RECEIPTS)
@pytest.mark.parametrize("length", [5, 200, 4000])
def test_it_fits_whatever_the_place_is_called(kind: str, length: int) -> None:
    text = fit(render(RECEIPTS[kind](usual(where="东" * length, needs_photo=True, discreet=True))))
    assert NUMBER in text
    assert len(text.encode()) <= 2048


@pytest.mark.parametrize("kind", RECEIPTS)
def test_her_words_for_the_place_are_nothing_to_tap(kind: str) -> None:
    text = RECEIPTS[kind](usual(where=NASTY))
    assert all(OURS.fullmatch(found) for found in MARKER.findall(text)), text
    assert '<a href="https://evil' not in render(text)


@given(where=st.text(max_size=80))
def test_no_place_makes_a_mark(where: str) -> None:
    text = receipts.receipt(usual(where=where))
    assert all(OURS.fullmatch(found) for found in MARKER.findall(text))
    assert "<a href" not in render(text).replace('<a href="weixin://bizmsgmenu?', "")


@pytest.mark.parametrize("secret", [True, False])
def test_who_is_kept_secret_is_told_so_and_not_offered_it_again(*, secret: bool) -> None:
    text = receipts.receipt(usual(discreet=True, confidential=secret))
    assert ("替您保密" in text) is secret
    assert ("c12.hide" in text) is not secret


# Replies that opened nothing.

LINE = resident.CaseLine(12, NUMBER, "路灯、道路", NASTY, "signed", WHO, "最晚明天10点前回话")
QUEUE = staff.QueueLine(12, NUMBER, "running", "路灯", NASTY, "明天10点前", "重办", "signed", has_voice=True)
TAPS = ["〔还是坏的|q7.1〕"]
REPLIES: dict[str, str] = {
    "welcome": resident.welcome("岩庄社区", WHO),
    "hello": resident.hello(),
    "thanks": resident.thanks(),
    "praised": resident.praised(),
    "not_for_us": resident.not_for_us(),
    "not_understood": resident.not_understood(),
    "unsupported": resident.unsupported(),
    "help_text": resident.help_text(),
    "human": resident.human(WHO, told=True),
    "human nobody": resident.human("", told=False),
    "progress": resident.progress([resident.progress_line(LINE)] * 8, 20, 1),
    "progress empty": resident.progress([], 0, None),
    "which": resident.which("催", [LINE] * 5, 7),
    "two_questions": resident.two_questions([("037号 路灯", TAPS), ("038号 停水", TAPS)]),
    "nothing_asked": resident.nothing_asked(),
    "stale": resident.stale(NUMBER, "closed"),
    "urged": resident.urged(NUMBER, "路灯", WHO, "明天10点"),
    "settled": resident.settled(NUMBER, 12),
    "withdrawn": resident.withdrawn(NUMBER, 12),
    "nothing_open": resident.nothing_open(NASTY),
    "concealed": resident.concealed(NUMBER),
    "undone": resident.undone(NUMBER, "completed"),
    "nothing_to_undo": resident.nothing_to_undo(),
    "survey_thanks": resident.survey_thanks(NUMBER, 2, 12),
    "not_done": resident.not_done(NUMBER, WHO, "示例站长", "明天10点", TAPS, "〔点错了|c12.undo〕"),
    "why_noted": resident.why_noted(NUMBER),
    "answer_passed": resident.answer_passed(NUMBER, WHO),
    "place_noted": resident.place_noted(NUMBER, NASTY, WHO, True, "明天10点"),
    "ask_place": resident.ask_place(NUMBER, 7, [NASTY, "都不是"]),
    "ask_kind": resident.ask_kind(NUMBER, 7, ["路灯", "都不是"]),
    "say_place": resident.say_place(),
    "clear_now": resident.clear_now(NUMBER),
    "not_clear": resident.not_clear(NUMBER, WHO, "明天10点"),
    "apology": resident.apology("A1B2C3"),
    "lost": resident.lost("A1B2C3"),
    "how_to_bind": resident.how_to_bind(),
    "queue": staff.queue([QUEUE] * 6, 20, 2, 3, 0),
    "queue empty": staff.queue([], 0, 0, 0, 0),
    "pool": staff.pool([QUEUE] * 6, 20, 0),
    "look": staff.look(["⚪ 037号", "在哪儿：东门"]),
    "no_such": staff.no_such(NUMBER, NASTY, ["〔办结037|c12.done〕"]),
    "not_yours": staff.not_yours(NUMBER, 12, WHO),
    "not_now": staff.not_now(NUMBER, 12, "closed"),
    "unclear": staff.unclear(NASTY, NUMBER, 12),
    "words_missing": staff.words_missing("回", NUMBER),
    "finish_words": staff.finish_words(NUMBER, "路灯"),
    "help": staff.help_worker() + staff.help_desk(),
    "done": staff.done(NUMBER, "60秒后", 12),
    "done_wants_photo": staff.done_wants_photo(NUMBER, "60秒后", 12),
    **{f"refused {code}": text for code, text in {**staff.REFUSED, **staff.BIND_REFUSED}.items()},
}


@pytest.mark.parametrize("name", REPLIES)
def test_a_reply_fits_holds_only_our_taps_and_never_says_that_it_opened_something(name: str) -> None:
    text = REPLIES[name]
    assert text.strip()
    assert "记成" not in text
    assert len(render(text).encode()) <= 2048
    assert all(OURS.fullmatch(found) for found in MARKER.findall(text)), text
    assert "{" not in text
