"""Access tokens: fetched once for all threads and processes, kept in Redis, or in memory without it."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import NamedTuple, Protocol

import redis

MARGIN = 60  # Seconds a token is dropped before its end.
LOCK_LIFE, LOCK_WAIT = 30, 15
AWAY_PAUSE = 5  # Seconds without asking a Redis that has just failed.


class Token(NamedTuple):
    """What the token endpoint answers."""

    value: str
    expires_in: int


Fetch = Callable[[bool], Token]  # The argument: force a new one.


class TokenStore(Protocol):
    """Where tokens live between calls; `lock` keeps all others of the same account from fetching."""

    def get(self, app_id: str) -> str | None: ...

    def put(self, app_id: str, value: str, ttl: int) -> None: ...

    def lock(self, app_id: str) -> AbstractContextManager[object]: ...


class MemoryTokenStore:
    """For one process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tokens: dict[str, tuple[str, float]] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._guard = threading.Lock()

    def get(self, app_id: str) -> str | None:
        value, end = self._tokens.get(app_id, ("", 0.0))
        return value if self._clock() < end else None

    def put(self, app_id: str, value: str, ttl: int) -> None:
        self._tokens[app_id] = (value, self._clock() + ttl)

    def lock(self, app_id: str) -> AbstractContextManager[object]:
        with self._guard:
            return self._locks.setdefault(app_id, threading.Lock())


class RedisTokenStore:
    """For several processes. A Redis that is away costs a fetch of one's own, never a failure."""

    def __init__(self, client: redis.Redis, prefix: str = "wechat") -> None:
        self._redis, self._prefix = client, prefix
        self._memory = MemoryTokenStore()
        self._away_until = 0.0

    def get(self, app_id: str) -> str | None:
        if not self._away():
            try:
                value = self._redis.get(self._key(app_id))
                return value.decode() if isinstance(value, bytes) else value
            except redis.RedisError:
                self._pause()
        return self._memory.get(app_id)

    def put(self, app_id: str, value: str, ttl: int) -> None:
        self._memory.put(app_id, value, ttl)
        if not self._away():
            try:
                self._redis.set(self._key(app_id), value, ex=ttl)
            except redis.RedisError:
                self._pause()

    @contextmanager
    def lock(self, app_id: str) -> Iterator[None]:
        """Within the process first, then across; who waits in vain goes on, for two fetches do no harm."""
        with self._memory.lock(app_id):
            shared = self._redis.lock(
                self._key(app_id) + ":lock", timeout=LOCK_LIFE, blocking_timeout=LOCK_WAIT, sleep=0.05
            )
            held = self._try(shared.acquire)
            try:
                yield
            finally:
                if held:
                    self._try(shared.release)

    def _try(self, act: Callable[[], object]) -> bool:
        if self._away():
            return False
        try:
            return bool(act())
        except redis.exceptions.LockError:
            return False  # It ran out while we worked; the next holder has it.
        except redis.RedisError:
            self._pause()
            return False

    def _key(self, app_id: str) -> str:
        return f"{self._prefix}:{app_id}:access_token"

    def _away(self) -> bool:
        return time.monotonic() < self._away_until

    def _pause(self) -> None:
        self._away_until = time.monotonic() + AWAY_PAUSE


class Tokens:
    """The token of one account, fetched when there is none and renewed when WeChat refuses it."""

    def __init__(self, app_id: str, secret: str, store: TokenStore, fetch: Fetch) -> None:
        # A changed secret must not live on with the old one's token.
        self._name = f"{app_id}:{hashlib.sha256(secret.encode()).hexdigest()[:8]}"
        self._store, self._fetch = store, fetch

    def current(self) -> str:
        """A token that should be good; fetched under the lock if there is none."""
        return self._store.get(self._name) or self._renewed(stale=None)

    def renew(self, stale: str) -> str:
        """Another token than `stale`, which WeChat refused; perhaps somebody has fetched it already."""
        return self._renewed(stale)

    def _renewed(self, stale: str | None) -> str:
        with self._store.lock(self._name):
            kept = self._store.get(self._name)
            if kept and kept != stale:
                return kept
            token = self._fetch(False)
            if token.value == stale:  # WeChat still thinks it good; forcing is scarce, 20 a day.
                token = self._fetch(True)
            self._store.put(self._name, token.value, max(token.expires_in - MARGIN, 1))
            return token.value
