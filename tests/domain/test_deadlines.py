"""By when a case must be dispatched, signed, answered and solved."""

from __future__ import annotations

import pytest

from domain import deadlines
from domain.catalog import CategoryDeadline
from domain.deadlines import ORDINARY, URGENT, Dues, Limits
from domain.durations import parse_duration
from tests.domain.calendars import at, calendar, hours

DESK = hours("0123456", "08:00-20:00")  # The desk is there on more hours than the worker.
NOTHING_OWN = CategoryDeadline()


def own(**limits: str) -> CategoryDeadline:
    return CategoryDeadline(**{clock: parse_duration(text) for clock, text in limits.items()})


def dues(received: str, category: CategoryDeadline = NOTHING_OWN, urgent: bool = False) -> Dues:
    return deadlines.dues(ORDINARY, URGENT, category, urgent, at(received), calendar(), calendar(DESK))


def signed_by(dispatched: str, category: CategoryDeadline = NOTHING_OWN, urgent: bool = False) -> object:
    return deadlines.sign_due(ORDINARY, URGENT, category, urgent, at(dispatched), calendar())


def test_the_defaults_are_those_of_the_promise() -> None:
    written = {clock: str(getattr(ORDINARY, clock)) for clock in ("accept", "dispatch", "sign", "answer")}
    assert written == {"accept": "1m", "dispatch": "15dm", "sign": "2wh", "answer": "1d"}
    assert ORDINARY.yellow_at == 0.75
    assert str(URGENT.sign) == "15m"


@pytest.mark.parametrize(
    ("received", "dispatch", "answer", "solve"),
    [
        ("Mon 14:00", "Mon 14:15", "Tue 14:00", "Thu 14:00"),  # 1d is a day on the wall clock
        ("Mon 19:50", "Tue 08:05", "Tue 19:50", "Fri 08:30"),  # the desk's hours decide about the dispatch
        ("Fri 15:00", "Fri 15:15", "Sat 15:00", "+Wed 15:00"),
        ("Sat 10:00", "Sat 10:15", "Sun 10:00", "+Thu 08:30"),
    ],
)
def test_an_ordinary_case(received: str, dispatch: str, answer: str, solve: str) -> None:
    assert dues(received) == Dues(at(dispatch), at(answer), at(solve))


def test_a_category_has_its_own_limits_and_never_touches_the_dispatch() -> None:
    outage = dues("Mon 14:00", own(answer="2h", solve="1d"))
    assert outage == Dues(at("Mon 14:15"), at("Mon 16:00"), at("Tue 14:00"))
    dispute = dues("Mon 14:00", own(solve="5wd"))
    assert dispute == Dues(at("Mon 14:15"), at("Tue 14:00"), at("+Mon 14:00"))


def test_an_urgent_case_runs_on_the_wall_clock_day_and_night() -> None:
    assert dues("Sat 23:00", urgent=True) == Dues(at("Sat 23:15"), at("Sun 23:00"), at("+Tue 23:00"))


def test_an_urgent_case_takes_the_stricter_of_its_categorys_and_the_urgent_limit() -> None:
    assert dues("Sat 23:00", own(answer="2wh", solve="30d"), urgent=True).answer == at("Sun 01:00")
    assert dues("Sat 23:00", own(answer="2wh", solve="30d"), urgent=True).solve == at("+Tue 23:00")


@pytest.mark.parametrize(
    ("dispatched", "category", "urgent", "due"),
    [
        ("Mon 17:00", NOTHING_OWN, False, "Tue 09:30"),
        ("Mon 17:00", own(sign="30wm"), False, "Mon 17:30"),
        ("Mon 23:00", NOTHING_OWN, True, "Mon 23:15"),
        ("Mon 23:00", own(sign="30wm"), True, "Mon 23:15"),
        ("Mon 23:00", own(sign="5m"), True, "Mon 23:05"),
    ],
)
def test_signing_counts_from_the_dispatch(dispatched: str, category: CategoryDeadline, urgent: bool, due: str) -> None:
    assert signed_by(dispatched, category, urgent) == at(due)


def test_a_limit_of_nothing_is_due_at_once_and_does_not_fall_back_to_the_general_one() -> None:
    assert dues("Mon 14:00", own(answer="0s")).answer == at("Mon 14:00")


def test_a_street_may_promise_a_day_for_all() -> None:
    day = Limits(solve=parse_duration("1d"))
    found = deadlines.dues(day, URGENT, NOTHING_OWN, False, at("Fri 16:00"), calendar(), calendar())
    assert found.solve == at("Sat 16:00")
