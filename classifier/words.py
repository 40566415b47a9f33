"""Weighted words: how they are written, and how all of them are found in a text in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Generic, NamedTuple, TypeVar

import ahocorasick_rs

from classifier.normal import flat

SHORT_WEIGHT = 1.0
LONG_WEIGHT = 2.0
HEAVIEST = 20.0
BAR = re.compile(r"\s*[|｜]\s*")

Payload = TypeVar("Payload")


class KeywordError(ValueError):
    """A keyword that can't be used; `code` says what is wrong.

    word: there is none; bar: no word beside one; weight: no number; range: not between 0 and HEAVIEST.
    """

    def __init__(self, code: str, entry: str) -> None:
        super().__init__(f"{code}: {entry!r}")
        self.code = code


def parse_keyword(entry: str) -> tuple[str, float]:
    """Splits "路灯:3" into word and weight; without a weight, words of three and more characters weigh double.

    Spaces around a bar are forgiven. Raises KeywordError.

    >>> parse_keyword("路灯:3")
    ('路灯', 3.0)
    >>> parse_keyword("灯不亮")
    ('灯不亮', 2.0)
    >>> parse_keyword("灯 | 路灯  不亮:3")
    ('灯|路灯 不亮', 3.0)
    """
    word, colon, weight = entry.replace("：", ":").rpartition(":")
    if not colon:
        word, weight = entry, ""
    word = BAR.sub("|", " ".join(word.split()))
    if not word:
        raise KeywordError("word", entry)
    if not all(choice for part in word.split(" ") for choice in part.split("|")):
        raise KeywordError("bar", entry)
    if not colon:
        return word, LONG_WEIGHT if len(word) > 2 else SHORT_WEIGHT
    return word, _weight(weight, entry)


def _weight(text: str, entry: str) -> float:
    """From 0, which silences a word, up: a word that took weight away would break that more words never do."""
    try:
        weight = float(text)
    except ValueError:
        raise KeywordError("weight", entry) from None
    if not 0 <= weight <= HEAVIEST:  # Neither is a figure that is none.
        raise KeywordError("range", entry)
    return abs(weight)  # No "-0.0" in what is told.


def plain_keyword(word: str) -> str:
    """A keyword in the form that messages are brought to; what holds no word then, such as a face, falls away.

    >>> plain_keyword("路燈|[微笑] [微笑]|[微笑] 不亮")
    '路灯 不亮'
    """
    parts = ("|".join(choices("|".join(map(flat, choices(part))))) for part in word.split())
    return " ".join(part for part in parts if part)


def choices(part: str) -> tuple[str, ...]:
    """The words that a bar parts: any of them will do.

    >>> choices("灯|灯泡")
    ('灯', '灯泡')
    """
    return tuple(dict.fromkeys(word for word in part.replace("｜", "|").split("|") if word))


def parse_synonym(entry: str) -> dict[str, str]:
    """Splits "莫得|冇得=没有" into what is said and what each of it means.

    >>> parse_synonym("莫得|冇得=没有")
    {'莫得': '没有', '冇得': '没有'}
    """
    said, equals, meant = entry.replace("＝", "=").partition("=")
    words = [word.strip() for word in said.replace("｜", "|").split("|")]
    if not equals or not all(words) or not meant.strip():
        raise ValueError(f"a synonym needs what is said and what is meant: {entry!r}")
    return dict.fromkeys(words, meant.strip())


class Hit(NamedTuple, Generic[Payload]):
    """A known word at a place in a text."""

    start: int
    end: int
    found: Payload


def in_order(hit: Hit[Any]) -> tuple[int, int]:
    """Sorts words by where they begin, the longest first."""
    return hit.start, -hit.end


class Trie(Generic[Payload]):
    """Finds every known word in a text in one pass, however many words are known."""

    __slots__ = ("_automaton", "_payloads")

    def __init__(self, entries: Iterable[tuple[str, Payload]] = ()) -> None:
        known = {word: payload for word, payload in entries if word}
        self._payloads = tuple(known.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(known), store_patterns=False) if known else None

    def payloads(self, text: str) -> set[Payload]:
        """What belongs to the known words of a text, wherever they stand."""
        if self._automaton is None:
            return set()
        payloads = self._payloads
        return {payloads[word] for word, _, _ in self._automaton.find_matches_as_indexes(text, overlapping=True)}

    def spans(self, text: str) -> list[tuple[int, int, Payload]]:
        """Every occurrence as (start, end, payload), by its end; the cheapest way to all of them."""
        if self._automaton is None:
            return []
        payloads = self._payloads
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return [(start, end, payloads[word]) for word, start, end in found]

    def all(self, text: str) -> list[Hit[Payload]]:
        """Every occurrence in order, the longest first at each position."""
        hits = [Hit(*span) for span in self.spans(text)]
        hits.sort(key=in_order)
        return hits

    def longest(self, text: str) -> list[Hit[Payload]]:
        """Occurrences from left to right, each the longest at its place, none overlapping."""
        hits: list[Hit[Payload]] = []
        free_from = 0
        for hit in self.all(text):
            if hit.start >= free_from:
                hits.append(hit)
                free_from = hit.end
        return hits
