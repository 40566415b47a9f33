"""Durations as an admin writes them: "15m" on the wall clock, "15dm" of duty, "4wh" of working time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

WALL = {
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
}
WORKING = {
    "dm": timedelta(minutes=1),
    "wm": timedelta(minutes=1),
    "wh": timedelta(hours=1),
    "wd": timedelta(days=1),
}
SIZE = WALL | WORKING
LONGEST = timedelta(days=3660)

_WRITTEN = re.compile(r"([0-9]{1,9})(s|m|h|d|dm|wm|wh|wd)")


@dataclass(frozen=True, slots=True)
class Duration:
    """An amount of one unit; what a working unit is worth depends on the calendar it is added by."""

    amount: int
    unit: str

    def __post_init__(self) -> None:
        if self.unit not in SIZE:
            raise ValueError(f"unknown unit of time {self.unit!r}: use one of {', '.join(SIZE)}")
        if self.amount < 0:
            raise ValueError(f"a duration cannot be negative: {self.amount}{self.unit}")
        if self.amount > LONGEST // SIZE[self.unit]:
            raise ValueError(f"{self.amount}{self.unit} is longer than ten years")

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"

    @property
    def on_wall(self) -> bool:
        """Whether the wall clock alone decides, whatever the opening hours are."""
        return self.unit in WALL

    def span(self) -> timedelta:
        """The length if every minute counts: exact for wall units, a working unit as if always open."""
        return self.amount * SIZE[self.unit]


def parse_duration(text: str) -> Duration:
    """Read "30s" "15m" "4h" "1d" "15dm" "30wm" "4wh" "2wd"."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise ValueError(
            f"{text!r} is not a duration: write a whole number and s, m, h or d (wall clock), "
            "dm (duty minutes), wm, wh or wd (working minutes, hours, days)"
        )
    return Duration(int(found[1]), found[2])
