"""请假 and 销假: a member of the staff says when he is away, and that he is back."""

from __future__ import annotations

from casework import leave
from domain.absence import read_absence
from handlers.turn import Reply, Turn
from handlers.verbs import Verb
from wording import leave as words


def ask(turn: Turn, case: None, rest: str) -> Reply:
    """请假 明天到后天."""
    found = read_absence(rest, turn.work.now, turn.work.rules.zone)
    if found is None or turn.staff is None:
        return Reply(words.when_missing())
    begins, ends, _ = found
    try:
        count, names = leave.ask(turn.work, turn.staff_row, begins, ends)
    except leave.LeaveOverlaps as known:
        return Reply(words.overlaps(turn.moment(known.begins), turn.moment(known.ends)))
    member = leave.stands_in(turn.work, turn.staff)
    if member is not None:
        leave.tell_substitute(turn.work, turn.staff, member, begins, ends)
    span = words.span(turn.local(begins), turn.local(ends), turn.local(turn.work.now))
    return Reply(words.granted(span, count, names, member.name if member else "", begun=begins <= turn.work.now))


def back(turn: Turn, case: None, rest: str) -> Reply:
    """销假."""
    return Reply(words.back() if leave.end(turn.work, turn.staff_row) else words.was_not_away())


VERBS: dict[str, Verb] = {
    "请假": Verb(ask, "请假 明天", words=True, must=True, free=True),
    "销假": Verb(back, "销假", free=True),
}
