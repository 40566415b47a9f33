"""Tells in one pass over a text which of many regular expressions have no chance in it."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Generic, TypeVar

from classifier.words import Trie

try:
    from re import _constants as codes  # type: ignore[attr-defined]  # The parser has no public name.
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # Without it every expression is tried on every text, which is slower and as right.
    parser = None

# Sets of more strings than this are not worth following.
MOST = 200
# Characters that stand in almost every text.
COMMON = frozenset("的了是我有不在人一个这家没来上到也都就们要还你好说天里,。!? ")


Key = TypeVar("Key", bound=Hashable)


class Sieve(Generic[Key]):
    """Many expressions and the strings that each needs one of; most texts hold next to none of them.

    Trying a hundred expressions one by one is most of what understanding a message would cost.
    """

    def __init__(self, expressions: Mapping[Key, re.Pattern[str]]) -> None:
        self.expressions = expressions
        needed: dict[str, list[Key]] = {}
        self._always: list[Key] = []
        for key, expression in expressions.items():
            strings = needed_strings(expression)
            if strings is None:
                self._always.append(key)
            for string in strings or ():
                needed.setdefault(string, []).append(key)
        self._strings = Trie((string, tuple(keys)) for string, keys in needed.items())

    def left(self, text: str) -> set[Key]:
        """The keys of the expressions that may have a match in a text."""
        found = set(self._always)
        for keys in self._strings.payloads(text):
            found.update(keys)
        return found

    def sift(self, text: str) -> Sifted[Key]:
        """A text, ready to be searched for any of the expressions."""
        return Sifted(self, text)


class Sifted(Generic[Key]):
    """One text and the expressions that may have a match in it."""

    __slots__ = ("_expressions", "_left", "_text")

    def __init__(self, sieve: Sieve[Key], text: str) -> None:
        self._expressions, self._text, self._left = sieve.expressions, text, sieve.left(text)

    def search(self, key: Key) -> re.Match[str] | None:
        """The first match of an expression in the text."""
        return self._expressions[key].search(self._text) if key in self._left else None

    def may(self, *keys: Key) -> bool:
        """Whether one of some expressions may have a match in the text."""
        return not self._left.isdisjoint(keys)

    def has(self, key: Key) -> bool:
        """Whether an expression has a match in the text."""
        return key in self._left and self._expressions[key].search(self._text) is not None


def needed_strings(expression: re.Pattern[str]) -> frozenset[str] | None:
    """Strings of which every match holds at least one; None where there are no such.

    >>> sorted(needed_strings(re.compile("(?:路|街)灯.{0,3}坏了?")))
    ['街灯', '路灯']
    >>> needed_strings(re.compile("坏?")) is None
    True
    """
    if parser is None or expression.flags & re.IGNORECASE:
        return None
    return _sequence(parser.parse(expression.pattern, expression.flags)).needed


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an expression: all that it matches, if that is a short list, and what any match of it needs."""

    exact: frozenset[str] | None = None
    needed: frozenset[str] | None = None


NOWHERE = frozenset({""})


def _sequence(items: Iterable[tuple[Any, Any]]) -> Part:
    """Neighbours that match short lists are joined; across a gap the more telling side is kept."""
    run, whole = NOWHERE, True
    best: frozenset[str] | None = None
    for code, value in items:
        part = _part(code, value)
        joined = _joined(run, part.exact)
        if joined is None:
            best = _better(_better(best, _telling(run)), part.needed)
            run, whole = part.exact or NOWHERE, False
        else:
            run = joined
    best = _better(best, _telling(run))
    return Part(run if whole else None, best)


def _joined(run: frozenset[str], exact: frozenset[str] | None) -> frozenset[str] | None:
    if exact is None or len(run) * len(exact) > MOST:
        return None
    return frozenset(before + after for before, after in product(run, exact))


def _part(code: Any, value: Any) -> Part:
    if code is codes.LITERAL:
        return _listed(frozenset(chr(value)))
    if code is codes.IN:
        single = all(kind is codes.LITERAL for kind, _ in value)
        return _listed(frozenset(chr(letter) for _, letter in value)) if single else Part()
    if code in (codes.AT, codes.ASSERT, codes.ASSERT_NOT):
        return Part(exact=NOWHERE)
    if code is codes.SUBPATTERN:
        return Part() if value[1] & re.IGNORECASE else _sequence(value[3])
    if code is codes.BRANCH:
        return _branches([_sequence(branch) for branch in value[1]])
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        return _repeated(value[0], value[1], _sequence(value[2]))
    return Part()


def _repeated(least: int, most: Any, inner: Part) -> Part:
    if (least, most) == (0, 1) and inner.exact is not None:
        return Part(exact=inner.exact | NOWHERE)
    return Part(needed=inner.needed) if least else Part()


def _branches(parts: Sequence[Part]) -> Part:
    exact = _union([part.exact for part in parts])
    return Part(exact if exact is not None and len(exact) <= MOST else None, _union([part.needed for part in parts]))


def _union(sets: Sequence[frozenset[str] | None]) -> frozenset[str] | None:
    known = [one for one in sets if one is not None]
    return frozenset().union(*known) if len(known) == len(sets) else None


def _listed(strings: frozenset[str]) -> Part:
    return Part(strings, strings)


def _telling(strings: frozenset[str]) -> frozenset[str] | None:
    """Whether it says anything that one of these strings is there."""
    return strings if strings and "" not in strings else None


def _better(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return one or other
    return min(one, other, key=_frequency)


def _frequency(strings: frozenset[str]) -> float:
    """About how often one of these strings is met."""
    return sum((10.0 if string in COMMON else 1.0) * 0.05 ** (len(string) - 1) for string in strings)
