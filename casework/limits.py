"""The limits of a case when what is known of it has changed."""

from __future__ import annotations

from datetime import timedelta

from casework.work import Work
from domain.deadlines import dues
from domain.lifecycle import Action
from models.case import Case, HistoryEntry


def recompute(work: Work, case: Case) -> None:
    """The category's limits from the beginning of this round; more time that was granted stays granted."""
    history = work.session.query(HistoryEntry).filter(HistoryEntry.case_id == case.id).order_by(HistoryEntry.id).all()
    start = next((step.at for step in reversed(history) if step.action == Action.REOPEN.value), case.received_at)
    granted = sum(step.facts.get("days", 0) for step in history if step.action == Action.EXTEND and step.at >= start)
    due = dues(
        work.rules.limits,
        work.rules.urgent_limits,
        work.rules.category(case.category).deadline,
        urgent=case.urgent,
        received_at=start,
        calendar=work.rules.calendar(case.unit),
        desk_calendar=work.rules.calendar(case.desk_unit or work.account.unit),
    )
    case.solve_due = due.solve + timedelta(days=granted)
    if case.first_words_at is None:
        case.answer_due = due.answer
