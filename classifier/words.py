"""Weighted words: how they are written, found in a text, and checked against the cuts of a tokenizer."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

SHORT_WEIGHT = 1.0
LONG_WEIGHT = 2.0
# How much more than an ordinary word one of ours weighs when the tokenizer chooses its cuts.
OWN_FREQUENCY = 3000

Payload = TypeVar("Payload")


def parse_keyword(entry: str) -> tuple[str, float]:
    """Splits "路灯:3" into word and weight; without a weight, words of three and more characters weigh double.

    >>> parse_keyword("路灯:3")
    ('路灯', 3.0)
    >>> parse_keyword("灯不亮")
    ('灯不亮', 2.0)
    """
    word, colon, weight = entry.replace("：", ":").rpartition(":")
    if not colon:
        word, weight = entry, ""
    word = word.strip()
    if not word:
        raise ValueError(f"a keyword needs a word: {entry!r}")
    if not colon:
        return word, LONG_WEIGHT if len(word) > 2 else SHORT_WEIGHT
    try:
        return word, float(weight)
    except ValueError:
        raise ValueError(f"the weight after the colon is no number: {entry!r}") from None


class Hit(NamedTuple, Generic[Payload]):
    """A known word at a place in a text."""

    start: int
    end: int
    found: Payload


class Trie(Generic[Payload]):
    """Finds every known word in a text in one pass, however many words are known."""

    __slots__ = ("_root",)

    def __init__(self, entries: Iterable[tuple[str, Payload]] = ()) -> None:
        self._root: dict[str, Any] = {}
        for word, payload in entries:
            node = self._root
            for char in word:
                node = node.setdefault(char, {})
            if word:
                node[""] = payload

    def all(self, text: str) -> list[Hit[Payload]]:
        """Every occurrence, the longest first at each position."""
        hits: list[Hit[Payload]] = []
        for start in range(len(text)):
            hits.extend(reversed(self._at(text, start)))
        return hits

    def longest(self, text: str) -> list[Hit[Payload]]:
        """Occurrences from left to right, each the longest at its place, none overlapping."""
        hits: list[Hit[Payload]] = []
        start = 0
        while start < len(text):
            here = self._at(text, start)
            if here:
                hits.append(here[-1])
                start = here[-1].end
            else:
                start += 1
        return hits

    def _at(self, text: str, start: int) -> list[Hit[Payload]]:
        hits: list[Hit[Payload]] = []
        node = self._root
        for end in range(start, len(text)):
            step = node.get(text[end])
            if step is None:
                break
            node = step
            if "" in node:
                hits.append(Hit(start, end + 1, node[""]))
        return hits


class Cutter:
    """A private tokenizer that knows our words beside its own dictionary."""

    def __init__(self, words: Iterable[str], cache_dir: Path | None) -> None:
        import jieba  # Imported here: it costs a third of a second, and only a reader needs it.

        self._frequencies, total = _dictionary(cache_dir)
        self._tokenizer = jieba.Tokenizer()
        self._tokenizer.FREQ, self._tokenizer.total = dict(self._frequencies), total
        self._tokenizer.initialized = True
        self.add(words)

    def add(self, words: Iterable[str]) -> None:
        """Teaches the tokenizer more words."""
        for word in words:
            self._tokenizer.add_word(word, max(OWN_FREQUENCY, self.frequency(word)))

    def borders(self, text: str) -> set[int]:
        """The offsets at which the tokenizer begins or ends a word."""
        borders, offset = {0}, 0
        for word in self._tokenizer.cut(text, HMM=False):
            offset += len(word)
            borders.add(offset)
        return borders

    def frequency(self, word: str) -> int:
        """How common a word is in the tokenizer's own dictionary; 0 for a word it does not know."""
        return int(self._frequencies.get(word, 0))


@lru_cache(maxsize=1)
def _dictionary(cache_dir: Path | None) -> tuple[dict[str, int], int]:
    """The tokenizer's own dictionary, read once a process; kept ready in `cache_dir` if one is given."""
    import jieba

    jieba.setLogLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    if cache_dir is None:
        frequencies, total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
        return frequencies, total
    cache_dir.mkdir(parents=True, exist_ok=True)
    tokenizer.tmp_dir = str(cache_dir)
    tokenizer.initialize()
    return tokenizer.FREQ, tokenizer.total
