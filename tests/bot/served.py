"""The real web process on a real port, for tests that want gunicorn itself."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def web_process(config: Path, port: int) -> Iterator[str]:
    """`python -m bot web` with this config, from the first healthy answer to the end of the block; yields its URL."""
    url = f"http://127.0.0.1:{port}"
    with (config.parent / "web.log").open("wb") as log:
        command = [sys.executable, "-m", "bot", "web", "--config", str(config)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env={**os.environ, "NO_PROXY": "*"})
        try:
            _until_healthy(url, process)
            yield url
        finally:
            process.terminate()
            process.wait(20)


def _until_healthy(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            if requests.get(f"{url}/healthz", timeout=5).status_code == 200:
                return
        except requests.RequestException:
            assert process.poll() is None, "the web process has ended"
            assert time.monotonic() < end, "the web process never answered"
            time.sleep(0.05)


def log_of(config: Path) -> str:
    """What the process has said."""
    return (config.parent / "web.log").read_text(encoding="utf-8")
