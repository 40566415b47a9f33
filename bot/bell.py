"""Rings for the worker when rows wait: from a thread of its own, so that no resident ever waits for Redis."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence

from redis import Redis
from redis.exceptions import RedisError
from rq import Queue

from bot.queues import QUEUE

log = logging.getLogger(__name__)
PAUSE = 0.05  # Seconds between two rings.
QUIET = 5.0  # Seconds without trying after Redis did not answer; the sweep finds what was not rung.
JOBS = ("deliver", "fetch_media", "tag_staff")
HEAR = "hear"  # Only where something turns voices into words.
MANY = 20


class Bell:
    """`ring()` returns at once; the thread puts at most one job of each kind into the queue every 50 ms."""

    def __init__(self, redis: Redis, jobs: Sequence[str] = JOBS) -> None:
        self._redis, self._jobs = redis, jobs
        self._rung = threading.Event()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def ring(self) -> None:
        """Something waits in the outbox."""
        self._rung.set()
        if self._thread is None:
            self._start()

    def after_fork(self) -> None:
        """The parent's thread does not exist here."""
        self._rung, self._stopped = threading.Event(), threading.Event()
        self._lock = threading.Lock()
        self._thread = None

    def stop(self) -> None:
        """End the thread after a last ring."""
        self._stopped.set()
        self._rung.set()
        if self._thread is not None:
            self._thread.join(timeout=1)

    def _start(self) -> None:
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="bell", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            self._rung.wait()
            self._rung.clear()
            last = self._stopped.is_set()  # Read after clearing: a stop that comes now rings once more.
            heard = self._put()
            if last:
                return
            self._stopped.wait(PAUSE if heard else QUIET)

    def _put(self) -> bool:
        try:
            queue = Queue(QUEUE, connection=self._redis)
            if queue.count > MANY:
                return True  # Nobody works just now; what is waiting will find everything that is due.
            for job in self._jobs:
                queue.enqueue("bot.tasks.run", job, result_ttl=0, failure_ttl=86400, job_timeout=300)
        except (RedisError, OSError) as error:
            log.warning("bell not heard: %s", type(error).__name__)
            return False
        return True
