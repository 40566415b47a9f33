"""A voice on its way to its words: claimed by one, put off, tried again, given up; nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from casework import evidence, listening
from models.medium import Medium
from models.person import Person
from tests.casework.conftest import Bench, OpenBench


def voice(bench: Bench, *, hears: bool = True, by_staff: bool = False, best: str | None = None) -> int:
    """A voice that has been brought home. Returns its id."""
    person_id = bench.person()
    with bench.work() as work:
        person = work.session.get_one(Person, person_id)
        made = evidence.keep(work, person, "voice", media_id="m1", best_media_id=best, by_staff=by_staff)
        evidence.fetched(work.session, made.id, "abc.amr", "audio/amr", work.now, hears=hears)
        return made.id


def claim(bench: Bench) -> int | None:
    with bench.work() as work:
        found = listening.claim(work.session, work.now)
        return found.medium_id if found else None


def state(bench: Bench, medium_id: int) -> tuple[str | None, str | None]:
    medium: Medium = bench.get(Medium, medium_id)
    return medium.hearing, medium.hearing_why


def act(bench: Bench, what: Callable[[Session, int, datetime], Any], medium_id: int) -> None:
    with bench.work() as work:
        what(work.session, medium_id, work.now)


def give_up(why: str) -> Callable[[Session, int, datetime], None]:
    return lambda session, medium_id, now: listening.give_up(session, medium_id, why, now)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_one_worker_gets_it(open_bench: OpenBench, kind: str) -> None:
    bench = open_bench(kind)
    medium_id = voice(bench)
    assert claim(bench) == medium_id
    assert claim(bench) is None


def test_two_workers_at_once_do_not_get_the_same_one(open_bench: OpenBench) -> None:
    bench = open_bench("postgresql")
    first, second = voice(bench), voice(bench)
    with bench.work() as one, bench.work() as other:
        mine, his = (listening.claim(work.session, work.now) for work in (one, other))
        assert mine is not None
        assert his is not None
        assert [mine.medium_id, his.medium_id] == [first, second]


@pytest.mark.parametrize(("hears", "by_staff"), [(False, False), (True, True)])
def test_it_waits_only_where_something_hears_and_somebody_wants_to_know(
    bench: Bench, hears: bool, by_staff: bool
) -> None:
    medium_id = voice(bench, hears=hears, by_staff=by_staff)
    assert claim(bench) is None
    assert state(bench, medium_id) == (None, None)


def test_photos_wait_for_no_words(bench: Bench) -> None:
    person_id = bench.person()
    with bench.work() as work:
        photo = evidence.keep(work, work.session.get_one(Person, person_id), "image", media_id="m1")
        evidence.fetched(work.session, photo.id, "abc.jpg", "image/jpeg", work.now, hears=True)
    assert claim(bench) is None


def test_one_whose_worker_died_is_taken_again_but_not_for_ever(bench: Bench) -> None:
    medium_id = voice(bench)
    for _ in range(listening.TRIES):
        assert claim(bench) == medium_id
        bench.hands.move(minutes=9, seconds=59)
        assert claim(bench) is None
        bench.hands.move(seconds=1)
    assert claim(bench) is None
    assert state(bench, medium_id) == ("failed", "engine")


def test_to_be_put_off_is_no_try(bench: Bench) -> None:
    medium_id = voice(bench)
    for _ in range(listening.TRIES + 2):
        assert claim(bench) == medium_id
        act(bench, listening.put_off, medium_id)
        assert claim(bench) is None
        bench.hands.move(minutes=10)
    assert state(bench, medium_id) == ("due", None)


def test_after_a_day_somebody_has_listened(bench: Bench) -> None:
    late, fresh = voice(bench), None
    bench.hands.move(days=1, seconds=1)
    fresh = voice(bench)
    assert claim(bench) == fresh
    assert state(bench, late) == ("failed", "late")


@pytest.mark.parametrize(
    ("why", "known"),
    [("silk", "unreadable"), ("broken", "unreadable"), ("too_long", "unreadable"), ("silent", "silent")],
)
def test_what_holds_no_words_keeps_its_reason(bench: Bench, why: str, known: str) -> None:
    medium_id = voice(bench)
    claim(bench)
    act(bench, give_up(why), medium_id)
    assert state(bench, medium_id) == (known, why)
    bench.hands.move(days=30)
    assert claim(bench) is None


@pytest.mark.parametrize(
    ("why", "days", "other"), [("silk", 0, True), ("silent", 0, False), ("silk", 2.9, True), ("silk", 3, False)]
)
def test_the_other_recording_is_fetched_while_the_platform_has_it(
    bench: Bench, why: str, days: float, other: bool
) -> None:
    medium_id = voice(bench, best="m16k")
    claim(bench)
    bench.hands.move(days=days)
    act(bench, give_up(why), medium_id)
    medium: Medium = bench.get(Medium, medium_id)
    assert (medium.status == "pending") is other
    assert (medium.best_media_id is None) is other


@pytest.mark.parametrize("what", [listening.put_off, listening.try_again, give_up("silk")])
def test_who_comes_late_changes_nothing(bench: Bench, what: Callable[[Session, int, datetime], Any]) -> None:
    medium_id = voice(bench)
    claim(bench)
    with bench.work() as work:
        work.session.get_one(Medium, medium_id).hearing = "heard"
    act(bench, what, medium_id)
    assert state(bench, medium_id) == ("heard", None)


def test_the_bell_rings_for_what_is_due(bench: Bench) -> None:
    voice(bench)
    with bench.work() as work:
        assert listening.due(work.session, work.now) is True
    claim(bench)
    with bench.work() as work:
        assert listening.due(work.session, work.now) is False
