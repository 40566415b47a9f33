"""How likely the best category is the right one, by how far its words outweigh those of the second."""

from __future__ import annotations

from math import exp, log1p

# Fitted by logistic regression on messages whose category people have judged: see docs/understanding.md.
START, LEAD, WEIGHT = -1.96, 0.91, 1.26


def certainty(best: float, second: float) -> float:
    """A likelihood between 0 and 1, from the sums of the best and of the second category.

    >>> certainty(5, 0) > certainty(5, 4) > certainty(0, 0)
    True
    """
    if best <= 0:
        return 0.0
    lead = best - max(second, 0.0)
    return round(1 / (1 + exp(-(START + LEAD * log1p(lead) + WEIGHT * log1p(best)))), 3)
