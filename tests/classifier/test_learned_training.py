"""What the trainer decides is what the stored lexicon answers; views and likelihoods are what they claim."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from classifier import learning
from classifier.crossvalidation import RECIPES, cross_validate, seen, spread_evenly
from classifier.grams import coded, codes_of, pieces, spelled, words_of
from classifier.learning import AlikeError, Examples, Recipe, examples, learn, solve
from classifier.solving import by_counts, by_margin, by_squares
from classifier.views import short_views, stretch
from tests.classifier.lessons import HISTORY


@pytest.fixture(scope="module")
def known() -> Examples:
    return examples(HISTORY)


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_the_lexicon_answers_as_the_trainer_decides(known: Examples, recipe: Recipe) -> None:
    bare = learning.vocabulary(known, recipe)
    whole = [[(0, len(text.words))] for text in known.texts]
    views = [short_views(text.words, Random(learning.SEED * 1_000_003 + i)) for i, text in enumerate(known.texts)]
    spans = views if recipe.views else whole
    words, codes, _ = learning.counts(bare, known.texts, spans)
    bare = replace(bare, word_table=learning.rare(words), code_table=learning.rare(codes))
    labels = np.repeat(known.labels, [len(each) for each in spans])
    weights = solve(learning.matrix_of(bare, words, codes), labels, recipe)
    words, codes, _ = learning.counts(bare, known.texts, whole)
    decided = learning.matrix_of(bare, words, codes) @ weights
    learned = learn(known, recipe)
    answered = [learned.sums(learned.rows(text)) for text in known.texts]
    assert np.array(answered) == pytest.approx(decided, abs=0.02)


@pytest.mark.parametrize("way", [by_squares, by_counts, by_margin])
def test_every_solver_tells_its_own_examples_apart(known: Examples, way: learning.Solver) -> None:
    bare = learning.vocabulary(known)
    words, codes, _ = learning.counts(bare, known.texts, [[(0, len(text.words))] for text in known.texts])
    bare = replace(bare, word_table=learning.rare(words), code_table=learning.rare(codes))
    matrix = learning.matrix_of(bare, words, codes)
    assert list(np.argmax(matrix @ way(matrix, known.labels), axis=1)) == list(known.labels)


def test_short_views_are_runs_of_the_text_and_the_whole_comes_first() -> None:
    words = [str(i % 10) * 2 for i in range(120)]
    spans = short_views(words, Random(1))
    assert spans[0] == (0, 120)
    assert len(spans) == 5
    assert all(0 <= first < last <= 120 for first, last in spans)
    assert 7 <= sum(map(len, words[slice(*spans[1])])) <= 17


@pytest.mark.parametrize("words", [[], ["路灯"], ["路灯", "不亮"]])
def test_a_short_text_has_few_views(words: list[str]) -> None:
    assert short_views(words, Random(1)) == [(0, len(words))]


@pytest.mark.parametrize(
    ("start", "size", "span"), [(0, 4, (0, 2)), (3, 1, (2, 3)), (4, 9, (2, 4)), (8, 3, (4, 4)), (99, 3, (4, 4))]
)
def test_a_stretch_begins_and_ends_between_words(start: int, size: int, span: tuple[int, int]) -> None:
    assert stretch([2, 4, 6, 8], start, size) == span


@pytest.mark.parametrize("run", ["路", "路灯", "路灯坏", "a1", "𠮷"])
def test_a_run_of_characters_survives_being_a_number(run: str) -> None:
    assert spelled(coded(run)) == run
    assert coded(run) in {int(code) for width in codes_of(f"前{run}后") for code in width}


def test_cut_text_is_taken_as_cut_and_other_text_is_cut() -> None:
    assert words_of("新 路灯 不亮") == ["新", "路灯", "不亮"]
    assert words_of("我们村口的路灯 昨天就不亮了") == ["我们", "村口", "的", "路灯", "昨天", "就", "不", "亮", "了"]


def test_the_same_texts_in_every_category_teach_nothing() -> None:
    with pytest.raises(AlikeError):
        learn(examples([("路灯坏了", "a"), ("路灯坏了", "b")]))


def test_one_text_in_two_categories_is_no_fault_as_long_as_another_tells_them_apart() -> None:
    learned = learn(examples([*HISTORY, ("路灯坏了", "用水")]))
    assert learned.guess("村口路灯不亮").category == "路灯"
    assert all(np.isfinite(table.weights).all() for table in (learned.word_table, learned.code_table))


def test_folds_hold_every_category_alike() -> None:
    labels = np.array([0] * 20 + [1] * 10)
    fold_of = spread_evenly(labels, 5)
    assert {(int(np.sum(fold_of[:20] == i)), int(np.sum(fold_of[20:] == i))) for i in range(5)} == {(4, 2)}


def test_views_of_a_text_left_out_are_its_title_and_its_opening() -> None:
    text = pieces([f"{i:02d}" for i in range(50)])
    assert seen(text, "long") == text
    assert seen(text, "title").words == text.words[:6]
    assert seen(text, "opening").words == text.words[6:23]


def test_cross_validation_guesses_every_text_once_by_weights_learned_without_it(known: Examples) -> None:
    results = cross_validate(known, RECIPES["both"], folds=5)
    assert {view: len(result.outcomes) for view, result in results.items()} == {"long": 15, "title": 15, "opening": 15}
    assert results["long"].accuracy.mean > 0.5
    lonely = examples([*HISTORY, ("独一件事", "别的")])
    alone = cross_validate(lonely, RECIPES["both"], folds=5)["long"].outcomes
    assert [outcome.right for outcome in alone if outcome.label == "别的"] == [False]
