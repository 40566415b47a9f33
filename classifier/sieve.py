"""Tells in one pass over a text which of many regular expressions have no chance in it."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import product
from operator import or_
from typing import Any, Generic, TypeVar

from classifier.words import Trie

try:
    from re import _constants as codes  # type: ignore[attr-defined]  # The parser has no public name.
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # Without it every expression is tried on every text, which is slower and as right.
    parser = None

# Sets of more strings than this are not worth following.
MOST = 200
# Different ways in which an expression can match, each with needs of its own; more are not told apart.
MOST_WAYS = 32
# Characters that stand in almost every text.
COMMON = frozenset("的了是我有不在人一个这家没来上到也都就们要还你好说天里,。!? ")


Key = TypeVar("Key", bound=Hashable)
# Any one of these strings, and all the needs of one way to match.
Need = frozenset[str]
Way = frozenset[Need]
ANYHOW: tuple[Way, ...] = (frozenset(),)


class Found(Generic[Key]):
    """What it means that a text holds a string: the needs it meets, as bits, and the ways it makes possible."""

    __slots__ = ("met", "ways")

    def __init__(self) -> None:
        self.met = 0
        self.ways: list[tuple[int, Key]] = []


class Sieve(Generic[Key]):
    """Many expressions and the strings that each needs some of; most texts hold next to none of them.

    Trying a hundred expressions one by one is most of what understanding a message would cost.
    """

    def __init__(self, expressions: Mapping[Key, re.Pattern[str]]) -> None:
        self.expressions = expressions
        self._always: list[Key] = []
        self._found: dict[str, Found[Key]] = {}
        bits: dict[Need, int] = {}
        for key, expression in expressions.items():
            for way in ways(expression):
                self._learn(key, _rarest_first(way), bits)
        self._strings = Trie(self._found.items())

    def _learn(self, key: Key, needs: Sequence[Need], bits: dict[Need, int]) -> None:
        """One way to match: it is thought of where its rarest need is met, and left where all of them are."""
        if not needs:
            self._always.append(key)
            return
        for need in needs:
            bit = bits.setdefault(need, 1 << len(bits))
            for string in need:
                self._found.setdefault(string, Found()).met |= bit
        all_of_them = reduce(or_, (bits[need] for need in needs))
        for string in needs[0]:
            self._found[string].ways.append((all_of_them, key))

    def left(self, text: str) -> set[Key]:
        """The keys of the expressions that may have a match in a text."""
        left = set(self._always)
        there = self._strings.payloads(text)
        met = 0
        for found in there:
            met |= found.met
        for found in there:
            for needs, key in found.ways:
                if needs & met == needs:
                    left.add(key)
        return left

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
    return _read(expression).needed


def ways(expression: re.Pattern[str]) -> tuple[Way, ...]:
    """The ways in which an expression can match: for each what it needs, of every need any one string.

    >>> [sorted(map(sorted, way)) for way in ways(re.compile("路灯.*[坏黑]|停电"))]
    [[['坏', '黑'], ['路灯']], [['停电']]]
    """
    return _read(expression).ways


def _read(expression: re.Pattern[str]) -> Part:
    if parser is None or expression.flags & re.IGNORECASE:
        return Part()
    return _sequence(parser.parse(expression.pattern, expression.flags))


def _rarest_first(way: Way) -> list[Need]:
    return sorted(way, key=lambda need: (_frequency(need), sorted(need)))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an expression: all that it matches, if that is a short list, and what any match of it needs.

    `needed` is the one need of every match that tells most; `ways` has all needs of each way to match.
    """

    exact: frozenset[str] | None = None
    needed: Need | None = None
    ways: tuple[Way, ...] = ANYHOW


NOWHERE = frozenset({""})


def _sequence(items: Iterable[tuple[Any, Any]]) -> Part:
    """Neighbours that match short lists are joined; across a gap the more telling side is kept."""
    run, whole, all_ways = NOWHERE, True, ANYHOW
    best: frozenset[str] | None = None
    for code, value in items:
        part = _part(code, value)
        joined = _joined(run, part.exact)
        if joined is None:
            best = _better(_better(best, _telling(run)), part.needed)
            all_ways = _both(_both(all_ways, _listed(run)), part)
            run, whole = part.exact or NOWHERE, False
        else:
            run = joined
    best = _better(best, _telling(run))
    return Part(run if whole else None, best, _both(all_ways, _listed(run)))


def _both(ways: tuple[Way, ...], part: Part) -> tuple[Way, ...]:
    """The ways to match two parts; where they are too many, those of the second are taken together."""
    if len(ways) * len(part.ways) <= MOST_WAYS:
        return tuple(dict.fromkeys(one | other for one, other in product(ways, part.ways)))
    return tuple(dict.fromkeys(way | {part.needed} for way in ways)) if part.needed else ways


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
    return Part(needed=inner.needed, ways=inner.ways) if least else Part()


def _branches(parts: Sequence[Part]) -> Part:
    needed = _union([part.needed for part in parts])
    exact = _union([part.exact for part in parts])
    if exact is not None and len(exact) <= MOST:
        return _listed(exact)
    return Part(None, needed, tuple(dict.fromkeys(way for part in parts for way in part.ways)))


def _union(sets: Sequence[frozenset[str] | None]) -> frozenset[str] | None:
    known = [one for one in sets if one is not None]
    return frozenset().union(*known) if len(known) == len(sets) else None


def _listed(strings: frozenset[str]) -> Part:
    told = _telling(strings)
    return Part(strings, told, ANYHOW if told is None else (frozenset({told}),))


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
