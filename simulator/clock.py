"""Where the stand-in takes its time from, so that a test can turn the hands."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], float]
CHINA = ZoneInfo("Asia/Shanghai")

system_clock: Clock = time.time


def day_of(now: float) -> str:
    """The calendar day in China, on which the platform's daily quotas turn over."""
    return datetime.fromtimestamp(now, UTC).astimezone(CHINA).date().isoformat()


class ManualClock:
    """A clock that moves only when told to."""

    def __init__(self, start: float = 1_790_000_000.0) -> None:
        self._now = start
        self._lock = threading.Lock()

    def __call__(self) -> float:
        with self._lock:
            return self._now

    def advance(self, seconds: float) -> None:
        with self._lock:
            self._now += seconds
