"""Who serves whom, in a small street of example people."""

from __future__ import annotations

import pytest

from domain.org import Department, Desk, Organisation, Staff, Unit
from tests.domain.calendars import OFFICE, hours

UNITS = (
    Unit("street", "示例街道", "street", duty_phone="051000"),
    Unit("village", "示例村", "village", parent="street"),
    Unit("estate", "示例花园", "compound", parent="village", duty_phone="051001", hours=OFFICE),
    Unit("grid1", "一网格", "grid", parent="estate"),
    Unit("grid2", "二网格", "grid", parent="estate"),
    Unit("stairs", "1栋", "micro", parent="grid1"),
    Unit("far", "远网格", "grid", parent="village"),
)
STAFF = (
    Staff("1", "示例员甲", "worker", ("grid1",), substitute="2"),
    Staff("2", "示例员乙", "worker", ("estate",), substitute="1"),
    Staff("3", "示例长", "chief", ("village",)),
    Staff("4", "示例值班甲", "desk", ("street", "village"), hours=OFFICE),
    Staff("5", "示例值班乙", "desk", ("village",)),
    Staff("6", "示例书记", "chief", ("street",)),
    Staff("7", "示例村员", "worker", ("village",)),
    Staff("8", "示例队员", "department", (), department="city"),
    Staff("9", "示例格长", "chief", ("grid2",)),
)
CITY = Department("city", "示例城管")


def organisation(
    units: tuple[Unit, ...] = UNITS,
    staff: tuple[Staff, ...] = STAFF,
    departments: tuple[Department, ...] = (CITY,),
) -> Organisation:
    return Organisation(
        {unit.id: unit for unit in units},
        {person.phone: person for person in staff},
        {department.id: department for department in departments},
    )


ORG = organisation()


def phones(desk: Desk | None) -> tuple[str, ...] | None:
    return (desk.unit_id, *(person.phone for person in desk.staff)) if desk else None


@pytest.mark.parametrize(
    ("unit", "path"),
    [
        ("stairs", ("stairs", "grid1", "estate", "village", "street")),
        ("street", ("street",)),
        ("nowhere", ()),
        (None, ()),
    ],
)
def test_the_path_leads_from_the_unit_up_to_the_root(unit: str | None, path: tuple[str, ...]) -> None:
    assert ORG.path(unit) == path
    assert tuple(step for step, _ in ORG.path_levels(unit)) == path


def test_the_path_is_safe_on_circles_and_missing_parents() -> None:
    broken = organisation(
        (
            Unit("a", "甲", "grid", "b"),
            Unit("b", "乙", "village", "a"),
            Unit("c", "丙", "grid", "gone"),
            Unit("d", "丁", "micro", "a"),
        ),
        (),
    )
    assert broken.path("a") == ("a", "b")
    assert broken.path("d") == ("d", "a", "b")
    assert broken.path("c") == ("c",)
    assert broken.desk("a") is None
    assert broken.next_level("d") is None


def test_levels_stand_beside_the_steps() -> None:
    assert ORG.path_levels("grid1")[:2] == (("grid1", "grid"), ("estate", "compound"))


def test_within_means_itself_or_below() -> None:
    assert ORG.within("grid1", "grid1")
    assert ORG.within("stairs", "village")
    assert not ORG.within("village", "stairs")
    assert not ORG.within("grid2", "grid1")
    assert not ORG.within(None, "street")


def test_children_and_people_come_in_the_order_of_the_config() -> None:
    assert ORG.children("estate") == ("grid1", "grid2")
    assert ORG.children("stairs") == ()
    assert [p.phone for p in ORG.desk_staff("village")] == ["4", "5"]
    assert [p.phone for p in ORG.chiefs("village")] == ["3"]
    assert [p.phone for p in ORG.workers("grid1")] == ["1"]
    assert ORG.workers("stairs") == ()
    assert [p.phone for p in ORG.department_staff("city")] == ["8"]


@pytest.mark.parametrize(
    ("unit", "away", "worker"),
    [
        ("grid1", (), "1"),
        ("stairs", (), "1"),  # a stairwell is served by its grid
        ("grid2", (), "2"),  # a compound's worker serves its grids
        ("estate", (), "2"),
        ("far", (), "7"),  # a grid without a worker of its own is the village worker's
        ("village", (), "7"),
        ("street", (), None),  # above the village it is the desk's
        ("nowhere", (), None),
        (None, (), None),
        ("grid1", ("1",), "2"),  # on leave: the substitute
        ("grid1", ("1", "2"), "7"),  # both on leave, each the other's substitute: the village's
    ],
)
def test_who_works_here(unit: str | None, away: tuple[str, ...], worker: str | None) -> None:
    found = ORG.worker_for(unit, away)
    assert (found.phone if found else None) == worker


@pytest.mark.parametrize(
    ("unit", "away", "expected"),
    [
        ("village", (), ("village", "4", "5")),
        ("stairs", (), ("village", "4", "5")),  # none on the way up
        ("grid2", (), ("grid2", "9")),  # no desk: its chief
        ("grid2", ("9",), ("village", "4", "5")),
        ("village", ("4",), ("village", "5")),
        ("village", ("4", "5"), ("village", "3")),  # the whole desk on leave: the chief
        ("village", ("3", "4", "5"), ("street", "6")),
        ("street", ("4", "6"), None),
        ("nowhere", (), None),
    ],
)
def test_the_desk_of_a_unit(unit: str, away: tuple[str, ...], expected: tuple[str, ...] | None) -> None:
    assert phones(ORG.desk(unit, away)) == expected


@pytest.mark.parametrize(
    ("unit", "away", "expected"),
    [
        ("stairs", (), ("village", "3")),  # grid1 and the compound have no chief: skipped
        ("grid2", (), ("village", "3")),
        ("village", (), ("street", "6")),
        ("village", ("6",), ("street", "4")),
        ("stairs", ("3",), ("village", "4", "5")),
        ("street", (), None),  # at the top
        ("nowhere", (), None),
    ],
)
def test_the_next_level_up(unit: str, away: tuple[str, ...], expected: tuple[str, ...] | None) -> None:
    assert phones(ORG.next_level(unit, away)) == expected


def test_a_stand_in_is_the_person_himself_unless_away() -> None:
    chain = organisation(
        staff=(
            Staff("1", "甲", "worker", substitute="2"),
            Staff("2", "乙", "worker", substitute="3"),
            Staff("3", "丙", "worker", substitute="1"),
            Staff("4", "丁", "worker", substitute="gone"),
            Staff("5", "戊", "worker"),
            Staff("6", "己", "worker", substitute="7"),
            Staff("7", "庚", "assistant"),
        )
    )
    assert chain.stand_in(chain.staff["1"]) is chain.staff["1"]
    assert chain.stand_in(chain.staff["1"], {"1", "2"}) is chain.staff["3"]
    assert chain.stand_in(chain.staff["1"], {"1", "2", "3"}) is None
    assert chain.stand_in(chain.staff["4"], {"4"}) is None
    assert chain.stand_in(chain.staff["5"], {"5"}) is None
    assert chain.stand_in(chain.staff["6"], {"6"}) is None  # An assistant owns nothing.


def test_two_on_leave_with_one_substitute_name_him_once() -> None:
    shared = organisation(
        (Unit("v", "村", "village"),),
        (
            Staff("1", "甲", "desk", ("v",), substitute="3"),
            Staff("2", "乙", "desk", ("v",), substitute="3"),
            Staff("3", "丙", "worker"),
        ),
    )
    assert phones(shared.desk("v", {"1", "2"})) == ("v", "3")


def test_the_duty_phone_and_the_hours_are_the_nearest_upwards() -> None:
    assert [ORG.duty_phone(unit) for unit in ("stairs", "far", "street", "nowhere")] == [
        "051001",
        "051000",
        "051000",
        None,
    ]
    assert ORG.hours("grid1") is OFFICE
    assert ORG.hours("far") is None
    night = hours("0", "20:00-06:00")
    own = organisation((*UNITS, Unit("guard", "岗", "grid", "estate", hours=night)))
    assert own.hours("guard") is night


BROKEN = [
    (Unit("x", "某", "hamlet", "village"), "unknown_level", "hamlet"),
    (Unit("x", "某", "grid", "gone"), "missing_parent", "gone"),
    (Unit("x", "某", "grid", "x"), "cycle", "x"),
    (Unit("x", "某", "village", "grid1"), "level_order", "village under grid1 (grid)"),
    (Unit("x", "某", "grid", "grid1"), "level_order", "grid under grid1 (grid)"),
    (Unit("x", "某", "grid"), "nobody_above", "某"),
    (Staff("x", "某", "mayor"), "unknown_role", "mayor"),
    (Staff("x", "某", "worker", ("village", "gone")), "unknown_unit", "gone"),
    (Staff("x", "某", "department", (), department="gone"), "unknown_department", "gone"),
    (Staff("x", "某", "worker", (), substitute="gone"), "unknown_substitute", "gone"),
    (Department("x", "某局", unit="gone"), "unknown_unit", "gone"),
]


@pytest.mark.parametrize(("extra", "code", "detail"), BROKEN)
def test_what_is_wrong_is_named(extra: Unit | Staff | Department, code: str, detail: str) -> None:
    found = organisation(
        UNITS + ((extra,) if isinstance(extra, Unit) else ()),
        STAFF + ((extra,) if isinstance(extra, Staff) else ()),
        (CITY, *((extra,) if isinstance(extra, Department) else ())),
    ).problems()
    assert ("x", code, detail, True) in [(p.subject, p.code, p.detail, p.fatal) for p in found]


def test_a_circle_of_two_is_named_for_both_and_for_what_hangs_below() -> None:
    ring = organisation(
        (Unit("a", "甲", "grid", "b"), Unit("b", "乙", "village", "a"), Unit("c", "丙", "micro", "a")), ()
    )
    assert [p.subject for p in ring.problems() if p.code == "cycle"] == ["a", "b", "c"]


def test_a_sound_organisation_has_only_warnings() -> None:
    found = organisation(departments=(CITY, Department("water", "示例水务"))).problems()
    assert {(p.code, p.subject) for p in found} == {
        ("unstaffed_department", "water"),
        ("unstaffed_level", "estate"),
        ("unstaffed_level", "grid1"),
    }
    assert not any(p.fatal for p in found)


def test_levels_may_be_skipped_and_any_unit_may_be_a_root() -> None:
    skipping = organisation(
        (Unit("v", "村", "village"), Unit("m", "1栋", "micro", "v")), (Staff("1", "甲", "chief", ("v",)),), ()
    )
    assert skipping.problems() == []
    lonely = organisation((Unit("g", "网格", "grid"),), (Staff("1", "甲", "desk", ("g",)),), ())
    assert lonely.problems() == []
