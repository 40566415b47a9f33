"""Where a new case goes: conditions, their order, and the ways a target may be written."""

from __future__ import annotations

import pytest

from domain.catalog import Route, RouteWhen
from domain.routing import GRID, Target, fits, parse_target, route

STAIRS = (("stairs", "micro"), ("grid1", "grid"), ("village", "village"))


@pytest.mark.parametrize(
    ("when", "fit"),
    [
        (RouteWhen(), True),
        (RouteWhen(category=("noise", "roads_lighting")), True),
        (RouteWhen(category=("noise",)), False),
        (RouteWhen(kind=("complaint",)), True),
        (RouteWhen(kind=("tipoff", "praise")), False),
        (RouteWhen(unit=("stairs",)), True),
        (RouteWhen(unit=("village",)), True),  # the case's unit lies within it
        (RouteWhen(unit=("grid2",)), False),
        (RouteWhen(level=("micro", "grid")), True),
        (RouteWhen(level=("village",)), False),  # the level is that of the unit itself
        (RouteWhen(urgent=False), True),
        (RouteWhen(urgent=True), False),
        (RouteWhen(hours="on"), True),
        (RouteWhen(hours="off"), False),
        (RouteWhen(category=("roads_lighting",), kind=("complaint",), unit=("grid1",), hours="on"), True),
        (RouteWhen(category=("roads_lighting",), kind=("complaint",), unit=("grid1",), hours="off"), False),
    ],
)
def test_all_that_a_condition_asks_must_hold(when: RouteWhen, fit: bool) -> None:
    assert fits(when, "roads_lighting", "complaint", STAIRS, urgent=False, on_hours=True) is fit


def test_a_case_without_place_category_or_kind_fits_only_what_asks_for_none() -> None:
    for when in (RouteWhen(category=("other",)), RouteWhen(kind=("help",)), RouteWhen(level=("grid",))):
        assert not fits(when, None, None, (), urgent=True, on_hours=False)
    assert fits(RouteWhen(urgent=True, hours="off"), None, None, (), urgent=True, on_hours=False)


def test_the_first_route_that_fits_wins() -> None:
    routes = (
        Route(RouteWhen(urgent=True), "chief"),
        Route(RouteWhen(category=("roads_lighting",)), "department:city"),
        Route(RouteWhen(), "desk:street"),
    )
    assert route(routes, "roads_lighting", "help", STAIRS, True, True) == Target("chief")
    assert route(routes, "roads_lighting", "help", STAIRS, False, True) == Target("department", "city")
    assert route(routes, "noise", "help", STAIRS, False, True) == Target("desk", "street")


def test_without_a_route_that_fits_it_goes_to_the_grid() -> None:
    assert route((), "noise", "help", STAIRS, False, True) == GRID
    assert route((Route(RouteWhen(urgent=True), "chief"),), "noise", "help", STAIRS, False, True) == GRID


@pytest.mark.parametrize(
    ("to", "target"),
    [
        ("grid", Target("grid")),
        ("desk", Target("desk")),
        ("desk:street", Target("desk", "street")),
        ("chief", Target("chief")),
        ("department:city", Target("department", "city")),
    ],
)
def test_a_target_is_read(to: str, target: Target) -> None:
    assert parse_target(to) == target


@pytest.mark.parametrize(
    "to", ["", "worker", "grid:a", "chief:village", "department", "department:", "desk:", "desk:town", ":a"]
)
def test_a_wrong_target_is_refused(to: str) -> None:
    with pytest.raises(ValueError, match="is no target"):
        parse_target(to)
