"""Where a department has been called by whistle and still has something to do."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.whistle import Called


def of_department(session: Session, department: str) -> list[tuple[Called, Case]]:
    """The calls of a department that are not over, those without a report first, then the oldest."""
    query = select(Called, Case).join(Case, Case.id == Called.case_id)
    query = query.where(Called.department == department, Called.ended_at.is_(None))
    query = query.order_by(Called.reported_at.is_not(None), Called.report_due, Called.id).limit(50)
    return [(row, case) for row, case in session.execute(query)]
