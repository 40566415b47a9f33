"""Where a new case goes: the first of the admin's routes that fits, else the grid's own worker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.catalog import Route, RouteWhen
from domain.org import LEVELS

TARGETS = ("grid", "desk", "chief", "department", "mediator")


@dataclass(frozen=True, slots=True)
class Target:
    """grid, desk, chief, mediator or department; `arg` is the desk's level or the department's id."""

    kind: str
    arg: str | None = None


GRID = Target("grid")


def parse_target(to: str) -> Target:
    """Read "grid", "desk", "desk:street", "chief", "mediator" or "department:<id>"."""
    kind, colon, arg = to.partition(":")
    if kind not in TARGETS or (colon and not arg):
        raise ValueError(f"{to!r} is no target: write grid, desk, desk:<level>, chief, mediator or department:<id>")
    if (kind == "department") != bool(arg) and kind != "desk":
        raise ValueError(f"{to!r} is no target: a department needs an id, the others take none")
    if kind == "desk" and arg and arg not in LEVELS:
        raise ValueError(f"{to!r} is no target: {arg!r} is not one of {', '.join(LEVELS)}")
    return Target(kind, arg or None)


def route(
    routes: Iterable[Route],
    category: str | None,
    kind: str | None,
    unit_path_levels: Sequence[tuple[str, str]],
    urgent: bool,
    on_hours: bool,
) -> Target:
    """The target of the first route that fits; `unit_path_levels` is the unit first, then upwards."""
    for rule in routes:
        if fits(rule.when, category, kind, unit_path_levels, urgent, on_hours):
            return parse_target(rule.to)
    return GRID


def fits(
    when: RouteWhen,
    category: str | None,
    kind: str | None,
    unit_path_levels: Sequence[tuple[str, str]],
    urgent: bool,
    on_hours: bool,
) -> bool:
    """Whether all that the condition asks holds; a unit asked for holds for all units within it."""
    own_level = unit_path_levels[0][1] if unit_path_levels else None
    return (
        (not when.category or category in when.category)
        and (not when.kind or kind in when.kind)
        and (not when.level or own_level in when.level)
        and (not when.unit or any(unit in when.unit for unit, _ in unit_path_levels))
        and (when.urgent is None or when.urgent == urgent)
        and (when.hours is None or (when.hours == "on") == on_hours)
    )
