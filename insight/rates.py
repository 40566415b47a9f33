"""Honest rates (率): what share of what, over the cases received in a period; every figure names its denominator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, or_, select, true
from sqlalchemy.orm import Session

from domain.lifecycle import Status
from domain.org import LEVELS, Organisation
from models.callback import CallBack
from models.case import Case
from models.staff import StaffMember

ENDED = (Status.COMPLETED.value, Status.CLOSED.value)
DROPPED = (Status.WITHDRAWN.value, Status.REJECTED.value)


@dataclass(frozen=True, slots=True)
class Rate:
    """One figure: `part` of `whole`. `code` is its name for programs."""

    code: str
    part: int
    whole: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None where there is nothing to have a share of."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Period:
    """Cases received from `since` to `until`, in the units; None is everywhere."""

    since: datetime
    until: datetime
    units: frozenset[str] | None = None

    def holds(self) -> ColumnElement[bool]:
        """As a condition; what was done in passing and never dispatched is no case to be judged by."""
        here = true() if self.units is None else or_(Case.unit.in_(self.units), _unplaced(self.units))
        return and_(Case.received_at >= self.since, Case.received_at <= self.until, Case.course == "full", here)


def _unplaced(units: frozenset[str]) -> ColumnElement[bool]:
    return and_(Case.unit.is_(None), Case.desk_unit.in_(units))


def of_cases(session: Session, period: Period, now: datetime) -> list[Rate]:
    """The rates of a period's cases, as they stand now.

    - contact: somebody spoke to her within the limit, of those who were or should have been by now
    - on_time: finished within the limit, of those that are finished or should be by now
    - solved: finished with the result that it is solved, and not said to be otherwise, of all finished
    - satisfied: rated 1, of all rated; rated: of all closed. Who did not answer is never satisfied
    - returned: handed back at least once, of all that were dispatched; first_right is the rest of them
    - overdue: past the limit and still open, of all open
    - reopened: at least once, of all that were ever finished
    """
    reached = and_(Case.first_words_at.is_not(None), Case.first_words_at <= Case.answer_due)
    done = Case.status.in_(ENDED)
    wanted = Case.status.not_in(DROPPED)
    solved = and_(done, Case.result == "solved", or_(Case.rating.is_(None), Case.rating != 3))
    closed = Case.status == Status.CLOSED.value
    given, returned = Case.dispatched_at.is_not(None), Case.returns > 0
    figures: dict[str, tuple[ColumnElement[bool], ColumnElement[bool]]] = {
        "contact": (reached, and_(wanted, or_(Case.first_words_at.is_not(None), Case.answer_due <= now))),
        "on_time": (and_(done, Case.completed_at <= Case.solve_due), and_(wanted, or_(done, Case.solve_due <= now))),
        "solved": (solved, done),
        "satisfied": (Case.rating == 1, Case.rating.is_not(None)),
        "rated": (and_(closed, Case.rating.is_not(None)), closed),
        "returned": (returned, given),
        "first_right": (~returned, given),
        "overdue": (and_(Case.is_open, Case.solve_due <= now), and_(Case.is_open)),
        "reopened": (Case.reopens > 0, or_(done, Case.reopens > 0)),
    }
    columns = [_count(one) for part, whole in figures.values() for one in (and_(part, whole), whole)]
    row = session.execute(select(*columns).where(period.holds())).one()
    counts = [int(value or 0) for value in row]
    return [Rate(code, *counts[2 * place : 2 * place + 2]) for place, code in enumerate(figures)]


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def of_call_backs(session: Session, period: Period, now: datetime) -> Rate:
    """Call-backs that were made, of those that were or should have been by now."""
    made = CallBack.done_at.is_not(None)
    due = and_(CallBack.outcome.is_(None), or_(CallBack.due_at.is_(None), CallBack.due_at <= now))
    query = select(_count(made), _count(or_(made, due))).join(Case, Case.id == CallBack.case_id)
    part, whole = session.execute(query.where(period.holds())).one()
    return Rate("called_back", int(part or 0), int(whole or 0))


def by_level(session: Session, period: Period, org: Organisation) -> list[Rate]:
    """At which level cases ended (小事不出网格): of all finished, the share of each level, from the grid upwards."""
    query = select(StaffMember.phone, Case.desk_unit, func.count()).select_from(Case)
    query = query.outerjoin(StaffMember, StaffMember.id == Case.owner_id)
    query = query.where(period.holds(), Case.status.in_(ENDED)).group_by(StaffMember.phone, Case.desk_unit)
    counts: Counter[str] = Counter()
    for phone, desk, number in session.execute(query):
        counts[_level(org, phone, desk)] += number
    whole = sum(counts.values())
    return [Rate(level, counts[level], whole) for level in (*LEVELS, "department", "unknown") if counts[level]]


def _level(org: Organisation, phone: str | None, desk: str | None) -> str:
    member = org.staff.get(phone or "")
    if member is not None and member.role == "department":
        return "department"
    posts = member.units if member is not None else (desk,) if desk else ()
    return next(_levels(org, posts), "unknown")


def _levels(org: Organisation, units: Iterable[str]) -> Iterator[str]:
    return (org.units[unit].level for unit in units if unit in org.units)


def units_within(org: Organisation, unit: str) -> frozenset[str]:
    """The unit and all below it."""
    return frozenset(one for one in org.units if org.within(one, unit))
