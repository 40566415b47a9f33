"""Requests to a level above: put once, kept until somebody of that level or above has answered."""

from __future__ import annotations

from typing import Any

from casework import ladder
from casework.steps import take
from casework.work import Actor, CaseworkError, Work
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
    )
    work.session.add(request)
    ladder.tell_level(work, case, level, "request", request=kind, by=actor.name, note=words, days=facts.get("days", 0))
    return request


def waiting(work: Work, case: Case) -> Request | None:
    """The newest request that nobody has answered; moot once another has the case, or it has been reopened."""
    begun = case.begun_at or case.received_at
    query = work.session.query(Request).filter(Request.case_id == case.id, Request.answered_at.is_(None))
    query = query.filter(Request.asked_by == case.owner_id, Request.asked_at >= begun)
    return query.order_by(Request.id.desc()).first()


def drop(work: Work, case: Case) -> None:
    """It was ruled whose the case is: nothing that was asked before waits any longer."""
    for request in work.session.query(Request).filter(Request.case_id == case.id, Request.answered_at.is_(None)):
        request.answered_at, request.granted = work.now, False


def stands(work: Work, actor: Actor, unit: str) -> bool:
    """Whether the actor answers for a unit or for one above it."""
    entry = work.rules.org.staff.get(actor.phone)
    return entry is not None and any(work.rules.org.within(unit, own) for own in entry.units)
