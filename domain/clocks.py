"""The clocks that run on a case: which of them, since when, until when, and when each asks to be looked at again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from domain.durations import Duration
from domain.lifecycle import Status
from domain.same_matter import JOINED
from domain.worktime import WorkCalendar

PAUSED = frozenset({Status.WAITING, Status.SUSPENDED})
ONE_WORKDAY = Duration(1, "wd")
WHOLE_DAY = timedelta(days=1)


class Timed(Protocol):
    """What the clocks look at in a case."""

    status: str
    is_open: bool
    course: str
    received_at: datetime
    begun_at: datetime | None
    pooled_at: datetime | None
    sign_from: datetime | None
    dispatch_due: datetime | None
    sign_due: datetime | None
    answer_due: datetime
    solve_due: datetime
    first_words_at: datetime | None


@dataclass(frozen=True, slots=True)
class Clock:
    """One running clock: dispatch, sign, answer or solve."""

    name: str
    started: datetime
    due: datetime


def running(case: Timed) -> tuple[Clock, ...]:
    """The clocks that run now; none on a case that has ended, has joined another, or waits for somebody else."""
    if not case.is_open or case.course == JOINED:
        return ()
    status = Status(case.status)
    begun = case.begun_at or case.received_at
    clocks = []
    if status is Status.RECEIVED and case.dispatch_due is not None and case.course == "full":
        clocks.append(Clock("dispatch", case.pooled_at or begun, case.dispatch_due))
    if status is Status.DISPATCHED and case.sign_due is not None:
        clocks.append(Clock("sign", case.sign_from or begun, case.sign_due))
    if case.first_words_at is None and status not in PAUSED:
        clocks.append(Clock("answer", begun, case.answer_due))
    if status not in PAUSED and not (status is Status.RECEIVED and case.course == "event"):
        clocks.append(Clock("solve", begun, case.solve_due))
    return tuple(clocks)


class Look(StrEnum):
    """Why a clock wants to be looked at."""

    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Mark:
    """What has been done about a clock: for which limit, whether yellow, how often red and when last."""

    due: datetime
    yellow: bool = False
    reds: int = 0
    last: datetime | None = None
    top: bool = False

    def to_json(self) -> dict[str, Any]:
        """As it is kept with the case."""
        last = self.last.isoformat() if self.last else None
        return {"due": self.due.isoformat(), "yellow": self.yellow, "reds": self.reds, "last": last, "top": self.top}


def mark_of(clock: Clock, kept: Mapping[str, Any]) -> Mark:
    """What was done about this clock under its present limit; a limit that has moved begins afresh."""
    known = kept.get(clock.name)
    if known is None or datetime.fromisoformat(known["due"]) != clock.due:
        return Mark(clock.due)
    last = datetime.fromisoformat(known["last"]) if known["last"] else None
    return Mark(clock.due, known["yellow"], known["reds"], last, known["top"])


@dataclass(frozen=True, slots=True)
class Pace:
    """How a clock's moments are laid: by a calendar, or on the wall for an emergency.

    `limit` is the whole time it has, `yellow_at` the share of it after which yellow begins.
    """

    calendar: WorkCalendar
    limit: Duration
    yellow_at: float
    urgent: bool

    @property
    def at_any_hour(self) -> bool:
        """Whether it may ring at night: for emergencies, and for limits too short to be about working time."""
        return self.urgent or (self.limit.on_wall and self.limit.span() < WHOLE_DAY)

    def yellow(self, clock: Clock) -> datetime:
        """When yellow begins: after its share of the working time, or of the time where nobody works in between."""
        if self.urgent or self.limit.on_wall:
            return clock.started + (clock.due - clock.started) * self.yellow_at
        return self.calendar.part(clock.started, clock.due, self.yellow_at)

    def again(self, last: datetime, top: bool) -> datetime:
        """When the next red step follows one: after the same limit, a working day at most, a working day at the top."""
        if top:
            return self.calendar.add(last, ONE_WORKDAY)
        if self.urgent or self.limit.on_wall:
            return min(last + max(self.limit.span(), timedelta(seconds=1)), last + WHOLE_DAY)
        return min(self.calendar.add(last, self.limit), self.calendar.add(last, ONE_WORKDAY))

    def awake(self, at: datetime) -> datetime:
        """The moment itself, or the next in which somebody is at work."""
        return at if self.at_any_hour else self.calendar.next_open(at)


def next_look(clock: Clock, mark: Mark, pace: Pace, now: datetime) -> tuple[datetime, Look]:
    """When the clock must be looked at next, and why: never before `now`.

    Red has overtaken a yellow that nobody looked at in time. What is late waits for somebody to be at work, too.
    """
    if mark.reds:
        return pace.awake(max(now, pace.again(mark.last or clock.due, mark.top))), Look.RED
    red = pace.awake(clock.due)
    if not mark.yellow and now < red and (yellow := pace.awake(max(now, pace.yellow(clock)))) < red:
        return yellow, Look.YELLOW
    return max(red, pace.awake(now)), Look.RED


def stepped(mark: Mark, look: Look, now: datetime, *, top: bool = False) -> Mark:
    """The mark after a step."""
    if look is Look.YELLOW:
        return replace(mark, yellow=True)
    return replace(mark, yellow=True, reds=mark.reds + 1, last=now, top=top)
