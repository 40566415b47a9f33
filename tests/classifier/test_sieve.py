"""The sieve never hides a match: neither in what people write nor in anything else that an expression matches."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classifier import emergencies, intents, kinds
from classifier.normal import normal
from classifier.sieve import Sieve, needed_strings, ways

SIEVES: dict[str, Sieve[Any]] = {
    "emergencies": emergencies.SIEVE,
    "manners": intents.MANNERS,
    "sayings": intents.SAYINGS,
    "kinds": kinds.SIEVE,
}
EXPRESSIONS = [
    pytest.param(expression, id=f"{name}-{key}")
    for name, sieve in SIEVES.items()
    for key, expression in sieve.expressions.items()
]
GOLD = Path(__file__).with_name("gold.tsv")


@pytest.mark.parametrize("sieve", SIEVES.values(), ids=SIEVES)
def test_no_match_in_a_real_message_is_hidden(sieve: Sieve[Any]) -> None:
    with GOLD.open(encoding="utf-8", newline="") as lines:
        texts = [row["text"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
    for text in texts:
        plain = normal(text).text
        said = sieve.sift(plain)
        for key, expression in sieve.expressions.items():
            assert (said.search(key) is None) == (expression.search(plain) is None), (text, key)


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_every_match_holds_the_strings_it_is_said_to_need(expression: re.Pattern[str]) -> None:
    strings = needed_strings(expression)
    assert strings is not None, "an expression that can match anything is always tried"
    assert "" not in strings

    @settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(expression, alphabet=st.characters(codec="utf-8")))
    def every_match(text: str) -> None:
        assert any(string in text for string in strings)
        assert any(all(any(string in text for string in need) for need in way) for way in ways(expression))

    every_match()


@pytest.mark.parametrize(
    ("expression", "strings"),
    [
        ("路灯坏了?", {"路灯坏", "路灯坏了"}),
        ("(?:路|街)灯.*坏", {"路灯", "街灯"}),
        ("(?:着火|起火)(?!锅)", {"着火", "起火"}),
        ("[坏破]了", {"坏了", "破了"}),
        ("水{2,3}管", {"水"}),
        ("路灯|.*", None),
        ("[^坏]", None),
        ("", None),
        ("(?i:lamp)", None),
    ],
)
def test_what_a_match_needs(expression: str, strings: set[str] | None) -> None:
    assert needed_strings(re.compile(expression)) == strings


def test_an_expression_is_left_only_where_all_that_one_of_its_ways_needs_is_there() -> None:
    sieve = Sieve({"lamp": re.compile("路灯.*(?:坏|黑)|停电")})
    assert [sieve.left(text) for text in ("路灯", "坏", "黑的路灯", "停电")] == [set(), set(), {"lamp"}, {"lamp"}]


def test_an_expression_that_needs_nothing_is_always_tried() -> None:
    sieve = Sieve({"any": re.compile(".?"), "lamp": re.compile("路灯")})
    assert sieve.left("停水") == {"any"}
    assert sieve.left("路灯") == {"any", "lamp"}
    said = sieve.sift("路灯")
    assert (said.has("lamp"), said.may("lamp"), said.search("any") is not None) == (True, True, True)
