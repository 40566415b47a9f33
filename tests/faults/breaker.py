"""Knows how to break each part of the running product: kills processes, empties Redis, orders the platform's faults."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import requests
from redis import Redis
from redis.exceptions import RedisError

from bench.servers import restart_postgresql
from bot.embedded_redis import redis_folder, socket_path
from bot.settings import load_settings

QUIET = 12.0  # Seconds between two faults, in which things may come right again.
# As many refused calls as a storm has: the next ones go through again.
QUOTA = "platform answers 45009"  # Ends the template messages of the day, so it comes in the last part only.
FIRST_PART = 0.7
STORMS: dict[str, dict[str, Any]] = {
    "platform answers -1": {"path": "template/send", "times": 30, "errcode": -1},
    QUOTA: {"path": "template/send", "times": 1, "errcode": 45009},
    "platform answers 40001": {"path": "template/send", "times": 15, "errcode": 40001},
    "platform takes 6 s": {"path": "template/send", "times": 5, "stall": 6.0},
    "platform hangs up after the call": {"path": "template/send", "times": 8, "drop": "after"},
    "platform has no photos for a while": {"path": "media/get", "times": 4, "errcode": -1},
    "platform loses receipts": {"receipts": "lose", "times": 40},
    "platform doubles receipts": {"receipts": "double", "times": 40},
}


class Breaker:
    """Knows how to break each part, and counts how often it did."""

    def __init__(
        self,
        main: subprocess.Popen[bytes],
        config: Path,
        wechat: subprocess.Popen[bytes],
        port: int,
        postgresql: str | None,
    ) -> None:
        self._main, self._wechat, self._sim = main, wechat, f"http://127.0.0.1:{port}/_sim"
        settings = load_settings(config)
        self._redis, self._database = settings.data_dir, postgresql
        self.done: Counter[str] = Counter()
        self.faults: dict[str, Callable[[], None]] = {
            "SIGKILL web": lambda: self._kill("web"),
            "SIGKILL one web process": lambda: self._kill("web", inner=True),
            "SIGKILL worker": lambda: self._kill("worker"),
            "SIGKILL cron": lambda: self._kill("cron"),
            "SIGKILL Redis": self._kill_redis,
            "Redis emptied": self._empty_redis,
            "platform gone for 8 s": self._stop_platform,
            **({"PostgreSQL killed and back": self._kill_postgresql} if postgresql else {}),
            **{name: lambda wish=wish: self._storm(wish) for name, wish in STORMS.items()},  # type: ignore[misc]
        }

    def break_by_turns(self, until_when: float, chance: random.Random) -> None:
        """One fault after the other, each as often as the others, in an order that nobody knows."""
        left: list[str] = []
        spent = time.monotonic() + FIRST_PART * (until_when - time.monotonic())
        while time.monotonic() + QUIET < until_when:
            if not left:
                left = sorted(name for name in self.faults if name != QUOTA or time.monotonic() > spent)
                chance.shuffle(left)
            name = left.pop()
            self.faults[name]()
            self.done[name] += 1
            print(f"{name}", file=sys.stderr)
            time.sleep(chance.uniform(0.5, 1.5) * QUIET)

    def _kill(self, verb: str, *, inner: bool = False) -> None:
        for process in _children(self._main.pid):
            if f"-m bot {verb}" in _command(process) or _command(process).endswith(f"bot {verb}"):
                for victim in _children(process)[:1] if inner else [process]:
                    _signal(victim, signal.SIGKILL)

    def _kill_redis(self) -> None:
        pid = redis_folder(self._redis) / "redis.pid"
        if pid.is_file():
            _signal(int(pid.read_text().strip() or 0), signal.SIGKILL)

    def _empty_redis(self) -> None:
        with suppress(RedisError):  # It may just have been killed.
            Redis(unix_socket_path=str(socket_path(self._redis))).flushall()

    def _stop_platform(self) -> None:
        _signal(self._wechat.pid, signal.SIGSTOP)
        time.sleep(8)
        _signal(self._wechat.pid, signal.SIGCONT)

    def _kill_postgresql(self) -> None:
        assert self._database is not None
        restart_postgresql(self._database)

    def _storm(self, wish: dict[str, Any]) -> None:
        requests.post(f"{self._sim}/faults", json=wish, timeout=30)


def _children(pid: int) -> list[int]:
    """The processes that this one has started, as /proc tells."""
    parents = {int(entry.name): _parent(entry) for entry in Path("/proc").iterdir() if entry.name.isdecimal()}
    return sorted(child for child, parent in parents.items() if parent == pid)


def _parent(entry: Path) -> int:
    try:
        return int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError, ValueError):
        return 0  # It has ended meanwhile.


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
    except OSError:
        return ""


def _signal(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)
