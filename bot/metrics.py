"""Prometheus figures, counted in the database at each look, so that several processes tell one truth."""

from __future__ import annotations

from datetime import datetime

from prometheus_client import CollectorRegistry, Gauge, generate_latest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework import inbox, sending, upkeep
from models.case import Case


def exposition(session: Session, now: datetime) -> bytes:
    """All figures in Prometheus' text form."""
    registry = CollectorRegistry()
    pending, oldest = sending.backlog(session, now)
    Gauge("lianxin_outbox_pending", "Rows due and not yet sent", registry=registry).set(pending)
    Gauge("lianxin_outbox_oldest_seconds", "Age of the oldest due row", registry=registry).set(oldest)
    failed = inbox.counts(session)["failed"]
    Gauge("lianxin_inbox_failed", "Messages that wait for a replay", registry=registry).set(failed)
    ticked = upkeep.lease_age(session, upkeep.TICKING, now)
    if ticked is not None:
        Gauge("lianxin_clock_age_seconds", "Since the clock process last ticked", registry=registry).set(ticked)
    cases = Gauge("lianxin_cases_open", "Open cases by status", ["status"], registry=registry)
    for status, count in session.execute(select(Case.status, func.count()).where(Case.is_open).group_by(Case.status)):
        cases.labels(status).set(count)
    rows = Gauge(
        "lianxin_outbox_rows", "Outbox rows that wait, are on their way, or failed", ["status"], registry=registry
    )
    for status, count in sending.counts(session).items():
        rows.labels(status).set(count)
    return generate_latest(registry)
