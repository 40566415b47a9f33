"""The lights of a clock that started at eight and is due at twelve, yellow from three quarters on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.lights import MARKS, Light, light, yellow_from
from tests.domain.calendars import at

START, DUE = at("Mon 08:00"), at("Mon 12:00")


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
    assert light(at(now), START, DUE, 0.75, paused, done).mark == expected


def test_every_light_has_a_mark_of_its_own() -> None:
    assert set(MARKS) == set(Light)
    assert len({one.mark for one in Light}) == len(Light)


def test_yellow_begins_when_its_share_of_the_time_is_used_up() -> None:
    assert yellow_from(START, DUE, 0.75) == at("Mon 11:00")
    assert yellow_from(START, DUE, 1.0) == DUE


@given(st.floats(0, 1), st.integers(0, 1000), st.integers(0, 1000))
def test_a_running_clock_only_gets_redder(share: float, a: int, b: int) -> None:
    order = [Light.RUNNING, Light.NEAR, Light.OVERDUE]
    early, late = (light(START + (DUE - START) * (n / 500), START, DUE, share) for n in sorted((a, b)))
    assert order.index(early) <= order.index(late)
