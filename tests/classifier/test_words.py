"""Keywords carry weights, are found wherever they stand, and are found in one pass."""

from __future__ import annotations

import pytest

from classifier.words import KeywordError, Trie, parse_keyword, plain_keyword


@pytest.mark.parametrize(
    ("entry", "word", "weight"),
    [
        ("路灯", "路灯", 1.0),
        ("灯不亮", "灯不亮", 2.0),
        ("路灯:3", "路灯", 3.0),
        ("路灯：2.5", "路灯", 2.5),
        ("路灯:0", "路灯", 0.0),
        ("路灯:20", "路灯", 20.0),
        ("灯 | 路灯 不亮:3", "灯|路灯 不亮", 3.0),
        ("灯｜ 路灯\u3000 不亮 |坏：3", "灯|路灯 不亮|坏", 3.0),
    ],
)
def test_a_keyword_may_state_its_weight(entry: str, word: str, weight: float) -> None:
    assert parse_keyword(entry) == (word, weight)


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("", "word"),
        (" :3", "word"),
        ("路灯:很重", "weight"),
        ("路灯:", "weight"),
        ("路灯:nan", "range"),
        ("路灯:inf", "range"),
        ("路灯:-9", "range"),
        ("路灯:20.5", "range"),
        ("灯 |:3", "bar"),
        ("|灯", "bar"),
        ("灯||泡", "bar"),
        ("灯 | | 坏", "bar"),
        ("灯 不亮 |", "bar"),
        ("|", "bar"),
    ],
)
def test_a_broken_keyword_is_refused_with_its_reason(entry: str, code: str) -> None:
    with pytest.raises(KeywordError) as caught:
        parse_keyword(entry)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("路燈 不亮", "路灯 不亮"),
        ("ＬＥＤ｜灯 壞", "led|灯 坏"),
        ("[微笑]|[微笑] 不亮", "不亮"),
        ("灯|[微笑] 不亮", "灯 不亮"),
        ("[微笑]", ""),
        ("😀|😀", ""),
    ],
)
def test_a_keyword_is_brought_to_the_form_of_messages_and_keeps_no_part_without_a_word(word: str, plain: str) -> None:
    assert plain_keyword(word) == plain


def test_all_words_are_found_even_inside_each_other() -> None:
    words = Trie([("路灯", 1), ("路灯坏", 2), ("灯", 3)])
    assert [(hit.start, hit.end, hit.found) for hit in words.all("修路灯坏")] == [(1, 4, 2), (1, 3, 1), (2, 3, 3)]
    assert [hit.found for hit in words.longest("路灯坏路灯")] == [2, 1]


def test_what_belongs_to_the_words_of_a_text() -> None:
    assert Trie([("路灯", 1), ("灯", 3), ("水", 4)]).payloads("修路灯") == {1, 3}


def test_no_words_are_found_where_none_are_known() -> None:
    empty: Trie[int] = Trie([("", 1)])
    assert (empty.all("路灯"), empty.longest("路灯"), empty.payloads("路灯")) == ([], [], set())
