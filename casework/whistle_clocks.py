"""The clocks of the departments a whistle has called: reminded near a limit; their silence goes up, level by level."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from casework import ladder
from casework.due import due as due_rows
from casework.limits import calendar_of
from casework.steps import take
from casework.whistles import department_name, tell_department
from casework.work import SYSTEM, Work, find_case
from domain.clocks import Clock, Look, Pace, mark_of, next_look, stepped
from domain.lifecycle import Action
from domain.whistle import Kind
from models.case import Case
from models.whistle import Called, Whistle


def due(session: Session, now: datetime) -> list[tuple[str, int, int]]:
    """(account, case, call) of the departments to be looked at, the longest due first."""
    return due_rows(session, Called, Called.look_at, now)


def step(work: Work, case_id: int, called_id: int) -> bool:
    """Take the one step that is due with a department; False if none is, so it may be called twice."""
    case = find_case(work, case_id)  # Locked first, as by everybody who acts on it.
    row = work.session.get(Called, called_id, populate_existing=True)
    if case is None or row is None or row.look_at is None or row.look_at > work.now:
        return False
    if row.ended_at is not None:
        return _tell_over(work, case, row)
    clock = _clock(row)
    if clock is None:
        row.look_at = None
        return False
    pace, mark = _pace(work, case, row, clock), mark_of(clock, row.marks)
    at, look = next_look(clock, mark, pace, work.now)
    if at <= work.now:
        top = _red(work, case, row, clock) if look is Look.RED else _yellow(work, case, row, clock)
        mark = stepped(mark, look, work.now, top=top)
        row.marks = {**row.marks, clock.name: mark.to_json()}
    row.look_at = next_look(clock, mark, pace, work.now)[0]
    return at <= work.now


def _tell_over(work: Work, case: Case, row: Called) -> bool:
    """The case went another way while they were at it: they need not come."""
    row.look_at = None
    tell_department(work, case, row.department, "whistle_over")
    return True


def _clock(row: Called) -> Clock | None:
    """The clock that runs on a department: to report in, then to have it done; none on a claim or a partner."""
    if row.claimed_at is not None or row.report_due is None or row.finish_due is None:
        return None
    if row.reported_at is None:
        return Clock("report_in", row.called_at, row.report_due)
    return Clock("finish", row.called_at, row.finish_due)


def _pace(work: Work, case: Case, row: Called, clock: Clock) -> Pace:
    kind = Kind(work.session.get_one(Whistle, row.whistle_id).kind)
    limits = work.rules.whistles.limits(kind, case.urgent)
    limit = limits.report_in if clock.name == "report_in" else limits.finish
    return Pace(calendar_of(work, case), limit, work.rules.limits.yellow_at, case.urgent)


def _yellow(work: Work, case: Case, row: Called, clock: Clock) -> bool:
    """The department is reminded."""
    facts = {"clock": clock.name, "until": clock.due.isoformat()}
    take(work, case, Action.REMIND, SYSTEM, facts=facts | {"department": row.department})
    tell_department(work, case, row.department, "near", **facts)
    return False


def _red(work: Work, case: Case, row: Called, clock: Clock) -> bool:
    """One staffed level further up hears of it. Returns whether there was none: the top hears of it again."""
    level = ladder.above(work, case, row.told_unit or ladder.lowest(work, case))
    facts = {"clock": clock.name, "until": clock.due.isoformat(), "department": row.department}
    take(work, case, Action.ESCALATE, SYSTEM, facts=facts | {"unit": level.unit_id if level else row.told_unit})
    row.told_unit = level.unit_id if level else row.told_unit
    facts["department"] = department_name(work, row.department)
    ladder.tell_level(work, case, level or ladder.highest(work, case), "department_late", **facts)
    return level is None
