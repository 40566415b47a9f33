"""Weighs categories by the keywords a text holds, and says which words spoke for which."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from classifier.certainty import certainty
from classifier.hints import hints
from classifier.lexicon import CategoryWords
from classifier.pairs import Pair, Pairs
from classifier.verdict import Reason
from classifier.words import Hit, Trie, choices

# A two-character word that the tokenizer would not cut out counts, but for less.
ACROSS_CUTS = 0.6
# A lone character of a keyword of several parts, inside a longer word: 房 in 房东.
LONE_ACROSS_CUTS = 0.6
# "学校门口乱停车": the school only says where.
AS_PLACE = 0.3
PLACE_AFTER = re.compile(
    r"(?:的)?(?:大门口|门口|门前|旁边?|附近|对面|[后前][面头边]|跟前|外头|周边|周围|隔壁|边上|[东西南北][边头面]|路口)"
)
# Hints alone decide nothing below this sum: 村里, 门口.
ENOUGH_HINTS = 1.0
# The sum at which a score reaches one half.
HALF_SUM = 2.0

Vote = tuple[str, float]
Span = tuple[int, int]
Weighed = tuple[int, int, tuple[Vote, ...]]
# A word that may stand for parts of keywords, with these as the bits of a number.
Part = tuple[int, int, int]
# A keyword as a text says it, the offsets of its characters as the bits of a number, how much of it counts, its votes.
Spoken = tuple[str, int, float, tuple[Vote, ...]]
# A keyword where a text says it loudest: minus the weight on each of its characters, which of them comes first, its
# length, itself, its characters as bits, its weight. So they sort by loudness; of those as loud the first comes
# first, and of those that begin together the shortest.
Said = tuple[float, int, int, str, int, float]


class Known(NamedTuple):
    """A word that is a keyword, with its votes, or a part of keywords, with those it speaks for, or both."""

    votes: tuple[Vote, ...] | None
    speaks: int | None


class Score(NamedTuple):
    """The best category, how strong it is, and how far the second one is behind; `firm`: its weight without hints."""

    category: str | None = None
    firm: float = 0.0
    score: float = 0.0
    runner_up: str | None = None
    margin: float = 0.0
    certainty: float = 0.0
    reasons: tuple[Reason, ...] = ()


class Scorer:
    """Keywords of all categories in one index; the weights are data and may come from anywhere."""

    def __init__(self, categories: Sequence[CategoryWords], frequency: Callable[[str], int] = lambda word: 0) -> None:
        self._order = {category.id: place for place, category in enumerate(categories)}
        factors = {category.id: category.weight for category in categories}
        votes = _votes(categories)
        several = {word: found for word, found in votes.items() if " " in word}
        self._pairs = Pairs({word: _times(found, factors) for word, found in several.items()})
        weighed, hinted = {word: found for word, found in votes.items() if " " not in word}, hints(several, frequency)
        single = {word: _times(found, factors) for word, found in _with_hints(weighed, hinted).items()}
        self._hinted = hinted.keys() - weighed.keys()
        speaks = self._pairs.speaks
        # One index for the keywords and the parts of those of several parts, so that a text is searched once.
        self._words = Trie((word, Known(single.get(word), speaks.get(word))) for word in (*single, *speaks))
        self._excluded = Trie(_by_word(categories, lambda category: category.exclude).items())
        self._urgent = Trie(_by_word(categories, lambda category: category.urgent).items())

    def score(
        self,
        flat: str,
        names: Sequence[Span] = (),
        borders: Callable[[], set[int]] | None = None,
        heard: Sequence[Reason] = (),
    ) -> Score:
        """Scores a text without spaces; words inside the names of places do not count.

        `borders` tells where the words of the text begin and end; `heard` are reasons found elsewhere. One more
        keyword for a category never lowers its score.
        """
        hits, parts = self._found(flat, names)
        pairs = list(self._pairs.near(flat, parts))
        if not hits and not pairs and not heard:
            return Score()
        out = {category for _, _, categories in self._excluded.spans(flat) for category in categories}
        cuts = None if borders is None else cache(borders)
        reasons = _reasons([*_single(flat, hits, cuts), *_several(pairs, cuts)], out)
        reasons += [reason for reason in heard if reason.category in self._order and reason.category not in out]
        reasons.sort(key=_loudest_reason_first)
        sums: dict[str, float] = {}
        for _, weight, category in reasons:
            sums[category] = sums.get(category, 0.0) + weight
        if max(sums.values(), default=0.0) < ENOUGH_HINTS and all(word in self._hinted for word, _, _ in reasons):
            return Score()
        return self._ranked(sums, tuple(reasons))

    def urgent(self, flat: str) -> list[Hit[tuple[str, ...]]]:
        """Where a text holds a category's own urgent words."""
        return self._urgent.all(flat)

    def _found(self, flat: str, names: Sequence[Span]) -> tuple[list[Weighed], list[Part]]:
        """The keywords of a text, and where it holds parts of keywords; none of them inside the names."""
        hits: list[Weighed] = []
        parts: list[Part] = []
        reach = _reach(names)
        for start, end, (votes, speaks) in self._words.spans(flat):
            if end <= reach.get(start, 0):
                continue
            if votes is not None:
                hits.append((start, end, votes))
            if speaks is not None:
                parts.append((start, end, speaks))
        return hits, parts

    def _ranked(self, sums: Mapping[str, float], reasons: tuple[Reason, ...]) -> Score:
        ranked = sorted([(-weight, self._order[category], category) for category, weight in sums.items() if weight > 0])
        if not ranked:
            return Score(reasons=reasons)
        best, first = -ranked[0][0], ranked[0][2]
        second, runner_up = (-ranked[1][0], ranked[1][2]) if len(ranked) > 1 else (0.0, None)
        return Score(
            category=first,
            firm=sum([weight for word, weight, category in reasons if category == first and word not in self._hinted]),
            score=round(best / (best + HALF_SUM), 3),
            runner_up=runner_up,
            margin=round((best - second) / best, 3),
            certainty=certainty(best, second),
            reasons=reasons,
        )


def _single(flat: str, hits: Iterable[Weighed], borders: Callable[[], set[int]] | None) -> Iterator[Spoken]:
    """Each keyword met, and how much of its weight counts where it stands."""
    for start, end, votes in hits:
        factor = AS_PLACE if PLACE_AFTER.match(flat, end) else 1.0
        if end - start <= 2 and borders is not None:
            cuts = borders()
            factor *= 1.0 if start in cuts and end in cuts else ACROSS_CUTS
        yield flat[start:end], _bits(start, end), factor, votes


def _several(pairs: Iterable[Pair], borders: Callable[[], set[int]] | None) -> Iterator[Spoken]:
    """Keywords of several parts; one with a lone character that is cut out of a longer word counts for less."""
    for word, parts, votes in pairs:
        lone = [span for span in parts if span[1] - span[0] == 1]
        whole = not lone or borders is None or all(borders().issuperset(span) for span in lone)
        yield word, sum([_bits(start, end) for start, end in parts]), 1.0 if whole else LONE_ACROSS_CUTS, votes


def _bits(start: int, end: int) -> int:
    return (1 << end) - (1 << start)


def _reasons(spoken: Iterable[Spoken], out: set[str]) -> list[Reason]:
    """One reason for each word and category."""
    loudest: dict[str, dict[str, Said]] = {}
    for word, places, factor, votes in spoken:
        size, first, length = places.bit_count(), (places & -places).bit_length(), len(word)
        for category, weight in votes:
            value = weight * factor
            words = loudest.setdefault(category, {})
            if word not in words or value > words[word][-1]:
                words[word] = (-value / size, first, length, word, places, value)
    return [
        Reason(word, round(share, 3), category)
        for category, words in loudest.items()
        if category not in out
        for word, share in _shares(words.values())
    ]


def _reach(spans: Sequence[Span]) -> dict[int, int]:
    """For every offset inside the spans, where the span ends that reaches furthest from there."""
    reach: dict[int, int] = {}
    for start, end in spans:
        for offset in range(start, end):
            reach[offset] = max(end, reach.get(offset, 0))
    return reach


def _shares(words: Collection[Said]) -> list[tuple[str, float]]:
    """What each word adds: its weight lies evenly on its characters, and every character counts once, at its loudest.

    So a word inside a longer one is not heard twice, and one more word never takes anything away.
    """
    if len(words) == 1:
        return [(word, value) for _, _, _, word, _, value in words]
    shares: list[tuple[str, float]] = []
    taken = 0
    for quiet, _, _, word, places, _ in sorted(words):
        free = (places & ~taken).bit_count()
        taken |= places
        if free:
            shares.append((word, -quiet * free))
    return shares


def _loudest_reason_first(reason: Reason) -> tuple[float, str, str]:
    word, weight, category = reason
    return -weight, word, category


def _votes(categories: Iterable[CategoryWords]) -> dict[str, dict[str, float]]:
    votes: dict[str, dict[str, float]] = {}
    for category in categories:
        for entry, weight in category.keywords.items():
            plain = " ".join(entry.lower().split())
            for word in (plain,) if " " in plain else choices(plain):
                votes.setdefault(word, {})[category.id] = weight
    return votes


def _with_hints(
    single: Mapping[str, Mapping[str, float]], hinted: Mapping[str, Mapping[str, float]]
) -> dict[str, Mapping[str, float]]:
    """A word that somebody has weighed hints at nothing else, and weighs no less than it would hint; 0 is silence."""
    known: dict[str, Mapping[str, float]] = dict(hinted)
    for word, votes in single.items():
        hint = hinted.get(word, {})
        known[word] = {
            category: max(weight, hint.get(category, 0.0)) if weight else 0.0 for category, weight in votes.items()
        }
    return known


def _times(votes: Mapping[str, float], factors: Mapping[str, float]) -> tuple[Vote, ...]:
    return tuple((category, weight * factors[category]) for category, weight in votes.items())


def _by_word(
    categories: Iterable[CategoryWords], words: Callable[[CategoryWords], Iterable[str]]
) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for category in categories:
        for word in words(category):
            found.setdefault(word.lower(), []).append(category.id)
    return {word: tuple(ids) for word, ids in found.items()}
