"""Common keywords of the default categories, a file each: one keyword a line, as a config writes them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from classifier.words import parse_keyword

FOLDER = Path(__file__).parent
NAMES = tuple(sorted(file.stem for file in FOLDER.glob("*.txt")))


@cache
def vocabulary(name: str) -> Mapping[str, float]:
    """The keywords of one file and their weights; KeyError if it is none of NAMES.

    >>> vocabulary("roads_lighting")["路面破损"]
    4.0
    """
    if name not in NAMES:
        raise KeyError(name)
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return MappingProxyType(dict(parse_keyword(line) for line in lines if line and not line.startswith("#")))
