"""Figures of a measurement, worked out by hand."""

from __future__ import annotations

import pytest

from classifier.learned import Guess
from classifier.measuring import (
    Outcome,
    accuracy,
    coverage,
    levels,
    macro_f1,
    per_class,
    top2_accuracy,
)

FOUND = [
    Outcome("a", Guess("a", 0.9, "b", 0.1)),
    Outcome("a", Guess("b", 0.55, "a", 0.4)),
    Outcome("b", Guess("b", 0.8, "a", 0.1)),
    Outcome("b", Guess()),
]


def test_a_text_without_a_verdict_is_wrong_and_not_covered() -> None:
    assert (accuracy(FOUND), top2_accuracy(FOUND), coverage(FOUND)) == (0.5, 0.75, 0.75)


def test_each_category_has_its_precision_and_recall() -> None:
    classes = per_class(FOUND)
    assert (classes["a"].n, classes["a"].precision, classes["a"].recall) == (2, 1.0, 0.5)
    assert (classes["b"].n, classes["b"].precision, classes["b"].recall) == (2, 0.5, 0.5)
    assert macro_f1(classes) == pytest.approx((2 / 3 + 1 / 2) / 2)


def test_a_category_that_was_only_guessed_does_not_count_in_the_mean() -> None:
    classes = per_class([Outcome("a", Guess("c", 1.0))])
    assert set(classes) == {"a", "c"}
    assert macro_f1(classes) == 0.0


def test_accuracy_is_told_beside_the_share_it_is_true_of() -> None:
    told = {each.threshold: (each.share, each.accuracy) for each in levels(FOUND)}
    assert told[0.0] == (0.75, pytest.approx(2 / 3))
    assert told[0.6] == (0.5, 1.0)
    assert told[0.95] == (0.0, 0.0)


def test_nothing_measured_is_nothing_won() -> None:
    assert (accuracy([]), coverage([]), macro_f1(per_class([]))) == (0.0, 0.0, 0.0)
