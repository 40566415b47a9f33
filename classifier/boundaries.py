"""Finds the smallest unit whose boundary holds a point."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from classifier.lexicon import PlaceWords
from classifier.tree import RANK, Tree


class Boundaries:
    """Boundaries on the map; the geometry library is loaded at the first question, if there are any at all."""

    def __init__(self, places: Iterable[PlaceWords], tree: Tree) -> None:
        self._drawn = [place for place in places if place.boundary and len(place.boundary) >= 3]
        self._tree = tree
        self._search: tuple[Any, list[Any]] | None = None

    def at(self, lat: float, lng: float, within: str | None = None) -> str | None:
        """The smallest unit around a point, among those that lie in `within`."""
        if not self._drawn:
            return None
        from shapely import Point  # Imported here: most villages draw no boundary.

        finder, shapes = self._shapes()
        around = [int(i) for i in finder.query(Point(lng, lat), predicate="intersects")]
        fitting = [i for i in around if self._tree.within(self._drawn[i].unit, within)]
        if not fitting:
            return None
        smallest = min(fitting, key=lambda i: (RANK.get(self._drawn[i].level, 3), shapes[i].area, i))
        return self._drawn[smallest].unit

    def _shapes(self) -> tuple[Any, list[Any]]:
        if self._search is None:
            from shapely import Polygon, STRtree

            shapes = [Polygon(place.boundary).buffer(0) for place in self._drawn]
            self._search = STRtree(shapes), shapes
        return self._search
