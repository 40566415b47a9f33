"""Keeps the tables in step with the config's people, and makes the codes by which they bind their chats."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework import dispatch
from casework.people import hash_code
from casework.work import Work
from domain.org import Organisation, Staff
from models.case import Case
from models.person import Person
from models.staff import Invite, StaffMember

VALID = timedelta(days=7)
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # Without those that are mistaken for each other.
LENGTH = 8


def sync(session: Session, org: Organisation) -> None:
    """Mirror the config's staff; whoever it no longer names becomes inactive."""
    known = {row.phone: row for row in session.execute(select(StaffMember)).scalars()}
    for phone, member in org.staff.items():
        row = known.get(phone)
        if row is None:
            session.add(StaffMember(phone=phone, name=member.name, active=True))
        elif (row.name, row.active) != (member.name, True):
            row.name, row.active = member.name, True
    for phone, row in known.items():
        if phone not in org.staff and row.active:
            row.active = False


def rehome(work: Work) -> int:
    """After the config changed: open cases of staff who are gone wait at the desk. Returns how many."""
    query = (
        select(Case)
        .join(StaffMember, StaffMember.id == Case.owner_id)
        .where(Case.account == work.account.id, Case.is_open, ~StaffMember.active)
        .with_for_update(of=Case)
    )
    cases = list(work.session.execute(query).scalars())
    for case in cases:
        dispatch.leave_with_desk(work, case)
    return len(cases)


def invite(session: Session, org: Organisation, secret: str, now: datetime) -> list[tuple[Staff, str]]:
    """A code for everybody who has no chat yet; the same one again while it is valid and unused."""
    sync(session, org)
    session.flush()
    bound = set(session.execute(select(Person.staff_id).where(Person.staff_id.is_not(None))).scalars())
    rows = session.execute(select(StaffMember).where(StaffMember.active)).scalars()
    return [(org.staff[row.phone], _code(session, row, secret, now)) for row in rows if row.id not in bound]


def _code(session: Session, row: StaffMember, secret: str, now: datetime) -> str:
    query = select(Invite).where(Invite.staff_id == row.id, Invite.used_at.is_(None), Invite.expires_at > now)
    open_one = session.execute(query.order_by(Invite.id.desc()).limit(1)).scalar_one_or_none()
    expires = open_one.expires_at if open_one else _fresh_end(session, row, now)
    code = _spell(secret, f"{row.id}:{int(expires.timestamp())}")
    if open_one is None or open_one.code_hash != hash_code(code):
        session.add(Invite(staff_id=row.id, code_hash=hash_code(code), expires_at=expires))
    return code


def _fresh_end(session: Session, row: StaffMember, now: datetime) -> datetime:
    """An end that no code of his has had: the end is part of what a code is spelled from."""
    last = session.scalar(select(func.max(Invite.expires_at)).where(Invite.staff_id == row.id))
    end = (now + VALID).replace(microsecond=0)
    return max(end, last + timedelta(seconds=1)) if last else end


def _spell(secret: str, text: str) -> str:
    """A code that can be spelled again from the secret, so that no plain code is ever stored."""
    digest = hmac.new(secret.encode(), text.encode(), hashlib.sha256).digest()
    return "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:LENGTH])
