"""Five-fold cross-validation of the learning, part by part, on long and on short views of the texts left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, stdev

import numpy as np
import numpy.typing as npt

from classifier.grams import Pieces, pieces
from classifier.learning import FULL, Examples, Recipe, learn
from classifier.measuring import Outcome, accuracy, macro_f1, per_class, top2_accuracy
from classifier.views import stretch

FOLDS = 5
# As many characters as are left of a title and of fifty characters when function words are out.
TITLE, OPENING = 11, 33

RECIPES: Mapping[str, Recipe] = {
    "words": Recipe(pieces=False, views=False, solvers=("squares",)),
    "pieces": Recipe(words=False, views=False, solvers=("squares",)),
    "both": Recipe(views=False, solvers=("squares",)),
    "views": Recipe(solvers=("squares",)),
    "all": FULL,
}
VIEWS = ("long", "title", "opening")


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over the folds and how far the folds lie apart."""

    mean: float
    spread: float


@dataclass(frozen=True, slots=True)
class Result:
    """One way of learning on one view: accuracy, macro-F1, the right one among two; and every outcome."""

    accuracy: Figure
    macro_f1: Figure
    top2: Figure
    outcomes: tuple[Outcome, ...]


def cross_validate(known: Examples, recipe: Recipe, folds: int = FOLDS) -> dict[str, Result]:
    """Each text guessed by weights learned without it."""
    parts: dict[str, list[list[Outcome]]] = {view: [] for view in VIEWS}
    fold_of = spread_evenly(known.labels, folds)
    for fold in range(folds):
        learned = learn(known.only(np.flatnonzero(fold_of != fold)), recipe)
        for view in VIEWS:
            parts[view].append(
                [
                    Outcome(
                        known.categories[int(known.labels[row])], learned.guess_pieces(seen(known.texts[row], view))
                    )
                    for row in np.flatnonzero(fold_of == fold)
                ]
            )
    return {view: _result(found) for view, found in parts.items()}


def spread_evenly(labels: npt.NDArray[np.int64], folds: int) -> npt.NDArray[np.int64]:
    """A fold for each text, every category in every fold alike; always the same for the same labels."""
    order = np.random.default_rng(0).permutation(len(labels))
    dealt = order[np.argsort(labels[order], kind="stable")]
    fold_of = np.empty(len(labels), dtype=np.int64)
    fold_of[dealt] = np.arange(len(labels)) % folds
    return fold_of


def seen(text: Pieces, view: str) -> Pieces:
    """All of a text, what a title would hold of it, or the opening after the title."""
    if view == "long":
        return text
    ends = np.cumsum([len(word) for word in text.words]).tolist()
    start, size = (0, TITLE) if view == "title" else (TITLE, OPENING)
    first, last = stretch(ends, start, size)
    return pieces(text.words[first:last] or text.words)


def _result(parts: Sequence[Sequence[Outcome]]) -> Result:
    return Result(
        accuracy=_figure([accuracy(part) for part in parts]),
        macro_f1=_figure([macro_f1(per_class(part)) for part in parts]),
        top2=_figure([top2_accuracy(part) for part in parts]),
        outcomes=tuple(outcome for part in parts for outcome in part),
    )


def _figure(values: Sequence[float]) -> Figure:
    return Figure(mean(values), stdev(values) if len(values) > 1 else 0.0)
