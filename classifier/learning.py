"""Learns a lexicon of weights from texts whose category is known; needs scikit-learn, answering does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from random import Random

import numpy as np
import numpy.typing as npt
from scipy import sparse

from classifier.grams import Codes, Pieces, begins, pieces, words_of
from classifier.learned import WORD_SHARE, Floats, Learned, Table, Warmth, bucket
from classifier.learned_file import rounded
from classifier.solving import ROUGH, Labels, by_counts, by_margin, by_squares
from classifier.views import Span, short_views

SEED = 20
# With many examples, a term met in fewer texts than this is chance.
MANY, LEAST = 500, 3
# Sums that differ less than this between texts are rounding: weights made of them would mean nothing.
LEAST_SPREAD = 1e-4
WARMTHS = np.geomspace(0.3, 12, 60)


class TooLittleError(ValueError):
    """There is nothing to learn from: no text, or only one category."""


class AlikeError(ValueError):
    """Nothing tells the categories apart: their texts are the same."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What goes into the weights; the parts are there to be left out one at a time when their use is measured."""

    words: bool = True
    pieces: bool = True
    views: bool = True
    solvers: tuple[str, ...] = ("squares", "counts", "margin")


FULL = Recipe()
Solver = Callable[[sparse.csr_matrix, Labels], Floats]

SOLVERS: dict[str, Solver] = {"squares": by_squares, "counts": by_counts, "margin": by_margin}


@dataclass(frozen=True, slots=True)
class Examples:
    """Texts already apart, with their categories as numbers; cut once, used for every part of a measurement."""

    texts: tuple[Pieces, ...]
    categories: tuple[str, ...]
    labels: npt.NDArray[np.int64]

    def only(self, rows: npt.NDArray[np.int64]) -> Examples:
        return replace(self, texts=tuple(self.texts[row] for row in rows), labels=self.labels[rows])


def examples(rows: Sequence[tuple[str, str]]) -> Examples:
    """Texts and categories, as read from a history."""
    apart = [(words_of(text), " ".join(label.split())) for text, label in rows]
    kept = [(words, label) for words, label in apart if words and label]
    categories = tuple(sorted({label for _, label in kept}))
    if len(categories) < 2:
        raise TooLittleError("at least two categories with a text each are needed")
    labels = np.array([categories.index(label) for _, label in kept], dtype=np.int64)
    return Examples(tuple(pieces(words) for words, _ in kept), categories, labels)


def learn(known: Examples, recipe: Recipe = FULL) -> Learned:
    """The lexicon of all examples; the same examples always give the same one. Raises AlikeError."""
    bare = vocabulary(known, recipe)
    spans = [_spans(text, place, recipe) for place, text in enumerate(known.texts)]
    owner = np.repeat(np.arange(len(spans)), [len(each) for each in spans])
    word_counts, code_counts, lengths = counts(bare, known.texts, spans)
    bare = replace(bare, word_table=rare(word_counts), code_table=rare(code_counts))
    matrix = matrix_of(bare, word_counts, code_counts)
    labels = known.labels[owner]
    weights = solve(matrix, labels, recipe)
    warmth = _warmth(matrix, labels, owner, lengths, weights)
    return _folded(bare, weights, warmth)


def vocabulary(known: Examples, recipe: Recipe = FULL) -> Learned:
    """The terms worth a weight, with empty tables."""
    least = LEAST if len(known.texts) >= MANY else 1
    met = Counter(word for text in known.texts for word in set(text.words))
    words = sorted(word for word, times in met.items() if times >= least) if recipe.words else []
    every = [np.unique(np.concatenate(text.codes)) for text in known.texts] if recipe.pieces else []
    codes, times = np.unique(np.concatenate(every) if every else np.empty(0, np.uint64), return_counts=True)
    nothing = Table(np.empty(0, np.float32), np.empty((0, len(known.categories)), np.float32))
    return Learned(
        categories=known.categories,
        words={word: row for row, word in enumerate(words)},
        word_table=nothing,
        codes=codes[times >= least],
        code_table=nothing,
        bias=np.zeros(len(known.categories), np.float32),
    )


def _spans(text: Pieces, place: int, recipe: Recipe) -> list[Span]:
    if not recipe.views:
        return [(0, len(text.words))]
    return short_views(text.words, Random(SEED * 1_000_003 + place))  # noqa: S311


def counts(
    bare: Learned, texts: Sequence[Pieces], spans: Sequence[Sequence[Span]]
) -> tuple[sparse.csr_matrix, sparse.csr_matrix, npt.NDArray[np.int64]]:
    """How often each view holds each word and each piece; every text is looked up once, views are slices of it."""
    word_rows: list[npt.NDArray[np.int64]] = []
    code_rows: list[npt.NDArray[np.int64]] = []
    lengths: list[int] = []
    for text, wanted in zip(texts, spans, strict=True):
        words = np.array([bare.words.get(word, -1) for word in text.words], dtype=np.int64)
        codes = [_places(bare.codes, run) for run in text.codes]
        offsets = begins(text.words)
        for first, last in wanted:
            start, end = offsets[first], offsets[last]
            runs = [run[start : max(end - width, start)] for width, run in enumerate(codes)]
            word_rows.append(_known(words[first:last]))
            code_rows.append(_known(np.concatenate(runs)))
            lengths.append(end - start)
    return (
        _counted(word_rows, len(bare.words)),
        _counted(code_rows, len(bare.codes)),
        np.array(lengths, dtype=np.int64),
    )


def _places(known: Codes, asked: Codes) -> npt.NDArray[np.int64]:
    """The row of each code, -1 for an unknown one."""
    if not len(known):
        return np.full(len(asked), -1, dtype=np.int64)
    places = np.searchsorted(known, asked)
    places[places == len(known)] = 0
    return np.where(known[places] == asked, places, -1).astype(np.int64)


def _known(rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return rows[rows >= 0]


def _counted(rows: Sequence[npt.NDArray[np.int64]], width: int) -> sparse.csr_matrix:
    ends = np.cumsum([0, *map(len, rows)])
    columns = np.concatenate(rows) if rows else np.empty(0, np.int64)
    matrix = sparse.csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(rows), width))
    matrix.sum_duplicates()
    return matrix


def rare(counted: sparse.csr_matrix) -> Table:
    """How telling each term is: the fewer views hold it, the more."""
    held = np.bincount(counted.indices, minlength=counted.shape[1])
    rarity = np.log((1 + counted.shape[0]) / (1 + held)) + 1
    return Table(rarity.astype(np.float32), np.empty((0, 0), np.float32))


def matrix_of(bare: Learned, words: sparse.csr_matrix, codes: sparse.csr_matrix) -> sparse.csr_matrix:
    """Each view as a row: words, pieces and a one, words and pieces each of the same length for every text."""
    blocks = [_even(words, bare.word_table.rarity) * WORD_SHARE, _even(codes, bare.code_table.rarity)]
    ones = sparse.csr_matrix(np.ones((words.shape[0], 1), np.float32))
    return sparse.hstack([*blocks, ones], format="csr", dtype=np.float32)


def _even(counted: sparse.csr_matrix, rarity: Floats) -> sparse.csr_matrix:
    """Counts as strengths, each row of length one."""
    strength = counted.copy()
    strength.data = (1 + np.log(strength.data)) * rarity[strength.indices]
    lengths = np.sqrt(np.asarray(strength.multiply(strength).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1
    strength.data = strength.data / np.repeat(lengths, np.diff(strength.indptr))
    return strength


def solve(matrix: sparse.csr_matrix, labels: npt.NDArray[np.int64], recipe: Recipe) -> Floats:
    """The mean of the weights that each way of solving finds; a mean of linear weights is linear again."""
    with ThreadPoolExecutor(2) as pool:  # The solvers spend their time outside the interpreter's lock.
        found = list(pool.map(lambda name: SOLVERS[name](matrix, labels), recipe.solvers))
    return np.asarray(np.mean([_evened(weights, matrix) for weights in found], axis=0), dtype=np.float32)


def _evened(weights: Floats, matrix: sparse.csr_matrix) -> Floats:
    """Weights whose sums spread over these texts by one."""
    spread = float(np.std(matrix @ weights))
    if not spread > LEAST_SPREAD:
        raise AlikeError("the texts of the categories are the same")
    return weights / np.float32(spread)


def _warmth(
    matrix: sparse.csr_matrix,
    labels: npt.NDArray[np.int64],
    owner: npt.NDArray[np.int64],
    lengths: npt.NDArray[np.int64],
    weights: Floats,
) -> Warmth:
    """For each length of text the scale at which likelihoods come true, on views of texts not learned from."""
    side = owner % 2 == 0
    sums = np.zeros((len(labels), weights.shape[1]), np.float32)
    if any(len(np.unique(labels[part])) < weights.shape[1] for part in (side, ~side)):
        return 1.0, 1.0, 1.0
    try:
        for part in (side, ~side):
            half = by_squares(matrix[part], labels[part], ROUGH)
            sums[~part] = matrix[~part] @ _evened(half, matrix[part])
    except AlikeError:  # Half of the texts say nothing of the other half.
        return 1.0, 1.0, 1.0
    buckets = np.array([bucket(int(length)) for length in lengths])
    found = [_warmest(sums[buckets == i], labels[buckets == i]) for i in range(3)]
    return found[0], found[1], found[2]


def _warmest(sums: Floats, labels: npt.NDArray[np.int64]) -> float:
    if not len(labels):
        return 1.0
    losses = [_surprise(sums * warmth, labels) for warmth in WARMTHS]
    return round(float(WARMTHS[int(np.argmin(losses))]), 3)


def _surprise(sums: npt.NDArray[np.floating], labels: Labels) -> float:
    """The mean of minus the logarithm of the likelihood that the right category got."""
    most = sums.max(axis=1)
    whole = np.log(np.exp(sums - most[:, None]).sum(axis=1)) + most
    return float((whole - sums[np.arange(len(labels)), labels]).mean())


def _folded(bare: Learned, weights: Floats, warmth: Warmth) -> Learned:
    border = len(bare.words)
    return replace(
        bare,
        word_table=Table(rounded(bare.word_table.rarity), rounded(weights[:border] * np.float32(WORD_SHARE))),
        code_table=Table(rounded(bare.code_table.rarity), rounded(weights[border:-1])),
        bias=rounded(weights[-1]),
        warmth=warmth,
    )
