"""Which days are worked: China's public holidays and adjusted workdays, and what the config overrides."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache


def workdays(off: Iterable[str], work: Iterable[str]) -> Callable[[date], bool]:
    """A question for each date; the calendar package is loaded at the first one."""
    closed = frozenset(map(date.fromisoformat, off))
    opened = frozenset(map(date.fromisoformat, work))

    def is_workday(day: date) -> bool:
        if day in opened:
            return True
        return day not in closed and _is_statutory_workday(day)

    return is_workday


@lru_cache(maxsize=2048)
def _is_statutory_workday(day: date) -> bool:
    return bool(_china().is_working_day(day))


@lru_cache(maxsize=1)
def _china():  # type: ignore[no-untyped-def]  # The package is untyped and heavy; it is loaded late.
    from holidays.countries import China

    return China()
