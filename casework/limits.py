"""The limits of a case: asked anew when what is known of it has changed, and moved by what it had to wait for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from casework.work import Work, staff_by_id
from domain.clocks import PAUSED
from domain.deadlines import Terms
from domain.lifecycle import Action, Status
from domain.worktime import WorkCalendar
from models.case import Case, HistoryEntry


def terms_of(work: Work, case: Case) -> Terms:
    """The limits that hold for the case as it is known now."""
    return work.rules.terms(case.category, case.unit, case.urgent)


def calendar_of(work: Work, case: Case) -> WorkCalendar:
    """The working time of whoever has the case: his own, else that of its place, in a pool that of the desk."""
    row = staff_by_id(work, case.owner_id)
    if row is None:
        return work.rules.calendar(case.desk_unit or case.unit or work.account.unit)
    return work.rules.calendar(case.unit, work.rules.org.staff.get(row.phone))


def recompute(work: Work, case: Case) -> None:
    """The category's limits from the beginning of this round; time granted or waited for stays so."""
    steps = work.session.query(HistoryEntry).filter(HistoryEntry.case_id == case.id).order_by(HistoryEntry.id).all()
    start = case.begun_at or case.received_at
    terms, calendar = terms_of(work, case), work.rules.calendar(case.unit)
    due = terms.due("solve", start, calendar)
    for began, ended in _pauses([step for step in steps if step.at >= start]):
        due = calendar.shifted(due, began, ended, wall=_on_wall(terms))
    case.solve_due = due + timedelta(days=_granted(steps, start))
    if case.first_words_at is None:
        case.answer_due = terms.due("answer", start, calendar)


def resumed(work: Work, case: Case, paused_at: datetime) -> None:
    """The case goes on after a pause: what was left of its time to be solved is left again."""
    calendar = work.rules.calendar(case.unit)
    case.solve_due = calendar.shifted(case.solve_due, paused_at, work.now, wall=_on_wall(terms_of(work, case)))


def _on_wall(terms: Terms) -> bool:
    return terms.urgent or terms.solve.on_wall


def _granted(steps: Sequence[HistoryEntry], start: datetime) -> int:
    """Days of more time that were granted in this round."""
    return sum(step.facts.get("days", 0) for step in steps if step.action == Action.EXTEND and step.at >= start)


def _pauses(steps: Sequence[HistoryEntry]) -> Iterator[tuple[datetime, datetime]]:
    """From when to when the case stood still; a pause that still lasts moves its limit when it ends."""
    paused = {status.value for status in PAUSED}
    began: datetime | None = None
    for step in steps:
        if step.target in paused and began is None:
            began = step.at
        elif step.target not in paused and began is not None:
            yield began, step.at
            began = None


def paused_since(work: Work, case: Case) -> datetime | None:
    """When the pause began in which the case stands, or None."""
    if Status(case.status) not in PAUSED:
        return None
    query = work.session.query(HistoryEntry).filter(HistoryEntry.case_id == case.id)
    entry = query.filter(HistoryEntry.target == case.status, HistoryEntry.source != case.status)
    newest = entry.order_by(HistoryEntry.id.desc()).first()
    return newest.at if newest else None
