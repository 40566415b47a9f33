"""Weighs categories by the keywords a text holds, and says which words spoke for which."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import NamedTuple

from classifier.certainty import certainty
from classifier.hints import hints
from classifier.lexicon import CategoryWords
from classifier.pairs import Pair, Pairs
from classifier.verdict import Reason
from classifier.words import Hit, Trie, choices, in_order

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
Spoken = tuple[str, tuple[int, ...], float, tuple[Vote, ...]]


class Known(NamedTuple):
    """A word that is a keyword, a part of keywords or both."""

    word: str
    votes: tuple[Vote, ...] | None
    part: bool


class Said(NamedTuple):
    """A keyword where a text says it loudest: the offsets of its characters, its weight there and for each of them."""

    places: tuple[int, ...]
    value: float
    density: float


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
        self._factors = {category.id: category.weight for category in categories}
        votes = _votes(categories)
        several = {word: found for word, found in votes.items() if " " in word}
        self._pairs = Pairs({word: tuple(found.items()) for word, found in several.items()})
        weighed, hinted = {word: found for word, found in votes.items() if " " not in word}, hints(several, frequency)
        single = _with_hints(weighed, hinted)
        self._hinted = hinted.keys() - weighed.keys()
        parts = dict.fromkeys(self._pairs.choices)
        # One index for the keywords and the parts of those of several parts, so that a text is searched once.
        self._words = Trie((word, Known(word, single.get(word), word in parts)) for word in single | parts)
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
        out = {category for hit in self._excluded.all(flat) for category in hit.found}
        cuts = None if borders is None else cache(borders)
        said = [*self._single(flat, hits, cuts), *self._several(pairs, cuts)]
        reasons = self._reasons(said, out)
        reasons += [reason for reason in heard if reason.category in self._order and reason.category not in out]
        reasons.sort(key=lambda reason: (-reason.weight, reason.word, reason.category))
        sums: dict[str, float] = {}
        for reason in reasons:
            sums[reason.category] = sums.get(reason.category, 0.0) + reason.weight
        ranked = sorted(
            (category for category in sums if sums[category] > 0),
            key=lambda category: (-sums[category], self._order[category]),
        )
        if max(sums.values(), default=0.0) < ENOUGH_HINTS and all(reason.word in self._hinted for reason in reasons):
            return Score()
        return _ranked(ranked, sums, tuple(reasons), self._hinted)

    def urgent(self, flat: str) -> list[Hit[tuple[str, ...]]]:
        """Where a text holds a category's own urgent words."""
        return self._urgent.all(flat)

    def _found(self, flat: str, names: Sequence[Span]) -> tuple[list[Hit[tuple[Vote, ...]]], dict[str, list[Span]]]:
        """The keywords of a text in order, and where it holds parts of keywords; none of them inside the names."""
        hits: list[Hit[tuple[Vote, ...]]] = []
        parts: dict[str, list[Span]] = {}
        reach = _reach(names)
        for start, end, known in self._words.spans(flat):
            if end <= reach.get(start, 0):
                continue
            if known.votes is not None:
                hits.append(Hit(start, end, known.votes))
            if known.part:
                parts.setdefault(known.word, []).append((start, end))
        hits.sort(key=in_order)
        return hits, parts

    def _single(
        self, flat: str, hits: Iterable[Hit[tuple[Vote, ...]]], borders: Callable[[], set[int]] | None
    ) -> Iterator[Spoken]:
        """Each keyword met, and how much of its weight counts where it stands."""
        for start, end, votes in hits:
            factor = AS_PLACE if PLACE_AFTER.match(flat, end) else 1.0
            if end - start <= 2 and borders is not None:
                cuts = borders()
                factor *= 1.0 if start in cuts and end in cuts else ACROSS_CUTS
            yield flat[start:end], tuple(range(start, end)), factor, votes

    def _several(self, pairs: Iterable[Pair], borders: Callable[[], set[int]] | None) -> Iterator[Spoken]:
        """Keywords of several parts; one with a lone character that is cut out of a longer word counts for less."""
        for pair in pairs:
            lone = [span for span in pair.parts if span[1] - span[0] == 1]
            whole = not lone or borders is None or all(borders().issuperset(span) for span in lone)
            yield pair.word, pair.places, 1.0 if whole else LONE_ACROSS_CUTS, pair.votes

    def _reasons(self, spoken: Iterable[Spoken], out: set[str]) -> list[Reason]:
        """One reason for each word and category."""
        loudest: dict[str, dict[str, Said]] = {}
        for word, places, factor, votes in spoken:
            for category, weight in votes:
                if category in out:
                    continue
                value = weight * factor * self._factors[category]
                words = loudest.setdefault(category, {})
                if word not in words or value > words[word].value:
                    words[word] = Said(places, value, value / len(places))
        return [
            Reason(word, round(share, 3), category)
            for category, words in loudest.items()
            for word, share in _shares(words)
        ]


def _reach(spans: Sequence[Span]) -> dict[int, int]:
    """For every offset inside the spans, where the span ends that reaches furthest from there."""
    reach: dict[int, int] = {}
    for start, end in spans:
        for offset in range(start, end):
            reach[offset] = max(end, reach.get(offset, 0))
    return reach


def _shares(words: Mapping[str, Said]) -> Iterable[tuple[str, float]]:
    """What each word adds: its weight lies evenly on its characters, and every character counts once, at its loudest.

    So a word inside a longer one is not heard twice, and one more word never takes anything away.
    """
    if len(words) == 1:
        return [(word, said.value) for word, said in words.items()]
    shares: list[tuple[str, float]] = []
    taken: set[int] = set()
    for word, (places, _, density) in sorted(words.items(), key=_loudest_first):
        free = len(places) - len(taken.intersection(places))
        taken.update(places)
        if free:
            shares.append((word, density * free))
    return shares


def _loudest_first(item: tuple[str, Said]) -> tuple[float, tuple[int, ...]]:
    _, (places, _, density) = item
    return -density, places


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
) -> dict[str, tuple[Vote, ...]]:
    """A word that somebody has weighed hints at nothing else, and weighs no less than it would hint; 0 is silence."""
    known: dict[str, Mapping[str, float]] = dict(hinted)
    for word, votes in single.items():
        hint = hinted.get(word, {})
        known[word] = {
            category: max(weight, hint.get(category, 0.0)) if weight else 0.0 for category, weight in votes.items()
        }
    return {word: tuple(votes.items()) for word, votes in known.items()}


def _by_word(
    categories: Iterable[CategoryWords], words: Callable[[CategoryWords], Iterable[str]]
) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for category in categories:
        for word in words(category):
            found.setdefault(word.lower(), []).append(category.id)
    return {word: tuple(ids) for word, ids in found.items()}


def _ranked(
    ranked: list[str], sums: Mapping[str, float], reasons: tuple[Reason, ...], hinted: AbstractSet[str]
) -> Score:
    if not ranked:
        return Score(reasons=reasons)
    best = sums[ranked[0]]
    second = sums[ranked[1]] if len(ranked) > 1 else 0.0
    return Score(
        category=ranked[0],
        firm=sum(reason.weight for reason in reasons if reason.category == ranked[0] and reason.word not in hinted),
        score=round(best / (best + HALF_SUM), 3),
        runner_up=ranked[1] if len(ranked) > 1 else None,
        margin=round((best - second) / best, 3),
        certainty=certainty(best, second),
        reasons=reasons,
    )
