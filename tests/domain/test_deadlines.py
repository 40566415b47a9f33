"""By when a case must be dispatched, signed, answered and solved."""

from __future__ import annotations

from datetime import datetime

import pytest

from domain.catalog import OwnLimits
from domain.deadlines import ORDINARY, URGENT, Limits, terms
from domain.durations import parse_duration
from tests.domain.calendars import at, calendar, hours

DESK = hours("0123456", "08:00-20:00")  # The desk is there on more hours than the worker.
NOTHING_OWN = OwnLimits()
Dues = tuple[datetime, datetime, datetime]


def own(**limits: str) -> OwnLimits:
    return OwnLimits(**{clock: parse_duration(text) for clock, text in limits.items()})


def dues(received: str, *special: OwnLimits, urgent: bool = False, limits: Limits = ORDINARY) -> Dues:
    found = terms(limits, URGENT, special, urgent)
    start = at(received)
    answer, solve = (found.due(clock, start, calendar()) for clock in ("answer", "solve"))
    return found.due("dispatch", start, calendar(DESK)), answer, solve


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
    assert dues(received) == (at(dispatch), at(answer), at(solve))


def test_a_category_has_its_own_limits_and_never_touches_the_dispatch() -> None:
    outage = dues("Mon 14:00", own(answer="2h", solve="1d"))
    assert outage == (at("Mon 14:15"), at("Mon 16:00"), at("Tue 14:00"))
    dispute = dues("Mon 14:00", own(solve="5wd"))
    assert dispute == (at("Mon 14:15"), at("Tue 14:00"), at("+Mon 14:00"))


def test_an_urgent_case_runs_on_the_wall_clock_day_and_night() -> None:
    assert dues("Sat 23:00", urgent=True) == (at("Sat 23:15"), at("Sun 23:00"), at("+Tue 23:00"))


def test_an_urgent_case_takes_the_stricter_of_its_categorys_and_the_urgent_limit() -> None:
    assert dues("Sat 23:00", own(answer="2wh", solve="30d"), urgent=True)[1] == at("Sun 01:00")
    assert dues("Sat 23:00", own(answer="2wh", solve="30d"), urgent=True)[2] == at("+Tue 23:00")


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
def test_signing_counts_from_the_dispatch(dispatched: str, category: OwnLimits, urgent: bool, due: str) -> None:
    assert terms(ORDINARY, URGENT, [category], urgent).due("sign", at(dispatched), calendar()) == at(due)


def test_a_limit_of_nothing_is_due_at_once_and_does_not_fall_back_to_the_general_one() -> None:
    assert dues("Mon 14:00", own(answer="0s"))[1] == at("Mon 14:00")


def test_a_street_may_promise_a_day_for_all() -> None:
    day = Limits(solve=parse_duration("1d"))
    assert dues("Fri 16:00", limits=day)[2] == at("Sat 16:00")


def test_a_category_comes_before_the_units_around_a_place_and_the_smallest_unit_before_those_above() -> None:
    category, grid, village = own(sign="30wm"), own(sign="1wh", solve="1wd"), own(solve="5wd", answer="2h")
    found = terms(ORDINARY, URGENT, [category, grid, village], urgent=False)
    assert (str(found.sign), str(found.answer), str(found.solve)) == ("30wm", "2h", "1wd")
