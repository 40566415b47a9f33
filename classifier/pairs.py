"""Keywords of several parts, such as "灯 不亮": found where all the parts stand near each other, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise, product
from typing import NamedTuple

from classifier.words import Trie

# So many characters at most lie between the parts.
NEAR = 10
# Parts of different sentences have nothing to do with each other.
BREAK = re.compile(r"[。!?;]")
MOST_PLACES = 4

Vote = tuple[str, float]
Span = tuple[int, int]


class Pair(NamedTuple):
    """A keyword of several parts, as a text says it: from where to where, and the offsets of its characters."""

    word: str
    start: int
    end: int
    places: tuple[int, ...]
    votes: tuple[Vote, ...]


class Pairs:
    """Finds all keywords of several parts in one pass over a text."""

    def __init__(self, words: Mapping[str, tuple[Vote, ...]]) -> None:
        self._votes = words
        self._parts = {word: tuple(word.split(" ")) for word in words}
        of_part: dict[str, list[str]] = {}
        for word, parts in self._parts.items():
            for part in dict.fromkeys(parts):
                of_part.setdefault(part, []).append(word)
        self._trie = Trie((part, tuple(found)) for part, found in of_part.items())

    def near(self, text: str) -> Iterator[Pair]:
        """Every such keyword whose parts stand close together, where they stand closest."""
        where: dict[str, list[Span]] = {}
        met: dict[str, int] = {}
        for start, end, words in self._trie.all(text):
            spans = where.setdefault(text[start:end], [])
            if not spans:
                for word in words:
                    met[word] = met.get(word, 0) + 1
            if len(spans) < MOST_PLACES:
                spans.append((start, end))
        for word, count in met.items():
            parts = self._parts[word]
            if count == len(set(parts)) and (closest := _closest(text, [where[part] for part in parts])):
                places = tuple(sorted(place for start, end in closest for place in range(start, end)))
                yield Pair("…".join(parts), places[0], places[-1] + 1, places, self._votes[word])


def _closest(text: str, choices: list[list[Span]]) -> tuple[Span, ...] | None:
    """One place for each part, none overlapping, with the least between them; None if that is too much."""
    best: tuple[int, tuple[Span, ...]] | None = None
    for chosen in product(*choices):
        ordered = sorted(chosen)
        gaps = [after[0] - before[1] for before, after in pairwise(ordered)]
        between = sum(gaps)
        if min(gaps, default=0) < 0 or max(gaps, default=0) > NEAR or (best is not None and between >= best[0]):
            continue
        if not BREAK.search(text, ordered[0][0], ordered[-1][1]):
            best = between, tuple(ordered)
    return best[1] if best is not None else None
