"""Two web processes and a clock, as in earnest: a saved file is soon in force in both, a broken one in neither."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from bot.database import upgrade
from bot.invites import invite
from bot.settings import load_settings
from simulator.config import parse
from simulator.phone import Phone
from tests.bot.office import NO_REDIS, NOWHERE
from tests.bot.served import ROOT, free_port, web_process
from tests.conftest import NewDatabase
from tests.journeys.settings import AccountWish, write_config

PATIENCE = 60.0  # Seconds.
WISH = AccountWish()
ODD = "岩庄花园3号楼咕噜噜坏了"
BEFORE, AFTER = "什么事：别的事", "什么事：垃圾、卫生"
people = count()


def says(url: str, words: str = ODD) -> str:
    """What somebody new is answered by one of the processes."""
    account = parse({"accounts": [WISH.for_simulator()]}).accounts[0]
    return Phone(f"{url}/wechat/yan", account, f"oExample{next(people):04}").say(words).text or ""


def bind_the_desk(url: str, config: Path) -> None:
    codes = [entry["code"] for entry in invite(load_settings(config)) if entry["role"] == "desk"]
    assert codes
    assert all("绑定好了" in says(url, f"绑定 {code}") for code in codes)


@contextmanager
def clock(config: Path) -> Iterator[Path]:
    """`python -m bot cron`; yields the file of its log."""
    log = config.parent / "cron.log"
    with log.open("wb") as out:
        command = [sys.executable, "-m", "bot", "cron", "--config", str(config)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out, env=dict(os.environ))
        try:
            yield log
        finally:
            process.terminate()
            process.wait(20)


def soon(holds: Callable[[], bool]) -> float:
    """The seconds until something comes true, while messages go on flowing.

    Admins are promised five; what it took is printed (`pytest -s`), for a busy machine is no reason to fail.
    """
    start = time.monotonic()
    while not holds():
        assert time.monotonic() - start < PATIENCE, "it never came true"
    return time.monotonic() - start


def second(config: Path, port: int) -> Path:
    """The same config for another process with a port of its own, in a folder that nobody edits."""
    other = config.parent / "other" / config.name
    other.parent.mkdir()
    shutil.copy(config, other)
    on_port(other, port)
    return other


def on_port(config: Path, port: int) -> None:
    """One process that answers at each port, so that whatever answers can be named."""
    text = config.read_text(encoding="utf-8").replace("port = 8000", f"port = {port}", 1)
    config.write_text(re.sub("web_workers = .", "web_workers = 1", text), encoding="utf-8")


def test_a_saved_file_is_live_everywhere_and_a_broken_one_nowhere(new_database: NewDatabase, tmp_path: Path) -> None:
    database, ports = new_database("sqlite"), (free_port(), free_port())
    places: dict[str, Any] = {"redis": NO_REDIS, "api": NOWHERE, "media": str(tmp_path / "media")}
    config = write_config(tmp_path, (WISH,), database=database, base_url="https://example.org", **places)
    other = second(config, ports[1])
    on_port(config, ports[0])
    upgrade(database)
    with ExitStack() as running:
        urls = [
            running.enter_context(web_process(file, port)) for file, port in zip((config, other), ports, strict=True)
        ]
        bind_the_desk(urls[0], config)
        log = running.enter_context(clock(config))
        assert all(BEFORE in says(url) for url in urls)
        good = config.read_text(encoding="utf-8")
        changed = good.replace("keywords = [\n", 'keywords = [\n  "咕噜噜:9",\n', 1)
        assert changed != good
        soon(lambda: bool(_column(database, "SELECT holder FROM lease")))
        config.write_text(changed, encoding="utf-8")
        taken = soon(lambda: AFTER in says(urls[0]) and AFTER in says(urls[1]))
        print(f"a saved file was in force in both processes after {taken:.1f} s")
        version = _version(database)
        config.write_text(changed.replace("咕噜噜:9", "咕噜噜:很重"), encoding="utf-8")
        taken = soon(lambda: AFTER in says(urls[0]) and "咕噜噜" in log.read_text(encoding="utf-8"))
        print(f"a broken file was told in the log after {taken:.1f} s")
        answers = [says(url) for url in urls]
        assert all(AFTER in answer for answer in answers), answers
        assert _version(database) == version
        soon(lambda: any("咕噜噜" in note for note in _told_to_the_desk(database)))


def _version(database: str) -> str | None:
    return _column(database, "SELECT hash FROM rules_version ORDER BY id DESC LIMIT 1")[0]


def _told_to_the_desk(database: str) -> list[str]:
    rows = _column(database, "SELECT facts FROM outbox WHERE kind = 'config_broken'")
    return [json.loads(facts)["note"] for facts in rows]


def _column(database: str, query: str) -> list[str]:
    engine = create_engine(database)
    with engine.connect() as connection:
        found = list(connection.scalars(text(query)))
    engine.dispose()
    return found
