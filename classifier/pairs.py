"""Keywords of several parts, such as "灯 不亮|坏": found where all the parts stand near each other, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import pairwise, product
from operator import and_
from typing import NamedTuple

from classifier.words import choices

# So many characters at most lie between the parts.
NEAR = 10
# Parts of different sentences have nothing to do with each other.
BREAK = re.compile(r"[。!?;]")
MOST_PLACES = 6

Vote = tuple[str, float]
Span = tuple[int, int]
# For which part of keywords a word may stand, and for which keywords, as bits.
Speaks = tuple[tuple[int, int], ...]


class Pair(NamedTuple):
    """A keyword of several parts, as a text says it, and where each part stands."""

    word: str
    parts: tuple[Span, ...]
    votes: tuple[Vote, ...]


class Pairs:
    """Keywords of several parts, ready to be looked for among the words that a text was found to hold.

    Every keyword is one bit of a number: a text may hold those that all of their parts have been said for.
    """

    def __init__(self, words: Mapping[str, tuple[Vote, ...]]) -> None:
        self._votes = tuple(words.values())
        parts = [[choices(part) for part in word.split(" ")] for word in words]
        self._most_parts = max(map(len, parts), default=0)
        # The keywords that have no such part: nothing needs to be said for it.
        self._without = [_bits(number for number, of in enumerate(parts) if len(of) <= at) for at in self._parts()]
        self.speaks = _speaks(parts)

    def _parts(self) -> range:
        return range(self._most_parts)

    def near(self, text: str, said: Sequence[tuple[int, int, Speaks]]) -> Iterator[Pair]:
        """Every such keyword whose parts stand close together, where they stand closest.

        `said` has every word of the text that is a choice for some part, with what it speaks for.
        """
        possible = self._possible(said)
        if not possible:
            return
        spans: dict[int, dict[int, list[Span]]] = {number: {} for number in _numbers(possible)}
        for start, end, speaks in said:
            for part, keywords in speaks:
                if spoken_for := keywords & possible:
                    for number in _numbers(spoken_for):
                        spans[number].setdefault(part, []).append((start, end))
        for number, parts in spans.items():
            if closest := _closest(text, [sorted(parts[part])[:MOST_PLACES] for part in sorted(parts)]):
                told = "…".join([text[start:end] for start, end in closest])
                yield Pair(told, closest, self._votes[number])

    def _possible(self, said: Iterable[tuple[int, int, Speaks]]) -> int:
        """The keywords of which every part is said somewhere."""
        there = list(self._without)
        for _, _, speaks in said:
            for part, keywords in speaks:
                there[part] |= keywords
        return reduce(and_, there) if there else 0


def _speaks(keywords: Sequence[Sequence[Sequence[str]]]) -> dict[str, Speaks]:
    """For each word that is a choice: for which part of which keywords it may stand."""
    speaks: dict[str, dict[int, int]] = {}
    for number, parts in enumerate(keywords):
        for part, words in enumerate(parts):
            for word in words:
                of_word = speaks.setdefault(word, {})
                of_word[part] = of_word.get(part, 0) | 1 << number
    return {word: tuple(of_word.items()) for word, of_word in speaks.items()}


def _bits(numbers: Iterable[int]) -> int:
    return sum(1 << number for number in numbers)


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
