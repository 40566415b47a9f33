"""通知 and 结束通知: the desk announces what many will report, and says when it is over."""

from __future__ import annotations

from casework import events
from casework.work import CaseworkError
from domain.numbers import take_number
from handlers.turn import Reply, Turn
from handlers.verbs import Verb
from wording import events as words


def post(turn: Turn, case: None, rest: str) -> Reply:
    """通知 岩庄花园今天8点到18点停水检修; 通知 alone for the list."""
    _check_desk(turn)
    if not rest:
        rows = [(one.id, one.words, events.joined(turn.work, one)) for one in events.going_on(turn.work)]
        return Reply(words.listed(rows))
    verdict = turn.reader.read(rest, within=turn.work.account.unit)
    if verdict.category in (None, "other") or not verdict.reasons:
        return Reply(words.unclear())
    assert turn.staff is not None
    unit = verdict.unit or next(iter(turn.staff.units), turn.work.account.unit)
    event = events.post(turn.work, turn.staff_row.id, verdict.category or "other", unit, rest)
    what = turn.work.rules.category(event.category).say
    return Reply(words.posted(event.id, what, turn.work.rules.org.units[unit].name, rest))


def end(turn: Turn, case: None, rest: str) -> Reply:
    """结束通知 3 已经来水."""
    _check_desk(turn)
    taken = take_number(rest)
    if taken is None:
        return Reply(words.which())
    try:
        event, count = events.end(turn.work, taken[0], turn.staff_row.id, taken[1] or "恢复正常了")
    except CaseworkError:
        return Reply(words.which())
    return Reply(words.over(event.id, count))


def _check_desk(turn: Turn) -> None:
    if turn.staff is None or turn.staff.role not in ("chief", "desk"):
        raise CaseworkError("desk_only")


VERBS: dict[str, Verb] = {
    "通知": Verb(post, "通知 岩庄花园今天8点到18点停水检修", words=True, free=True),
    "结束通知": Verb(end, "结束通知 3 已经来水", words=True, must=True, free=True),
}
