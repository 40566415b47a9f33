"""The example street that the tests of this folder read in, and the categories of the example config."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from classifier import CategoryWords, Lexicon, PlaceWords, Reader, parse_keyword, parse_synonym
from classifier.vocabulary import vocabulary

EXAMPLE_CONFIG = Path(__file__).parents[2] / "config.example.toml"
STREET = Path(__file__).with_name("street.toml")
PLACES = tuple(
    PlaceWords(unit["id"], unit["name"], unit["level"], unit.get("parent"), tuple(unit.get("aliases", ())))
    for unit in tomllib.loads(STREET.read_text(encoding="utf-8"))["units"]
)


@cache
def _example() -> dict[str, Any]:
    return tomllib.loads(EXAMPLE_CONFIG.read_text(encoding="utf-8"))


@cache
def example_categories() -> tuple[CategoryWords, ...]:
    """The categories of config.example.toml, as a reader takes them."""
    tables = _example()["categories"]
    return tuple(
        CategoryWords(
            id=table["id"],
            say=table["say"],
            keywords={**vocabulary(table["vocabulary"]), **dict(map(parse_keyword, table["keywords"]))},
            exclude=tuple(table.get("exclude", ())),
            urgent=tuple(table.get("urgent", ())),
            emergencies=tuple(table.get("emergencies", ())),
            weight=table.get("weight", 1.0),
        )
        for table in tables
    )


@cache
def example_reader() -> Reader:
    """One reader for all tests: building it takes a second."""
    table = _example()["understanding"].get("synonyms", ())
    synonyms = {said: meant for entry in table for said, meant in parse_synonym(entry).items()}
    return Reader(Lexicon(example_categories(), PLACES, synonyms))
