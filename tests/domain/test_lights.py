"""The lights of a clock that started at eight and is due at twelve, yellow from three quarters on."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.lights import MARKS, Light, light
from tests.domain.calendars import at

START, YELLOW, DUE = at("Mon 08:00"), at("Mon 11:00"), at("Mon 12:00")


@pytest.mark.parametrize(
    ("now", "paused", "finished", "expected"),
    [
        ("Mon 08:00", False, None, "⚪"),
        ("Mon 10:59", False, None, "⚪"),
        ("Mon 11:00", False, None, "🟡"),
        ("Mon 12:00", False, None, "🟡"),
        ("Mon 12:01", False, None, "🔴"),
        ("Mon 09:00", True, None, "⏸"),
        ("Tue 09:00", True, None, "⏸"),
        ("Tue 09:00", False, "Mon 11:30", "🟢"),
        ("Tue 09:00", False, "Mon 12:00", "🟢"),
        ("Tue 09:00", False, "Mon 12:01", "🔴"),
        ("Tue 09:00", True, "Mon 11:30", "🟢"),
    ],
)
def test_the_light(now: str, paused: bool, finished: str | None, expected: str) -> None:
    done = at(finished) if finished else None
    assert light(at(now), YELLOW, DUE, paused, done).mark == expected


def test_every_light_has_a_mark_of_its_own() -> None:
    assert set(MARKS) == set(Light)
    assert len({one.mark for one in Light}) == len(Light)


def moment(n: int) -> datetime:
    """So many five-hundredths of the way from the start to the limit."""
    return START + (DUE - START) * (n / 500)


@given(st.integers(0, 500), st.integers(0, 1000), st.integers(0, 1000))
def test_a_running_clock_only_gets_redder(yellow: int, a: int, b: int) -> None:
    order = [Light.RUNNING, Light.NEAR, Light.OVERDUE]
    early, late = (light(moment(n), moment(yellow), DUE) for n in sorted((a, b)))
    assert order.index(early) <= order.index(late)
