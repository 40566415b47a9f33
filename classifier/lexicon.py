"""The words a reader knows: categories, places, synonyms and ready answers, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CategoryWords:
    """One category: its weighted keywords, the phrases that rule it out, the words that make it urgent.

    `emergencies` are the kinds of emergency that speak for it, whatever words they are told in.
    """

    id: str
    say: str
    keywords: Mapping[str, float]
    exclude: tuple[str, ...] = ()
    urgent: tuple[str, ...] = ()
    emergencies: tuple[str, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """One unit as people name it; the boundary is a ring of (lng, lat) points."""

    unit: str
    name: str
    level: str
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    boundary: tuple[tuple[float, float], ...] | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that a reader is built from.

    `synonyms` maps a dialect or misheard word to the common one. `answers` holds the words of each ready answer;
    a word with a space in it needs all its parts.
    """

    categories: tuple[CategoryWords, ...]
    places: tuple[PlaceWords, ...] = ()
    synonyms: Mapping[str, str] = field(default_factory=dict)
    answers: tuple[tuple[str, ...], ...] = ()
