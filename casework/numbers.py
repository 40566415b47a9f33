"""Gives each case its short number: unique in its account while it matters, fixed for life."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from casework.work import Work
from models.case import Case, Counter

HIGHEST = 999_999
REST = timedelta(days=30)  # How long a number stays unused after its case has ended.


# Built once: every case runs them.
STEP = {
    name: dialect.insert(Counter)
    .values(account=bindparam("account"), value=1)
    .on_conflict_do_update(index_elements=[Counter.account], set_={"value": Counter.value + 1})
    .returning(Counter.value)
    for name, dialect in (("postgresql", postgresql), ("sqlite", sqlite))
}
TAKEN = (
    select(Case.id)
    .where(
        Case.account == bindparam("account"),
        Case.number == bindparam("number"),
        or_(Case.is_open, Case.closed_at.is_(None), Case.closed_at > bindparam("rested")),
    )
    .limit(1)
)


def allot(work: Work) -> int:
    """The next free number of the account; its counter is held until commit, so nothing slow may follow."""
    while True:
        number = _next(work)
        if number > HIGHEST:
            _rewind(work)
            continue
        if not _taken(work, number):
            return number


def _next(work: Work) -> int:
    """One step of the account's counter; the very first one makes it, whoever else may be about to."""
    connection = work.session.connection()
    value: int = connection.execute(STEP[connection.dialect.name], {"account": work.account.id}).scalar_one()
    return value


def _rewind(work: Work) -> None:
    work.session.execute(update(Counter).where(Counter.account == work.account.id).values(value=0))


def _taken(work: Work, number: int) -> bool:
    given = {"account": work.account.id, "number": number, "rested": work.now - REST}
    return work.session.connection().execute(TAKEN, given).first() is not None
