"""What time alone changes: surveys that nobody answered, old keys, and the lease by which one process acts."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from casework.followup import expire_survey
from casework.work import Work, case_by_id
from domain.lifecycle import Status
from models.case import Case
from models.control import Lease
from models.question import Question

LEASE = timedelta(seconds=10)


def overdue_surveys(session: Session, now: datetime, limit: int = 200) -> list[tuple[str, int]]:
    """(account, case) of completed cases whose survey has run out unanswered."""
    query = (
        select(Case.account, Case.id)
        .join(Question, Question.case_id == Case.id)
        .where(
            Question.kind == "survey",
            Question.closed_at.is_(None),
            Question.expires_at <= now,
            Case.status == Status.COMPLETED.value,
        )
        .limit(limit)
    )
    return [(account, case_id) for account, case_id in session.execute(query)]


def close_unanswered(work: Work, case_id: int) -> bool:
    """Close one such case; False if something happened to it meanwhile."""
    case = case_by_id(work, case_id)
    if case.status != Status.COMPLETED.value:
        return False
    expire_survey(work, case)
    return True


def hold_lease(session: Session, name: str, holder: str, now: datetime) -> bool:
    """Take or renew a lease of ten seconds; False while somebody else holds it."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    row = {"name": name, "holder": holder, "until": now + LEASE}
    taken = (
        insert(Lease)
        .values(row)
        .on_conflict_do_update(
            index_elements=[Lease.name],
            set_={"holder": holder, "until": now + LEASE},
            where=(Lease.holder == holder) | (Lease.until < now),
        )
        .returning(Lease.holder)
    )
    return session.execute(taken).scalar_one_or_none() == holder
