"""Working time: opening hours with breaks, days off, adjusted workdays, and how a deadline walks them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from domain.durations import Duration

Slot = tuple[time, time]
Span = tuple[datetime, datetime]

ONE_DAY = timedelta(days=1)
FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
HORIZON = 400  # Days without a single opening after which a calendar is called closed for good.


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening slots by weekday (0 is Monday); a slot that ends at or before its start ends the next day."""

    slots: Mapping[int, tuple[Slot, ...]]
    overnight: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not any(self.slots.values()):
            raise ValueError("opening hours without a single slot")
        for weekday, slots in self.slots.items():
            if weekday not in range(7):
                raise ValueError(f"weekday {weekday} is not 0 (Monday) to 6 (Sunday)")
            for earlier, later in pairwise(slots):
                if not earlier[0] < earlier[1] <= later[0]:
                    raise ValueError(f"slots of weekday {weekday} overlap or are out of order")
        every = (slot for slots in self.slots.values() for slot in slots)
        object.__setattr__(self, "overnight", any(closes <= opens for opens, closes in every))

    def on(self, weekday: int) -> tuple[Slot, ...]:
        """The slots written for the weekday."""
        return self.slots.get(weekday, ())

    def usual(self) -> tuple[Slot, ...]:
        """The slots of the first weekday that has any: what an adjusted workday without its own follows."""
        return next(self.slots[weekday] for weekday in sorted(self.slots) if self.slots[weekday])


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Hours laid over real days; all answers are aware and in UTC."""

    hours: Hours
    is_workday: Callable[[date], bool]
    zone: ZoneInfo
    _days: dict[date, tuple[Span, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def open_at(self, when: datetime) -> bool:
        """Whether somebody is there; at the minute of closing nobody is."""
        slots = self._slots_from(self._first_day(when), self._day(when))
        return any(start <= when < end for start, end in slots)

    def next_open(self, when: datetime) -> datetime:
        """The moment itself if open, else the next opening."""
        start, _ = next(self._slots_after(when))
        return max(start, when).astimezone(UTC)

    def add(self, start: datetime, duration: Duration, wall: bool = False) -> datetime:
        """The moment when the duration is used up; `wall` makes every minute and every day count."""
        if wall or duration.on_wall or not duration.amount:
            return start.astimezone(UTC) + duration.span()
        if duration.unit == "wd":
            return self._add_days(start, duration.amount)
        return self._add_time(start, duration.span())

    def working_between(self, a: datetime, b: datetime) -> timedelta:
        """The working time from a to b; none if b is not later."""
        total = timedelta()
        for start, end in self._slots_from(self._first_day(a), self._day(b)):
            total += max(timedelta(), min(end, b) - max(start, a))
        return total

    def part(self, a: datetime, b: datetime, share: float) -> datetime:
        """The moment from a to b at which that share of the working time between them is over.

        Where nobody works in between, of the time as such.
        """
        between = self.working_between(a, b)
        return self._add_time(a, between * share) if between else (a + (b - a) * share).astimezone(UTC)

    def shifted(self, due: datetime, a: datetime, b: datetime, wall: bool = False) -> datetime:
        """A limit after a pause from a to b: the time that was left at a is left at b; one that was over stays."""
        if due <= a or b <= a:
            return due
        left = self.working_between(a, due)
        if wall or not left:
            return due + (b - a)
        return max(due, self._add_time(b, left))

    def _add_time(self, start: datetime, left: timedelta) -> datetime:
        slots = self._slots_after(start)
        while True:
            opens, closes = next(slots)
            begin = max(opens, start)
            if closes - begin >= left:
                return (begin + left).astimezone(UTC)
            left -= closes - begin

    def _add_days(self, start: datetime, days: int) -> datetime:
        begin = self.next_open(start).astimezone(self.zone)
        day = begin.date()
        for _ in range(days):
            day = self._next_workday(day)
        return datetime.combine(day, begin.time(), self.zone).astimezone(UTC)

    def _next_workday(self, day: date) -> date:
        for ahead in range(1, HORIZON):
            if self._moments(day + ahead * ONE_DAY):
                return day + ahead * ONE_DAY
        raise ValueError(f"no working time within {HORIZON} days of {day}")

    def _slots_after(self, when: datetime) -> Iterator[Span]:
        """Every slot that ends after the moment, for ever."""
        day = self._first_day(when)
        while True:
            yield from ((s, e) for s, e in self._slots_from(day, day) if e > when)
            day = self._next_workday(day)

    def _slots_from(self, first: date, last: date) -> Iterator[Span]:
        """The slots of the days, in order, none beginning before the one before it has ended."""
        before = list(self._moments(first - ONE_DAY)) if self.hours.overnight else []
        closed = before[-1][1] if before else datetime.min.replace(tzinfo=UTC)
        day = first
        while day <= last:
            for start, end in self._moments(day):
                if end > closed:
                    yield max(start, closed), end
                    closed = end
            day += ONE_DAY

    def _moments(self, day: date) -> tuple[Span, ...]:
        """The slots of one day; every case asks for those of the same few days."""
        if day not in self._days:
            self._days[day] = tuple(self._laid(day))
        return self._days[day]

    def _laid(self, day: date) -> Iterator[Span]:
        for opens, closes in self._slots_on(day):
            last_day = day if opens < closes else day + ONE_DAY
            yield (
                datetime.combine(day, opens, self.zone).astimezone(UTC),
                datetime.combine(last_day, closes, self.zone).astimezone(UTC),
            )

    def _slots_on(self, day: date) -> tuple[Slot, ...]:
        own = self.hours.on(day.weekday())
        if self.is_workday(day):
            return own or (self.hours.usual() if day.weekday() >= SATURDAY else ())
        return own if self._worked_weekend(day) else ()

    def _worked_weekend(self, day: date) -> bool:
        """A Saturday or Sunday with slots is meant to be worked, unless it is part of a public holiday.

        A holiday shows by the Friday before or the Monday after being off as well.
        """
        if day.weekday() < SATURDAY:
            return False
        friday = day - (day.weekday() - FRIDAY) * ONE_DAY
        return self.is_workday(friday) and self.is_workday(friday + 3 * ONE_DAY)

    def _first_day(self, when: datetime) -> date:
        """The day, or the one before it if its shift may still be going on."""
        return self._day(when) - ONE_DAY if self.hours.overnight else self._day(when)

    def _day(self, when: datetime) -> date:
        return when.astimezone(self.zone).date()
