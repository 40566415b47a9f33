"""Requests to a level above: put once, and passed on upwards until somebody has answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from casework import ladder
from casework.due import due as due_rows
from casework.steps import take
from casework.work import SYSTEM, Actor, CaseworkError, Work, find_case, staff_by_id
from domain.clocks import ONE_WORKDAY
from domain.durations import Duration
from domain.lifecycle import Action
from domain.org import Desk
from models.case import Case
from models.request import Request


def ask(work: Work, case: Case, actor: Actor, kind: str, level: Desk, words: str, **facts: Any) -> Request:
    """Put a request to a level, and tell it. Raises CaseworkError `asked_already`, `needs_reason`."""
    before = waiting(work, case)
    if before is not None and before.kind == kind:
        raise CaseworkError("asked_already")
    assert actor.staff_id is not None
    take(work, case, Action.REQUEST, actor, words=words, given={"reason": words}, facts={"request": kind, **facts})
    request = Request(
        case_id=case.id,
        kind=kind,
        asked_by=actor.staff_id,
        words=words,
        facts=facts,
        unit=level.unit_id,
        asked_at=work.now,
        look_at=work.rules.calendar(level.unit_id).add(work.now, _within(work, kind)),
    )
    work.session.add(request)
    _put(work, case, request, level, actor.name)
    return request


def _within(work: Work, kind: str) -> Duration:
    return work.rules.whistles.answer if kind == "whistle" else work.rules.consent


def _put(work: Work, case: Case, request: Request, level: Desk, by: str) -> None:
    facts = {"request": request.kind, "by": by, "note": request.words, **request.facts}
    ladder.tell_level(work, case, level, "request", **facts)


def waiting(work: Work, case: Case) -> Request | None:
    """The newest request that nobody has answered; moot once another has the case, or it has been reopened."""
    begun = case.begun_at or case.received_at
    query = work.session.query(Request).filter(Request.case_id == case.id, Request.answered_at.is_(None))
    query = query.filter(Request.asked_by == case.owner_id, Request.asked_at >= begun)
    return query.order_by(Request.id.desc()).first()


def drop(work: Work, case: Case) -> None:
    """It was ruled whose the case is: nothing that was asked before waits any longer."""
    for request in work.session.query(Request).filter(Request.case_id == case.id, Request.answered_at.is_(None)):
        request.answered_at, request.granted, request.look_at = work.now, False, None


def stands(work: Work, actor: Actor, unit: str) -> bool:
    """Whether the actor answers for a unit or for one above it."""
    entry = work.rules.org.staff.get(actor.phone)
    return entry is not None and any(work.rules.org.within(unit, own) for own in entry.units)


def due(session: Session, now: datetime) -> list[tuple[str, int, int]]:
    """(account, case, request) of those that nobody has answered in time."""
    return due_rows(session, Request, Request.look_at, now)


def chase(work: Work, case_id: int, request_id: int) -> bool:
    """Nobody has answered: the next level is asked as well, at the top the same again every working day.

    Returns whether anybody was; False if it is moot, or was done meanwhile.
    """
    case = find_case(work, case_id)
    request = work.session.get(Request, request_id, populate_existing=True)
    if case is None or request is None or request.look_at is None or request.look_at > work.now:
        return False
    if not case.is_open or waiting(work, case) is not request:
        request.look_at = None
        return False
    asked = staff_by_id(work, request.asked_by)
    level = ladder.above(work, case, request.told_unit or request.unit)
    facts = {"request": request.kind, "unit": level.unit_id if level else request.told_unit}
    take(work, case, Action.ESCALATE, SYSTEM, facts=facts)
    if asked_level := level or ladder.highest(work, case):
        _put(work, case, request, asked_level, asked.name if asked else "")
    request.told_unit = level.unit_id if level else request.told_unit
    calendar = work.rules.calendar(request.told_unit or request.unit)
    request.look_at = calendar.add(work.now, _within(work, request.kind) if level else ONE_WORKDAY)
    return True
