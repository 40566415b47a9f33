"""Places the units of a table in the tree of those that are known: finds each again, or makes it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Any

from bot.grids.entries import Entry, Named
from bot.grids.findings import Report
from bot.settings.source import split_list
from classifier.normal import flat
from domain.org import LEVELS

Row = dict[str, Any]

# "第一网格" is every village's; the name of the unit above makes it somebody's.
NOT_A_NAME = re.compile(r"第?[\d一二三四五六七八九十百]+号?(?:微?网格|组)")
# A number like these is the row's place in the table, and no id that is fixed for ever.
SERIAL = re.compile(r"\d{1,4}")
USABLE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


class _NoPlaceError(Exception):
    """Why an entry can't be placed, for the admin."""


class Tree:
    """The units in the order in which they were met; `rows` is what will be written."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows: list[Row] = []
        self.lines: dict[str, int] = {}  # The row of the table that speaks of a unit, by its id.
        self._said: dict[str, Row] = {}  # By what a table writes as the id, which may not be fit for one.
        self._ids: dict[str, Row] = {}
        self._names: dict[str, list[Row]] = {}
        self._aliases: dict[str, list[Row]] = {}
        for row in rows:
            self._add(row)

    def place_all(self, entries: Iterable[Entry], report: Report) -> list[tuple[Entry, str]]:
        """Every entry with the id of its unit, the highest levels first; what finds no place is told."""
        placed = []
        for entry in sorted(entries, key=lambda entry: -LEVELS.index(entry.level)):
            try:
                unit = self._place(entry)
            except _NoPlaceError as error:
                report.add(entry.row, entry.name, str(error))
                continue
            self.lines.setdefault(unit["id"], entry.row)
            placed.append((entry, str(unit["id"])))
        return placed

    def _place(self, entry: Entry) -> Row:
        parent = self._parent(entry)
        named = entry.level, _full(entry.name, parent)
        unit = self._by_id(entry, named) or self.find(named, parent) or self._make(named, parent, entry)
        if entry.id:
            self._said.setdefault(entry.id, unit)
        if parent is not None:
            unit["parent"] = parent["id"]
        unit.update(entry.facts)
        if entry.aliases:
            unit["aliases"] = list(dict.fromkeys([*aliases_of(unit), *entry.aliases]))
            self._index(unit)
        return unit

    def _parent(self, entry: Entry) -> Row | None:
        """What stands right above: the unit of the 上级 column, else the last of those written in the row."""
        if entry.parent:
            return self._called(entry.parent)
        parent: Row | None = None
        for named in entry.above:
            parent = self.find(named, parent) or self._make(named, parent, entry)
            self.lines.setdefault(parent["id"], entry.row)
        return parent

    def _called(self, text: str) -> Row:
        """A unit by its id or its name."""
        if text in self._said:
            return self._said[text]
        if text in self._ids:
            return self._ids[text]
        found = self.named(text)
        if len(found) != 1:
            raise _NoPlaceError(f"上级“{text}”{'有好几个，写编号' if found else '哪儿都没有'}")
        return found[0]

    def _by_id(self, entry: Entry, named: Named) -> Row | None:
        """The unit with the id of the row, which is another's fault if it has another name in the same table."""
        if not _is_id(entry.id):
            return None
        unit = self._ids.get(entry.id)
        if unit is None or (unit.get("level"), unit.get("name")) == named:
            return unit
        if entry.id in self.lines:
            raise _NoPlaceError(f"编号 {entry.id} 写了两遍，前一个在第 {self.lines[entry.id]} 行")
        unit["level"], unit["name"] = named
        self._index(unit)
        return unit

    def find(self, named: Named, parent: Row | None) -> Row | None:
        """A known unit of this level and name; with a parent, the one below it or one that has none yet.

        Raises _NoPlaceError when several fit.
        """
        level, name = named
        found = [row for row in self.named(_full(name, parent)) if row.get("level") == level]
        if parent is not None:
            found = [row for row in found if row.get("parent") in (None, "", parent["id"])]
        if len(found) > 1:
            raise _NoPlaceError(f"有 {len(found)} 个单位叫“{name}”，写上所属社区或编号")
        return found[0] if found else None

    def named(self, text: str) -> list[Row]:
        """All units of a name, else all that have it as another name."""
        wanted = flat(text)
        return self._names.get(wanted) or self._aliases.get(wanted, [])

    def _add(self, row: Row) -> None:
        self.rows.append(row)
        self._ids[str(row["id"])] = row
        self._index(row)

    def _index(self, row: Row) -> None:
        called = [(self._names, str(row["name"])), *((self._aliases, alias) for alias in aliases_of(row))]
        for names, text in called:
            known = names.setdefault(flat(text), [])
            if not any(one is row for one in known):
                known.append(row)

    def _make(self, named: Named, parent: Row | None, entry: Entry) -> Row:
        level, name = named[0], _full(named[1], parent)
        own = entry.id if named[0] == entry.level and _is_id(entry.id) else ""
        unit: Row = {"id": own or _made_id(name, parent), "name": name, "level": level}
        if parent is not None:
            unit["parent"] = parent["id"]
        self._add(unit)
        return unit


def aliases_of(row: Row) -> list[str]:
    """The other names of a unit, whether they stand in one cell or in a list."""
    aliases = row.get("aliases") or []
    return split_list(aliases) if isinstance(aliases, str) else list(aliases)


def _full(name: str, parent: Row | None) -> str:
    return f"{parent['name']}{name}" if parent is not None and NOT_A_NAME.fullmatch(name) else name


def _is_id(text: str) -> bool:
    return USABLE_ID.fullmatch(text) is not None and SERIAL.fullmatch(text) is None


def _made_id(name: str, parent: Row | None) -> str:
    """The same for the same name under the same parent, so that a second import changes nothing."""
    path = f"{parent['name'] if parent is not None else ''}/{name}"
    return "u" + hashlib.sha256(path.encode()).hexdigest()[:10]
