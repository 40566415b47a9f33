"""Keywords of several parts, such as "灯 不亮|坏": found where all the parts stand near each other, in any order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product
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
    """Keywords of several parts, ready to be looked for among the words that a text was found to hold."""

    def __init__(self, words: Mapping[str, tuple[Vote, ...]]) -> None:
        self._votes = tuple(words.values())
        self._parts = tuple(tuple(frozenset(choices(part)) for part in word.split(" ")) for word in words)
        used = Counter(choice for parts in self._parts for part in parts for choice in part)
        self.choices = tuple(used)
        # Every keyword is looked for where its rarest part stands: 灯 is said seldom, 坏 in every other message.
        self._by_rarest: dict[str, dict[str, list[int]]] = {}
        for number, parts in enumerate(self._parts):
            rarest, other, *_ = sorted(parts, key=lambda part: sum(used[choice] for choice in part) / len(part))
            for choice, beside in product(rarest, other):
                self._by_rarest.setdefault(choice, {}).setdefault(beside, []).append(number)

    def near(self, text: str, where: Mapping[str, list[Span]]) -> Iterator[Pair]:
        """Every such keyword whose parts stand close together, where they stand closest.

        `where` has the places of all choices for a part that stand in the text, by their ends.
        """
        there = set(where)  # An exact set: with one, the keys of a dictionary are met from the shorter side.
        for number in self._possible(there):
            spans = [_spans(part & there, where) for part in self._parts[number]]
            if closest := _closest(text, spans):
                said = "…".join([text[start:end] for start, end in closest])
                yield Pair(said, closest, self._votes[number])

    def _possible(self, there: set[str]) -> Iterable[int]:
        """The keywords whose rarest part and the one after that are said somewhere."""
        rarest = self._by_rarest
        return sorted(
            {
                number
                for choice in there & rarest.keys()
                for other in there & rarest[choice].keys()
                for number in rarest[choice][other]
            }
        )


def _spans(said: Collection[str], where: Mapping[str, list[Span]]) -> list[Span]:
    """Where any of the choices that were said stands, the first places only."""
    if len(said) == 1:
        (only,) = said
        return where[only][:MOST_PLACES]
    return sorted([span for choice in said for span in where[choice]])[:MOST_PLACES]


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
