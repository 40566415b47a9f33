"""Reads hand-written messages of a village and compares every judgement that the table states."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from classifier import KINDS
from tests.classifier.villages import example_reader

GOLD = Path(__file__).with_name("gold.tsv")


def rows() -> Iterator[dict[str, str]]:
    with GOLD.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def judged(text: str) -> dict[str, str]:
    verdict = example_reader().read(text)
    return {
        "opens": "yes" if verdict.opens else "no",
        "kind": verdict.kind,
        "category": verdict.category or "none",
        "unit": verdict.unit or "none",
        "urgent": "yes" if verdict.urgent else "no",
    }


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: row["text"])
def test_a_message_is_read_as_a_person_would(row: dict[str, str]) -> None:
    wanted = {name: value for name, value in row.items() if name != "text" and value != "-"}
    got = judged(row["text"])
    assert {name: got[name] for name in wanted} == wanted


def test_the_table_covers_every_category_and_kind() -> None:
    table = list(rows())
    assert len(table) >= 120
    assert len({row["category"] for row in table} - {"-"}) == 19
    assert {row["kind"] for row in table} - {"-"} == set(KINDS)


def test_what_opens_nothing_has_no_category() -> None:
    for row in rows():
        verdict = example_reader().read(row["text"])
        assert (verdict.category is None) == (not verdict.opens), row["text"]
