"""Rates over cases that can be counted by eye: what is counted, of what, and that silence is never satisfaction."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.org import LEVELS
from insight import rates
from insight.rates import Period, Rate
from models.callback import CallBack
from models.case import Case
from models.staff import StaffMember
from tests.casework.conftest import Bench

Row = dict[str, Any]
H = timedelta(hours=1)


def period(bench: Bench, units: frozenset[str] | None = None) -> Period:
    now = bench.hands.now()
    return Period(now - timedelta(days=30), now + timedelta(minutes=1), units)


def figures(bench: Bench, rows: list[Row], units: frozenset[str] | None = None) -> dict[str, Rate]:
    """The rates over cases made of these rows, seen two days later."""
    person = bench.person()
    for row in rows:
        bench.case(person, **row)
    span = period(bench, units)
    bench.hands.move(days=2)
    with bench.work() as work:
        return {one.code: one for one in rates.of_cases(work.session, span, bench.hands.now())}


def base(now: datetime, **more: Any) -> Row:
    """A case that was dispatched at once, to be answered in a day and solved in three."""
    row: Row = {"status": "signed", "unit": "g1", "received_at": now, "dispatched_at": now}
    return row | {"answer_due": now + 24 * H, "solve_due": now + 72 * H} | more


def done(now: datetime, hours: float, **more: Any) -> Row:
    """One that was finished after so many hours."""
    at = now + hours * H
    row = base(now, status="completed", is_open=False, completed_at=at, first_words_at=at, result="solved")
    return row | more


def test_who_was_spoken_to_in_time(bench: Bench) -> None:
    now = bench.hands.now()
    found = figures(
        bench,
        [
            base(now, first_words_at=now + 2 * H),
            base(now, first_words_at=now + 30 * H),  # Too late.
            base(now),  # Nobody spoke to her, and the day is over.
            base(now, answer_due=now + 72 * H),  # There is time yet: not counted.
            base(now, status="withdrawn", is_open=False),  # She has taken it back.
        ],
    )
    assert found["contact"] == Rate("contact", 1, 3)


def test_closed_is_not_solved_and_silence_is_not_satisfaction(bench: Bench) -> None:
    now = bench.hands.now()
    closed: Row = {"status": "closed", "closed_at": now + 40 * H}
    found = figures(
        bench,
        [
            done(now, 5, **closed, rating=1),
            done(now, 5, **closed, rating=2),
            done(now, 5, **closed, rating=3),
            done(now, 5, **closed),  # Nobody answered.
            done(now, 5, result="explained"),  # Not asked to the end yet.
            done(now, 80, reopens=1),  # Past the limit.
        ],
    )
    assert found["satisfied"] == Rate("satisfied", 1, 3)
    assert found["rated"] == Rate("rated", 3, 4)
    assert found["solved"] == Rate("solved", 4, 6)
    assert found["on_time"] == Rate("on_time", 5, 6)
    assert found["reopened"] == Rate("reopened", 1, 6)


def test_handed_back_and_overdue(bench: Bench) -> None:
    now = bench.hands.now()
    found = figures(
        bench,
        [
            base(now, returns=2),
            base(now),
            base(now, solve_due=now + 10 * H),
            base(now, dispatched_at=None, status="received"),
            done(now, 1),
        ],
    )
    assert found["returned"] == Rate("returned", 1, 4)
    assert found["first_right"] == Rate("first_right", 3, 4)
    assert found["overdue"] == Rate("overdue", 1, 4)


def test_of_nothing_there_is_no_share(bench: Bench) -> None:
    found = figures(bench, [])
    assert all(one.share is None for one in found.values())


@pytest.mark.parametrize(("units", "whole"), [(None, 4), (frozenset({"g1"}), 1), (frozenset({"g1", "yanzhuang"}), 2)])
def test_a_unit_has_its_own_cases_and_the_pool_of_its_desk(
    bench: Bench, units: frozenset[str] | None, whole: int
) -> None:
    now = bench.hands.now()
    rows = [
        base(now),
        base(now, unit="g2"),
        base(now, unit=None, desk_unit="yanzhuang"),
        base(now, unit="east"),
        base(now, course="passing"),  # Done in passing: never dispatched.
        base(now - timedelta(days=31)),  # Before the time asked about.
    ]
    assert figures(bench, rows, units)["overdue"].whole == whole


def test_at_which_level_it_ended(bench: Bench) -> None:
    now, person = bench.hands.now(), bench.person()
    with bench.work() as work:
        phones = {"grid": "13800000001", "village": "13800000005"}
        ids = {}
        for level, phone in phones.items():
            row = work.session.query(StaffMember).filter_by(phone=phone).one_or_none()
            row = row or StaffMember(phone=phone, name="示例", active=True)
            work.session.add(row)
            work.session.flush()
            ids[level] = row.id
    for owner, desk in ((ids["grid"], None), (ids["grid"], None), (ids["village"], None), (None, "street")):
        bench.case(person, **done(now, 1, owner_id=owner, desk_unit=desk))
    bench.case(person, **base(now))  # Not finished.
    with bench.work() as work:
        found = rates.by_level(work.session, period(bench), work.rules.org)
    assert found == [Rate("grid", 2, 4), Rate("village", 1, 4), Rate("street", 1, 4)]
    assert [one.code for one in found] == [level for level in LEVELS if level in ("grid", "village", "street")]


def test_call_backs_made_of_those_due(bench: Bench) -> None:
    now, person = bench.hands.now(), bench.person()
    for made, due in ((now, None), (None, now - H), (None, now + 48 * H)):
        case_id = bench.case(person, **done(now, 1))
        with bench.work() as work:
            work.session.add(
                CallBack(
                    case_id=case_id,
                    desk_unit="yanzhuang",
                    why="sample",
                    created_at=now,
                    due_at=due,
                    done_at=made,
                    outcome="rated" if made else None,
                    tries=0,
                )
            )
    with bench.work() as work:
        assert rates.of_call_backs(work.session, period(bench), now) == Rate("called_back", 1, 2)
        assert work.session.query(Case).count() == 3
