"""Keywords of several parts, such as "灯 不亮|坏": found where all the parts stand near each other, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import pairwise, product
from operator import and_, or_
from typing import NamedTuple

from classifier.words import choices

# So many characters at most lie between the parts.
NEAR = 10
# Parts of different sentences have nothing to do with each other.
BREAK = re.compile(r"[。!?;]")
MOST_PLACES = 6

Vote = tuple[str, float]
Span = tuple[int, int]


class Pair(NamedTuple):
    """A keyword of several parts, as a text says it, and where each part stands."""

    word: str
    parts: tuple[Span, ...]
    votes: tuple[Vote, ...]


class Pairs:
    """Keywords of several parts, ready to be looked for among the words that a text was found to hold.

    Every part of every keyword is one bit of a number, all first parts before all second ones: so one sum over the
    words of a text tells which keywords have all of their parts in it.
    """

    def __init__(self, words: Mapping[str, tuple[Vote, ...]]) -> None:
        self._votes = tuple(words.values())
        self._parts = [[frozenset(choices(part)) for part in word.split(" ")] for word in words]
        self._most_parts = max(map(len, self._parts), default=0)
        self._all = (1 << len(words)) - 1
        # The parts that a keyword does not have: nothing needs to be said for them.
        self._not_needed = reduce(or_, map(self._without, range(self._most_parts)), 0)
        # For each word that is a choice: the parts that it may stand for.
        self.speaks = self._speaks()

    def near(self, text: str, said: Sequence[tuple[int, int, int]]) -> Iterator[Pair]:
        """Every such keyword whose parts stand close together, where they stand closest.

        `said` has every word of the text that is a choice for some part, with the parts that it may stand for.
        """
        possible = self._possible(said)
        if not possible:
            return
        spans: dict[str, list[Span]] = {}
        for start, end, _ in said:
            spans.setdefault(text[start:end], []).append((start, end))
        words = frozenset(spans)
        for number in _numbers(possible):
            places = [_places(part & words, spans) for part in self._parts[number]]
            if closest := _closest(text, places):
                told = "…".join([text[start:end] for start, end in closest])
                yield Pair(told, closest, self._votes[number])

    def _possible(self, said: Iterable[tuple[int, int, int]]) -> int:
        """The keywords of which every part is said somewhere, one bit each."""
        there = self._not_needed
        for _, _, parts in said:
            there |= parts
        return reduce(and_, (there >> self._bit(0, part) for part in range(self._most_parts)), self._all)

    def _bit(self, number: int, part: int) -> int:
        return part * len(self._votes) + number

    def _without(self, part: int) -> int:
        return sum(1 << self._bit(number, part) for number, of in enumerate(self._parts) if len(of) <= part)

    def _speaks(self) -> dict[str, int]:
        speaks: dict[str, int] = {}
        for number, parts in enumerate(self._parts):
            for part, words in enumerate(parts):
                for word in words:
                    speaks[word] = speaks.get(word, 0) | 1 << self._bit(number, part)
        return speaks


def _places(words: Iterable[str], spans: Mapping[str, list[Span]]) -> list[Span]:
    """Where these words stand, from the left; beyond a few nothing is looked at."""
    return sorted([span for word in words for span in spans[word]])[:MOST_PLACES]


def _numbers(bits: int) -> Iterator[int]:
    """Which bits of a number are set."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _closest(text: str, spans: list[list[Span]]) -> tuple[Span, ...] | None:
    """One place for each part, none overlapping, with the least between them; None if that is too much."""
    if len(spans) == 2:
        return _closest_two(text, *spans)
    best: tuple[int, tuple[Span, ...]] | None = None
    for chosen in product(*spans):
        ordered = sorted(chosen)
        gaps = [after[0] - before[1] for before, after in pairwise(ordered)]
        between = sum(gaps)
        if min(gaps, default=0) < 0 or max(gaps, default=0) > NEAR or (best is not None and between >= best[0]):
            continue
        if not BREAK.search(text, ordered[0][0], ordered[-1][1]):
            best = between, chosen
    return best[1] if best is not None else None


def _closest_two(text: str, ones: Sequence[Span], others: Sequence[Span]) -> tuple[Span, Span] | None:
    """The same for two parts, as almost all keywords of several parts have."""
    best, least = None, NEAR + 1
    for one in ones:
        for other in others:
            first, last = (one, other) if one < other else (other, one)
            gap = last[0] - first[1]
            if 0 <= gap < least and not BREAK.search(text, first[0], last[1]):
                best, least = (one, other), gap
    return best
