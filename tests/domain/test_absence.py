"""What people write when they will be away."""

from __future__ import annotations

from datetime import datetime

import pytest

from domain.absence import read_absence
from tests.domain.calendars import SHANGHAI, at


def local(text: str) -> datetime:
    return at(text).astimezone(SHANGHAI)


@pytest.mark.parametrize(
    ("said", "begin", "end", "rest"),
    [  # It is Wednesday, 4 March 2026, ten o'clock.
        ("今天", "03-04 10:00", "03-05 00:00", ""),
        ("今天下午", "03-04 12:00", "03-05 00:00", ""),
        ("明天", "03-05 00:00", "03-06 00:00", ""),
        ("明天上午 去医院", "03-05 00:00", "03-05 12:00", "去医院"),
        ("后天到周日", "03-06 00:00", "03-09 00:00", ""),
        ("3天", "03-04 10:00", "03-07 00:00", ""),
        ("三天 家里有事", "03-04 10:00", "03-07 00:00", "家里有事"),
        ("半天", "03-04 10:00", "03-04 12:00", ""),
        ("明天起3天", "03-05 00:00", "03-08 00:00", ""),
        ("明天3天", "03-05 00:00", "03-08 00:00", ""),
        ("3月9日到11日", "03-09 00:00", "03-12 00:00", ""),
        ("3月9号-3月11号", "03-09 00:00", "03-12 00:00", ""),
        ("9号", "03-09 00:00", "03-10 00:00", ""),
        ("２8号到４月2号", "03-28 00:00", "04-03 00:00", ""),
        ("周五", "03-06 00:00", "03-07 00:00", ""),
        ("周五下午到周日", "03-06 12:00", "03-09 00:00", ""),
        ("下周一到下周五", "03-09 00:00", "03-14 00:00", ""),
        ("不想干了", None, None, None),
        ("2月30日", None, None, None),
        ("", None, None, None),
    ],
)
def test_when_somebody_is_away(said: str, begin: str | None, end: str | None, rest: str | None) -> None:
    found = read_absence(said, at("Wed 10:00"), SHANGHAI)
    if begin is None or end is None:
        assert found is None
    else:
        assert found == (local(begin), local(end), rest)


def test_a_day_that_has_passed_is_meant_for_the_next_year() -> None:
    found = read_absence("1月5日", at("Wed 10:00"), SHANGHAI)
    assert found is not None
    assert (found[0].year, found[0].month, found[0].day) == (2027, 1, 5)
