"""Which unit lies in which: paths, nearness and the smallest unit that holds several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

RANK = {"micro": 0, "grid": 1, "compound": 2, "village": 3, "street": 4, "district": 5}


def climb(unit: str, parents: Mapping[str, str | None]) -> tuple[str, ...]:
    """The unit, its parent, and so on up, as far as they are known."""
    path: list[str] = []
    here: str | None = unit
    while here is not None and here in parents and here not in path:
        path.append(here)
        here = parents[here]
    return tuple(path)


class Tree:
    """Units by parent; safe on parents that are missing or go in a circle."""

    def __init__(self, parents: Mapping[str, str | None]) -> None:
        self._paths = {unit: climb(unit, parents) for unit in parents}

    def path(self, unit: str | None) -> tuple[str, ...]:
        """The unit, its parent, and so on up; empty for an unknown unit."""
        return self._paths.get(unit, ()) if unit is not None else ()

    def within(self, unit: str, ancestor: str | None) -> bool:
        """Whether a unit is, or lies in, another; anything lies in None."""
        return ancestor is None or ancestor in self.path(unit)

    def related(self, one: str, other: str) -> bool:
        """Whether one of the two lies in the other."""
        return self.within(one, other) or self.within(other, one)

    def smallest(self, units: Iterable[str]) -> list[str]:
        """The units without those that hold another of them, in the order given."""
        known = list(dict.fromkeys(units))
        return [unit for unit in known if not any(other != unit and self.within(other, unit) for other in known)]

    def common(self, units: Iterable[str]) -> str | None:
        """The smallest unit that holds them all; None if there is none."""
        paths = [self.path(unit) for unit in units]
        if not paths:
            return None
        return next((unit for unit in paths[0] if all(unit in path for path in paths[1:])), None)
