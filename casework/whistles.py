"""The whistle (吹哨): departments are asked for, called, report in, say that it is done, are looked at and graded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from casework import called as rows
from casework import delivery, handling, ladder
from casework.limits import calendar_of
from casework.requests import ask, stands
from casework.scope import unit_of
from casework.steps import can, take
from casework.work import Actor, CaseworkError, Work
from domain.lifecycle import Action, Role
from domain.org import Desk
from domain.whistle import Kind
from models.case import Case
from models.medium import Medium
from models.person import Person
from models.request import Request
from models.whistle import Called, Whistle


def blow(work: Work, case: Case, actor: Actor, kind: Kind, departments: Sequence[str], words: str) -> Request | None:
    """吹哨: put to the desk that answers it. None when it was passed on at once: urgent, or blown by such a desk.

    Raises CaseworkError `not_now`, `not_yours`, `asked_already`.
    """
    facts = called_for(work, departments) | {"whistle_kind": kind.value}
    if not can(case, Action.WHISTLE, actor):
        take(work, case, Action.WHISTLE, actor)  # Says why not.
    level = answering(work, case, kind)
    if case.urgent or level is None or stands(work, actor, level.unit_id):
        begin(work, case, actor, facts, words)
        return None
    return ask(work, case, actor, "whistle", level, words, **facts)


def answering(work: Work, case: Case, kind: Kind) -> Desk | None:
    """The desk that passes a whistle on: that of the place, for grave ones that of the street."""
    if kind is not Kind.ROUTINE:
        return ladder.consenting(work, case)
    return work.rules.org.desk(unit_of(work, case), work.away)


def called_for(work: Work, departments: Sequence[str]) -> dict[str, Any]:
    """Whom a whistle is for, as it is kept: the first one leads."""
    return {"departments": list(departments), "names": names(work, departments)}


def begin(work: Work, case: Case, actor: Actor, facts: dict[str, Any], words: str) -> None:
    """The departments are called, the first one leading; the resident is told who has been asked to help."""
    departments: list[str] = facts["departments"]
    owner, kind = case.owner_id or actor.staff_id, Kind(facts["whistle_kind"])
    given = {"department": departments, "reason": words}
    take(work, case, Action.WHISTLE, actor, words=words, given=given, facts=facts)
    case.signed_at = case.signed_at or work.now
    delivery.cancel(work, case, "task")
    whistle = Whistle(
        case_id=case.id,
        kind=kind.value,
        words=words,
        blown_by=owner,
        passed_by=actor.staff_id,
        begun_at=work.now,
    )
    work.session.add(whistle)
    work.session.flush()
    for place, department in enumerate(departments):
        _call(work, case, whistle, department, lead=place == 0)
    delivery.tell_resident(work, case, "whistled", note=facts["names"])


def _call(work: Work, case: Case, whistle: Whistle, department: str, *, lead: bool) -> None:
    """One department is called; where nobody of it can be told, the desk has to ring up."""
    row = Called(
        whistle_id=whistle.id,
        case_id=case.id,
        department=department,
        lead=lead,
        called_at=work.now,
        refusals=0,
        marks={},
    )
    known = work.rules.org.departments.get(department)  # Since it was asked for, the config may have lost it.
    if known is None or not known.partner:
        limits = work.rules.whistles.limits(Kind(whistle.kind), case.urgent)
        calendar = calendar_of(work, case)
        row.report_due = calendar.add(work.now, limits.report_in, wall=case.urgent)
        row.finish_due = calendar.add(work.now, limits.finish, wall=case.urgent)
        row.look_at = work.now  # The sweep winds it at its next round.
    work.session.add(row)
    until = row.report_due.isoformat() if row.report_due else None
    facts = {"lead": lead, "note": whistle.words, "until": until}
    if not tell_department(work, case, department, "whistle_call", **facts):
        delivery.tell_desk(work, case, "department_unreached", department=department_name(work, department), **facts)


def report_in(work: Work, case: Case, actor: Actor, words: str) -> Called:
    """报到: a department is on it; whoever whistled and the resident hear of it. Raises CaseworkError `not_called`."""
    row = _own_call(work, case, actor)
    department, first = department_name(work, row.department), row.reported_at is None
    take(work, case, Action.REPORT_IN, actor, words=words or None, facts={"department": row.department})
    if first:
        row.reported_at, row.reported_by = work.now, actor.staff_id
        row.look_at = work.now if row.look_at else None  # Another clock begins.
    _tell_whistler(work, case, "reported_in", department=department, note=words, by=actor.name)
    if first or words:
        case.first_words_at = case.first_words_at or (work.now if words else None)
        delivery.tell_resident(work, case, "department_in", department=department, note=words)
    return row


def claim(work: Work, case: Case, actor: Actor, words: str) -> Called:
    """办结 by a department: whoever whistled looks himself before she is asked. Raises CaseworkError `not_called`."""
    row = _own_call(work, case, actor)
    take(work, case, Action.CLAIM, actor, words=words, given={"note": words}, facts={"department": row.department})
    row.reported_at, row.reported_by = row.reported_at or work.now, row.reported_by or actor.staff_id
    row.claimed_at, row.claim_words = work.now, words
    row.look_at = None  # Its clock stands until the whistler has looked.
    _tell_whistler(work, case, "claimed", department=department_name(work, row.department), note=words, by=actor.name)
    return row


def accept(work: Work, case: Case, actor: Actor, words: str) -> bool:
    """验收: the whistler has looked at all that is claimed to be done. Returns whether that was the last of it.

    Raises CaseworkError `nothing_claimed`, and `needs_look` while he has sent no photo of it since.
    """
    claims = _claims(work, case)
    _check_look(work, case, actor, claims, words)
    others = [row for row in rows.called(work, case) if row not in claims]
    last = all(row.report_due is None for row in others)  # Partners are not waited for.
    if last:
        said = words or "，".join(row.claim_words or "" for row in claims)
        handling.complete(work, case, actor, said, action=Action.VERIFY)
    else:
        take(work, case, Action.ACCEPT_CLAIM, actor, words=words or None, facts=_facts(claims))
    _accept(work, case, claims)
    return last


def refuse(work: Work, case: Case, actor: Actor, department: str | None, words: str) -> list[Called]:
    """没好: what is claimed is not so, of one department or of all; of the others it is. Returns whose was refused.

    Raises CaseworkError `nothing_claimed`.
    """
    claims = _claims(work, case)
    refused = [row for row in claims if department in (None, row.department)]
    if not refused:
        raise CaseworkError("nothing_claimed")
    take(work, case, Action.REFUSE_CLAIM, actor, words=words, given={"note": words}, facts=_facts(refused))
    _accept(work, case, [row for row in claims if row not in refused])
    for row in refused:
        row.claimed_at, row.refusals, row.look_at = None, row.refusals + 1, work.now
        tell_department(work, case, row.department, "claim_refused", note=words)
    return refused


def let_go(work: Work, case: Case, actor: Actor, department: str | None, reason: str) -> bool:
    """收哨: one department, or all of them, need not come any more. Returns whether the whistle is over by that.

    Raises CaseworkError `not_called`, `needs_reason`, and `look_first` where that one says that it is done.
    """
    at_work = rows.called(work, case)
    leaving = [row for row in at_work if department in (None, row.department)]
    if not leaving and department is not None:
        raise CaseworkError("not_called")
    if department is not None and any(row.claimed_at for row in leaving):
        raise CaseworkError("look_first")
    if len(leaving) == len(at_work):
        take(work, case, Action.END_WHISTLE, actor, words=reason, given={"reason": reason}, facts=_facts(leaving))
        return True
    take(work, case, Action.LET_GO, actor, words=reason, given={"reason": reason}, facts=_facts(leaving))
    for row in leaving:
        row.ended_at = row.look_at = work.now
    return False


def grade(work: Work, case: Case, actor: Actor, department: str, value: int) -> None:
    """评: how the department of the newest whistle worked, 1 good to 3 poor. Raises CaseworkError `not_called`."""
    query = select(Called).where(Called.case_id == case.id, Called.department == department)
    row = work.session.scalars(query.order_by(Called.id.desc())).first()
    if row is None:
        raise CaseworkError("not_called")
    take(work, case, Action.GRADE, actor, facts={"department": department, "grade": value})
    row.grade, row.graded_by = value, actor.staff_id


def ungraded(work: Work, case: Case) -> list[str]:
    """The departments whose work was accepted and that nobody has graded."""
    query = select(Called).where(Called.case_id == case.id, Called.verified_at.is_not(None), Called.grade.is_(None))
    return [row.department for row in work.session.scalars(query.order_by(Called.id))]


def tell_department(work: Work, case: Case, department: str, kind: str, **facts: Any) -> int:
    """News for all of a department who are at work; returns how many of them have a chat."""
    org, facts = work.rules.org, facts | {"department": department_name(work, department)}
    members = org.present(org.department_staff(department), work.away)
    queued = [delivery.tell_member(work, case, member, kind, **facts) for member in members]
    return sum(row is not None for row in queued)


def tell_called(work: Work, case: Case, kind: str, **facts: Any) -> None:
    """News for all departments at work on a case."""
    for row in rows.called(work, case):
        tell_department(work, case, row.department, kind, **facts)


def department_name(work: Work, department: str) -> str:
    """Its name as one says it."""
    known = work.rules.org.departments.get(department)
    return known.name if known else department


def names(work: Work, departments: Sequence[str]) -> str:
    """Their names in one row."""
    return "、".join(department_name(work, one) for one in departments)


def _own_call(work: Work, case: Case, actor: Actor) -> Called:
    """The call of the actor's own department."""
    entry = work.rules.org.staff.get(actor.phone)
    for row in rows.called(work, case):
        if entry is not None and row.department == entry.department:
            return row
    raise CaseworkError("not_called")


def _claims(work: Work, case: Case) -> list[Called]:
    claims = [row for row in rows.called(work, case) if row.claimed_at is not None]
    if not claims:
        raise CaseworkError("nothing_claimed")
    return claims


def _check_look(work: Work, case: Case, actor: Actor, claims: Sequence[Called], words: str) -> None:
    """实地复核: the one who has the case shows a photo taken since; a desk may say how it has made sure."""
    if words and actor.role is not Role.OWNER:
        return
    since = min(row.claimed_at for row in claims if row.claimed_at)
    own = select(Medium.id).join(Person, Person.id == Medium.person_id).where(Person.staff_id == actor.staff_id)
    photos = own.where(Medium.case_id == case.id, Medium.kind.in_(("image", "video")), Medium.sent_at >= since)
    if work.session.scalar(photos.limit(1)) is None:
        raise CaseworkError("needs_look")


def _accept(work: Work, case: Case, claims: Sequence[Called]) -> None:
    for row in claims:
        row.verified_at = row.ended_at = work.now
        row.look_at = None
        tell_department(work, case, row.department, "claim_accepted")


def _facts(claims: Sequence[Called]) -> dict[str, Any]:
    return {"departments": [row.department for row in claims]}


def _tell_whistler(work: Work, case: Case, kind: str, **facts: Any) -> None:
    if delivery.tell_staff(work, case, case.owner_id, kind, **facts) is None:
        delivery.tell_desk(work, case, kind, **facts)
