"""Somebody may be hurt in the next minutes: what to do now comes first, then the people who come."""

from __future__ import annotations

from typing import Any

from casework import alarms, delivery, intake, questions
from casework.work import Case
from domain.lifecycle import Status
from domain.numbers import format_number
from handlers.turn import Reply, Turn
from wording import emergencies


def handle(turn: Turn) -> Reply | None:
    """Answer an emergency; None when nobody is in danger."""
    if not turn.message.text:
        return None
    verdict = turn.verdict_of_text()
    if verdict.emergency is None:
        return None
    case = intake.current_case(turn.work, turn.person)
    again = case is not None and case.emergency == verdict.emergency
    if case is None or not again:
        report = intake.from_verdict(turn.text, verdict)
        case = intake.open_case(turn.work, turn.person, report, turn.me)
    else:
        intake.join_words(turn.work, case, turn.person, turn.text, verdict, turn.me)
    alarms.raise_alarm(turn.work, case)
    return first_words(turn, case, again=again)


def first_words(turn: Turn, case: Case, *, again: bool) -> Reply:
    """The reply to an emergency, which carries nothing but itself."""
    kind = case.emergency or "other"
    labels = emergencies.options(kind)
    options = [(labels[0], "safe"), (labels[1], "danger")]
    if kind == "life":
        options = [(labels[0], "at_home"), (labels[1], "danger")]
    question = questions.ask(turn.work, turn.person, "emergency", case, options)
    duty = alarms.duty(turn.work, case)
    text = emergencies.first_words(
        kind,
        format_number(case.number),
        f"{duty.name} {duty.phone}".strip() if duty else "",
        question.id,
        turn.sms,
        again=again,
        ask_where=case.unit is None,
    )
    return Reply(text, emergency=True)


def more_words(turn: Turn, case: Case, words: str) -> Reply:
    """Where it is, how it stands: whoever is on the way hears it word for word."""
    delivery.tell_desk(turn.work, case, "added", note=words)
    delivery.tell_staff(turn.work, case, case.owner_id, "added", note=words)
    return Reply(emergencies.passed_on(format_number(case.number), case.emergency or ""), emergency=True)


def _label(question: Any, value: str) -> str:
    return next(str(label) for label, one in question.options if one == value)


def answered(turn: Turn, question: Any, case: Case, value: str) -> Reply:
    """Her answer: safe calms, danger calls again."""
    questions.settle(turn.work, question, value)
    safe = value == "safe"
    if case.status not in (Status.CLOSED.value, Status.WITHDRAWN.value):
        alarms.heard(turn.work, case, turn.me, _label(question, value), safe)
    return Reply(emergencies.answered(safe, format_number(case.number), case.emergency or ""), emergency=True)
