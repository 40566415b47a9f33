"""The hard-case meeting (专题研究): called for a day with named people, and what it decided."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import delivery
from casework.due import due as due_rows
from casework.steps import take
from casework.work import Actor, CaseworkError, Work, find_case
from domain.lifecycle import Action
from models.case import Case
from models.meeting import Meeting


def call(work: Work, case: Case, actor: Actor, begins: datetime, ends: datetime, who: str) -> Meeting:
    """专题: a meeting from one moment to another; the owner and the resident hear of it. Replaces one not yet held.

    Raises CaseworkError `needs_reason` without people, `past` for a time that is over.
    """
    if ends <= work.now:
        raise CaseworkError("past")
    facts = {"held_on": begins.isoformat()}
    take(work, case, Action.MEET, actor, words=who, given={"reason": who}, facts=facts)
    assert actor.staff_id is not None
    meeting = _open(work, case)
    if meeting is None:
        meeting = Meeting(case_id=case.id, called_by=actor.staff_id)
        work.session.add(meeting)
    meeting.held_on, meeting.who, meeting.look_at = begins, who, ends
    delivery.tell_staff(work, case, case.owner_id, "meeting", note=who, until=begins.isoformat())
    delivery.tell_resident(work, case, "meeting_for_her", until=begins.isoformat())
    return meeting


def decide(work: Work, case: Case, actor: Actor, decision: str) -> None:
    """决定: what it decided; the owner acts on it, the resident hears it. Raises CaseworkError `no_meeting`."""
    meeting = _open(work, case)
    if meeting is None:
        raise CaseworkError("no_meeting")
    take(work, case, Action.DECIDE, actor, words=decision, given={"reason": decision})
    meeting.decided_at, meeting.decided_by, meeting.decision = work.now, actor.staff_id, decision
    meeting.look_at = None
    case.first_words_at = case.first_words_at or work.now
    delivery.tell_staff(work, case, case.owner_id, "decided", note=decision)
    delivery.tell_resident(work, case, "decided_for_her", note=decision)


def _open(work: Work, case: Case) -> Meeting | None:
    query = select(Meeting).where(Meeting.case_id == case.id, Meeting.decided_at.is_(None))
    return work.session.scalars(query.order_by(Meeting.id.desc())).first()


def due(session: Session, now: datetime) -> list[tuple[str, int, int]]:
    """(account, case, meeting) of those that are over without a decision."""
    return due_rows(session, Meeting, Meeting.look_at, now)


def ask_decision(work: Work, case_id: int, meeting_id: int) -> bool:
    """One of these: the desk is asked what was decided, once."""
    case = find_case(work, case_id)
    meeting = work.session.get(Meeting, meeting_id, populate_existing=True)
    if case is None or meeting is None or meeting.look_at is None or meeting.look_at > work.now:
        return False
    meeting.look_at = None
    if case.is_open:
        delivery.tell_desk(work, case, "undecided", note=meeting.who)
    return case.is_open
