"""Brings any text to one plain form: half-width, simplified, without control characters, faces and repeats."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any, NamedTuple

LONGEST = 3000
FACE = re.compile(r"\[[\u4e00-\u9fffa-zA-Z]{1,6}\]|/:[:;@!,.$#&*a-zA-Z<>()|~-]{1,8}")
SPACE = re.compile(r"\s+")
# Kinds of characters that carry no words: controls, unassigned, private, surrogates, pictures, modifiers.
DROPPED = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "So", "Sk", "Mn", "Me"})
MOST_KNOWN = 30_000
# Anything that people seldom write is looked at more closely.
UNUSUAL = re.compile(r"[^\u4e00-\u9fff0-9A-Za-z ,.!?:;、。]")
KEPT_BREAKS = frozenset("\n\r\t\v\f\u2028\u2029")
# 著 as the old form of the particle 着; in 著名, 著作, 著称 it stays.
OLD_PARTICLE = re.compile(r"著(?![名作称])")


class Normal(NamedTuple):
    """`text` keeps single spaces between its parts, `flat` has none; offsets into `flat` are used for places."""

    text: str
    flat: str


def normal(raw: str) -> Normal:
    """The plain form of a text; never raises, whatever the string holds."""
    text = to_simplified(_visible(_halfwidth(FACE.sub(" ", raw[:LONGEST])))).lower()
    lines = dict.fromkeys(SPACE.sub(" ", line).strip() for line in text.splitlines())
    text = " ".join(line for line in lines if line)
    return Normal(text=text, flat=text.replace(" ", ""))


def flat(raw: str) -> str:
    """The form in which names and keywords are compared."""
    return normal(raw).flat


def to_simplified(text: str) -> str:
    """Traditional characters become simplified ones; others stay."""
    return OLD_PARTICLE.sub("着", str(_converter().convert(text)))


def _halfwidth(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _visible(text: str) -> str:
    return text if UNUSUAL.search(text) is None else text.translate(_VISIBLE)


class _Visible(dict[int, int | None]):
    """What becomes of each character: itself, a line break or nothing; found out once for those that people use."""

    def __missing__(self, code: int) -> int | None:
        char = chr(code)
        kept: int | None = code
        if char in KEPT_BREAKS:
            kept = ord("\n")
        elif unicodedata.category(char) in DROPPED:
            kept = None
        if len(self) < MOST_KNOWN:
            self[code] = kept
        return kept


_VISIBLE = _Visible()


@cache
def _converter() -> Any:
    import opencc  # Imported here: loading its tables takes longer than importing all of this package.

    return opencc.OpenCC("t2s")
