"""Cuts a text into words: by jieba, or by its faster twin in Rust over the same dictionary."""

from __future__ import annotations

import logging
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

Cut = Callable[[str], list[str]]
JIEBA, RJIEBA, AUTO = "jieba", "rjieba", "auto"
CUTTERS = (AUTO, JIEBA, RJIEBA)


class NoCutterError(RuntimeError):
    """The tokenizer asked for is not installed."""


def cutter(name: str = AUTO, cache_dir: Path | None = None) -> Cut:
    """The tokenizer of that name; `auto` takes the faster one if it is there.

    Neither guesses at unknown words (no HMM), so that both cut alike. `cache_dir` is where jieba keeps its
    dictionary ready. Raises NoCutterError.
    """
    if name not in CUTTERS:
        raise NoCutterError(f"no tokenizer is called {name!r}")
    if name == JIEBA:
        return _jieba(cache_dir)
    try:
        import rjieba  # Imported here: whoever chose jieba needs no other.
    except ImportError as error:
        if name == RJIEBA:
            raise NoCutterError("rjieba is not installed") from error
        return _jieba(cache_dir)
    return lambda text: list(rjieba.cut(text, hmm=False))


def borders(words: list[str]) -> set[int]:
    """The offsets at which words begin or end.

    >>> sorted(borders(["路灯", "不", "亮"]))
    [0, 2, 3, 4]
    """
    found, offset = {0}, 0
    for word in words:
        offset += len(word)
        found.add(offset)
    return found


def frequencies() -> dict[str, int]:
    """How common each word of jieba's dictionary is; read anew each time, for use while an index is built."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise NoCutterError("jieba is not installed")
    with Path(spec.origin).with_name("dict.txt").open(encoding="utf-8") as lines:
        parted = (line.split(" ", 2) for line in lines)
        return {word: int(count) for word, count, _ in parted}


def _jieba(cache_dir: Path | None) -> Cut:
    tokenizer = _tokenizer(cache_dir)
    return lambda text: list(tokenizer.lcut(text, HMM=False))


def _tokenizer(cache_dir: Path | None) -> Any:
    try:
        import jieba  # Imported here: it costs a third of a second, and only a reader needs it.
    except ImportError as error:
        raise NoCutterError("jieba is not installed") from error
    jieba.setLogLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    if cache_dir is None:
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
        tokenizer.initialized = True
        return tokenizer
    cache_dir.mkdir(parents=True, exist_ok=True)
    tokenizer.tmp_dir = str(cache_dir)
    tokenizer.initialize()
    return tokenizer
