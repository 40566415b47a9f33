"""The foreground process: starts the verbs, restarts what falls, ends all of it in time."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.settings import load_platform
from bot.supervisor import BACK_OFF, STEADY, Child, PortTakenError, run
from tests.bot.configs import changed, write_config

ROOT = Path(__file__).parents[2]

# Stands in for `python -m bot <verb>`: writes down what happens to it.
VERB = """
import os, pathlib, signal, sys, time
folder, verb = pathlib.Path(sys.argv[1]), sys.argv[2]
def note(what):
    with open(folder / "events", "a") as events:
        events.write(f"{verb} {what} {os.getpid()}\\n")
def end(number, frame):
    note("ended")
    sys.exit(0)
note("redis=" + os.environ["LIANXIN_REDIS_URL"])
if verb == "db":
    sys.exit((folder / "broken").exists())
signal.signal(signal.SIGTERM, signal.SIG_IGN if (folder / "deaf").exists() and verb == "worker" else end)
note("ready")
if verb == "cron" and (folder / "fragile").exists():
    (folder / "fragile").unlink()
    sys.exit(3)
while True:
    time.sleep(60)
"""

SUPERVISOR = """
import sys
from bot import supervisor
from bot.settings import load_platform
config, folder = sys.argv[1:]
supervisor.PATIENCE = 2.0
heavy = {"flask", "sqlalchemy", "jieba", "redis", "rq", "wechatpy", "holidays", "shapely"} & set(sys.modules)
if heavy:
    sys.exit(f"too heavy: {heavy}")
command = [sys.executable, folder + "/verb.py", folder]
sys.exit(supervisor.run(load_platform(config), lambda *words: [*command, *words]))
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(done: Callable[[], bool], seconds: float = 15) -> bool:
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        time.sleep(0.02)
    return done()


def gone(pid: int) -> bool:
    """Whether a process has ended; one that waits for its parent to look has."""
    try:
        return " Z " in Path(f"/proc/{pid}/stat").read_text().replace("(", " ").replace(")", " ")
    except FileNotFoundError:
        return True


class Instance:
    """One supervisor in a session of its own, with stand-ins for its verbs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "verb.py").write_text(VERB)
        self.config = write_config(folder, changed("port = 8123", f"port = {free_port()}"))

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISOR, str(self.config), str(self.folder)],
            cwd=ROOT,
            start_new_session=True,
        )

    def events(self, verb: str, what: str) -> list[int]:
        """The pids that noted it."""
        file = self.folder / "events"
        lines = file.read_text().splitlines() if file.exists() else []
        return [int(line.split()[2]) for line in lines if line.startswith(f"{verb} {what}")]

    def is_up(self) -> bool:
        return all(self.events(verb, "ready") for verb in ("web", "worker", "cron"))

    def pids(self) -> set[int]:
        return {pid for verb in ("web", "worker", "cron") for pid in self.events(verb, "ready")}


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[Instance]:
    instance = Instance(tmp_path)
    yield instance
    if instance.process.poll() is None:
        os.killpg(instance.process.pid, signal.SIGTERM)
        instance.process.wait(20)


def test_worker_and_clock_start_on_migrated_tables_and_all_share_its_own_redis(instance: Instance) -> None:
    instance.start()
    assert until(instance.is_up)
    order = [line.split()[0] for line in (instance.folder / "events").read_text().splitlines()]
    assert order.index("db") < order.index("worker")
    assert order.index("db") < order.index("cron")
    assert instance.events("db", f"redis=unix://{instance.folder}/data/redis/redis.sock")
    assert instance.events("web", "redis=unix://")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("whole_group", [True, False])
def test_a_signal_ends_everything_with_status_zero(
    instance: Instance, number: signal.Signals, whole_group: bool
) -> None:
    instance.start()
    assert until(instance.is_up)
    (os.killpg if whole_group else os.kill)(instance.process.pid, number)
    assert instance.process.wait(15) == 0
    assert all(gone(pid) for pid in instance.pids())
    assert not (instance.folder / "data/redis/redis.sock").exists()


def test_one_that_does_not_listen_is_ended_all_the_same(instance: Instance) -> None:
    (instance.folder / "deaf").touch()
    instance.start()
    assert until(instance.is_up)
    os.killpg(instance.process.pid, signal.SIGTERM)
    assert instance.process.wait(15) == 0
    assert all(gone(pid) for pid in instance.pids())


def test_a_fallen_child_is_started_again(instance: Instance) -> None:
    (instance.folder / "fragile").touch()
    instance.start()
    assert until(lambda: len(instance.events("cron", "ready")) == 2)
    assert len(instance.events("web", "ready")) == 1


def test_a_fallen_redis_is_started_again(instance: Instance) -> None:
    instance.start()
    assert until(instance.is_up)
    pid_file = instance.folder / "data/redis/redis.pid"
    pid = int(pid_file.read_text())
    os.kill(pid, signal.SIGKILL)
    assert until(lambda: pid_file.exists() and pid_file.read_text().strip() not in ("", str(pid)))


def test_children_end_when_the_supervisor_is_killed_outright(instance: Instance) -> None:
    instance.start()
    assert until(instance.is_up)
    redis_pid = int((instance.folder / "data/redis/redis.pid").read_text())
    os.kill(instance.process.pid, signal.SIGKILL)
    instance.process.wait()
    assert until(lambda: all(gone(pid) for pid in instance.pids()))
    os.kill(redis_pid, signal.SIGTERM)  # It would wait for the next start, which adopts it.


def test_it_does_not_start_on_a_database_that_cannot_be_migrated(instance: Instance) -> None:
    (instance.folder / "broken").touch()
    instance.start()
    assert instance.process.wait(15) == 1
    assert not instance.events("worker", "ready")
    assert not instance.events("cron", "ready")
    assert all(gone(pid) for pid in instance.pids())


def test_a_taken_port_is_told_at_once(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        platform = load_platform(write_config(tmp_path, changed("port = 8123", f"port = {port}")), {})
        with pytest.raises(PortTakenError, match=str(port)):
            run(platform)


def test_falls_in_a_row_are_waited_out_longer_and_longer() -> None:
    child = Child("web", [sys.executable, "-c", "raise SystemExit(3)"], dict(os.environ))
    now, waits = 100.0, []
    for _ in range(len(BACK_OFF) + 1):
        child.tend(now)
        assert child.process is not None
        child.process.wait()
        child.tend(now)
        waits.append(child.start_at - now)
        now = child.start_at
    assert waits == [*BACK_OFF, BACK_OFF[-1]]
    child.tend(now)
    assert child.process is not None
    child.process.wait()
    child.tend(now + STEADY)
    assert child.start_at - (now + STEADY) == BACK_OFF[0]
