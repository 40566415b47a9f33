"""A tap on an old or new reply: its id says which question it answers or which case it is about."""

from __future__ import annotations

import re
from collections.abc import Callable

from casework import events, followup, questions
from casework.work import Case, CaseworkError, find_case
from domain.numbers import format_number
from handlers import answers, commands, corrections, keywords
from handlers.turn import Reply, Turn
from wording import events as event_words
from wording import resident

QUESTION = re.compile(r"q(\d+)\.(\d+)")
CASE = re.compile(r"c(\d+)\.([a-z_]+)")
KEYWORD = re.compile(r"k\.([a-z_]+\d*)")


def handle(turn: Turn) -> Reply | None:
    """Answer a tap; None for plain text, and for taps whose id the platform did not pass on."""
    tap_id = turn.message.tap_id or ""
    if found := QUESTION.fullmatch(tap_id):
        return _question(turn, int(found[1]), int(found[2]))
    if found := CASE.fullmatch(tap_id):
        return _case(turn, int(found[1]), found[2])
    if found := KEYWORD.fullmatch(tap_id):
        return keywords.by_key(turn, found[1])
    return None


def _question(turn: Turn, question_id: int, place: int) -> Reply | None:
    question = questions.question_by_id(turn.work, turn.person, question_id)
    if question is None or not 1 <= place <= len(question.options):
        return None
    return answers.give(turn, question, question.options[place - 1][1])


def _case(turn: Turn, case_id: int, verb: str) -> Reply | None:
    case = find_case(turn.work, case_id)
    if case is None:
        return None
    if verb in commands.TAPPED:
        return commands.tapped(turn, case, verb)
    act = RESIDENT.get(verb)
    if act is None or case.reporter_id != turn.person.id:
        return None
    try:
        return act(turn, case)
    except CaseworkError:
        return Reply(resident.stale(format_number(case.number), case.status))


def _hide(turn: Turn, case: Case) -> Reply:
    followup.conceal(turn.work, case, turn.me)
    return Reply(resident.concealed(format_number(case.number)))


def _not_event(turn: Turn, case: Case) -> Reply:
    events.leave(turn.work, case)
    return Reply(event_words.left(format_number(case.number), turn.who(case), turn.promised_by(case)))


def _come(turn: Turn, case: Case) -> Reply:
    return answers.tell_asker(turn, case, "说不清，来了找我")


RESIDENT: dict[str, Callable[[Turn, Case], Reply]] = {
    "place": corrections.ask_place,
    "kind": corrections.ask_kind,
    "hide": _hide,
    "come": _come,
    "undo": corrections.undo,
    "not_event": _not_event,
}
