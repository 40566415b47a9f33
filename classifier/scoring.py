"""Weighs categories by the keywords a text holds, and says which words spoke for which."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from classifier.lexicon import CategoryWords
from classifier.verdict import Reason
from classifier.words import Hit, Trie

# A two-character word that the tokenizer would not cut out counts, but for less.
ACROSS_CUTS = 0.6
# "学校门口乱停车": the school only says where.
AS_PLACE = 0.3
PLACE_AFTER = re.compile(
    r"(?:的)?(?:大门口|门口|门前|旁边?|附近|对面|后面|前面|周边|周围|隔壁|边上|南边|北边|东边|西边|路口)"
)
# The sum at which a score reaches one half.
HALF_SUM = 2.0

Vote = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Score:
    """The best category, how strong it is, and how far the second one is behind."""

    category: str | None = None
    score: float = 0.0
    runner_up: str | None = None
    margin: float = 0.0
    reasons: tuple[Reason, ...] = ()


class Scorer:
    """Keywords of all categories in one index; the weights are data and may come from anywhere."""

    def __init__(self, categories: Sequence[CategoryWords], synonyms: Mapping[str, str]) -> None:
        self._order = {category.id: place for place, category in enumerate(categories)}
        self._factors = {category.id: category.weight for category in categories}
        votes = _votes(categories, synonyms)
        self.words = tuple(votes)
        self._keywords = Trie(votes.items())
        self._excluded = Trie(_by_word(categories, lambda category: category.exclude).items())
        self._urgent = Trie(_by_word(categories, lambda category: category.urgent).items())

    def score(
        self,
        flat: str,
        names: Sequence[tuple[int, int]] = (),
        borders: Callable[[], set[int]] | None = None,
    ) -> Score:
        """Scores a text without spaces; words inside the names of places do not count."""
        hits = [hit for hit in self._keywords.all(flat) if not _inside(hit, names)]
        if not hits:
            return Score()
        out = {category for hit in self._excluded.all(flat) for category in hit.found}
        reasons = self._reasons(flat, hits, out, borders)
        sums: dict[str, float] = {}
        for reason in reasons:
            sums[reason.category] = sums.get(reason.category, 0.0) + reason.weight
        ranked = sorted(
            (category for category in sums if sums[category] > 0),
            key=lambda category: (-sums[category], self._order[category]),
        )
        return _ranked(ranked, sums, reasons)

    def urgent(self, flat: str) -> list[Hit[tuple[str, ...]]]:
        """Where a text holds a category's own urgent words."""
        return self._urgent.all(flat)

    def _reasons(
        self,
        flat: str,
        hits: Iterable[Hit[tuple[Vote, ...]]],
        out: set[str],
        borders: Callable[[], set[int]] | None,
    ) -> tuple[Reason, ...]:
        """One reason for each word and category; a word inside a longer one of the same category is silent."""
        best: dict[tuple[str, str], float] = {}
        heard: dict[str, list[tuple[int, int]]] = {}
        cuts: set[int] | None = None
        for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start)):
            word = flat[hit.start : hit.end]
            factor = AS_PLACE if PLACE_AFTER.match(flat, hit.end) else 1.0
            if len(word) <= 2 and borders is not None:
                cuts = borders() if cuts is None else cuts
                factor *= 1.0 if {hit.start, hit.end} <= cuts else ACROSS_CUTS
            for category, weight in hit.found:
                spans = heard.setdefault(category, [])
                if category in out or _inside(hit, spans):
                    continue
                spans.append((hit.start, hit.end))
                value = round(weight * factor * self._factors[category], 3)
                best[word, category] = max(value, best.get((word, category), value))
        ordered = sorted(best.items(), key=lambda item: (-item[1], item[0]))
        return tuple(Reason(word, value, category) for (word, category), value in ordered)


def _votes(categories: Iterable[CategoryWords], synonyms: Mapping[str, str]) -> dict[str, tuple[Vote, ...]]:
    votes: dict[str, dict[str, float]] = {}
    for category in categories:
        for word, weight in category.keywords.items():
            votes.setdefault(word.lower(), {})[category.id] = weight
    for said, meant in synonyms.items():
        for category_id, weight in votes.get(meant.lower(), {}).items():
            votes.setdefault(said.lower(), {}).setdefault(category_id, weight)
    return {word: tuple(found.items()) for word, found in votes.items()}


def _by_word(
    categories: Iterable[CategoryWords], words: Callable[[CategoryWords], Iterable[str]]
) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for category in categories:
        for word in words(category):
            found.setdefault(word.lower(), []).append(category.id)
    return {word: tuple(ids) for word, ids in found.items()}


def _inside(hit: Hit[tuple[Vote, ...]], spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= hit.start and hit.end <= end for start, end in spans)


def _ranked(ranked: list[str], sums: Mapping[str, float], reasons: tuple[Reason, ...]) -> Score:
    if not ranked:
        return Score(reasons=reasons)
    best = sums[ranked[0]]
    second = sums[ranked[1]] if len(ranked) > 1 else 0.0
    return Score(
        category=ranked[0],
        score=round(best / (best + HALF_SUM), 3),
        runner_up=ranked[1] if len(ranked) > 1 else None,
        margin=round((best - second) / best, 3),
        reasons=reasons,
    )
