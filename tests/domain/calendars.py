"""A village calendar for the tests: office hours, a public holiday, a Saturday worked for it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from domain.worktime import Hours, Slot, WorkCalendar

SHANGHAI = ZoneInfo("Asia/Shanghai")

# The week of the tables begins on Monday 2026-03-02. The holidays are Monday 6 April and 1–5 May;
# Saturday 9 May is worked for the second.
WEEK = {"Mon": 2, "Tue": 3, "Wed": 4, "Thu": 5, "Fri": 6, "Sat": 7, "Sun": 8}
HOLIDAY = {date(2026, 4, 6), *(date(2026, 5, day) for day in range(1, 6))}
WORKED_SATURDAY = date(2026, 5, 9)


def slot(text: str) -> Slot:
    """Read "08:30-12:00"."""
    opens, closes = text.split("-")
    return time.fromisoformat(opens), time.fromisoformat(closes)


def hours(days: str, *slots: str) -> Hours:
    """The same slots on each of the days, written as digits from 0 (Monday)."""
    return Hours({int(day): tuple(slot(text) for text in slots) for day in days})


OFFICE = hours("01234", "08:30-12:00", "14:00-18:00")


def is_workday(day: date) -> bool:
    """Monday to Friday without the holiday, and the Saturday worked for it."""
    return day == WORKED_SATURDAY or (day.weekday() < 5 and day not in HOLIDAY)


def calendar(opening: Hours = OFFICE) -> WorkCalendar:
    """The village's calendar, with other opening hours if wanted."""
    return WorkCalendar(opening, is_workday, SHANGHAI)


def at(text: str) -> datetime:
    """Read "Mon 14:00", "+Mon 14:00" (a week later) or "05-09 14:00:30" as Shanghai time, in UTC."""
    day, clock = text.split()
    if "-" in day:
        month, number = map(int, day.split("-"))
    else:
        month, number = 3, WEEK[day.lstrip("+")] + 7 * day.count("+")
    return datetime.combine(date(2026, month, number), time.fromisoformat(clock), SHANGHAI).astimezone(UTC)
