"""What may be offered as the same matter: a table of places, one of what stands alone, and what joined cases may do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.catalog import Category
from domain.coordinates import metres_between
from domain.lifecycle import Action
from domain.same_matter import (
    WHILE_JOINED,
    building,
    is_alike,
    is_crowd,
    is_elsewhere,
    is_near,
    may_be_offered,
    read_answer,
    stands_alone,
)

NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)


PLAIN = Category(id="roads_lighting", name="道路照明", say="道路照明", keywords={})


@dataclass
class One:
    """A case as these rules see it."""

    category: str = "roads_lighting"
    kind: str = "help"
    course: str = "full"
    is_open: bool = True
    urgent: bool = False
    emergency: str | None = None
    confidential: bool = False
    unit: str | None = "g1"
    place: str | None = "岩庄花园3号楼"
    lat: float | None = None
    lng: float | None = None
    received_at: datetime = NOW


# (one place, the other, whether they are the same)
PLACES = (
    ("岩庄花园3号楼", "岩庄花园3号楼", True),
    ("岩庄花园3号楼", "岩庄花园三号楼2单元", True),
    ("岩庄花园3号楼", "3栋门口", True),
    ("岩庄花园3号楼", "岩庄花园13号楼", False),
    ("岩庄花园3号楼", "岩庄花园5号楼", False),
    ("岩庄花园3号楼", "岩庄花园东门口", False),
    ("岩庄花园东门口", "东门口", True),
    ("花园的东门口", "花园东门口", True),
    ("岩庄花园东门口", "岩庄花园西门口", False),
    ("东门口", "东门口小卖部", False),
    ("岩庄花园", "岩庄花园", True),
    ("门", "东门", False),
    ("", "", False),
    (None, None, False),
    (None, "岩庄花园3号楼", False),
)


@pytest.mark.parametrize(("one", "other", "same"), PLACES)
def test_places_by_their_words(one: str | None, other: str | None, *, same: bool) -> None:
    assert is_near(One(place=one), One(place=other)) is same
    assert is_near(One(place=other), One(place=one)) is same


def test_the_same_words_in_another_unit_or_in_none_are_another_place() -> None:
    assert not is_near(One(), One(unit="g2"))
    assert not is_near(One(unit=None), One(unit=None))


@pytest.mark.parametrize(("north", "near"), [(0.0, True), (0.00044, True), (0.00046, False), (0.01, False)])
def test_points_within_fifty_metres_whatever_the_words_and_units(north: float, *, near: bool) -> None:
    one = One(lat=36.105, lng=117.105)
    assert is_near(one, One(lat=36.105 + north, lng=117.105, unit="g2", place="别处")) is near


def test_a_point_on_one_side_only_leaves_it_to_the_words() -> None:
    assert is_near(One(lat=36.1, lng=117.1), One())
    assert not is_near(One(lat=36.1, lng=117.1), One(place="岩庄花园5号楼"))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (One(), One(), False),
        (One(), One(place="岩庄花园5号楼"), True),
        (One(), One(place="岩庄花园东门口"), False),
        (One(), One(place=None), False),
        (One(lat=36.1, lng=117.1), One(lat=36.1001, lng=117.1, place="岩庄花园5号楼"), False),
        (One(lat=36.1, lng=117.1), One(lat=36.11, lng=117.1), True),
    ],
)
def test_what_is_elsewhere_for_sure(one: One, other: One, *, apart: bool) -> None:
    assert is_elsewhere(one, other) is apart
    assert is_elsewhere(other, one) is apart


def test_a_degree_of_latitude_is_as_long_as_the_sphere_says() -> None:
    assert metres_between((117.0, 36.0), (117.0, 37.0)) == pytest.approx(111_195, abs=1)
    assert metres_between((117.0, 60.0), (118.0, 60.0)) == pytest.approx(111_195 / 2, rel=1e-3)


@pytest.mark.parametrize(
    ("words", "number"), [("3号楼", 3), ("十二栋", 12), ("１２号楼", 12), ("6 幢", 6), ("3号", None), ("东门口", None)]
)
def test_the_number_of_a_building(words: str, number: int | None) -> None:
    assert building(words) == number


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({}, None),
        ({"urgent": True}, "urgent"),
        ({"emergency": "fire"}, "urgent"),
        ({"confidential": True}, "secret"),
        ({"urgent": True, "confidential": True}, "urgent"),
    ],
)
def test_what_stands_alone_and_why(change: dict[str, object], why: str | None) -> None:
    assert stands_alone(replace(One(), **change), PLAIN) == why  # type: ignore[arg-type]


def test_what_must_be_kept_from_somebody_stands_alone() -> None:
    assert stands_alone(One(), replace(PLAIN, confidential=True)) == "secret"
    assert stands_alone(One(kind="tipoff"), PLAIN) == "secret"
    assert stands_alone(One(), replace(PLAIN, mediation=True)) == "dispute"
    assert not may_be_offered(One(), replace(PLAIN, confidential=True))
    assert not may_be_offered(One(), replace(PLAIN, mediation=True))


@pytest.mark.parametrize(
    ("change", "offered"),
    [
        ({}, True),
        ({"kind": "complaint"}, True),
        ({"kind": "enquiry"}, False),
        ({"kind": "tipoff"}, False),
        ({"category": "other"}, False),
        ({"course": "joined"}, False),
        ({"course": "event"}, False),
        ({"course": "answered"}, False),
        ({"is_open": False}, False),
        ({"urgent": True}, False),
    ],
)
def test_what_neighbours_may_be_asked_about(change: dict[str, object], *, offered: bool) -> None:
    assert may_be_offered(replace(One(), **change), PLAIN) is offered  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (One(), True),
        (One(category="noise"), False),
        (One(place="岩庄花园5号楼"), False),
        (One(received_at=NOW - timedelta(weeks=12)), True),
        (One(received_at=NOW - timedelta(weeks=12, seconds=1)), False),
    ],
)
def test_category_place_and_time_make_them_alike(other: One, *, alike: bool) -> None:
    assert is_alike(One(), other, NOW) is alike


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("是同一件", True),
        ("是的。", True),
        ("对，同一件事", True),
        ("应该是一回事", True),
        ("没错", True),
        ("嗯嗯是", True),
        ("不是", False),
        ("不是同一件事", False),
        ("不一样的", False),
        ("两码事", False),
        ("好的", None),
        ("嗯", None),
        ("行", None),
        ("谢谢", None),
        ("这个路灯坏了半年了", None),
        ("是不是有人来", None),
        ("不是3号楼，是8号楼", None),
        ("", None),
    ],
)
def test_what_a_typed_line_says(words: str, *, same: bool | None) -> None:
    assert read_answer(words) is same


def test_nothing_that_moves_a_matter_is_done_to_a_case_that_another_carries() -> None:
    carried = {Action.DISPATCH, Action.SIGN, Action.TAKE, Action.COMPLETE, Action.REJECT, Action.SUSPEND, Action.ASK}
    assert carried.isdisjoint(WHILE_JOINED)
    assert {Action.PART, Action.WITHDRAW, Action.URGE, Action.SAY, Action.NOTE} <= WHILE_JOINED


@pytest.mark.parametrize(("people", "crowd"), [(1, False), (4, False), (5, True), (6, True)])
def test_five_are_a_crowd(people: int, *, crowd: bool) -> None:
    assert is_crowd(people) is crowd
