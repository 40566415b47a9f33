"""Finds what somebody was asked for and has not done in time, by the indexed moment that each such row has."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.case import Case
from models.errand import Errand
from models.meeting import Meeting
from models.request import Request
from models.whistle import Called

BATCH = 200


def due(
    session: Session,
    table: type[Called] | type[Request] | type[Errand] | type[Meeting],
    moment: InstrumentedAttribute[datetime | None],
    now: datetime,
) -> list[tuple[str, int, int]]:
    """(account, case, row) of the rows of a case whose moment has come, the longest due first; a batch at most."""
    query = select(Case.account, Case.id, table.id).join(table, table.case_id == Case.id)
    query = query.where(moment <= now).order_by(moment).limit(BATCH)
    return [(account, case_id, row_id) for account, case_id, row_id in session.execute(query)]
