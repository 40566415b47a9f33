"""What a resident does to a case of hers in plain words: urge it, call it solved, withdraw it, conceal it."""

from __future__ import annotations

from collections.abc import Callable

from casework import endings, followup, questions
from casework.facts import is_late
from casework.work import Case, CaseworkError, case_by_id
from domain.numbers import format_number
from handlers.turn import Reply, Turn
from insight import lists
from wording import resident

NAMES = {
    "urge": "催",
    "solved": "已经好了的是",
    "withdraw": "撤回",
    "confidential": "替您保密的是",
    "not_solved": "没办好的是",
}


def choose(turn: Turn, verb: str) -> Reply:
    """Do it to her only open case; with several, ask which one; with none, say so."""
    cases = lists.own_cases(turn.work.session, turn.person.id, turn.work.now, only_open=True)
    cases = [case for case in cases if case.is_open]
    if not cases:
        return Reply(resident.nothing_open(turn.text))
    if len(cases) == 1:
        return act(turn, verb, cases[0])
    options = [(f"{format_number(case.number)}号 {turn.say(case)}", str(case.id)) for case in cases[:5]]
    question = questions.ask(turn.work, turn.person, "which", None, options)
    question.facts = {"verb": verb}
    return Reply(resident.which(NAMES[verb], [turn.line(case) for case in cases[:5]], question.id))


def act(turn: Turn, verb: str, case: Case) -> Reply:
    """Do it to this case; one that has moved on meanwhile is left alone."""
    case = case_by_id(turn.work, case.id)
    try:
        return ACTS[verb](turn, case)
    except CaseworkError:
        return Reply(resident.stale(format_number(case.number), case.status))


def _urge(turn: Turn, case: Case) -> Reply:
    late = is_late(turn.work, case)
    passed_on = followup.urge(turn.work, case, turn.me, turn.text)
    by = turn.promised_by(case)
    if not passed_on:
        return Reply(resident.urged_before(format_number(case.number), turn.say(case), turn.who(case), by, late))
    return Reply(resident.urged(format_number(case.number), turn.say(case), turn.who(case), by, late))


def _solved(turn: Turn, case: Case) -> Reply:
    endings.settled(turn.work, case, turn.me, turn.text)
    return Reply(resident.settled(format_number(case.number), case.id))


def _withdraw(turn: Turn, case: Case) -> Reply:
    endings.withdraw(turn.work, case, turn.me, turn.text)
    return Reply(resident.withdrawn(format_number(case.number), case.id))


def _conceal(turn: Turn, case: Case) -> Reply:
    followup.conceal(turn.work, case, turn.me)
    return Reply(resident.concealed(format_number(case.number)))


ACTS: dict[str, Callable[[Turn, Case], Reply]] = {
    "urge": _urge,
    "solved": _solved,
    "withdraw": _withdraw,
    "confidential": _conceal,
    "not_solved": _urge,
}
