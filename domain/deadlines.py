"""By when a case must be dispatched, signed, answered and solved: limits, and the moments they come to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from domain.catalog import OwnLimits
from domain.durations import Duration
from domain.worktime import WorkCalendar


@dataclass(frozen=True, slots=True)
class Limits:
    """The general limits; a category or a unit may have its own for sign, answer and solve."""

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
class Terms:
    """The limits that hold for one case; urgent ones run on the wall clock, day and night."""

    dispatch: Duration
    sign: Duration
    answer: Duration
    solve: Duration
    yellow_at: float
    urgent: bool

    def limit(self, clock: str) -> Duration:
        """The limit of the clock of that name: dispatch, sign, answer or solve."""
        limits = {"dispatch": self.dispatch, "sign": self.sign, "answer": self.answer, "solve": self.solve}
        return limits[clock]

    def due(self, clock: str, start: datetime, calendar: WorkCalendar) -> datetime:
        """When a clock that starts at a moment runs out."""
        return calendar.add(start, self.limit(clock), wall=self.urgent)


def terms(limits: Limits, urgent_limits: Limits, own: Iterable[OwnLimits], urgent: bool) -> Terms:
    """The limits of a case; `own` are those of its category and of the units around it, the first that is set holds.

    When urgent, the strictest of all holds. Nobody but the admin of the whole sets the limit of the dispatch.
    """
    rule, special = (urgent_limits if urgent else limits), tuple(own)

    def chosen(general: Duration, *more: Duration | None) -> Duration:
        set_ = [one for one in more if one is not None]
        if urgent:
            return min([general, *set_], key=Duration.span)
        return set_[0] if set_ else general

    return Terms(
        dispatch=rule.dispatch,
        sign=chosen(rule.sign, *(one.sign for one in special)),
        answer=chosen(rule.answer, *(one.answer for one in special)),
        solve=chosen(rule.solve, *(one.solve for one in special)),
        yellow_at=rule.yellow_at,
        urgent=urgent,
    )


def next_promise(now: datetime, urgent: bool, calendar: WorkCalendar) -> datetime:
    """What may honestly be promised once a limit has been missed: two more hours of work."""
    return calendar.add(now, Duration(2, "wh"), wall=urgent)
