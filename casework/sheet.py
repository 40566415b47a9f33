"""The morning's sheet (今天): one message for each of the staff with what is due today, instead of many reminders."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from casework import delivery
from casework.clocks import looks
from casework.facts import unit_name
from casework.people import chat_of
from casework.work import Work
from domain.clocks import Clock, Look, running, stepped
from domain.numbers import format_number
from domain.org import Staff
from domain.rules import Rules
from models.case import Case
from models.staff import StaffMember

MOST_LINES = 5


def due(session: Session, rules: Rules, now: datetime) -> list[int]:
    """The staff who are at work now and have not had the sheet of this day."""
    today = now.astimezone(rules.zone).date()
    waiting = or_(StaffMember.sheet_on.is_(None), StaffMember.sheet_on < today)
    rows = session.execute(select(StaffMember.id, StaffMember.phone).where(StaffMember.active, waiting))
    known = ((staff_id, rules.org.staff.get(phone)) for staff_id, phone in rows)
    return [staff_id for staff_id, member in known if member is not None and _at_work(rules, member, now)]


def _at_work(rules: Rules, member: Staff, now: datetime) -> bool:
    return rules.calendar(member.units[0] if member.units else None, member).open_at(now)


def send(work: Work, staff_id: int) -> bool:
    """Send one sheet; False if it has been sent meanwhile, or there is nothing to tell."""
    row = work.session.get(StaffMember, staff_id, with_for_update=True)
    local = work.now.astimezone(work.rules.zone)
    if row is None or (row.sheet_on is not None and row.sheet_on >= local.date()) or row.phone in work.away:
        return False
    row.sheet_on = local.date()
    chat = chat_of(work, staff_id)
    midnight = datetime.combine(local.date(), time(0), work.rules.zone)
    cases = _due_today(work, row, midnight) if chat is not None else []
    if chat is None or not cases:
        return False
    for case, _ in cases:
        _stands_for_yellow(work, case)
    late = sum(clock.due <= work.now for _, clock in cases)
    lines = [_line(work, case) for case, _ in cases[:MOST_LINES]]
    delivery.tell_person(work, chat, "today", total=len(cases), late=late, lines=lines)
    return True


def _due_today(work: Work, row: StaffMember, midnight: datetime) -> list[tuple[Case, Clock]]:
    """What he has had since before this day and what of it runs out before the day is over, the nearest first."""
    query = select(Case).where(Case.owner_id == row.id, Case.is_open, Case.dispatched_at < midnight)
    found = []
    for case in work.session.scalars(query):
        clocks = [clock for clock in running(case) if clock.due < midnight + timedelta(days=1)]
        if clocks:
            found.append((case, min(clocks, key=lambda clock: clock.due)))
    return sorted(found, key=lambda one: (not one[0].urgent, one[1].due, one[0].id))


def _stands_for_yellow(work: Work, case: Case) -> None:
    """What stands on the sheet and is yellow by now needs no reminder of its own."""
    due = [(clock, mark) for at, look, clock, mark in looks(work, case) if at <= work.now and look is Look.YELLOW]
    marks = {clock.name: stepped(mark, Look.YELLOW, work.now).to_json() for clock, mark in due}
    if marks:
        case.marks = {**case.marks, **marks}
        work.touched[case.id] = case


def _line(work: Work, case: Case) -> str:
    """Number, matter and place in one line."""
    say = work.rules.category(case.category).say.split("、")[0]
    return " ".join(filter(None, (format_number(case.number), say, case.place or unit_name(work, case.unit))))
