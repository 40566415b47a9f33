"""A signal: words of one kind of emergency, and what takes them back."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signal:
    """Words of one kind of emergency; `unless` takes back those that it overlaps: 烟囱冒烟 is no fire.

    `lasting` ones began in the past and go on until somebody comes: a child who has not come home since yesterday.
    `threatened` ones count as soon as they are threatened: 再不给工资我就跳楼.
    `pressed` ones say too little alone and count only beside a call for help or a word of this minute.
    """

    kind: str
    words: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None = None
    lasting: bool = False
    pressed: bool = False
    threatened: bool = False


def signal(
    kind: str,
    *words: str,
    unless: str | None = None,
    lasting: bool = False,
    pressed: bool = False,
    threatened: bool = False,
) -> Signal:
    """A signal from the text of its expressions."""
    taken_back = re.compile(unless) if unless else None
    return Signal(kind, tuple(map(re.compile, words)), taken_back, lasting, pressed, threatened)
