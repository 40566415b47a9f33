"""The example street that the tests of this folder read in, and the categories of the example config."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from classifier import CategoryWords, Lexicon, PlaceWords, Reader, parse_keyword, parse_synonym

EXAMPLE_CONFIG = Path(__file__).parents[2] / "config.example.toml"
PLACES = (
    PlaceWords("tianping", "天平街道", "street"),
    PlaceWords("tianping-village", "天平村", "village", "tianping"),
    PlaceWords("yanzhuang", "岩庄社区", "village", "tianping", ("岩庄",)),
    PlaceWords("yanzhuang-garden", "岩庄花园", "compound", "yanzhuang", ("花园小区",)),
    PlaceWords("yanzhuang-g1", "岩庄花园一网格", "grid", "yanzhuang-garden", ("岩庄花园1-5号楼",)),
    PlaceWords("yanzhuang-g2", "岩庄花园二网格", "grid", "yanzhuang-garden", ("岩庄花园6-12号楼",)),
    PlaceWords("bandashan", "板大山村", "village", "tianping", ("板大山",)),
    PlaceWords("bandashan-east", "板大山村东组", "grid", "bandashan", ("板大山东组", "板大山村东头")),
    PlaceWords("bandashan-west", "板大山村西组", "grid", "bandashan", ("板大山西组", "板大山村西头")),
    PlaceWords("lijia", "李家庄村", "village", "tianping"),
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
            keywords=dict(parse_keyword(entry) for entry in table["keywords"]),
            exclude=tuple(table.get("exclude", ())),
            urgent=tuple(table.get("urgent", ())),
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
