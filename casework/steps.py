"""The one place where a case changes status, and where its history grows."""

from __future__ import annotations

from typing import Any

from casework import called, joined, limits
from casework.work import Actor, CaseworkError, Work
from domain.clocks import PAUSED
from domain.lifecycle import Action, Refused, Status, check_needs, find, is_open
from domain.numbers import format_number
from domain.same_matter import JOINED, WHILE_JOINED
from models.case import Case, HistoryEntry


def take(
    work: Work,
    case: Case,
    action: Action,
    actor: Actor,
    *,
    words: str | None = None,
    given: dict[str, Any] | None = None,
    facts: dict[str, Any] | None = None,
) -> HistoryEntry:
    """Let `actor` do `action` to the case by the lifecycle table, and write it into the history.

    Raises CaseworkError with the code of the refusal, `joined` where another case carries it; nothing has changed then.
    """
    new = case not in work.session
    source = None if new else Status(case.status)
    if _is_carried(case, action):
        raise CaseworkError("joined", choices=f"{format_number(joined.carrier(work, case).number)}号")
    try:
        step = find(source, action, actor.role)
        check_needs(step, given or {})
    except Refused as refusal:
        raise CaseworkError(refusal.code, action=action, case_id=case.id, status=case.status) from refusal
    if source in PAUSED and step.target not in PAUSED and (since := limits.paused_since(work, case)):
        limits.resumed(work, case, since)
    if source in called.AT_WORK and step.target not in called.AT_WORK:
        called.over(work, case)
    case.status = step.target.value
    case.is_open = is_open(step.target)
    if new:
        work.session.add(case)
        work.opened.add(case.id)
    entry = HistoryEntry(
        case_id=case.id,
        at=work.now,
        action=action.value,
        source=source.value if source else None,
        target=step.target.value,
        role=actor.role.value,
        staff_id=actor.staff_id,
        person_id=actor.person_id,
        words=words,
        facts=facts or {},
    )
    work.session.add(entry)
    work.touched[case.id] = case
    return entry


def put_back(work: Work, case: Case, actor: Actor, undone: HistoryEntry) -> HistoryEntry:
    """Take back the step that ended a case: it stands where it stood before, which history shows as a reopening."""
    entry = take(work, case, Action.REOPEN, actor, facts={"undo": undone.action})
    before = Status(undone.source or Status.SIGNED)
    if before is not Status.WAITING:  # Her settling has closed the question: nobody would be waited for.
        case.status = entry.target = before.value
    return entry


def _is_carried(case: Case, action: Action) -> bool:
    """Whether another case carries this one, so that this is done to that one."""
    return case.course == JOINED and case.is_open and action not in WHILE_JOINED


def can(case: Case, action: Action, actor: Actor) -> bool:
    """Whether the table lets this actor do this now."""
    if _is_carried(case, action):
        return False
    try:
        find(Status(case.status), action, actor.role)
    except Refused:
        return False
    return True


def last_step(work: Work, case: Case, action: Action) -> HistoryEntry | None:
    """The newest step of this kind in a case."""
    query = work.session.query(HistoryEntry).filter(HistoryEntry.case_id == case.id)
    return query.filter(HistoryEntry.action == action.value).order_by(HistoryEntry.id.desc()).first()


def newest_step(work: Work, case: Case) -> HistoryEntry | None:
    """The newest step of any kind in a case."""
    work.session.flush()
    query = work.session.query(HistoryEntry).filter(HistoryEntry.case_id == case.id)
    return query.order_by(HistoryEntry.id.desc()).first()
