"""What a staff chat remembers for ten minutes: words typed in vain, a verb that waits for words, the case spoken of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from casework.steps import can
from casework.work import Case, find_case
from domain.lifecycle import Action
from handlers.turn import Reply, Turn

FRESH = timedelta(minutes=10)
USED_BY = ("办结", "备注")  # The verbs that kept words may go with; nothing said to one resident reaches another.


def keep(turn: Turn, words: str, verbs: Sequence[str] = USED_BY, case: Case | None = None) -> None:
    """Keep words that could not be used, for these verbs, and for this case alone if it is known."""
    if words:
        _note(turn, "words", {"words": words[:500], "verbs": list(verbs), "case": case.id if case else None})


def take(turn: Turn, verb: str, case: Case) -> str:
    """The kept words if they were meant for this, once; any use drops them."""
    found = _fresh(turn, "words")
    forget(turn)
    fits = found and verb in found["verbs"] and found["case"] in (None, case.id)
    return str(found["words"]) if fits else ""


def forget(turn: Turn) -> None:
    """Something was done: words from before belong to nothing any more."""
    turn.person.talk.pop("words", None)


def expect(turn: Turn, verb: str, case: Case) -> None:
    """The next line is the words of this verb for this case."""
    _note(turn, "verb", {"verb": verb, "case": case.id})


def drop_verb(turn: Turn, unless: str = "") -> None:
    """Another command was given: the next line is no longer the words of the one before."""
    waiting = _fresh(turn, "verb")
    if waiting and waiting["verb"] != unless:
        turn.person.talk.pop("verb", None)


def asked_before(turn: Turn, verb: str, case: Case) -> bool:
    """Whether the words were asked for a moment ago: then it goes without."""
    return _fresh(turn, "verb") == {"verb": verb, "case": case.id}


def words_for(turn: Turn, run: Callable[[Turn, str, Case, str], Reply]) -> Reply | None:
    """This line as the words of the verb that waits for them."""
    waiting = _fresh(turn, "verb")
    if not waiting:
        return None
    turn.person.talk.pop("verb", None)
    case = find_case(turn.work, waiting["case"])
    return run(turn, waiting["verb"], case, turn.text) if case is not None else None


def waits_for(turn: Turn, verb: str) -> Case | None:
    """The case for which this verb waits for words."""
    waiting = _fresh(turn, "verb")
    return find_case(turn.work, waiting["case"]) if waiting and waiting["verb"] == verb else None


def speak_of(turn: Turn, case: Case) -> None:
    """The case that a photo or a short word goes to."""
    turn.person.talk.pop("verb", None)
    _note(turn, "case", case.id)


def spoken_of(turn: Turn) -> Case | None:
    """The case the staff member dealt with in the last ten minutes, while it is in his hands and takes anything."""
    case_id = _fresh(turn, "case")
    case = find_case(turn.work, case_id) if case_id else None
    if case is None or case.owner_id != turn.staff_row.id:
        return None
    return case if can(case, Action.ADD, turn.as_staff(case, Action.ADD)) else None


def _note(turn: Turn, key: str, value: Any) -> None:
    turn.person.talk[key] = {"value": value, "at": turn.work.now.isoformat()}


def _fresh(turn: Turn, key: str) -> Any:
    found = turn.person.talk.get(key)
    if not isinstance(found, dict) or turn.work.now - datetime.fromisoformat(found["at"]) > FRESH:
        return None
    return found["value"]
