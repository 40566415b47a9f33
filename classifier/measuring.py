"""Measures verdicts against what people said: accuracy, the two best, each category, and what sureness is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from classifier.learned import Guess

# Where the tables of accuracy against share handled are read off.
THRESHOLDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One text: what it is, and what was guessed."""

    label: str
    guess: Guess

    @property
    def right(self) -> bool:
        return self.guess.category == self.label

    @property
    def near(self) -> bool:
        return self.label in (self.guess.category, self.guess.runner_up)


@dataclass(frozen=True, slots=True)
class Class:
    """How well one category is told."""

    n: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Level:
    """What is handled, and how rightly, when only guesses at least this sure count."""

    threshold: float
    share: float
    accuracy: float


def outcomes(guess: Callable[[str], Guess], rows: Iterable[tuple[str, str]]) -> list[Outcome]:
    """A guess for every text."""
    return [Outcome(label, guess(text)) for text, label in rows]


def accuracy(found: Sequence[Outcome]) -> float:
    """The share that is right; a text without a verdict is wrong."""
    return _share(sum(each.right for each in found), len(found))


def top2_accuracy(found: Sequence[Outcome]) -> float:
    """The share for which the right category is among the two best."""
    return _share(sum(each.near for each in found), len(found))


def coverage(found: Sequence[Outcome]) -> float:
    """The share that got a verdict at all."""
    return _share(sum(each.guess.category is not None for each in found), len(found))


def per_class(found: Sequence[Outcome]) -> dict[str, Class]:
    """Each category that was there or was guessed."""
    labels = {each.label for each in found} | {each.guess.category for each in found if each.guess.category}
    return {label: _class(label, found) for label in sorted(labels)}


def macro_f1(classes: dict[str, Class]) -> float:
    """The mean over the categories that really occur."""
    real = [each.f1 for each in classes.values() if each.n]
    return sum(real) / len(real) if real else 0.0


def levels(found: Sequence[Outcome]) -> list[Level]:
    """Accuracy against share handled."""
    told = []
    for threshold in THRESHOLDS:
        sure = [each for each in found if each.guess.category is not None and each.guess.confidence >= threshold]
        told.append(Level(threshold, _share(len(sure), len(found)), accuracy(sure)))
    return told


def _class(label: str, found: Sequence[Outcome]) -> Class:
    there = sum(each.label == label for each in found)
    guessed = sum(each.guess.category == label for each in found)
    both = sum(each.right and each.label == label for each in found)
    precision, recall = _share(both, guessed), _share(both, there)
    return Class(there, precision, recall, _share(2 * both, there + guessed))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
