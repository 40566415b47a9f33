"""Leave: somebody is away from one moment to another, and all that he holds goes to whoever stands in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import delivery, dispatch
from casework.people import chat_of_member
from casework.scope import own_work
from casework.work import Actor, Work, case_by_id, staff_by_id
from domain.lifecycle import Role
from domain.org import Staff
from models.case import Case
from models.leave import Leave
from models.staff import StaffMember


class LeaveOverlaps(Exception):  # noqa: N818 - it is an answer, not a fault.
    """Leave was asked for over a time that is leave already; it says from when to when."""

    def __init__(self, begins: datetime, ends: datetime) -> None:
        super().__init__("leave overlaps")
        self.begins, self.ends = begins, ends


def ask(work: Work, row: StaffMember, begins: datetime, ends: datetime) -> tuple[int, list[str]]:
    """请假 from one moment to another. Returns how many cases changed hands, and to whom by name.

    Raises LeaveOverlaps if he is away then already.
    """
    query = select(Leave).where(Leave.staff_id == row.id, Leave.begins < ends, Leave.ends > begins)
    known = work.session.scalars(query).first()
    if known is not None:
        raise LeaveOverlaps(known.begins, known.ends)
    leave = Leave(staff_id=row.id, begins=begins, ends=ends, handed_over=False)
    work.session.add(leave)
    work.session.flush()
    if begins > work.now:
        return 0, []
    return _begin(work, leave)


def end(work: Work, row: StaffMember) -> bool:
    """销假: he is back, and leave that has not begun is taken back. Returns whether there was any."""
    query = select(Leave).where(Leave.staff_id == row.id, Leave.ends > work.now)
    found = list(work.session.scalars(query))
    for leave in found:
        leave.ends = work.now
        leave.begins = min(leave.begins, work.now)
    work.forget_away()
    return bool(found)


def due(session: Session, now: datetime) -> list[int]:
    """Leave that has begun and whose cases have not been handed over."""
    query = select(Leave.id).where(Leave.begins <= now, Leave.ends > now, ~Leave.handed_over)
    return list(session.scalars(query))


def begin(work: Work, leave_id: int) -> bool:
    """Hand over what somebody holds whose leave has begun; False if that was done meanwhile."""
    leave = work.session.get(Leave, leave_id, with_for_update=True)
    if leave is None or leave.handed_over or not leave.begins <= work.now < leave.ends:
        return False
    _begin(work, leave)
    return True


def _begin(work: Work, leave: Leave) -> tuple[int, list[str]]:
    leave.handed_over = True
    work.session.flush()
    work.forget_away()
    row = staff_by_id(work, leave.staff_id)
    entry = work.rules.org.staff.get(row.phone) if row else None
    query = select(Case.id).where(Case.owner_id == leave.staff_id, Case.is_open).order_by(Case.id)
    cases = [case_by_id(work, case_id) for case_id in work.session.scalars(query)]
    names = [_pass_on(work, case, entry) for case in cases]
    return len(cases), list(dict.fromkeys(names))


def _pass_on(chat: Work, case: Case, entry: Staff | None) -> str:
    """One case to his substitute, else to whoever works here beside him, else to its desk. Returns the name."""
    work = own_work(chat, case)
    org = work.rules.org
    member = org.stand_in(entry, work.away) if entry else None
    member = member or dispatch.colleague(work, case)
    if member is None:
        dispatch.leave_with_desk(work, case, words="经手人请假")
        return "值班的"
    name, phone = (entry.name, entry.phone) if entry else ("", "")
    actor = Actor(Role.OWNER, staff_id=case.owner_id, name=name, phone=phone)
    dispatch.hand_over(work, case, member, actor, "请假交接")
    return member.name


def stands_in(work: Work, entry: Staff) -> Staff | None:
    """His substitute of the config, or who stands in for that one."""
    return work.rules.org.stand_in(entry, {entry.phone, *work.away})


def tell_substitute(work: Work, entry: Staff, member: Staff, begins: datetime, ends: datetime) -> None:
    """His substitute hears from when to when he stands in."""
    chat = chat_of_member(work, member)
    if chat is not None:
        facts = {"name": entry.name, "from": begins.isoformat(), "until": ends.isoformat()}
        delivery.tell_person(work, chat, "stands_in", **facts)
