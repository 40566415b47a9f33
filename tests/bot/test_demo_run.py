"""The demo from start to stop, with its story, and started once more."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.demo import cast, seed, story
from bot.demo.people import Member
from bot.demo.phones import Phones
from bot.settings import load_settings
from models.case import Case
from models.engine import Database
from models.person import Person

ROOT = Path(__file__).parents[2]
RESIDENT = cast.RESIDENTS[0].id


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def demo(folder: Path) -> Iterator[Phones]:
    """Run it in a session of its own; ended as a service manager would."""
    port, phones = free_port(), free_port()
    words = folder / "words"
    options = ["--folder", str(folder / "demo"), "--port", str(port), "--phones", str(phones)]
    with words.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "demo", *options], cwd=ROOT, stdout=out, stderr=out, start_new_session=True
        )
    try:
        end = time.monotonic() + 100
        while "用浏览器打开" not in words.read_text(encoding="utf-8"):
            assert process.poll() is None, words.read_text(encoding="utf-8")
            assert time.monotonic() < end
            time.sleep(0.05)
        yield Phones(f"http://127.0.0.1:{phones}")
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        assert process.wait(15) == 0


def people(folder: Path) -> list[tuple[object, ...]]:
    database = Database(f"sqlite:///{folder / 'demo' / 'lianxin.db'}")
    with database.read() as session:
        query = select(Person.account, Person.openid, Person.staff_id, Person.following).order_by(Person.id)
        found: list[tuple[object, ...]] = [tuple(row) for row in session.execute(query)]
    database.close()
    return found


def cases(folder: Path) -> int:
    database = Database(f"sqlite:///{folder / 'demo' / 'lianxin.db'}")
    with database.read() as session:
        count = session.execute(select(func.count()).select_from(Case)).scalar_one()
    database.close()
    return count


@pytest.mark.timeout(300)
def test_the_story_plays_and_a_second_start_finds_everything_as_it_was(tmp_path: Path) -> None:
    config = seed.seed(tmp_path / "demo", 9, 9)
    text = seed.changed(config.read_text(encoding="utf-8"), {("survey", "undo"): '"0s"'})
    config.write_text(text, encoding="utf-8")
    told: list[str] = []

    with demo(tmp_path) as phones:
        worker = next(person for person in cast.cast(members(config)) if person.staff)
        stage = story.Stage(phones, RESIDENT, worker.id, told.append, lambda: None)
        number = story.play(stage)
        shown = "\n".join(str(item["text"]) for item in phones.screen(RESIDENT))
    assert "满意" in told[-1]
    assert (
        shown.index("已接手") < shown.index("等您回话") < shown.index("马上重办") < shown.index(f"记下了：{number}号")
    )
    before, opened = people(tmp_path), cases(tmp_path)
    assert sum(staff is not None for _, _, staff, _ in before) == len(cast.STAFF)

    with demo(tmp_path) as phones:
        assert f"{number}号" in str(phones.screen(RESIDENT)[-1]["text"])
        assert "没有待办" in str(phones.screen(worker.id)[-1]["text"])
    assert (people(tmp_path), cases(tmp_path)) == (before, opened)


def members(config: Path) -> dict[str, Member]:
    return seed.members_of(load_settings(config, {}))


def test_a_port_that_is_taken_is_said_plainly(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "bot", "demo", "--folder", str(tmp_path / "demo"), "--port", port]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert f"127.0.0.1:{port} 用不了" in done.stderr
    assert not (tmp_path / "demo").exists()
