"""How likely the best category is the right one, by the weight of its words and of those of the second."""

from __future__ import annotations

from math import exp, log1p

# Fitted by logistic regression on messages whose category people have judged: see docs/understanding.md.
START, BEST, SECOND = -2.23, 2.41, -0.75
# Of two categories that weigh the same each may be meant, however much they weigh.
TIED = 0.45


def certainty(best: float, second: float) -> float:
    """A likelihood between 0 and 1, from the sums of the best and of the second category.

    >>> certainty(5, 0) > certainty(5, 4) > certainty(0, 0)
    True
    """
    if best <= 0:
        return 0.0
    second = max(second, 0.0)
    likely = 1 / (1 + exp(-(START + BEST * log1p(best) + SECOND * log1p(second))))
    return round(min(likely, TIED + (best - second) / best), 3)
