"""Categories are weighed by their words, and the reasons add up."""

from __future__ import annotations

import pytest

from classifier.lexicon import CategoryWords
from classifier.scoring import Scorer
from classifier.verdict import Reason

LAMPS = CategoryWords("lamps", "路灯", {"路灯": 3.0, "路灯坏": 4.0, "学校": 1.0})
SCHOOL = CategoryWords("school", "上学", {"学校": 3.0}, exclude=("驾校",), urgent=("校门塌了",))
NOISE = CategoryWords("noise", "噪音", {"楼上": 2.0, "半夜": 2.0, "装修": 2.0}, weight=2.0)
DOGS = CategoryWords("dogs", "狗", {"狗 追": 3.0, "老板 不给 钱": 4.0})
SCORER = Scorer((LAMPS, SCHOOL, NOISE, DOGS))


def test_every_character_counts_once_for_a_category_at_its_loudest() -> None:
    told = {reason.word: reason.weight for reason in SCORER.score("路灯坏了").reasons}
    assert told == {"路灯": 3.0, "路灯坏": round(4 / 3, 3)}


def test_a_word_said_twice_counts_once() -> None:
    assert SCORER.score("路灯路灯").reasons == SCORER.score("路灯").reasons


def test_what_was_heard_elsewhere_is_weighed_with_the_keywords() -> None:
    heard = [Reason("教室漏风", 2.0, "school"), Reason("什么", 9.0, "no such category")]
    score = SCORER.score("路灯", heard=heard)
    assert (score.category, score.runner_up) == ("lamps", "school")
    assert SCORER.score("", heard=heard).category == "school"
    assert SCORER.score("驾校", heard=heard).category is None


def test_the_margin_is_the_gap_to_the_second() -> None:
    score = SCORER.score("学校")
    assert (score.category, score.runner_up, score.margin) == ("school", "lamps", round(2 / 3, 3))


def test_a_place_beside_the_matter_counts_for_little() -> None:
    assert SCORER.score("学校门口路灯坏了").category == "lamps"


def test_an_excluded_phrase_takes_the_category_out() -> None:
    assert SCORER.score("驾校学校").category == "lamps"


def test_words_across_the_cuts_count_for_less_but_count() -> None:
    text = "楼上半夜装修"
    loose = SCORER.score(text, borders=lambda: {0, 1, 4, 6})
    strict = SCORER.score(text)
    assert loose.category == strict.category == "noise"
    assert {reason.word: reason.weight for reason in loose.reasons} == {"装修": 4.0, "半夜": 2.4, "楼上": 2.4}


def test_words_inside_names_do_not_count() -> None:
    assert SCORER.score("学校路停水", names=((0, 3),)).category is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("狗追着人跑", ["狗…追"]),
        ("追人的那条大狗", ["狗…追"]),
        ("老板到现在钱也不给我们", ["老板…不给…钱"]),
        ("狗趴着。有人追过来", []),
        ("狗在门口趴着晒了一上午太阳没人去追", []),
        ("追追追", []),
    ],
)
def test_a_keyword_of_several_parts_needs_them_near_each_other(text: str, said: list[str]) -> None:
    assert [reason.word for reason in SCORER.score(text).reasons] == said


def test_nothing_known_scores_nothing() -> None:
    assert SCORER.score("天气") == SCORER.score("")
    assert SCORER.score("天气").score == 0.0


def test_urgent_words_belong_to_their_category() -> None:
    assert [hit.found for hit in SCORER.urgent("校门塌了")] == [("school",)]
