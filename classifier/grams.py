"""Takes a text apart into the words and the one to three character pieces that learned weights hang on."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any

import numpy as np
import numpy.typing as npt

LONGEST = 3000
# Pieces of up to this many characters; three fit into one number of 64 bits.
WIDEST = 3
# Blanks between parts no longer than this on average are cuts between words, not pauses between clauses.
CUT_ALREADY = 3

Codes = npt.NDArray[np.uint64]
Cut = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text as words, and as coded pieces with the offset at which each begins, shortest pieces first."""

    words: tuple[str, ...]
    codes: tuple[Codes, ...]


def joined(text: str) -> str:
    """Letters and digits alone, half-width and lower case: blanks between words and marks fall away.

    >>> joined("路灯 不 亮，ＡＢ！")
    '路灯不亮ab'
    """
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).lower()
    return "".join(char for char in plain if char.isalnum())


def words_of(text: str) -> list[str]:
    """The words of a text: as it is cut already, if it is, else as the tokenizer cuts it.

    >>> words_of("路灯 不亮 三 天")
    ['路灯', '不亮', '三', '天']
    """
    parts = [part for part in map(joined, text.split()) if part]
    if len(parts) > 1 and sum(map(len, parts)) <= CUT_ALREADY * len(parts):
        return parts
    return cut("".join(parts))


def pieces(words: Iterable[str]) -> Pieces:
    """The words of a text and all short runs of characters over them."""
    kept = tuple(words)
    return Pieces(kept, codes_of("".join(kept)))


def begins(words: Iterable[str]) -> list[int]:
    """The offset of each word in the codes of a text, and the end of the last one."""
    return [0, *accumulate(len(word.encode("utf-16-le", "surrogatepass")) // 2 for word in words)]


def codes_of(text: str) -> tuple[Codes, ...]:
    """One array for each width: a number for every run of so many characters, in order."""
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16).astype(np.uint64)
    found, run = [units], units
    for width in range(2, WIDEST + 1):
        count = max(len(units) - width + 1, 0)
        run = (run[:count] << np.uint64(16)) | units[width - 1 : width - 1 + count]
        found.append(run)
    return tuple(found)


def spelled(code: int) -> str:
    """The run of characters a number stands for."""
    units = [(code >> shift) & 0xFFFF for shift in (32, 16, 0)]
    return b"".join(unit.to_bytes(2, "little") for unit in units if unit).decode("utf-16-le", "surrogatepass")


def coded(run: str) -> int:
    """The number that stands for a run of up to three characters."""
    code = 0
    raw = run.encode("utf-16-le", "surrogatepass")
    for place in range(0, len(raw), 2):
        code = (code << 16) | int.from_bytes(raw[place : place + 2], "little")
    return code


@cache
def cutter() -> Any:
    """A tokenizer with its own dictionary and none of ours, so that learned words never depend on a config."""
    import logging

    import jieba  # Imported here: it costs a third of a second, and only a reader needs it.

    jieba.setLogLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer


def cut(text: str) -> list[str]:
    """The words of a joined text."""
    return list(cutter().cut(text, HMM=False))
