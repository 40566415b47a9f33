"""The lists that people read: a worker's queue, a desk's pool, a resident's own cases, the steps of one case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.clocks import PAUSED, Clock, Pace, running
from domain.lifecycle import Status
from domain.lights import Light, light
from domain.rules import Rules
from domain.same_matter import JOINED
from models.case import Case, HistoryEntry
from models.medium import Medium

RECENT = timedelta(days=30)  # How long a closed case still shows among a resident's own.
URGENCY = {Light.OVERDUE: 0, Light.NEAR: 1, Light.RUNNING: 2, Light.PAUSED: 3, Light.DONE_IN_TIME: 4}


@dataclass(frozen=True, slots=True)
class Lit:
    """A case with its light and the limit that is nearest."""

    case: Case
    light: Light
    limit: str  # sign, answer or solve
    due: datetime


def lit(case: Case, rules: Rules, now: datetime) -> Lit:
    """The case under its nearest running limit."""
    ended = case.completed_at or case.closed_at
    clock = min(running(case), key=lambda one: one.due, default=Clock("solve", case.received_at, case.solve_due))
    terms = rules.terms(case.category, case.unit, case.urgent)
    pace = Pace(rules.calendar(case.unit), terms.limit(clock.name), terms.yellow_at, case.urgent)
    paused = Status(case.status) in PAUSED
    return Lit(case, light(now, pace.yellow(clock), clock.due, paused, ended), clock.name, clock.due)


def queue(session: Session, rules: Rules, staff_id: int, now: datetime) -> list[Lit]:
    """What a staff member has in hand, the most urgent first; finished work has left it."""
    in_hand = [status.value for status in Status if status not in (Status.COMPLETED, *ENDED)]
    query = select(Case).where(Case.owner_id == staff_id, Case.is_open, Case.status.in_(in_hand))
    return _sorted(session.execute(query).scalars(), rules, now)


ENDED = (Status.CLOSED, Status.REJECTED, Status.WITHDRAWN)


def pool(session: Session, rules: Rules, units: Iterable[str], now: datetime) -> list[Lit]:
    """What waits at the desks of these units for a person to place it."""
    query = select(Case).where(Case.desk_unit.in_(list(units)), Case.is_open, Case.status == Status.RECEIVED.value)
    query = query.where(Case.course != JOINED)  # These wait for the one that carries them.
    return _sorted(session.execute(query).scalars(), rules, now)


def ringing(session: Session, units: Iterable[str], staff_id: int) -> Case | None:
    """The newest urgent case, at these desks or in hand, whose alarm still rings."""
    near = or_(Case.desk_unit.in_(list(units)), Case.owner_id == staff_id)
    query = select(Case).where(near, Case.is_open, Case.alarm_due.is_not(None))
    return session.execute(query.order_by(Case.id.desc()).limit(1)).scalar_one_or_none()


def unsigned(session: Session, units: Iterable[str]) -> Case | None:
    """The case that nobody has signed and about which the chiefs of these units were asked last."""
    query = select(Case).where(Case.told_unit.in_(list(units)), Case.is_open, Case.status == Status.DISPATCHED.value)
    return session.execute(query.order_by(Case.sign_due.desc()).limit(1)).scalar_one_or_none()


def _sorted(cases: Iterable[Case], rules: Rules, now: datetime) -> list[Lit]:
    return sorted((lit(case, rules, now) for case in cases), key=_most_pressing_first)


def _most_pressing_first(row: Lit) -> tuple[bool, bool, int, datetime, int]:
    case = row.case
    return not case.urgent, not case.care, URGENCY[row.light], row.due, case.id


def own_cases(session: Session, person_id: int, now: datetime, *, only_open: bool = False) -> list[Case]:
    """A resident's own cases, open ones and those that ended in the last thirty days, the newest first."""
    shown = [Case.is_open, Case.status == Status.COMPLETED.value]
    if not only_open:
        shown.append(Case.closed_at > now - RECENT)
    query = select(Case).where(Case.reporter_id == person_id, or_(*shown)).order_by(Case.id.desc())
    return list(session.execute(query).scalars())


def with_number(session: Session, accounts: Iterable[str], number: int) -> list[Case]:
    """The case of that number in each of these accounts: the open one, else the newest."""
    query = (
        select(Case)
        .where(Case.account.in_(sorted(accounts)), Case.number == number)
        .order_by(Case.is_open.desc(), Case.id.desc())
    )
    found: dict[str, Case] = {}
    for case in session.execute(query).scalars():
        found.setdefault(case.account, case)
    return list(found.values())


def newest_of(session: Session, person_id: int) -> Case | None:
    """A resident's newest case, in whatever state."""
    query = select(Case).where(Case.reporter_id == person_id).order_by(Case.id.desc()).limit(1)
    return session.execute(query).scalar_one_or_none()


def steps(session: Session, case: Case) -> list[HistoryEntry]:
    """The history of a case, the oldest first."""
    query = select(HistoryEntry).where(HistoryEntry.case_id == case.id).order_by(HistoryEntry.id)
    return list(session.execute(query).scalars())


def with_voice(session: Session, cases: Iterable[Case]) -> set[int]:
    """Those of the cases in which there is something to hear."""
    ids = [case.id for case in cases]
    query = select(Medium.case_id).where(Medium.case_id.in_(ids), Medium.kind == "voice", Medium.by_staff.is_(False))
    return {case_id for case_id in session.execute(query).scalars() if case_id is not None}
