"""A photo or a voice from the first word of it to the file: claimed, fetched, tried again, lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casework import evidence
from casework.evidence import RETRY
from models.case import Case
from models.medium import Medium
from models.person import Person
from tests.casework.conftest import Bench, OpenBench


def keep(bench: Bench, person_id: int, case_id: int | None = None, media_id: str | None = "m1") -> int:
    with bench.work() as work:
        case = work.session.get(Case, case_id) if case_id else None
        person = work.session.get_one(Person, person_id)
        return evidence.keep(work, person, "image", media_id=media_id, case=case).id


def claim(bench: Bench) -> list[int]:
    with bench.work() as work:
        return [one.id for one in evidence.claim_fetches(work.session, work.now)]


def fail(bench: Bench, medium_id: int, *, final: bool = False) -> Medium:
    with bench.work() as work:
        evidence.fetch_failed(work.session, medium_id, work.now, final=final)
    medium: Medium = bench.get(Medium, medium_id)
    return medium


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_it_is_fetched_once(open_bench: OpenBench, kind: str) -> None:
    bench = open_bench(kind)
    medium_id = keep(bench, bench.person())
    assert claim(bench) == [medium_id]
    assert claim(bench) == []
    with bench.work() as work:
        evidence.fetched(work.session, medium_id, "abc.jpg", "image/jpeg", work.now)
    bench.hands.move(days=1)
    assert claim(bench) == []
    assert bench.get(Medium, medium_id).status == "kept"


def test_each_has_a_link_of_its_own(bench: Bench) -> None:
    person_id = bench.person()
    tokens = {bench.get(Medium, keep(bench, person_id)).token for _ in range(20)}
    assert len(tokens) == 20
    assert min(len(token) for token in tokens) >= 20


def test_a_worker_that_died_with_it_loses_nothing(bench: Bench) -> None:
    medium_id = keep(bench, bench.person())
    claim(bench)
    bench.hands.move(minutes=1, seconds=59)
    assert claim(bench) == []
    bench.hands.move(seconds=1)
    assert claim(bench) == [medium_id]


def test_the_pauses_grow_until_the_platform_has_forgotten_it(bench: Bench) -> None:
    medium_id = keep(bench, bench.person())
    pauses = []
    while True:
        assert claim(bench) == [medium_id]
        medium = fail(bench, medium_id)
        if medium.status == "lost":
            break
        pauses.append(medium.due_at - bench.hands.now())
        bench.hands.set(medium.due_at)
    assert pauses[:5] == [*RETRY, RETRY[-1]]
    assert bench.hands.now() - medium.sent_at > timedelta(days=3)
    bench.hands.move(days=30)
    assert claim(bench) == []


def test_what_the_platform_never_gives_is_lost_at_once(bench: Bench) -> None:
    medium_id = keep(bench, bench.person())
    claim(bench)
    assert fail(bench, medium_id, final=True).status == "lost"


@pytest.mark.parametrize(
    ("account", "age", "known"),
    [
        ("yan", timedelta(0), True),
        ("yan", timedelta(days=3) - timedelta(seconds=1), True),
        ("yan", timedelta(days=3), False),
        ("half", timedelta(0), False),
    ],
)
def test_the_platforms_id_is_good_for_three_days_in_its_own_account(
    bench: Bench, account: str, age: timedelta, *, known: bool
) -> None:
    medium_id = keep(bench, bench.person())
    bench.hands.move(seconds=age.total_seconds())
    with bench.work(account) as work:
        found = evidence.platform_id(work, work.session.get_one(Medium, medium_id))
    assert found == ("m1" if known else None)


def test_loose_ones_are_those_of_the_last_minutes_that_have_no_case(bench: Bench) -> None:
    person_id = bench.person()
    keep(bench, person_id)
    bench.hands.move(minutes=11)
    with_case = keep(bench, person_id, bench.case(person_id))
    first, second = keep(bench, person_id), keep(bench, person_id)
    keep(bench, bench.person("oOther"))
    with bench.work() as work:
        person = work.session.get_one(Person, person_id)
        person.seen_at = work.now
        loose = evidence.loose_media(work, person)
        assert [one.id for one in loose] == [second, first]
        assert with_case not in [one.id for one in loose]


def test_the_bell_rings_for_what_is_due(bench: Bench) -> None:
    with bench.work() as work:
        assert evidence.fetches_due(work.session, work.now) is False
    keep(bench, bench.person())
    with bench.work() as work:
        assert evidence.fetches_due(work.session, work.now) is True
    claim(bench)
    with bench.work() as work:
        assert evidence.fetches_due(work.session, work.now) is False
