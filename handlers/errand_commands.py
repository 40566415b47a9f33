"""告知: whoever was asked to pass news on to somebody without a chat says that it is done."""

from __future__ import annotations

from casework import errands
from casework.work import Case, Person
from domain.lifecycle import Action
from domain.numbers import format_number
from handlers.turn import Reply, Turn
from handlers.verbs import Verb
from wording import errands as words


def told(turn: Turn, case: Case, rest: str) -> Reply:
    """告知 12, 告知 12 上门 他说谢谢."""
    how, said = words.how(rest)
    news = errands.told(turn.work, case, turn.as_staff(case, Action.TELL), how, said)
    return Reply(words.told(format_number(case.number), how, rates="completed" in news))


def queue(turn: Turn) -> str:
    """What whoever writes still has to pass on; empty if nothing."""
    lines = [
        words.ErrandLine(case.id, format_number(case.number), turn.say(case), _phone(turn, case), errand.words)
        for errand, case in errands.of_member(turn.work, turn.staff_row.id)
    ]
    return words.waiting(lines)


def _phone(turn: Turn, case: Case) -> str:
    return turn.work.session.get_one(Person, case.reporter_id).phone or ""


VERBS: dict[str, Verb] = {"告知": Verb(told, "告知 {} 电话", common=True)}
