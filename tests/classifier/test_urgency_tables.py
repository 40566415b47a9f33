"""Hundreds of dangers in many dialects are urgent, and as many words of danger are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.classifier.villages import example_reader

HERE = Path(__file__).parent


def rows(name: str) -> list[tuple[str, str]]:
    """Sort and text of each line of a table."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [(kind, text) for kind, text in (line.split("\t") for line in lines)]


@pytest.mark.parametrize(("kind", "text"), rows("urgent.tsv"))
def test_a_danger_of_this_minute_is_urgent(kind: str, text: str) -> None:
    verdict = example_reader().read(text)
    assert (verdict.opens, verdict.urgent, verdict.emergency is not None) == (True, True, True)


@pytest.mark.parametrize(("why", "text"), rows("calm.tsv"))
def test_words_of_danger_that_are_past_feared_or_asked_about_are_not(why: str, text: str) -> None:
    assert not example_reader().read(text).urgent
