"""When a clock wants to be looked at: yellow, red, again, and who is not woken for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pytest

from domain.clocks import Clock, Look, Mark, Pace, mark_of, next_look, running, stepped
from domain.durations import parse_duration
from tests.domain.calendars import at, calendar


def pace(limit: str, urgent: bool = False) -> Pace:
    return Pace(calendar(), parse_duration(limit), 0.75, urgent)


@pytest.mark.parametrize(
    ("limit", "started", "due", "yellow", "red"),
    [
        # Two working hours over lunch: yellow with half an hour of work left.
        ("2wh", "Mon 11:00", "Mon 15:00", "Mon 14:30", "Mon 15:00"),
        ("2wh", "Mon 17:00", "Tue 09:30", "Tue 09:00", "Tue 09:30"),
        ("2wh", "Fri 17:00", "+Mon 09:30", "+Mon 09:00", "+Mon 09:30"),
        # A day on the wall clock runs at night, but nobody is rung out of his bed for it.
        ("1d", "Mon 10:00", "Tue 10:00", "Tue 08:30", "Tue 10:00"),
        ("1d", "Fri 16:00", "Sat 16:00", "", "+Mon 08:30"),
        # Hours and less are meant as they are written.
        ("4s", "Sat 23:00", "Sat 23:00:04", "Sat 23:00:03", "Sat 23:00:04"),
        ("2h", "Mon 17:00", "Mon 19:00", "Mon 18:30", "Mon 19:00"),
    ],
)
def test_yellow_and_red(limit: str, started: str, due: str, yellow: str, red: str) -> None:
    clock = Clock("answer", at(started), at(due))
    first = next_look(clock, Mark(clock.due), pace(limit), clock.started)
    if yellow:
        assert first == (at(yellow), Look.YELLOW)
    assert next_look(clock, Mark(clock.due, yellow=bool(yellow)), pace(limit), clock.started) == (at(red), Look.RED)


def test_an_emergency_rings_at_any_hour() -> None:
    clock = Clock("sign", at("Sat 23:00"), at("Sat 23:15"))
    assert next_look(clock, Mark(clock.due, yellow=True), pace("15m", urgent=True), clock.started) == (
        at("Sat 23:15"),
        Look.RED,
    )


@pytest.mark.parametrize(
    ("limit", "last", "top", "again"),
    [
        ("2wh", "Mon 15:00", False, "Mon 17:00"),  # The next level gets the same time …
        ("15wd", "Mon 15:00", False, "Tue 15:00"),  # … but never more than a working day,
        ("1d", "Fri 15:00", False, "+Mon 08:30"),
        ("4s", "Mon 15:00", False, "Mon 15:00:04"),
        ("4s", "Mon 15:00", True, "Tue 15:00"),  # and the top hears of it once in a working day.
        ("2wh", "Fri 15:00", True, "+Mon 15:00"),
    ],
)
def test_what_follows_a_red_step(limit: str, last: str, top: bool, again: str) -> None:
    clock = Clock("sign", at("Mon 10:00"), at("Mon 12:00"))
    mark = stepped(Mark(clock.due), Look.RED, at(last), top=top)
    assert next_look(clock, mark, pace(limit), at(last)) == (at(again), Look.RED)


def test_red_overtakes_a_yellow_that_nobody_looked_at() -> None:
    clock = Clock("sign", at("Mon 10:00"), at("Mon 12:00"))
    assert next_look(clock, Mark(clock.due), pace("2h"), at("Mon 15:00")) == (at("Mon 15:00"), Look.RED)


def test_what_is_late_waits_for_somebody_to_be_at_work() -> None:
    clock = Clock("solve", at("Mon 10:00"), at("Mon 12:00"))
    assert next_look(clock, Mark(clock.due), pace("2wh"), at("Mon 22:00")) == (at("Tue 08:30"), Look.RED)
    assert next_look(clock, Mark(clock.due), pace("2wh", urgent=True), at("Mon 22:00")) == (at("Mon 22:00"), Look.RED)


def test_a_limit_that_was_moved_begins_afresh() -> None:
    clock = Clock("solve", at("Mon 10:00"), at("Mon 12:00"))
    kept = {"solve": stepped(Mark(clock.due), Look.RED, at("Mon 12:00")).to_json()}
    assert mark_of(clock, kept).reds == 1
    assert mark_of(Clock("solve", clock.started, at("Tue 12:00")), kept) == Mark(at("Tue 12:00"))


RECEIVED = at("Mon 10:00")
DISPATCH, SIGN, ANSWER, SOLVE = at("Mon 10:15"), at("Mon 12:00"), at("Tue 10:00"), at("Thu 10:00")


@dataclass
class Lying:
    """A case as the clocks see it."""

    status: str = "received"
    is_open: bool = True
    course: str = "full"
    received_at: datetime = RECEIVED
    begun_at: datetime | None = None
    pooled_at: datetime | None = None
    sign_from: datetime | None = None
    dispatch_due: datetime | None = DISPATCH
    sign_due: datetime | None = SIGN
    answer_due: datetime = ANSWER
    solve_due: datetime = SOLVE
    first_words_at: datetime | None = None


@pytest.mark.parametrize(
    ("case", "clocks"),
    [
        (Lying(), {"dispatch", "answer", "solve"}),
        (Lying(course="answered"), {"answer", "solve"}),
        (Lying(course="event", first_words_at=at("Mon 10:00")), set()),
        (Lying("dispatched"), {"sign", "answer", "solve"}),
        (Lying("signed"), {"answer", "solve"}),
        (Lying("signed", first_words_at=at("Mon 11:00")), {"solve"}),
        (Lying("whistled", first_words_at=at("Mon 11:00")), {"solve"}),
        (Lying("waiting"), set()),
        (Lying("suspended"), set()),
        (Lying("completed", is_open=False), set()),
    ],
)
def test_which_clocks_run(case: Lying, clocks: set[str]) -> None:
    assert {clock.name for clock in running(case)} == clocks
