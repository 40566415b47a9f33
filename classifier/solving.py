"""Three ways to find linear weights that tell categories apart."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse

from classifier.learned import Floats

SQUARES_PENALTY = 2.0
COUNTS_PENALTY = 4.0
MARGIN_COST = 0.15
STEPS = 24
# Enough to see how sure the weights may be.
ROUGH = 12

Labels = npt.NDArray[np.int64]


def by_squares(matrix: sparse.csr_matrix, labels: Labels, steps: int = STEPS) -> Floats:
    """Least squares: takes wrong labels calmly."""
    return _least_squares(matrix, labels, SQUARES_PENALTY, np.ones((1, 1), np.float32), steps)


def by_counts(matrix: sparse.csr_matrix, labels: Labels) -> Floats:
    """Least squares in which a term may weigh more the more its counts differ between the categories."""
    return _least_squares(matrix, labels, COUNTS_PENALTY, _count_ratios(matrix, labels), STEPS)


def by_margin(matrix: sparse.csr_matrix, labels: Labels) -> Floats:
    """A support vector machine for each category against the others."""
    from sklearn.svm import LinearSVC  # Imported here: a lexicon that is only read must not need it.

    found = LinearSVC(C=MARGIN_COST, fit_intercept=False, random_state=0).fit(matrix, labels).coef_
    both = np.vstack([-found, found]) if len(found) == 1 else found
    return np.asarray(both.T, dtype=np.float32)


def _least_squares(matrix: sparse.csr_matrix, labels: Labels, penalty: float, scale: Floats, steps: int) -> Floats:
    """Conjugate gradients for all categories at once; `scale` is how far each weight may go."""
    across = matrix.T.tocsr()
    rest = scale * (across @ _targets(labels))
    found = np.zeros_like(rest)
    way = rest.copy()
    size = (rest * rest).sum(axis=0)
    for _ in range(steps):
        turned = scale * (across @ (matrix @ (scale * way))) + penalty * way
        step = size / ((way * turned).sum(axis=0) + 1e-12)
        found += step * way
        rest -= step * turned
        left = (rest * rest).sum(axis=0)
        way = rest + (left / (size + 1e-12)) * way
        size = left
    return np.asarray(scale * found, dtype=np.float32)


def _targets(labels: Labels) -> Floats:
    targets = np.full((len(labels), int(labels.max()) + 1), -1, dtype=np.float32)
    targets[np.arange(len(labels)), labels] = 1
    return targets


def _count_ratios(matrix: sparse.csr_matrix, labels: Labels) -> Floats:
    """The logarithm of how much more often a term is met in a category than outside it."""
    held = sparse.csr_matrix((np.ones(len(matrix.data), np.float32), matrix.indices, matrix.indptr), matrix.shape)
    inside = np.asarray(held.T @ ((_targets(labels) + 1) / 2))
    texts = np.bincount(labels, minlength=inside.shape[1])
    outside = inside.sum(axis=1, keepdims=True) - inside
    ratios = (inside + 1) / (texts + 2) / ((outside + 1) / (len(labels) - texts + 2))
    return np.asarray(np.log(ratios), dtype=np.float32)
