"""专题, 决定 and 当事: what a hard case or a dispute needs besides."""

from __future__ import annotations

from casework import handling, meetings
from casework.work import Case, CaseworkError
from domain.absence import read_absence
from domain.lifecycle import Action
from domain.numbers import format_number
from handlers.turn import Reply, Turn
from handlers.verbs import Verb
from wording import meetings as words
from wording import staff


def call(turn: Turn, case: Case, rest: str) -> Reply:
    """专题 12 12月3日下午 城管、水务."""
    found = read_absence(rest, turn.work.now, turn.work.rules.zone)
    if found is None or not found[2]:
        raise CaseworkError("bad_day")
    begins, ends, who = found
    meeting = meetings.call(turn.work, case, turn.as_staff(case, Action.MEET), begins, ends, who)
    return Reply(words.called(format_number(case.number), turn.moment(meeting.held_on)))


def decide(turn: Turn, case: Case, rest: str) -> Reply:
    """决定 12 明年开春改造."""
    meetings.decide(turn.work, case, turn.as_staff(case, Action.DECIDE), rest)
    return Reply(words.decided(format_number(case.number)))


def parties(turn: Turn, case: Case, rest: str) -> Reply:
    """当事 12 东院、西院: the parties of a dispute, noted inside."""
    handling.add_note(turn.work, case, turn.as_staff(case, Action.NOTE), f"当事人：{rest}")
    return Reply(staff.noted(format_number(case.number)))


VERBS: dict[str, Verb] = {
    "专题": Verb(call, "专题 {} 12月3日下午 谁参加", words=True, must=True, common=True),
    "决定": Verb(decide, "决定 {} 怎么办", words=True, must=True, common=True),
    "当事": Verb(parties, "当事 {} 东院、西院", words=True, must=True, common=True),
}
