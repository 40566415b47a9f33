"""What a reader says about a text: plain results, with their reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Reason(NamedTuple):
    """One word that spoke for one category, and how loudly."""

    word: str
    weight: float
    category: str


class PlaceGuess(NamedTuple):
    """The smallest certain unit, what to print, and the units it may be when it is not certain."""

    unit: str | None = None
    said: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything read from one text; `category` is None when the text opens nothing."""

    opens: bool
    kind: str
    category: str | None
    score: float
    runner_up: str | None
    margin: float
    certainty: float
    sure: bool
    place: str | None
    unit: str | None
    candidates: tuple[str, ...]
    urgent: bool
    emergency: str | None
    intent: str | None
    reasons: tuple[Reason, ...]
    answer: int | None = None
