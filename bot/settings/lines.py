"""Finds the line of a key in a TOML text, because the parser of the standard library doesn't keep them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.settings.errors import KeyPath

_TABLE = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_WORD = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
_KEY = re.compile(rf"\s*({_WORD}(?:\s*\.\s*{_WORD})*)\s*=")
_TOKEN = re.compile(r'"""|\'\'\'|"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*|[\[\]{}]|\\.')


def _parts(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in dotted.split(".")]


@dataclass(slots=True)
class _Value:
    """Knows whether the lines of a value that spans several are still going on."""

    quote: str = ""
    depth: int = 0
    texts: int = 0  # How many texts the outermost list has had so far.

    @property
    def open(self) -> bool:
        return bool(self.quote) or self.depth > 0

    def feed(self, text: str) -> None:
        position = 0
        while position < len(text):
            if self.quote:
                end = text.find(self.quote, position)
                if end < 0:
                    return
                position, self.quote = end + 3, ""
                continue
            mark = _TOKEN.search(text, position)
            if mark is None:
                return
            self._take(mark.group())
            position = mark.end()

    def _take(self, mark: str) -> None:
        if mark in ('"""', "'''"):
            self.quote = mark
            self.texts += self.depth == 1
        elif mark in "[{":
            self.depth += 1
        elif mark in "]}":
            self.depth -= 1
        elif mark[0] in "\"'" and self.depth == 1:
            self.texts += 1


@dataclass(slots=True)
class LineMap:
    """Key path → line, and the nearest enclosing line for a path that has none of its own."""

    lines: dict[KeyPath, int] = field(default_factory=dict)

    def find(self, path: KeyPath) -> int | None:
        for length in range(len(path), 0, -1):
            line = self.lines.get(path[:length]) or self.lines.get((*path[:length], 0))
            if line is not None:
                return line
        return None


def map_lines(text: str) -> LineMap:
    """Read headers and keys line by line; a broken file gives a partial map, never an error."""
    found: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    path: KeyPath = ()
    value = _Value()
    for number, line in enumerate(text.splitlines(), start=1):
        if value.open:
            _feed(value, line, number, path, found)
        elif header := _TABLE.match(line):
            table = _enter(_parts(header.group(2)), header.group(1) == "[[", counts)
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            path = (*table, *_parts(key.group(1)))
            found.setdefault(path, number)
            value = _Value()
            _feed(value, line[key.end() :], number, path, found)
    return LineMap(found)


def _feed(value: _Value, text: str, number: int, path: KeyPath, found: dict[KeyPath, int]) -> None:
    """Let the value go on; the texts that begin on this line are elements of the list, if it is a list of texts."""
    before = value.texts
    value.feed(text)
    found |= {(*path, place): number for place in range(before, value.texts)}


def _enter(parts: list[str], is_array: bool, counts: dict[KeyPath, int]) -> KeyPath:
    """The path of a table header, with the index of the array tables it stands in."""
    path: KeyPath = ()
    for position, part in enumerate(parts):
        path = (*path, part)
        if position == len(parts) - 1 and is_array:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path
