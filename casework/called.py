"""The departments that a case's whistle has called: which of them, and that their part is over."""

from __future__ import annotations

from sqlalchemy import select, update

from casework.work import Work
from domain.lifecycle import Status
from models.case import Case
from models.whistle import Called, Whistle

AT_WORK = frozenset({Status.WHISTLED, Status.CHECKING})


def called(work: Work, case: Case) -> list[Called]:
    """The departments at work on a case, the leading one first."""
    work.session.flush()
    query = select(Called).where(Called.case_id == case.id, Called.ended_at.is_(None)).order_by(Called.id)
    return list(work.session.scalars(query.with_for_update()))


def is_called(work: Work, case: Case, department: str | None) -> bool:
    """Whether a department is at work on a case now."""
    if Status(case.status) not in AT_WORK:
        return False
    query = select(Called.id).where(
        Called.case_id == case.id, Called.department == department, Called.ended_at.is_(None)
    )
    return work.session.scalar(query.limit(1)) is not None


def pass_on(work: Work, gone: Case, heir: Case) -> list[Called]:
    """The departments that were at work on a case until this moment are at work on its heir."""
    query = select(Called).where(Called.case_id == gone.id, Called.ended_at == work.now, Called.verified_at.is_(None))
    rows = list(work.session.scalars(query.order_by(Called.id)))
    for row in rows:
        row.case_id, row.ended_at = heir.id, None
        row.look_at = work.now if row.report_due and not row.claimed_at else None  # As it stood before.
    blown = select(Whistle).where(Whistle.id.in_({row.whistle_id for row in rows}))
    for whistle in work.session.scalars(blown):
        whistle.case_id = heir.id
    return rows


def over(work: Work, case: Case) -> None:
    """The case has left the departments' hands; the next sweep tells those that were still at it."""
    query = update(Called).where(Called.case_id == case.id, Called.ended_at.is_(None))
    work.session.execute(
        query.values(ended_at=work.now, look_at=work.now).execution_options(synchronize_session="fetch")
    )
