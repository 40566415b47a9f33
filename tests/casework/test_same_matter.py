"""Whether further words belong to the case she is talking about: a table of what is known of both."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from casework import intake
from classifier import Verdict
from models.case import Case
from models.person import Person
from tests.bot.office import START
from tests.casework.conftest import Bench

LAMP = Verdict(
    opens=True,
    kind="complaint",
    category="roads_lighting",
    score=3.0,
    runner_up=None,
    margin=1.0,
    certainty=0.9,
    sure=True,
    place=None,
    unit=None,
    candidates=(),
    urgent=False,
    emergency=None,
    intent=None,
    reasons=(),
)

# (what the case knows, what the words say, whether they belong to it)
TABLE: tuple[tuple[str, dict[str, Any], dict[str, Any], bool], ...] = (
    ("the same matter", {}, {}, True),
    ("the same matter in the same place", {"unit": "g1"}, {"unit": "g1"}, True),
    ("the same matter, the place wider", {"unit": "g1"}, {"unit": "garden"}, True),
    ("the same matter, the place closer", {"unit": "garden"}, {"unit": "g1"}, True),
    ("the same matter elsewhere", {"unit": "g1"}, {"unit": "g2"}, False),
    ("the same matter in another village", {"unit": "g1"}, {"unit": "east"}, False),
    ("a place for a case without one", {"unit": None}, {"unit": "g2"}, True),
    ("another matter for sure", {}, {"category": "noise"}, False),
    ("another matter, perhaps", {}, {"category": "noise", "sure": False}, True),
    ("another matter, perhaps, elsewhere", {"unit": "g1"}, {"category": "noise", "sure": False, "unit": "g2"}, False),
    ("the second guess, for sure", {"runner_up": "noise"}, {"category": "noise"}, True),
    ("words that name no matter", {}, {"category": None, "score": 0.0, "sure": False}, True),
    ("words of some other matter", {}, {"category": "other"}, True),
    ("words that name no matter elsewhere", {"unit": "g1"}, {"category": None, "score": 0.0, "unit": "g2"}, False),
    ("a matter for a photo without words", {"category": "other", "needs_look": True}, {"category": "noise"}, True),
    ("a matter for a case nobody could name", {"category": "other"}, {"category": "noise"}, True),
    ("an emergency", {}, {"emergency": "fire", "urgent": True}, False),
    ("the same emergency", {"emergency": "fire"}, {"emergency": "fire", "urgent": True}, True),
    ("another emergency", {"emergency": "fire"}, {"emergency": "injury", "urgent": True}, False),
    ("calmer words in an emergency", {"emergency": "fire"}, {}, True),
)


@pytest.mark.parametrize(("case", "words", "same"), [one[1:] for one in TABLE], ids=[one[0] for one in TABLE])
def test_whether_the_words_belong_to_the_case(
    bench: Bench, case: dict[str, Any], words: dict[str, Any], *, same: bool
) -> None:
    case_id = bench.case(bench.person(), **({"unit": None} | case))
    with bench.work() as work:
        found = work.session.get_one(Case, case_id)
        assert intake.is_same_matter(work, found, replace(LAMP, **words)) is same


@pytest.mark.parametrize(
    ("case", "talk", "joins"),
    [
        ({}, timedelta(0), True),
        ({}, timedelta(minutes=10), True),
        ({}, timedelta(minutes=10, seconds=1), False),
        ({"status": "waiting"}, timedelta(minutes=1), True),
        ({"status": "closed", "is_open": False}, timedelta(minutes=1), False),
        ({"status": "completed", "is_open": False}, timedelta(minutes=1), False),
        ({"status": "withdrawn", "is_open": False}, timedelta(minutes=1), False),
        ({}, None, False),
    ],
)
def test_how_long_the_talk_is_of_a_case(
    bench: Bench, case: dict[str, Any], talk: timedelta | None, *, joins: bool
) -> None:
    person_id = bench.person()
    case_id = bench.case(person_id, **case)
    with bench.work() as work:
        person = work.session.get_one(Person, person_id)
        if talk is not None:
            person.talk_case_id, person.talk_at = case_id, START - talk
        current = intake.current_case(work, person)
        assert (current is not None) is joins


def test_somebody_elses_case_is_never_hers(bench: Bench) -> None:
    case_id, person_id = bench.case(bench.person("oOther")), bench.person()
    with bench.work() as work:
        person = work.session.get_one(Person, person_id)
        person.talk_case_id, person.talk_at = case_id, work.now
        assert intake.current_case(work, person) is None


def test_what_a_replay_has_opened_counts_from_when_it_came(bench: Bench) -> None:
    person_id = bench.person()
    before = bench.case(person_id)
    bench.hands.move(minutes=9)
    opened = bench.case(person_id)
    with bench.work() as work:
        came_at = work.now - timedelta(minutes=3)
        intake.backdate(work, work.session.get_one(Person, person_id), came_at)
    assert bench.get(Case, opened).received_at == came_at
    assert bench.get(Case, before).received_at == START
