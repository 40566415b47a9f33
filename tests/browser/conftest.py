"""The demo on ports of its own, and a browser to look at it with."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
READY = "用浏览器打开"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pictures", action="store_true", help="store the picture of the phones in docs/images")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the phones of a running demo."""
    folder = tmp_path_factory.mktemp("demo")
    ports = [_free_port(), _free_port()]
    command = [sys.executable, "-m", "bot", "demo", "--folder", str(folder / "data")]
    words = folder / "words"
    with words.open("wb") as out:
        process = subprocess.Popen(
            [*command, "--port", str(ports[0]), "--phones", str(ports[1])],
            cwd=ROOT,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    try:
        _wait_for(words, process)
        yield f"http://127.0.0.1:{ports[1]}/"
    finally:
        if process.poll() is None:
            os.kill(process.pid, signal.SIGTERM)
        assert process.wait(15) == 0


@pytest.fixture
def page(demo: str, browser: Browser) -> Iterator[Page]:
    """The page with both phones, on a wide screen; anything it complains about fails the test."""
    complaints: list[str] = []
    opened = browser.new_page(viewport={"width": 1120, "height": 1000}, locale="zh-CN", timezone_id="Asia/Shanghai")
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(demo)
    yield opened
    opened.close()
    assert complaints == []


def _wait_for(words: Path, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 100
    while READY not in words.read_text(encoding="utf-8"):
        assert process.poll() is None, words.read_text(encoding="utf-8")
        assert time.monotonic() < end, "the demo did not come up"
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
