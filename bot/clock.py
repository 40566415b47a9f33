"""The clock process: one of all that run holds the lease and sweeps; it needs the database, not Redis."""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
from datetime import datetime, timedelta
from types import FrameType

from bot.mishaps import outline
from bot.parts import Parts
from bot.replay import replay
from bot.rules_watch import RulesWatch
from bot.settings import Settings
from casework import upkeep
from jobs import sweep

log = logging.getLogger(__name__)
TICK = 1.0  # Seconds.


def run_cron(settings: Settings) -> None:
    """Tick until told to stop."""
    stop = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    clock = Clock(Parts(settings))
    while not stop.wait(TICK):
        try:
            clock.tick()
        except Exception as error:  # Whatever went wrong in one round, the clock must go on.
            log.error("the clock missed a round: %s", outline(error))
    clock.parts.close()


class Clock:
    """One ticking process; `tick` does what is due, if this process holds the lease."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.deps = parts.job_deps()
        self.watch = RulesWatch(parts)
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self._swept: datetime | None = None
        self._forgot: datetime | None = None

    def tick(self) -> bool:
        """One round. Returns whether this process was the one to act."""
        now = self.parts.now()
        with self.parts.session() as session:
            if not upkeep.hold_lease(session, upkeep.TICKING, self.name, now):
                return False
        try:
            self.watch.look()
        except Exception as error:  # A config that can't be looked at must not keep any case waiting.
            log.error("the config was not looked at: %s", outline(error))
        every = self.parts.rules.limits.sweep_every.span()
        if self._swept is None or now - self._swept >= every:
            sweep.sweep(self.deps)
            replay(self.parts)
            self._swept = now
        else:
            sweep.ring_if_due(self.deps)
        if self._forgot is None or now - self._forgot >= timedelta(hours=1):
            sweep.forget(self.deps)
            self._forgot = now
        return True
