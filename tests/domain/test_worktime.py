"""Working time, in tables; open 8:30–12:00 and 14:00–18:00, Monday to Friday, unless said otherwise."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.durations import SIZE, Duration, parse_duration
from domain.worktime import Hours, WorkCalendar
from tests.domain.calendars import OFFICE, SHANGHAI, at, calendar, hours, is_workday

NIGHT_GUARD = hours("01234", "20:00-02:00")
SEVEN_DAYS = hours("0123456", "09:00-17:00")
SHORT_FRIDAY = Hours(dict(OFFICE.slots) | {4: ((time(8, 30), time(12)),)})

ADDING = [
    # from          + limit   = due           why
    ("Mon 09:00", "2wh", "Mon 11:00"),  # within the morning
    ("Mon 11:00", "2wh", "Mon 15:00"),  # the lunch break does not count
    ("Mon 10:00", "2wh", "Mon 12:00"),  # used up exactly at closing time: due then, not after lunch
    ("Mon 12:30", "1wh", "Mon 15:00"),  # reported during lunch
    ("Mon 17:30", "1wh", "Tue 09:00"),  # over night
    ("Mon 17:00", "4wh", "Tue 11:30"),  # over night, into the next morning
    ("Mon 20:00", "15dm", "Tue 08:45"),  # reported in the evening: a quarter of an hour after opening
    ("Mon 06:00", "15dm", "Mon 08:45"),  # before opening
    ("Mon 18:00", "30wm", "Tue 09:00"),  # at the minute of closing nobody is there any more
    ("Fri 17:00", "2wh", "+Mon 09:30"),  # over the weekend
    ("Sat 10:00", "2wh", "+Mon 10:30"),  # reported on Saturday
    ("Mon 08:30", "15wh", "Tue 18:00"),  # two whole days are 15 hours
    ("Mon 09:00", "1wd", "Tue 09:00"),  # one working day: the same time tomorrow
    ("Thu 15:00", "3wd", "+Tue 15:00"),  # the weekend does not count
    ("Mon 20:00", "1wd", "Wed 08:30"),  # in the evening: counted from tomorrow's opening
    ("Sun 10:00", "1wd", "+Tue 08:30"),  # on Sunday: counted from Monday's opening
    ("Mon 12:30", "1wd", "Tue 14:00"),  # during lunch: counted from two o'clock
    ("Mon 09:00", "0wd", "Mon 09:00"),  # nothing is nothing
    ("Sun 09:00", "0wh", "Sun 09:00"),
    ("Mon 14:00", "1d", "Tue 14:00"),  # a day on the wall clock
    ("Fri 14:00", "1d", "Sat 14:00"),  # ... whatever day it is
    ("Mon 23:50", "15m", "Tue 00:05"),
    ("Sun 03:00", "4h", "Sun 07:00"),
    ("04-30 17:00", "2wh", "05-06 09:30"),  # over the May holiday (Friday to Tuesday)
    ("04-30 09:00", "1wd", "05-06 09:00"),
    ("05-02 09:00", "1wh", "05-06 09:30"),  # reported in the holiday
    ("05-08 17:00", "2wh", "05-09 09:30"),  # the Saturday worked for it has the usual hours
    ("05-08 09:00", "2wd", "05-11 09:00"),  # Friday + 2: that Saturday, then Monday
    ("05-09 17:30", "1wh", "05-11 09:00"),
]


@pytest.mark.parametrize(("start", "limit", "due"), ADDING)
def test_a_limit_in_office_hours(start: str, limit: str, due: str) -> None:
    assert calendar().add(at(start), parse_duration(limit)) == at(due)


OTHER_HOURS = [
    (NIGHT_GUARD, "Mon 23:00", "2wh", "Tue 01:00"),  # a shift over midnight
    (NIGHT_GUARD, "Tue 01:00", "2wh", "Tue 21:00"),  # its end, and the next night
    (NIGHT_GUARD, "Sat 01:00", "30wm", "Sat 01:30"),  # Friday's shift ends on Saturday
    (NIGHT_GUARD, "Sat 03:00", "1wh", "+Mon 21:00"),
    (SEVEN_DAYS, "Fri 16:00", "2wh", "Sat 10:00"),  # who writes hours for Saturday works on Saturday
    (SEVEN_DAYS, "Fri 10:00", "2wd", "Sun 10:00"),
    (SEVEN_DAYS, "04-30 16:00", "2wh", "05-06 10:00"),  # but not in a public holiday
    (SEVEN_DAYS, "04-03 16:00", "2wh", "04-07 10:00"),  # nor on the weekend before a Monday off
    (SHORT_FRIDAY, "Thu 17:00", "2wh", "Fri 09:30"),
    (SHORT_FRIDAY, "Fri 11:00", "2wh", "+Mon 09:30"),  # Friday ends at noon
    (SHORT_FRIDAY, "Fri 15:00", "1wd", "+Tue 08:30"),
]


@pytest.mark.parametrize(("opening", "start", "limit", "due"), OTHER_HOURS)
def test_a_limit_in_other_hours(opening: Hours, start: str, limit: str, due: str) -> None:
    assert calendar(opening).add(at(start), parse_duration(limit)) == at(due)


@pytest.mark.parametrize(
    ("start", "limit", "due"),
    [
        ("Mon 20:00", "15dm", "Mon 20:15"),
        ("Sat 10:00", "2wh", "Sat 12:00"),
        ("Fri 10:00", "1wd", "Sat 10:00"),
        ("Mon 11:00", "2h", "Mon 13:00"),
    ],
)
def test_an_emergency_runs_on_the_wall_clock(start: str, limit: str, due: str) -> None:
    assert calendar().add(at(start), parse_duration(limit), wall=True) == at(due)


@pytest.mark.parametrize(
    ("moment", "is_open", "opens"),
    [
        ("Mon 08:29", False, "Mon 08:30"),
        ("Mon 08:30", True, "Mon 08:30"),
        ("Mon 11:59", True, "Mon 11:59"),
        ("Mon 12:00", False, "Mon 14:00"),
        ("Mon 18:00", False, "Tue 08:30"),
        ("Fri 18:00", False, "+Mon 08:30"),
        ("Sat 10:00", False, "+Mon 08:30"),
        ("05-03 10:00", False, "05-06 08:30"),
        ("05-09 10:00", True, "05-09 10:00"),
    ],
)
def test_when_it_is_open_and_when_it_opens_next(moment: str, is_open: bool, opens: str) -> None:
    assert calendar().open_at(at(moment)) is is_open
    assert calendar().next_open(at(moment)) == at(opens)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("Mon 09:00", "Mon 10:00", 60),
        ("Mon 11:00", "Mon 15:00", 120),
        ("Mon 00:00", "Tue 00:00", 450),
        ("Fri 17:00", "+Mon 09:00", 90),
        ("Sat 00:00", "Sun 23:00", 0),
        ("Tue 09:00", "Mon 09:00", 0),
        ("05-08 17:30", "05-11 08:40", 490),
    ],
)
def test_the_working_time_between_two_moments(start: str, end: str, minutes: int) -> None:
    assert calendar().working_between(at(start), at(end)) == timedelta(minutes=minutes)


def test_a_shift_over_midnight_that_meets_the_next_morning_is_not_counted_twice() -> None:
    overlapping = calendar(Hours({0: ((time(20), time(10)),), 1: ((time(8), time(12)),)}))
    assert overlapping.working_between(at("Mon 20:00"), at("Tue 23:00")) == timedelta(hours=16)
    assert overlapping.add(at("Tue 09:00"), Duration(2, "wh")) == at("Tue 11:00")
    assert overlapping.open_at(at("Tue 11:00"))


def test_slots_may_follow_each_other_without_a_break() -> None:
    shifts = calendar(hours("0", "08:00-12:00", "12:00-20:00"))
    assert shifts.add(at("Mon 11:00"), Duration(2, "wh")) == at("Mon 13:00")


def test_answers_are_in_utc_whatever_zone_the_question_comes_in() -> None:
    local = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
    for limit in ("1h", "1wh", "1wd", "0wh"):
        due = calendar().add(local, parse_duration(limit))
        assert due.tzinfo is UTC
        assert due == calendar().add(local.astimezone(UTC), parse_duration(limit))
    assert calendar().next_open(local).tzinfo is UTC


@pytest.mark.parametrize(
    ("slots", "message"),
    [
        ({}, "without a single slot"),
        ({0: ()}, "without a single slot"),
        ({7: ((time(8), time(9)),)}, "weekday 7 is not 0"),
        ({0: ((time(8), time(12)), (time(11), time(14)))}, "overlap or are out of order"),
        ({0: ((time(14), time(18)), (time(8), time(12)))}, "overlap or are out of order"),
    ],
)
def test_hours_that_make_no_sense_are_refused(slots: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Hours(slots)


def test_a_calendar_that_never_opens_says_so_instead_of_searching_for_ever() -> None:
    closed = WorkCalendar(OFFICE, lambda day: False, SHANGHAI)
    with pytest.raises(ValueError, match="no working time within 400 days"):
        closed.add(at("Mon 09:00"), Duration(1, "wh"))


MOMENTS = st.integers(0, 100 * 24 * 60).map(lambda m: datetime(2026, 3, 1, tzinfo=UTC) + timedelta(minutes=m))
LIMITS = st.builds(Duration, st.integers(0, 40), st.sampled_from(sorted(SIZE)))
OPENINGS = st.sampled_from([OFFICE, NIGHT_GUARD, SEVEN_DAYS, SHORT_FRIDAY])


@given(OPENINGS, MOMENTS, MOMENTS, LIMITS)
def test_who_comes_later_is_never_due_earlier(opening: Hours, a: datetime, b: datetime, d: Duration) -> None:
    early, late = sorted((a, b))
    assert calendar(opening).add(early, d) <= calendar(opening).add(late, d)


@given(OPENINGS, MOMENTS, LIMITS)
def test_one_more_is_always_later(opening: Hours, start: datetime, limit: Duration) -> None:
    more = Duration(limit.amount + 1, limit.unit)
    assert start <= calendar(opening).add(start, limit) < calendar(opening).add(start, more)


@given(OPENINGS, MOMENTS, st.integers(1, 3000))
def test_between_start_and_due_lies_exactly_the_limit(opening: Hours, start: datetime, minutes: int) -> None:
    due = calendar(opening).add(start, Duration(minutes, "wm"))
    assert calendar(opening).working_between(start, due) == timedelta(minutes=minutes)


@given(OPENINGS, MOMENTS)
def test_the_next_opening_is_open_and_nothing_before_it_is(opening: Hours, moment: datetime) -> None:
    days = calendar(opening)
    opens = days.next_open(moment)
    assert days.open_at(opens)
    assert days.working_between(moment, opens) == timedelta()
    assert (opens == moment) == days.open_at(moment)


def test_the_test_calendar_has_the_days_the_tables_speak_of() -> None:
    assert at("Mon 12:00").weekday() == 0
    assert not is_workday(at("05-05 12:00").date())
    assert is_workday(at("05-09 12:00").date())
