"""Keywords of several parts, such as "灯 不亮|坏": found where all the parts stand near each other, in any order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from classifier.words import Trie, choices

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

    @property
    def places(self) -> tuple[int, ...]:
        """The offsets of its characters."""
        return tuple(place for start, end in sorted(self.parts) for place in range(start, end))


class Pairs:
    """Finds all keywords of several parts in one pass over a text; a bar parts the choices for one part."""

    def __init__(self, words: Mapping[str, tuple[Vote, ...]]) -> None:
        self._votes = tuple(words.values())
        self._parts = tuple(tuple(frozenset(choices(part)) for part in word.split(" ")) for word in words)
        used = Counter(choice for parts in self._parts for part in parts for choice in part)
        # Every keyword is looked for where its rarest part stands: 灯 is said seldom, 坏 in every other message.
        self._by_rarest: dict[str, list[int]] = {}
        for number, parts in enumerate(self._parts):
            for choice in min(parts, key=lambda part: sum(used[choice] for choice in part) / len(part)):
                self._by_rarest.setdefault(choice, []).append(number)
        self._trie = Trie((choice, None) for choice in used)

    def near(self, text: str, names: Sequence[Span] = ()) -> Iterator[Pair]:
        """Every such keyword whose parts stand close together outside the names, where they stand closest."""
        where: dict[str, list[Span]] = {}
        for start, end, _ in self._trie.spans(text):
            if not (names and inside(start, end, names)):
                where.setdefault(text[start:end], []).append((start, end))
        there = frozenset(where)
        possible = dict.fromkeys(number for choice in where for number in self._by_rarest.get(choice, ()))
        for number in possible:
            parts = self._parts[number]
            if any(part.isdisjoint(there) for part in parts):
                continue
            if closest := _closest(text, [_spans(part & there, where) for part in parts]):
                said = "…".join(text[start:end] for start, end in closest)
                yield Pair(said, closest, self._votes[number])


def inside(start: int, end: int, spans: Sequence[Span]) -> bool:
    """Whether a stretch lies within one of the spans."""
    return any(first <= start and end <= last for first, last in spans)


def _spans(said: Iterable[str], where: Mapping[str, list[Span]]) -> list[Span]:
    """Where any of the choices that were said stands, the first places only."""
    return sorted(span for choice in said for span in where[choice])[:MOST_PLACES]


def _closest(text: str, spans: list[list[Span]]) -> tuple[Span, ...] | None:
    """One place for each part, none overlapping, with the least between them; None if that is too much."""
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
