"""倒查, 说明, 认定: who answers for what has gone wrong, in a case with serious consequences."""

from __future__ import annotations

from casework import inquiry
from casework.work import Case
from domain.lifecycle import Action
from domain.numbers import format_number
from handlers.turn import Reply, Turn
from handlers.verbs import Verb
from wording import inquiry as words


def begin(turn: Turn, case: Case, rest: str) -> Reply:
    """倒查 12 为什么三天没人去."""
    asked = inquiry.begin(turn.work, case, turn.as_staff(case, Action.INQUIRE), rest)
    return Reply(words.begun(format_number(case.number), asked))


def state(turn: Turn, case: Case, rest: str) -> Reply:
    """说明 12 那天我在医院."""
    inquiry.state(turn.work, case, turn.as_staff(case, Action.STATE), rest)
    return Reply(words.stated(format_number(case.number)))


def find(turn: Turn, case: Case, rest: str) -> Reply:
    """认定 12 值班没交接."""
    inquiry.find(turn.work, case, turn.as_staff(case, Action.FIND), rest)
    return Reply(words.found(format_number(case.number)))


VERBS: dict[str, Verb] = {
    "倒查": Verb(begin, "倒查 {} 查什么", words=True, must=True),
    "说明": Verb(state, "说明 {} 当时怎么回事", words=True, must=True, common=True),
    "认定": Verb(find, "认定 {} 结论", words=True, must=True, common=True),
}
