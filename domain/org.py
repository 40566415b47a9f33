"""Who serves whom: units from micro-grid to district, their staff, the departments beside them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from domain.catalog import OwnLimits
from domain.worktime import Hours

K = TypeVar("K")
V = TypeVar("V")

LEVELS = ("micro", "grid", "compound", "village", "street", "district")
WORKED_LEVELS = frozenset(LEVELS[: LEVELS.index("village") + 1])
HELPERS = frozenset({"assistant", "guide"})  # They report and help; no case is ever theirs.
ROLES = ("worker", "assistant", "guide", "chief", "desk", "department", "mediator")


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of the map with people in it; `boundary` is (lng, lat) corners in GCJ-02."""

    id: str
    name: str
    level: str
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    boundary: tuple[tuple[float, float], ...] | None = None
    duty_phone: str | None = None
    special: str | None = None
    hours: Hours | None = None
    deadline: OwnLimits | None = None


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who serves; the phone is the identity, `substitute` the phone of who stands in."""

    phone: str
    name: str
    role: str
    units: tuple[str, ...] = ()
    department: str | None = None
    title: str | None = None
    substitute: str | None = None
    hours: Hours | None = None


@dataclass(frozen=True, slots=True)
class Department:
    """Somebody to whistle for: city management, water works, the police station.

    A `partner` (共建单位) is asked for help and has no limits.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    unit: str | None = None
    partner: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """The people who answer for a unit: its desk staff, or the chief where there is none."""

    unit_id: str
    staff: tuple[Staff, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the tables; `fatal` ones must not go into force."""

    code: str
    subject: str
    detail: str
    fatal: bool = True


@dataclass(frozen=True, slots=True)
class Organisation:
    """All units, staff and departments, and the questions asked of them at every message.

    `away` in the questions below holds the phones of those on leave: nobody on leave is given anything.
    """

    units: Mapping[str, Unit]
    staff: Mapping[str, Staff]
    departments: Mapping[str, Department] = field(default_factory=dict)
    _children: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)
    _serving: Mapping[tuple[str, str], tuple[Staff, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        children = ((unit.parent, unit.id) for unit in self.units.values() if unit.parent)
        serving = (((unit_id, person.role), person) for person in self.staff.values() for unit_id in person.units)
        object.__setattr__(self, "_children", _grouped(children))
        object.__setattr__(self, "_serving", _grouped(serving))

    def path(self, unit_id: str | None) -> tuple[str, ...]:
        """The unit itself first, then up to the root; it stops at a missing parent and at a circle."""
        steps: list[str] = []
        while unit_id is not None and unit_id in self.units and unit_id not in steps:
            steps.append(unit_id)
            unit_id = self.units[unit_id].parent
        return tuple(steps)

    def path_levels(self, unit_id: str | None) -> tuple[tuple[str, str], ...]:
        """The path as (unit, level), which is what routing looks at."""
        return tuple((step, self.units[step].level) for step in self.path(unit_id))

    def within(self, unit_id: str | None, ancestor_id: str) -> bool:
        """Whether the unit is the other one or lies below it."""
        return ancestor_id in self.path(unit_id)

    def children(self, unit_id: str) -> tuple[str, ...]:
        """The units right below, in the order of the config."""
        return self._children.get(unit_id, ())

    def workers(self, unit_id: str) -> tuple[Staff, ...]:
        """The workers of this very unit, in the order of the config."""
        return self._serving.get((unit_id, "worker"), ())

    def chiefs(self, unit_id: str) -> tuple[Staff, ...]:
        """The chiefs of this very unit."""
        return self._serving.get((unit_id, "chief"), ())

    def desk_staff(self, unit_id: str) -> tuple[Staff, ...]:
        """The desk staff of this very unit."""
        return self._serving.get((unit_id, "desk"), ())

    def mediators(self, unit_id: str | None, away: Container[str] = ()) -> tuple[Staff, ...]:
        """Who mediates here: the unit's own mediators, else those of the nearest unit around it that has some."""
        for step in self.path(unit_id):
            if present := self.present(self._serving.get((step, "mediator"), ()), away):
                return present
        return ()

    def department_staff(self, department_id: str) -> tuple[Staff, ...]:
        """Who answers a whistle for the department."""
        return tuple(p for p in self.staff.values() if p.role == "department" and p.department == department_id)

    def desk(self, unit_id: str | None, away: Container[str] = ()) -> Desk | None:
        """The unit's desk staff, else its chief, else its parent's; None only if nobody is above at all."""
        return self._first_staffed(self.path(unit_id), ("desk", "chief"), away)

    def next_level(self, unit_id: str | None, away: Container[str] = ()) -> Desk | None:
        """The next staffed level above the unit, its chief before its desk."""
        return self._first_staffed(self.path(unit_id)[1:], ("chief", "desk"), away)

    def worker_for(self, unit_id: str | None, away: Container[str] = ()) -> Staff | None:
        """The first of those who work here."""
        return next(iter(self.workers_for(unit_id, away)), None)

    def workers_for(self, unit_id: str | None, away: Container[str] = ()) -> tuple[Staff, ...]:
        """Who works here: the unit's own workers, else those of the grid, compound or village around it."""
        for step in self.path(unit_id):
            if step != unit_id and self.units[step].level not in WORKED_LEVELS:
                return ()
            if present := self.present(self.workers(step), away):
                return present
        return ()

    def stand_in(self, person: Staff, away: Container[str] = ()) -> Staff | None:
        """The person, or if away the substitute, or the substitute's substitute; None if all are away."""
        seen: set[str] = set()
        while person.phone in away:
            seen.add(person.phone)
            following = person.substitute
            if following is None or following in seen or following not in self.staff:
                return None
            person = self.staff[following]
            if person.role in HELPERS:
                return None
        return person

    def duty_phone(self, unit_id: str | None) -> str | None:
        """The nearest duty phone upwards."""
        phones = (self.units[step].duty_phone for step in self.path(unit_id))
        return next((phone for phone in phones if phone), None)

    def hours(self, unit_id: str | None) -> Hours | None:
        """The unit's own hours, else the nearest ancestor's that has some."""
        own = (self.units[step].hours for step in self.path(unit_id))
        return next((hours for hours in own if hours is not None), None)

    def problems(self) -> list[Problem]:
        """All that is wrong with the tables, for the loader to refuse or to warn about."""
        return [
            *self._unit_problems(),
            *self._staff_problems(),
            *self._department_problems(),
            *self._ladder_problems(),
        ]

    def _first_staffed(self, steps: Iterable[str], roles: tuple[str, str], away: Container[str]) -> Desk | None:
        for step in steps:
            for role in roles:
                present = self.present(self._serving.get((step, role), ()), away)
                if present:
                    return Desk(step, present)
        return None

    def present(self, people: Iterable[Staff], away: Container[str]) -> tuple[Staff, ...]:
        """Those of them who are there, and who stands in for those who are not; nobody twice."""
        found = (self.stand_in(person, away) for person in people)
        return tuple({person.phone: person for person in found if person is not None}.values())

    def _unit_problems(self) -> Iterator[Problem]:
        for unit in self.units.values():
            if unit.level not in LEVELS:
                yield Problem("unknown_level", unit.id, unit.level)
            if unit.parent is None:
                continue
            parent = self.units.get(unit.parent)
            if parent is None:
                yield Problem("missing_parent", unit.id, unit.parent)
            elif self.units[self.path(unit.id)[-1]].parent in self.units:
                yield Problem("cycle", unit.id, " → ".join(self.path(unit.id)))
            elif {unit.level, parent.level} <= set(LEVELS) and not _below(unit, parent):
                yield Problem("level_order", unit.id, f"{unit.level} under {parent.id} ({parent.level})")

    def _staff_problems(self) -> Iterator[Problem]:
        for person in self.staff.values():
            if person.role not in ROLES:
                yield Problem("unknown_role", person.phone, person.role)
            for unit_id in person.units:
                if unit_id not in self.units:
                    yield Problem("unknown_unit", person.phone, unit_id)
            if person.department is not None and person.department not in self.departments:
                yield Problem("unknown_department", person.phone, person.department)
            if person.substitute is not None and person.substitute not in self.staff:
                yield Problem("unknown_substitute", person.phone, person.substitute)

    def _department_problems(self) -> Iterator[Problem]:
        for department in self.departments.values():
            if department.unit is not None and department.unit not in self.units:
                yield Problem("unknown_unit", department.id, department.unit)
            if not self.department_staff(department.id):
                yield Problem("unstaffed_department", department.id, department.name, fatal=False)

    def _ladder_problems(self) -> Iterator[Problem]:
        for unit in self.units.values():
            if self.desk(unit.id) is None:
                yield Problem("nobody_above", unit.id, unit.name)
            elif self.children(unit.id) and not (self.chiefs(unit.id) or self.desk_staff(unit.id)):
                yield Problem("unstaffed_level", unit.id, unit.level, fatal=False)


def _below(unit: Unit, parent: Unit) -> bool:
    return LEVELS.index(unit.level) < LEVELS.index(parent.level)


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
