"""When the sweep must look at a case again: wound for every case that something has happened to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from casework.limits import calendar_of, terms_of
from casework.work import Work
from domain.clocks import Clock, Look, Mark, Pace, mark_of, next_look, running
from models.case import Case

BATCH = 200


def wind(work: Work) -> None:
    """Before a unit of work is committed: each case it has touched gets the moment of its next look."""
    for case in work.touched.values():
        moments = [at for at, _, _, _ in looks(work, case)]
        case.look_at = min([*moments, case.review_at] if case.review_at else moments, default=None)
    work.touched.clear()


def looks(work: Work, case: Case) -> Iterator[tuple[datetime, Look, Clock, Mark]]:
    """For every running clock when it must be looked at next, why, and what was done about it so far."""
    terms, calendar = terms_of(work, case), calendar_of(work, case)
    for clock in running(case):
        mark = mark_of(clock, case.marks)
        pace = Pace(calendar, terms.limit(clock.name), terms.yellow_at, case.urgent)
        at, look = next_look(clock, mark, pace, work.now)
        yield at, look, clock, mark


def is_near(work: Work, case: Case, name: str) -> bool:
    """Whether a clock is yellow or red."""
    terms, calendar = terms_of(work, case), calendar_of(work, case)
    clocks = [clock for clock in running(case) if clock.name == name]
    return any(
        Pace(calendar, terms.limit(name), terms.yellow_at, case.urgent).yellow(one) <= work.now for one in clocks
    )


def put_off(session: Session, case_id: int, until: datetime) -> None:
    """A case whose step has failed is looked at again later, so that it is not in the way of the others."""
    session.execute(update(Case).where(Case.id == case_id).values(look_at=until))


def due(session: Session, accounts: Iterable[str], now: datetime) -> list[tuple[str, int]]:
    """(account, case) of the cases to be looked at, the longest due first; a batch at most."""
    query = select(Case.account, Case.id).where(Case.look_at <= now, Case.account.in_(sorted(accounts)))
    query = query.order_by(Case.look_at).limit(BATCH)
    return [(account, case_id) for account, case_id in session.execute(query)]
