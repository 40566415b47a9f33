"""回访 and 关爱: the desk calls people back, and lists those who need special care."""

from __future__ import annotations

from casework import callbacks, calling
from casework.work import Actor, Case, CaseworkError, Person
from domain.callback import read_call
from domain.lifecycle import Action
from domain.numbers import format_number, take_number
from handlers import numbered, staff_words
from handlers.turn import Reply, Turn
from handlers.verbs import Verb
from wording import callbacks as words
from wording import staff


def call_back(turn: Turn, case: None, rest: str) -> Reply:
    """回访 for the list; 回访 12 满意 … for what came of it."""
    taken = take_number(rest) if rest else None
    if taken is None:
        return _list(turn)
    number, said = taken
    found = numbered.meant(turn, number)
    if not found:
        return Reply(staff.no_such(format_number(number), "", []))
    heard = read_call(said)
    if heard is None:
        return Reply(words.result_missing(format_number(number)))
    with turn.about(found[0]):
        actor = _at_desk(turn, found[0])
        call = calling.record(turn.work, found[0], actor, heard, said)
    return Reply(words.recorded(format_number(number), heard.outcome, call.tries, calling.MOST_TRIES))


def _at_desk(turn: Turn, case: Case) -> Actor:
    actor = turn.as_staff(case, Action.CALL_BACK)
    if actor.role not in ("chief", "desk"):
        raise CaseworkError("desk_only")
    return actor


def _list(turn: Turn) -> Reply:
    units = staff_words.desk_units(turn)
    if not units:
        raise CaseworkError("desk_only")
    rows = callbacks.list_for(turn.work, list(units))
    lines = [
        words.CallLine(
            case.id,
            format_number(case.number),
            turn.say(case).split("、")[0],
            turn.place(case),
            call.why,
            turn.work.session.get_one(Person, case.reporter_id).phone or "",
            call.tries,
        )
        for call, case in rows[: words.PAGE]
    ]
    return Reply(words.waiting(lines, len(rows)))


def care(turn: Turn, case: Case, rest: str) -> Reply:
    """关爱 12 独居: her cases come first from now on; never seen by neighbours."""
    number, kind = format_number(case.number), rest.strip()
    if kind not in (*words.CARE_KINDS, "无"):
        return Reply(words.care_missing(number))
    _at_desk_of_open(turn, case)
    callbacks.mark_care(turn.work, case, None if kind == "无" else kind)
    return Reply(words.care_dropped(number) if kind == "无" else words.care_noted(number, kind))


def _at_desk_of_open(turn: Turn, case: Case) -> None:
    if turn.as_staff(case, Action.SUPERVISE).role not in ("chief", "desk"):
        raise CaseworkError("desk_only")


VERBS: dict[str, Verb] = {
    "回访": Verb(call_back, "回访 12 满意", words=True, free=True),
    "关爱": Verb(care, "关爱 {} 独居", words=True, must=True),
}
