"""Whose a matter becomes by the routes: the person they name, else the desk in whose pool it waits."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime

from domain.org import Organisation, Staff
from domain.routing import Target, route
from domain.rules import Rules


@dataclass(frozen=True, slots=True)
class Matter:
    """What routes look at. Without a unit the matter belongs to `base`, the unit of the account it came by."""

    category: str | None
    kind: str | None
    unit: str | None
    urgent: bool
    base: str


def target_of(rules: Rules, matter: Matter, at: datetime) -> Target:
    """Where the routes send it at this moment."""
    unit = matter.unit or matter.base
    levels = rules.org.path_levels(unit)
    on_hours = rules.calendar(unit).open_at(at)
    return route(rules.routes, matter.category, matter.kind, levels, matter.urgent, on_hours)


def members_of(org: Organisation, matter: Matter, target: Target, away: Container[str] = ()) -> tuple[Staff, ...]:
    """Those a target means, or who stand in for them; none where it is a desk, or nobody is there."""
    if target.kind == "grid":
        return org.workers_for(matter.unit, away) if matter.unit else ()
    if target.kind == "chief":
        path = org.path(matter.unit or matter.base)
        return org.present((chief for unit in path for chief in org.chiefs(unit)), away)[:1]
    if target.kind == "mediator":
        found = org.mediators(matter.unit or matter.base, away)
        return found or (org.workers_for(matter.unit, away) if matter.unit else ())
    if target.kind == "department":
        return org.present((one for one in org.staff.values() if one.department == target.arg), away)[:1]
    return ()


def desk_of(org: Organisation, matter: Matter, target: Target, away: Container[str] = ()) -> str:
    """The desk a target means: `desk:street` climbs to that level, everything else starts at the matter's unit."""
    path = org.path(matter.unit or matter.base)
    if target.kind == "desk" and target.arg:
        above = [unit for unit in path if org.units[unit].level == target.arg]
        return desk_unit(org, above[0] if above else path[-1], matter.base, away)
    return desk_unit(org, matter.unit, matter.base, away)


def desk_unit(org: Organisation, unit: str | None, base: str, away: Container[str] = ()) -> str:
    """The unit whose desk answers for a place: the nearest staffed one upwards, at last `base` itself."""
    desk = org.desk(unit or base, away)
    return desk.unit_id if desk else base
