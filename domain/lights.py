"""The light of a clock: running, near its limit, overdue, done in time, or paused."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum


class Light(StrEnum):
    """What the field calls the lamps, with the mark that stands for each in a chat."""

    RUNNING = "running"
    NEAR = "near"
    OVERDUE = "overdue"
    DONE_IN_TIME = "done_in_time"
    PAUSED = "paused"

    @property
    def mark(self) -> str:
        """The sign shown before a case."""
        return MARKS[self]


MARKS = {
    Light.RUNNING: "⚪",
    Light.NEAR: "🟡",
    Light.OVERDUE: "🔴",
    Light.DONE_IN_TIME: "🟢",
    Light.PAUSED: "⏸",
}


def light(
    now: datetime,
    yellow_from: datetime,
    due: datetime,
    paused: bool = False,
    finished_at: datetime | None = None,
) -> Light:
    """The light at a moment, of a clock that is near its limit from a moment on."""
    if finished_at is not None:
        return Light.DONE_IN_TIME if finished_at <= due else Light.OVERDUE
    if paused:
        return Light.PAUSED
    if now > due:
        return Light.OVERDUE
    return Light.NEAR if now >= yellow_from else Light.RUNNING
