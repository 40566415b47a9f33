"""Runs the demo in the foreground: the stand-in for WeChat and the product, each in its own processes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import IO, NoReturn

import click
import requests
from sqlalchemy import select

from bot import menus
from bot.database import upgrade
from bot.demo import seed, story
from bot.demo.cast import CODES, RESIDENTS, Person, cast
from bot.demo.phones import PhoneError, Phones
from bot.invites import invite
from bot.parts import Parts
from bot.settings import Settings, load_settings, make_folders
from bot.supervisor import PortTakenError, bot_command, spawn
from models.engine import Database
from models.person import Person as Follower
from wechat.apierrors import ApiError, NetworkError

FOLDER = seed.ROOT / "var" / "demo"
HOST = "127.0.0.1"
LOG = "demo.log"
START_SECONDS = 90.0
END_SECONDS = 13.0  # What runs inside takes at most ten, and Redis three.
PAUSE = 4.0


class DemoError(Exception):
    """Something the demo needs did not come up; the text says where to look."""


def run(
    port: int = 8000, phones: int = 8800, *, play: bool = False, folder: Path = FOLDER, pause: float = PAUSE
) -> int:
    """Until Ctrl-C or SIGTERM; what is in the folder is kept for the next time."""
    for number in (port, phones):
        _check_free(number)
    with _ending_on_signals():
        try:
            _run(port, phones, play, folder, pause)
        except (DemoError, PhoneError) as error:
            click.echo(f"演示停了：{error}。{folder / LOG} 的最后几行：\n{_last_words(folder / LOG)}", err=True)
            return 1
        except _Told:
            click.echo("\n停了。数据留着，下回 make demo 接着用。")
    return 0


def _run(port: int, phones: int, play: bool, folder: Path, pause: float) -> None:
    click.echo("正在准备演示：一条街道、37个村和社区、498个网格员…")
    config = seed.seed(folder, port, phones)
    settings = load_settings(config, {})
    make_folders(settings)
    upgrade(settings.database_url)
    known = _followers(settings)
    simulator = seed.write_simulator(settings, folder, known)
    with (folder / LOG).open("wb") as log, _children(log, config, simulator, phones) as children:
        hand = Phones(f"http://{HOST}:{phones}")
        _wait_until_up(children, settings, hand)
        people = cast(seed.members_of(settings))
        _arrive(settings, hand, people, known)
        click.echo(_banner(phones, folder))
        if play:
            _play(hand, people, pause)
        _stay(children)


@contextmanager
def _children(log: IO[bytes], config: Path, simulator: Path, phones: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The stand-in and the product; both are ended together, whatever happens inside."""
    root = str(seed.ROOT)
    paths = [root, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("LIANXIN_")}
    environment["PYTHONPATH"] = os.pathsep.join(paths)
    stand_in = [sys.executable, "-m", "simulator", "--config", str(simulator), "--port", str(phones)]
    children: list[subprocess.Popen[bytes]] = []
    try:
        for command in (stand_in, bot_command("run", "--config", str(config))):
            children.append(spawn(command, environment, log))
        yield children
    finally:
        _end(children)


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)  # Being told twice must not keep us from clearing up.
    for child in children:
        child.terminate()
    end = time.monotonic() + END_SECONDS
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(max(0.1, end - time.monotonic()))
    for child in children:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _wait_until_up(children: list[subprocess.Popen[bytes]], settings: Settings, hand: Phones) -> None:
    """Until both answer and the product has its Redis."""
    end = time.monotonic() + START_SECONDS
    while not (hand.ready() and _healthy(settings)):
        if any(child.poll() is not None for child in children):
            raise DemoError("有个程序一起来就停了")
        if time.monotonic() > end:
            raise DemoError(f"等了{START_SECONDS:.0f}秒还没好")
        time.sleep(0.2)


def _healthy(settings: Settings) -> bool:
    try:
        with requests.Session() as session:
            session.trust_env = False
            answer = session.get(f"http://{HOST}:{settings.app.port}/healthz", timeout=2)
            return answer.ok and bool(answer.json()["redis"])
    except requests.RequestException:
        return False


def _followers(settings: Settings) -> set[tuple[str, str]]:
    """Who followed in an earlier run, by account and openid."""
    query = select(Follower.account, Follower.openid).where(Follower.following, Follower.openid.is_not(None))
    database = Database(settings.database_url)
    try:
        with database.read() as session:
            return {(account, openid or "") for account, openid in session.execute(query)}
    finally:
        database.close()


def _arrive(settings: Settings, hand: Phones, people: tuple[Person, ...], known: set[tuple[str, str]]) -> None:
    """Everybody follows, the staff bind, the menus and codes are made; those who were here before only look."""
    codes = {entry["phone"]: entry["code"] for entry in invite(settings)}
    for person in people:
        if (person.account, person.openid) not in known and person.follows:
            hand.send(person.id, "follow", scene=f"unit_{person.scene}" if person.scene else "")
        if person.staff in codes:
            hand.say(person.id, f"绑定 {codes[person.staff]}")
    menus.push(settings)
    _make_codes(settings)
    for person in people:
        if (person.account, person.openid) in known:
            hand.say(person.id, "待办" if person.staff else "进度")


def _make_codes(settings: Settings) -> None:
    """The codes of a few doors, to be scanned from the page."""
    parts = Parts(settings)
    try:
        for account, units in CODES.items():
            for unit in units:
                parts.gateway(account).create_qr(f"unit_{unit}")
    except (ApiError, NetworkError) as error:
        raise DemoError(str(error)) from error
    finally:
        parts.close()


def _play(hand: Phones, people: tuple[Person, ...], pause: float) -> None:
    worker = next(person for person in people if person.staff and person.account == RESIDENTS[0].account)
    story.play(
        story.Stage(
            phones=hand,
            resident=RESIDENTS[0].id,
            worker=worker.id,
            tell=lambda words: click.echo(f"  ▸ {words}"),
            pause=lambda: time.sleep(pause),
        )
    )


def _stay(children: list[subprocess.Popen[bytes]]) -> NoReturn:
    """Until a signal; a child that ends by itself ends the demo."""
    while True:
        if any(child.poll() is not None for child in children):
            raise DemoError("有个程序中途停了")
        time.sleep(0.5)


def _banner(phones: int, folder: Path) -> str:
    line = "━" * 58
    return f"""
{line}
  连心起来了。用浏览器打开：

      http://{HOST}:{phones}/

  左边是居民的手机，右边是网格员的手机，都能打字、点、发照片。
  先在左边打一句：3号楼楼下路灯坏了
  再在右边点“待办”，点“接”。上面能换号、换人。

  想看它自己演一遍：make demo STORY=1
  配置在 {folder / "config.toml"}，改完存盘就生效
  停：按 Ctrl-C
{line}
"""


def _last_words(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
    return "\n".join(lines[-5:])


class _Told(BaseException):
    """We were told to stop."""


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    raise _Told


@contextmanager
def _ending_on_signals() -> Iterator[None]:
    old = {number: signal.signal(number, _stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)


def _check_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise PortTakenError(f"{HOST}:{port} 用不了：{error.strerror}。换个口：--port、--phones") from error
