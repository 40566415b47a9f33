"""Answers with learned weights: which category a text speaks for, how surely, and by which words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt

import numpy as np
import numpy.typing as npt

from classifier.grams import Codes, Pieces, pieces, spelled, words_of

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]
Warmth = tuple[float, float, float]

# Texts up to these many characters share one scale of certainty each; longer ones the last.
SHORT, MIDDLE = 16, 45
# How much the words weigh beside the pieces.
WORD_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class Guess:
    """The two best categories, how likely each is, and the words that spoke for the best."""

    category: str | None = None
    confidence: float = 0.0
    runner_up: str | None = None
    second: float = 0.0
    reasons: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of weights, one for each known term; `rarity` says how telling a term is, whatever it speaks for."""

    rarity: Floats
    weights: Floats

    def drawn(self, rows: Rows) -> tuple[Rows, Floats]:
        """The different rows among those found, and what each counts for in a text of just these."""
        rows = np.sort(rows)
        begins = np.flatnonzero(np.concatenate(([True], rows[1:] != rows[:-1])))
        different = rows[begins]
        strength = self.rarity[different]
        if len(begins) < len(rows):
            times = np.diff(begins, append=len(rows)).astype(np.float32)
            strength = strength * (1 + np.log(times))
        length = sqrt(float(strength @ strength))
        return different, strength / np.float32(length)


@dataclass(frozen=True, slots=True)
class Learned:
    """A learned lexicon: words and short pieces with a weight for each category; plain data, fit to be stored."""

    categories: tuple[str, ...]
    words: Mapping[str, int]
    word_table: Table
    codes: Codes
    code_table: Table
    bias: Floats
    warmth: Warmth = (1.0, 1.0, 1.0)

    def guess(self, text: str, reasons: int = 0) -> Guess:
        """The verdict on one text; no category when nothing in it is known."""
        return self.guess_pieces(pieces(self.worth(words_of(text))), reasons)

    def worth(self, words: Sequence[str]) -> Sequence[str]:
        """The words that count: one character that no example held is a function word and only tears pieces apart."""
        return [word for word in words if len(word) > 1 or word in self.words] or words

    def guess_pieces(self, taken: Pieces, reasons: int = 0) -> Guess:
        """The verdict on a text that is apart already."""
        rows = self.rows(taken)
        if not len(rows[0]) and not len(rows[1]):
            return Guess()
        chances = self.chances(self.sums(rows), sum(map(len, taken.words)))
        best, second = sorted(range(len(chances)), key=lambda place: -chances[place])[:2]
        return Guess(
            category=self.categories[best],
            confidence=round(chances[best], 4),
            runner_up=self.categories[second],
            second=round(chances[second], 4),
            reasons=self._reasons(taken, rows, best, reasons) if reasons else (),
        )

    def rows(self, taken: Pieces) -> tuple[Rows, Rows]:
        """Where the known words and the known pieces of a text stand in the tables."""
        known = [row for word in taken.words if (row := self.words.get(word)) is not None]
        return np.array(known, dtype=np.int64), find(self.codes, np.concatenate(taken.codes))

    def sums(self, rows: tuple[Rows, Rows]) -> Floats:
        """What speaks for each category, taken together."""
        total = self.bias
        for table, found in zip((self.word_table, self.code_table), rows, strict=True):
            if len(found):
                different, strength = table.drawn(found)
                total = total + strength @ table.weights[different]
        return total

    def chances(self, sums: Floats, length: int) -> list[float]:
        """Sums as likelihoods, by what they proved worth for texts of this length."""
        raised = (sums * self.warmth[bucket(length)]).tolist()
        most = max(raised)
        powers = [exp(each - most) for each in raised]
        return [power / sum(powers) for power in powers]

    def _reasons(self, taken: Pieces, rows: tuple[Rows, Rows], best: int, most: int) -> tuple[tuple[str, float], ...]:
        """The terms that spoke loudest for a category, against the mean of all."""
        names = {row: word for word in taken.words if (row := self.words.get(word)) is not None}
        told: dict[str, float] = {}
        for table, found, is_word in ((self.word_table, rows[0], True), (self.code_table, rows[1], False)):
            if not len(found):
                continue
            different, strength = table.drawn(found)
            weights = table.weights[different]
            for row, value in zip(different, strength * (weights[:, best] - weights.mean(axis=1)), strict=True):
                name = names[int(row)] if is_word else spelled(int(self.codes[row]))
                told[name] = told.get(name, 0.0) + float(value)
        ranked = sorted(told.items(), key=lambda item: (-abs(item[1]), item[0]))
        return tuple((name, round(value, 3)) for name, value in ranked[:most])


def find(known: Codes, asked: Codes) -> Rows:
    """The rows of those codes that are known."""
    if not len(known):
        return np.empty(0, dtype=np.int64)
    asked = np.sort(asked)  # In order they are found sooner.
    places = np.searchsorted(known, asked)
    places[places == len(known)] = 0
    return places[known[places] == asked].astype(np.int64)


def bucket(length: int) -> int:
    """Which scale of certainty a text of so many characters has."""
    return 0 if length <= SHORT else 1 if length <= MIDDLE else 2
