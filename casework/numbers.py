"""Gives each case its short number: unique in its account while it matters, fixed for life."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from casework.work import Work
from models.case import Case, Counter

HIGHEST = 999_999
REST = timedelta(days=30)  # How long a number stays unused after its case has ended.


# Built once: every case runs them. The case's id comes along: known before the case is written, it may stand in
# whatever is written with it.
CASE_ID = {
    "postgresql": func.nextval(func.pg_get_serial_sequence(Case.__tablename__, "id")),
    "sqlite": select(func.coalesce(func.max(Case.id), 0) + 1).scalar_subquery(),
}
STEP = {
    name: dialect.insert(Counter)
    .values(account=bindparam("account"), value=1)
    .on_conflict_do_update(index_elements=[Counter.account], set_={"value": Counter.value + 1})
    .returning(Counter.value, CASE_ID[name])
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


def allot(work: Work) -> tuple[int, int]:
    """The next free number of the account and the id of the case it is for.

    The account's counter is held until commit, so nothing slow may follow.
    """
    if work.opened:
        work.session.flush()  # SQLite counts the ids of the cases that have been written.
    while True:
        step, case_id = _next(work)
        number = (step - 1) % HIGHEST + 1
        if step <= HIGHEST or not _taken(work, number):  # In the first round nobody has had it.
            return number, case_id


def _next(work: Work) -> tuple[int, int]:
    """One step of the account's counter; the very first one makes it, whoever else may be about to."""
    connection = work.session.connection()
    step, case_id = connection.execute(STEP[connection.dialect.name], {"account": work.account.id}).one()
    return step, case_id


def _taken(work: Work, number: int) -> bool:
    given = {"account": work.account.id, "number": number, "rested": work.now - REST}
    return work.session.connection().execute(TAKEN, given).first() is not None
