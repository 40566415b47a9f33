"""By when a case must be dispatched, signed, answered and solved: limits, and the moments they come to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from domain.catalog import CategoryDeadline
from domain.durations import Duration
from domain.worktime import WorkCalendar


@dataclass(frozen=True, slots=True)
class Limits:
    """The general limits; a category may have its own for sign, answer and solve."""

    accept: Duration = field(default=Duration(1, "m"))
    dispatch: Duration = field(default=Duration(15, "dm"))
    sign: Duration = field(default=Duration(2, "wh"))
    answer: Duration = field(default=Duration(1, "d"))
    solve: Duration = field(default=Duration(3, "wd"))
    yellow_at: float = 0.75
    sweep_every: Duration = field(default=Duration(30, "s"))


ORDINARY = Limits()
URGENT = Limits(sign=Duration(15, "m"))


@dataclass(frozen=True, slots=True)
class Dues:
    """When the clocks that start at receipt run out; signing has its own, from the dispatch on."""

    dispatch: datetime
    answer: datetime
    solve: datetime


def dues(
    limits: Limits,
    urgent_limits: Limits,
    category_deadline: CategoryDeadline,
    urgent: bool,
    received_at: datetime,
    calendar: WorkCalendar,
    desk_calendar: WorkCalendar,
) -> Dues:
    """The clocks of a case received at a moment; urgent ones run on the wall clock, day and night."""
    rule = urgent_limits if urgent else limits
    return Dues(
        dispatch=desk_calendar.add(received_at, rule.dispatch, wall=urgent),
        answer=_due(rule.answer, category_deadline.answer, urgent, received_at, calendar),
        solve=_due(rule.solve, category_deadline.solve, urgent, received_at, calendar),
    )


def answer_due(
    limits: Limits,
    urgent_limits: Limits,
    category_deadline: CategoryDeadline,
    urgent: bool,
    start: datetime,
    calendar: WorkCalendar,
) -> datetime:
    """By when a person must have said something, counted from a receipt or from a reopening."""
    rule = urgent_limits if urgent else limits
    return _due(rule.answer, category_deadline.answer, urgent, start, calendar)


def next_promise(now: datetime, urgent: bool, calendar: WorkCalendar) -> datetime:
    """What may honestly be promised once a limit has been missed: two more hours of work."""
    return calendar.add(now, Duration(2, "wh"), wall=urgent)


def sign_due(
    limits: Limits,
    urgent_limits: Limits,
    category_deadline: CategoryDeadline,
    urgent: bool,
    dispatched_at: datetime,
    calendar: WorkCalendar,
) -> datetime:
    """By when the named person must have signed; asked again at each hand-over."""
    rule = urgent_limits if urgent else limits
    return _due(rule.sign, category_deadline.sign, urgent, dispatched_at, calendar)


def _due(general: Duration, own: Duration | None, urgent: bool, start: datetime, calendar: WorkCalendar) -> datetime:
    """A category's own limit replaces the general one; when urgent, the earlier of both holds."""
    if not urgent:
        return calendar.add(start, own or general)
    moments = [calendar.add(start, limit, wall=True) for limit in (general, own) if limit is not None]
    return min(moments)
