"""Gives the classifier the words that the rules hold, and a place to keep them ready."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from classifier.lexicon import CategoryWords, Lexicon, PlaceWords
from classifier.normal import flat
from classifier.reader import Reader
from classifier.vocabulary import vocabulary
from classifier.words import plain_keyword
from domain.catalog import Category
from domain.rules import Rules

if TYPE_CHECKING:
    from classifier.learned import Learned

log = logging.getLogger(__name__)
SENTENCE = "路灯坏了"  # Read by a new reader, so that all it needs is loaded.


def make_reader(rules: Rules, data_dir: Path) -> Reader:
    """A reader of these rules."""
    return Reader(
        to_lexicon(rules),
        cache_dir=word_cache(data_dir),
        tokenizer=rules.tokenizer,
        sure_at=rules.sure_at,
        learned=_learned(rules),
    )


def try_reader(rules: Rules) -> None:
    """Build a reader, read a sentence by it and keep nothing, not even a cache; raises whatever is wrong."""
    Reader(to_lexicon(rules), tokenizer=rules.tokenizer, sure_at=rules.sure_at).read(SENTENCE)


def _learned(rules: Rules) -> tuple[Learned, ...]:
    """The lexicon learned from the village's own history, if the config names one.

    Rules are stored and live longer than the file they name: without it people are answered by the keywords alone.
    """
    if not rules.learned_file:
        return ()
    from classifier.learned_file import UnreadableWordsError, load  # Imported here: numpy is for those who have one.

    try:
        return (load(Path(rules.learned_file)),)
    except UnreadableWordsError as error:
        log.warning("learned words left out: %s", error)
        return ()


def word_cache(data_dir: Path) -> Path:
    """Where the segmenter keeps its compiled dictionary: the user's own cache, else beside the database.

    Never the shared temporary folder: anybody could plant a file there.
    """
    own = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "lianxin"
    for folder in (own, data_dir / "cache"):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    raise PermissionError(f"没有地方放分词缓存：{own} 和 {data_dir}/cache 都写不了")


def to_lexicon(rules: Rules) -> Lexicon:
    """Categories in the order of the config, units as places, the words of each ready answer.

    Words are brought to the plain form that messages are brought to: 路燈 in the config is 路灯 as well.
    """
    return Lexicon(
        categories=tuple(
            CategoryWords(
                id=category.id,
                say=category.say,
                keywords=_keywords(category),
                exclude=tuple(map(flat, category.exclude)),
                urgent=tuple(map(flat, category.urgent)),
                emergencies=category.emergencies,
                weight=category.weight,
            )
            for category in rules.categories.values()
        ),
        places=tuple(
            PlaceWords(
                unit=unit.id,
                name=unit.name,
                level=unit.level,
                parent=unit.parent,
                aliases=unit.aliases,
                boundary=unit.boundary,
            )
            for unit in rules.org.units.values()
        ),
        synonyms=rules.synonyms,
        answers=tuple(answer.words for answer in rules.answers),
    )


def _keywords(category: Category) -> dict[str, float]:
    """Those of its vocabulary and its own, which win, in the plain form."""
    common = vocabulary(category.vocabulary) if category.vocabulary else {}
    return {word: weight for said, weight in {**common, **category.keywords}.items() if (word := plain_keyword(said))}
