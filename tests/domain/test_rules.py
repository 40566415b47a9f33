"""The rules in force: whose hours count, and what an unknown category becomes."""

from __future__ import annotations

import pytest

from domain.catalog import Category
from domain.org import Organisation, Staff, Unit
from domain.rules import Rules
from domain.worktime import Hours
from tests.domain.calendars import OFFICE, SHANGHAI, hours, is_workday

LATE = hours("01234", "12:00-21:00")
NIGHT = hours("0123456", "20:00-06:00")
NOISE = Category("noise", "噪音扰民", "太吵", {"吵": 1.0})
OTHER = Category("other", "其他", "其他事", {})
EARLY_BIRD = Staff("1", "示例员甲", "worker", ("grid",), hours=hours("0", "06:00-10:00"))
ORG = Organisation(
    {
        "village": Unit("village", "示例村", "village"),
        "estate": Unit("estate", "示例花园", "compound", "village", hours=LATE),
        "grid": Unit("grid", "一网格", "grid", "estate"),
        "guard": Unit("guard", "门岗", "micro", "grid", hours=NIGHT),
    },
    {"1": EARLY_BIRD, "2": Staff("2", "示例员乙", "worker", ("grid",))},
)


def rules(*categories: Category) -> Rules:
    return Rules(
        org=ORG,
        categories={category.id: category for category in categories},
        routes=(),
        answers=(),
        hours=OFFICE,
        is_workday=is_workday,
        zone=SHANGHAI,
    )


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (None, OFFICE),
        ("village", OFFICE),
        ("gone", OFFICE),
        ("estate", LATE),
        ("grid", LATE),
        ("guard", NIGHT),
    ],
)
def test_the_nearest_unit_with_hours_of_its_own_decides(unit: str | None, expected: Hours) -> None:
    found = rules(OTHER).calendar(unit)
    assert found.hours is expected
    assert found.zone is SHANGHAI
    assert found.is_workday is is_workday


def test_a_persons_own_hours_come_before_the_units() -> None:
    assert rules(OTHER).calendar("grid", EARLY_BIRD).hours is EARLY_BIRD.hours
    assert rules(OTHER).calendar("grid", ORG.staff["2"]).hours is LATE


@pytest.mark.parametrize(("asked", "found"), [("noise", NOISE), ("other", OTHER), ("gone", OTHER), (None, OTHER)])
def test_an_unknown_category_is_other(asked: str | None, found: Category) -> None:
    assert rules(NOISE, OTHER).category(asked) is found


def test_rules_without_other_are_refused() -> None:
    with pytest.raises(ValueError, match="the category 'other' is missing"):
        rules(NOISE)
