"""Runs the whole product in the foreground: our Redis, web server, worker and clock; keeps them alive.

It imports no web framework and no word lists: it only starts processes, so it stays small beside them.
"""

from __future__ import annotations

import ctypes
import logging
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import IO

from bot.embedded_redis import EMBEDDED, EmbeddedRedis
from bot.settings import CONFIG_VARIABLE, Platform, make_folders
from bot.settings.build import REDIS_VARIABLE

log = logging.getLogger(__name__)

VERBS = ("web", "worker", "cron")
PATIENCE = 10.0  # Seconds the children get to finish; with Redis's own it stays under fifteen.
STAGGER = 1.5  # Seconds between the starts, so that the web server, which comes first, has the processors.
BACK_OFF = (1.0, 2.0, 4.0, 8.0, 16.0, 30.0)
STEADY = 60.0  # A child that ran this long has its earlier falls forgiven.
_PR_SET_PDEATHSIG = 1


class PortTakenError(Exception):
    """Another process listens where the web server should."""


def bot_command(*words: str) -> list[str]:
    """How one of our verbs is started."""
    return [sys.executable, "-m", "bot", *words]


def run(platform: Platform, command: Callable[..., list[str]] = bot_command) -> int:
    """Migrate, start everything, keep it running until a signal; `command` makes a verb's command."""
    make_folders(platform)
    _check_port(platform.app.host, platform.app.port)
    redis = EmbeddedRedis(platform.data_dir) if platform.redis_url == EMBEDDED else None
    with _Signals() as signals:
        try:
            redis_url = redis.start() if redis else platform.redis_url
            environment = _environment(platform.source, redis_url)
            children = [Child(verb, command(verb), environment) for verb in VERBS]
            with _ending(signals, children):
                children[0].tend(time.monotonic())  # The web loads its word lists while the tables are migrated.
                if not _migrate(signals, command("db", "upgrade"), environment):
                    return 0 if signals.stopping else 1
                for place, child in enumerate(children[1:], 1):
                    child.start_at = time.monotonic() + place * STAGGER
                _keep_alive(signals, children, redis)
            return 0
        finally:
            if redis is not None:
                redis.stop()


@dataclass(slots=True)
class Child:
    """One of our processes, and when to start it again after it fell."""

    name: str
    command: Sequence[str]
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    falls: int = 0
    started_at: float = 0.0
    start_at: float = 0.0

    def tend(self, now: float) -> None:
        """Start it when it is time, notice when it has fallen."""
        if self.process is None and now >= self.start_at:
            self.started_at = now
            self.process = spawn(self.command, self.environment)
        elif self.process is not None and self.process.poll() is not None:
            self._fell(self.process.returncode, now)

    def _fell(self, status: int, now: float) -> None:
        self.falls = 1 if now - self.started_at >= STEADY else self.falls + 1
        delay = BACK_OFF[min(self.falls, len(BACK_OFF)) - 1]
        log.error("%s ended with status %s, starting it again in %.0f s", self.name, status, delay)
        self.process, self.start_at = None, now + delay

    def ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def signal(self, number: int) -> None:
        """To the process itself for a polite end, to its whole group for a hard one."""
        if self.process is None or self.process.poll() is not None:
            return
        with suppress(ProcessLookupError):
            if number == signal.SIGKILL:
                os.killpg(self.process.pid, number)
            else:
                os.kill(self.process.pid, number)


def spawn(
    command: Sequence[str], environment: dict[str, str], output: IO[bytes] | None = None
) -> subprocess.Popen[bytes]:
    """Start a process in a group of its own that is told to end when we are killed outright."""
    return subprocess.Popen(  # noqa: S603  The command is ours.
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        env=environment,
        process_group=0,
        preexec_fn=_end_with_parent if sys.platform == "linux" else None,
    )


def _end_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _environment(config: Path, redis_url: str) -> dict[str, str]:
    """What the children are told: the config, the Redis in use, where our packages are."""
    root = str(Path(__file__).resolve().parent.parent)
    paths = [root, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {
        **os.environ,
        CONFIG_VARIABLE: str(config),
        REDIS_VARIABLE: redis_url,
        "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths)),
        "PYTHONUNBUFFERED": "1",
    }


def _check_port(host: str, port: int) -> None:
    """Fail at once and plainly, rather than have the web server fall again and again."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = f"{host}:{port} 用不了：{error.strerror}。换个 port，或停掉占着它的程序"
            raise PortTakenError(reason) from error


class _Signals:
    """Turns SIGTERM and SIGINT into a flag, and wakes the loop for them and for a child's end."""

    def __init__(self) -> None:
        self.stopping = False
        self._read, self._write = os.pipe()

    def __enter__(self) -> _Signals:
        os.set_blocking(self._read, False)
        os.set_blocking(self._write, False)
        self._old_fd = signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        self._old = {
            signal.SIGTERM: signal.signal(signal.SIGTERM, self._stop),
            signal.SIGINT: signal.signal(signal.SIGINT, self._stop),
            signal.SIGCHLD: signal.signal(signal.SIGCHLD, lambda number, frame: None),
        }
        return self

    def __exit__(self, *error: object) -> None:
        signal.set_wakeup_fd(self._old_fd)
        for number, handler in self._old.items():
            signal.signal(number, handler)
        os.close(self._read)
        os.close(self._write)

    def wait(self, seconds: float) -> None:
        """Until a signal or the time is up."""
        ready, _, _ = select.select([self._read], [], [], max(0.0, seconds))
        if ready:
            os.read(self._read, 4096)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True


def _migrate(signals: _Signals, command: Sequence[str], environment: dict[str, str]) -> bool:
    """Bring the database up to date in a process of its own; False if it failed or we were told to stop."""
    process = spawn(command, environment)
    while process.poll() is None:
        if signals.stopping:
            process.terminate()
        signals.wait(1)
    return process.returncode == 0 and not signals.stopping


def _keep_alive(signals: _Signals, children: list[Child], redis: EmbeddedRedis | None) -> None:
    while not signals.stopping:
        if redis is not None and not redis.alive():
            log.error("redis ended, starting it again")
            redis.start()
        for child in children:
            child.tend(time.monotonic())
        signals.wait(1)


@contextmanager
def _ending(signals: _Signals, children: list[Child]) -> Iterator[None]:
    """Whatever happens inside, no child is left behind."""
    try:
        yield
    finally:
        for child in children:
            child.signal(signal.SIGTERM)
        end = time.monotonic() + PATIENCE
        while not all(child.ended() for child in children) and time.monotonic() < end:
            signals.wait(min(0.5, end - time.monotonic()))
        for child in children:
            child.signal(signal.SIGKILL)
