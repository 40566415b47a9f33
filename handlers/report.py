"""A report: becomes a case or joins the one she is talking about, and is answered with what was understood."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from casework import alarms, events, evidence, intake, questions
from casework.intake import Report
from casework.work import Case
from classifier import Verdict
from domain.catalog import Answer
from domain.numbers import format_number
from domain.wordless import LINK
from handlers import corrections, emergency, same_matter
from handlers.turn import Reply, Turn
from handlers.worded import receipt_of
from wording import events as event_words
from wording import receipts, staff

BEHALF = re.compile(r"替\s*(\S{1,12}?)\s*报\s*[:：,，]?\s*(\S.*)", re.DOTALL)
LONGEST = 2000


def handle(turn: Turn) -> Reply:
    """Join, answer at once, or open a case."""
    behalf = BEHALF.match(turn.text)
    if behalf:
        return _for_other(turn, behalf[1], behalf[2])
    verdict = turn.verdict_of_text()
    if verdict.answer is not None and (answer := _answer(turn, verdict.answer)):
        return _answered(turn, answer)
    case = intake.current_case(turn.work, turn.person)
    if case is not None and intake.is_same_matter(turn.work, case, verdict):
        return _join(turn, case)
    return _open(turn)


def insisted(turn: Turn, words: str) -> Reply:
    """She says that words which were not understood are a matter: a case is opened with them."""
    turn.message, turn.verdict = replace(turn.message, text=words), None
    return _open(turn)


def fill_in(turn: Turn, words: str, **more: Any) -> Report:
    """The report that words make, wherever they come from."""
    words = words[:LONGEST]
    verdict = turn.verdict_of_text() if words == turn.text else turn.read(words)
    return _report(words, verdict, more)


def find_of(turn: Turn, words: str, **more: Any) -> Report:
    """What a staff member has found himself: read as by somebody who lives where he works."""
    assert turn.staff is not None
    own = turn.staff.units[0] if len(turn.staff.units) == 1 else turn.person.home_unit
    return _report(words, turn.reader.read(words[:LONGEST], home=own, within=turn.work.account.unit), more)


def of_other(turn: Turn, words: str, **more: Any) -> Report:
    """What somebody else says through the writer, whose own home means nothing here."""
    verdict = turn.reader.read(words[:LONGEST], within=turn.work.account.unit)
    return _report(words, verdict, more | {"at_home": False})


def _report(words: str, verdict: Verdict, more: dict[str, Any]) -> Report:
    return intake.from_verdict(words[:LONGEST], verdict, confidential=intake.wants_secrecy(words), **more)


def link(turn: Turn) -> Reply:
    """A shared page: its title are the words, its address goes along."""
    words = " ".join(part for part in (turn.message.title, turn.message.description, turn.message.url) if part)
    report = fill_in(turn, words or LINK, needs_look=True)
    case = intake.open_case(turn.work, turn.person, report, turn.me)
    return Reply(receipts.wordless(receipt_of(turn, case), LINK))


def _join(turn: Turn, case: Case) -> Reply:
    place, urgent = case.place, case.urgent
    changed = intake.join_words(turn.work, case, turn.person, turn.text, turn.verdict_of_text(), turn.me)
    if case.emergency is not None:
        return emergency.more_words(turn, case, turn.text)
    if case.urgent and not urgent:
        alarms.raise_alarm(turn.work, case)
    if not changed:
        intake.tell_owner(turn.work, case, turn.text)
    if changed or case.place is None or case.place != place:
        return known(turn, case, again=True)
    number = format_number(case.number)
    return Reply(receipts.joined(number, "您这句话", turn.who(case)))


def _open(turn: Turn) -> Reply:
    report = fill_in(turn, turn.text)
    event = None if report.urgent else events.matching(turn.work, report.category, report.unit or turn.person.home_unit)
    if event is not None:
        case = intake.open_joined(turn.work, turn.person, report, turn.me, event)
        return Reply(event_words.receipt(format_number(case.number), case.id, event.words, turn.say(case)))
    with turn.work.writing_late():
        case = intake.open_case(turn.work, turn.person, report, turn.me)
        for medium in evidence.loose_media(turn.work, turn.person):
            medium.case_id = case.id
        if case.urgent:
            alarms.raise_alarm(turn.work, case)
        return known(turn, case)


def known(turn: Turn, case: Case, *, again: bool = False) -> Reply:
    """The receipt that fits what is known: everything, no place, or two categories too close to call."""
    one = replace(receipt_of(turn, case), again=again)
    verdict = turn.verdict_of_text()
    if _place_missing(turn, case):
        options = corrections.place_options(turn, verdict.candidates)
        question = questions.ask(turn.work, turn.person, "place", case, options)
        text = receipts.place_unknown(one, question.id, [label for label, _ in options])
    elif case.runner_up and not again:
        says = (turn.say(case), turn.work.rules.category(case.runner_up).say)
        pairs = [(f"1 {says[0]}", case.category), (f"2 {says[1]}", case.runner_up)]
        question = questions.ask(turn.work, turn.person, "category", case, pairs)
        text = receipts.unsure(one, question.id, says)
    else:
        return same_matter.with_offer(turn, case, Reply(receipts.receipt(one)))
    return Reply(text)


def _place_missing(turn: Turn, case: Case) -> bool:
    """Whether she must be asked where; a plain enquiry is answered from anywhere."""
    if case.kind == "enquiry":
        return False
    return case.unit is None or (case.place is None and case.unit == turn.work.account.unit)


def _for_other(turn: Turn, name: str, words: str) -> Reply:
    """替 东头王大娘 报 灯坏了: the one who writes hears the news and passes it on."""
    first = turn.staff_row.id if turn.staff is not None else None
    report = of_other(turn, words, on_behalf=name, first_asked_id=first)
    guess = turn.reader.place(f"{name} {words}", within=turn.work.account.unit)
    report.unit = report.unit or guess.unit
    case = intake.open_case(turn.work, turn.person, report, turn.me)
    number = format_number(case.number)
    if _place_missing(turn, case):
        options = corrections.place_options(turn, guess.candidates)
        question = questions.ask(turn.work, turn.person, "place", case, options)
        return Reply(staff.for_other_where(number, name, question.id, [label for label, _ in options]))
    return Reply(staff.for_other(number, name, turn.who(case), turn.promised_by(case)))


def _answer(turn: Turn, index: int) -> Answer | None:
    """The configured answer, if it is still valid and meant for where she lives."""
    if index >= len(turn.work.rules.answers):
        return None
    answer = turn.work.rules.answers[index]
    unit = turn.person.home_unit or turn.work.account.unit
    here = answer.unit is None or turn.work.rules.org.within(unit, answer.unit)
    today = turn.local(turn.work.now).date()
    return answer if here and (answer.valid_until is None or today <= answer.valid_until) else None


def _answered(turn: Turn, answer: Answer) -> Reply:
    report = fill_in(turn, turn.text)
    report.kind = "enquiry"
    case = intake.open_answered(turn.work, turn.person, report, turn.me, answer.text)
    options = [("清楚了", "clear"), ("还有不明白的", "unclear")]
    question = questions.ask(turn.work, turn.person, "clear", case, options)
    return Reply(receipts.answered(format_number(case.number), answer.text, question.id))
