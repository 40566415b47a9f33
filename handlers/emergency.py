"""Somebody may be hurt in the next minutes: what to do now comes first, then the people who come."""

from __future__ import annotations

from casework import alarms, delivery, intake, questions
from casework.alarms import Call
from casework.work import Case, Question
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
    return first_words(turn, case, alarms.raise_alarm(turn.work, case), again=again)


def first_words(turn: Turn, case: Case, call: Call, *, again: bool = False) -> Reply:
    """The reply to an emergency, which carries nothing but itself."""
    kind = case.emergency or "other"
    question = questions.ask(turn.work, turn.person, "emergency", case, list(emergencies.answers(kind)))
    text = emergencies.first_words(
        kind,
        format_number(case.number),
        calling(kind, call),
        question.id,
        turn.sms,
        again=again,
        ask_where=case.unit is None,
    )
    return Reply(text, emergency=True)


def calling(kind: str, call: Call) -> str:
    """Who is being called, in words; where nobody could be told, whom to ring oneself."""
    who = (call.name, call.who.role if call.who else "", call.phone)
    return emergencies.calling(kind, who, on_duty=call.on_duty, rung=call.who is not None)


def of_staff(turn: Turn, case: Case, opened: str) -> Reply:
    """What a staff member has reported himself, or a caller through him: the same first words, the same alarm."""
    kind = case.emergency or "other"
    call = alarms.raise_alarm(turn.work, case, but=turn.staff_row.id)
    return Reply(emergencies.of_staff(kind, opened, calling(kind, call)), emergency=True)


def more_words(turn: Turn, case: Case, words: str) -> Reply:
    """Where it is, how it stands: whoever is on the way hears it word for word."""
    delivery.tell_desk(turn.work, case, "added", note=words)
    delivery.tell_staff(turn.work, case, case.owner_id, "added", note=words)
    return Reply(emergencies.passed_on(format_number(case.number), case.emergency or ""), emergency=True)


def _label(question: Question, value: str) -> str:
    return next(str(label) for label, one in question.options if one == value)


def answered(turn: Turn, question: Question, case: Case, value: str) -> Reply:
    """Her answer: safe calms, danger calls again."""
    questions.settle(turn.work, question, value)
    kind, first = case.emergency or "other", value != "danger"
    call = None
    if case.status not in (Status.CLOSED.value, Status.WITHDRAWN.value):
        call = alarms.heard(turn.work, case, turn.me, _label(question, value), value == "safe")
    words = emergencies.answered(kind, format_number(case.number), first=first, sms=turn.sms)
    lost = calling(kind, call) if call is not None and call.who is None else ""
    return Reply("\n".join(line for line in (words, lost) if line), emergency=True)
