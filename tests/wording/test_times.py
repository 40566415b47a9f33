"""Times as they are promised: never earlier than they are due, and as a neighbour would say them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wording import times

HERE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=HERE)  # A Wednesday.
DAYS = {"今天": 0, "明天": 1, "后天": 2}
SAID = re.compile(r"(?:(今天|明天|后天)|(\d+)月(\d+)日)(?:（周.）)?(\d+)点(?:(半)|(\d\d)分)?")


def understood(said: str, now: datetime) -> datetime:
    """The moment that a resident takes from the words."""
    found = SAID.fullmatch(said)
    assert found, said
    word, month, day, hour, half, minute = found.groups()
    if word:
        date = now.date() + timedelta(days=DAYS[word])
    else:
        date = now.date().replace(month=int(month), day=int(day))
        date = date if date >= now.date() else date.replace(year=date.year + 1)
    clock = int(hour) * 60 + (30 if half else int(minute or 0))
    return datetime(date.year, date.month, date.day, tzinfo=HERE) + timedelta(minutes=clock)


@given(start=st.integers(0, 365 * 86400), ahead=st.integers(0, 60 * 86400 * 1000))
def test_a_promise_is_never_earlier_than_it_is_due_nor_much_later(start: int, ahead: int) -> None:
    now = NOW + timedelta(seconds=start)
    due = now + timedelta(milliseconds=ahead)
    late = understood(times.promise(due, now), now) - due
    assert timedelta(0) <= late < timedelta(minutes=30 if due - now > timedelta(hours=3) else 1)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (NOW, "今天10点"),
        (NOW + timedelta(minutes=15), "今天10点15分"),
        (NOW + timedelta(minutes=15, seconds=1), "今天10点16分"),
        (NOW + timedelta(hours=2, minutes=30), "今天12点半"),
        (NOW + timedelta(hours=3, minutes=1), "今天13点半"),
        (NOW + timedelta(days=1), "明天（周四）10点"),
        (NOW + timedelta(days=1, minutes=1), "明天（周四）10点半"),
        (NOW + timedelta(days=1, minutes=31), "明天（周四）11点"),
        (NOW.replace(hour=23, minute=45), "明天（周四）0点"),
        (NOW + timedelta(days=2), "后天（周五）10点"),
        (NOW + timedelta(days=5), "11月30日（周一）10点"),
        (datetime(2026, 12, 31, 23, 40, tzinfo=HERE), "1月1日（周五）0点"),
    ],
)
def test_promises_as_they_are_said(due: datetime, said: str) -> None:
    assert times.promise(due, NOW) == said


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(seconds=0), "1分钟"),
        (timedelta(seconds=59), "1分钟"),
        (timedelta(minutes=59), "59分钟"),
        (timedelta(hours=1), "1小时"),
        (timedelta(hours=47, minutes=59), "47小时"),
        (timedelta(days=2), "2天"),
        (timedelta(days=9, hours=23), "9天"),
    ],
)
def test_lengths_of_time(length: timedelta, said: str) -> None:
    assert times.span(length) == said


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (NOW - timedelta(days=1), "昨天10点"),
        (NOW - timedelta(days=8), "11月17日10点"),
        (NOW.replace(minute=5), "今天10点05分"),
    ],
)
def test_moments_that_have_been(at: datetime, said: str) -> None:
    assert times.moment(at, NOW) == said
