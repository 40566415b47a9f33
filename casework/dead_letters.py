"""News that the platform refused for good: which, why, and once more on its way when the cause is mended."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.outbox import OutboxRow

DEAD = "failed"


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """One row that will not be tried again by itself; `number` is that of its case."""

    id: int
    account: str
    kind: str
    number: int | None
    created_at: datetime
    reason: str


def dead_letters(session: Session, limit: int = 100) -> list[DeadLetter]:
    """Those that there are, the newest first."""
    query = (
        select(OutboxRow, Case.number)
        .outerjoin(Case, Case.id == OutboxRow.case_id)
        .where(OutboxRow.status == DEAD)
        .order_by(OutboxRow.id.desc())
        .limit(limit)
    )
    return [
        DeadLetter(row.id, row.account, row.kind, number, row.created_at, row.error or "")
        for row, number in session.execute(query)
    ]


def resend(session: Session, ids: Sequence[int] | None = None) -> int:
    """Put these, or all of them, back into the queue as if they were new. Returns how many there were."""
    query = select(OutboxRow).where(OutboxRow.status == DEAD).with_for_update()
    if ids is not None:
        query = query.where(OutboxRow.id.in_(ids))
    rows = session.scalars(query).all()
    for row in rows:
        row.status, row.finished_at = "queued", None  # Due it has been all the time.
        row.attempts, row.tried, row.first_try_at = 0, "", None
        row.client_msg_id = secrets.token_hex(12)  # The platform would take the old one for what it has refused.
    return len(rows)
