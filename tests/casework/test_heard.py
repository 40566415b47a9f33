"""Words may come in any state of a case: they are kept, nothing breaks, and only what nobody has signed is moved."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest

from bot.rules import make_reader
from casework import evidence, heard
from classifier import Reader
from domain.lifecycle import Status, is_open
from models.case import Case
from models.medium import Medium
from models.outbox import OutboxRow
from models.person import Person
from tests.bot.office import words_folder
from tests.casework.conftest import Bench, village

SAID = {
    "same": "岩庄花园3号楼路灯坏了",
    "other": "岩庄花园8号楼停水了，一滴水没有",
    "danger": "岩庄花园3号楼着火了快来人",
    "against": "我要举报村支书收了钱才给办低保",
    "answer": "没办好，还是不亮",
    "greeting": "你好",
    "urging": "咋还没人来",
}
DANGER = [("人没事", "safe"), ("有人困在里面", "danger")]


@cache
def reader() -> Reader:
    return make_reader(village().rules, words_folder())


def come(bench: Bench, case_id: int | None, words: str, *, times: int = 1) -> int:
    """A voice in a case whose words have been recognised. Returns the medium's id."""
    person_id = bench.person()
    with bench.work() as work:
        case = work.session.get(Case, case_id) if case_id else None
        medium = evidence.keep(work, work.session.get_one(Person, person_id), "voice", media_id="m1", case=case)
        medium.hearing = "inflight"
    verdict = reader().read(words, within="yanzhuang")
    for turn in range(times):
        with bench.work() as work:
            assert heard.take_in(work, medium.id, words, verdict, DANGER) is (turn == 0)
    return medium.id


def case_of(bench: Bench, status: str, *, wordless: bool, emergency: str | None = None) -> int:
    facts = {"words": "语音", "category": "other", "needs_look": True, "unit": None} if wordless else {}
    open_now = is_open(Status(status))
    return bench.case(
        bench.person(), status=status, is_open=open_now, desk_unit="yanzhuang", emergency=emergency, **facts
    )


EVERY = list(product(Status, (True, False), SAID))


@pytest.mark.parametrize("emergency", [None, "fire"])
def test_words_are_taken_in_whatever_the_state_of_the_case(bench: Bench, emergency: str | None) -> None:
    for status, wordless, said in EVERY:
        case_id = case_of(bench, status.value, wordless=wordless, emergency=emergency)
        medium: Medium = bench.get(Medium, come(bench, case_id, SAID[said]))
        assert (medium.hearing, medium.words) == ("heard", SAID[said]), (status, wordless, said)


OVER = [status for status in Status if not is_open(status)]


@pytest.mark.parametrize("status", OVER)
@pytest.mark.parametrize("said", sorted(set(SAID) - {"danger"}))
def test_a_case_that_is_over_keeps_the_words_and_stays_as_it_is(bench: Bench, status: Status, said: str) -> None:
    case_id = case_of(bench, status.value, wordless=True)
    medium_id = come(bench, case_id, SAID[said])
    case: Case = bench.get(Case, case_id)
    assert (case.status, case.words, case.category) == (status.value, "语音", "other")
    assert bench.get(Medium, medium_id).case_id == case_id
    with bench.work() as work:
        assert work.session.query(OutboxRow).count() == 0


@pytest.mark.parametrize("status", ["signed", "waiting", "whistled", "checking", "suspended"])
def test_a_case_that_somebody_has_keeps_its_category_and_its_place(bench: Bench, status: str) -> None:
    case_id = case_of(bench, status, wordless=True)
    come(bench, case_id, SAID["same"])
    case: Case = bench.get(Case, case_id)
    assert (case.status, case.category, case.unit, case.owner_id) == (status, "other", None, None)
    assert case.words == SAID["same"]


@pytest.mark.parametrize("status", ["received", "dispatched"])
def test_a_case_that_nobody_has_signed_is_filled_in_and_placed(bench: Bench, status: str) -> None:
    case_id = case_of(bench, status, wordless=True)
    before: Case = bench.get(Case, case_id)
    come(bench, case_id, SAID["same"])
    case: Case = bench.get(Case, case_id)
    assert (case.category, case.unit, case.place, case.needs_look) == ("roads_lighting", "g1", "岩庄花园3号楼", False)
    assert case.owner_id is not None
    assert case.solve_due > before.solve_due


def test_the_second_time_nothing_is_done(bench: Bench) -> None:
    case_id = case_of(bench, "received", wordless=True)
    come(bench, case_id, SAID["same"], times=3)
    assert bench.get(Case, case_id).words == SAID["same"]


def test_a_voice_without_a_case_keeps_its_words(bench: Bench) -> None:
    medium: Medium = bench.get(Medium, come(bench, None, SAID["danger"]))
    assert (medium.hearing, medium.case_id) == ("heard", None)


@pytest.mark.parametrize("said", ["other", "danger", "against"])
def test_another_matter_takes_its_recording_along(bench: Bench, said: str) -> None:
    case_id = case_of(bench, "signed", wordless=False)
    medium: Medium = bench.get(Medium, come(bench, case_id, SAID[said]))
    assert medium.case_id != case_id
    old, new = bench.get(Case, case_id), bench.get(Case, medium.case_id or 0)
    assert old.words == "路灯坏了"
    assert new.words == SAID[said]
    assert new.emergency == ("fire" if said == "danger" else None)
