"""The menus as followers see them, pushed through the stand-in for the platform."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot import menus
from bot.database import upgrade
from bot.demo import seed
from bot.settings import Settings, load_settings
from handlers import keywords, staff_words
from models.engine import Database
from models.person import Person
from models.staff import StaffMember
from simulator.config import load
from simulator.server import start
from simulator.world import World

NOW = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's folder with its tables and accounts."""
    folder = tmp_path_factory.mktemp("street")
    seed.seed(folder, 9, 9)
    return folder


@pytest.fixture
def world(street: Path) -> World:
    settings = load_settings(street / "config.toml", {})
    following = {(account, person["openid"]) for account, person in _phones(settings, street)}
    return World(load(seed.write_simulator(settings, street, following)))


def _phones(settings: Settings, folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for phone in load(seed.write_simulator(settings, folder, ())).phones:
        yield phone.account, {"openid": phone.openid}


@pytest.fixture
def settings(street: Path, world: World, tmp_path: Path) -> Iterator[Settings]:
    """The demo's settings with the running stand-in as the platform, and an empty database."""
    url, stop = start(world)
    loaded = load_settings(street / "config.toml", {})
    database = f"sqlite:///{tmp_path / 'menus.db'}"
    upgrade(database)
    yield replace(loaded, api_base_url=url, database_url=database, data_dir=tmp_path)
    stop()


def bind(settings: Settings, account: str, *openids: str) -> None:
    """Make followers who are staff."""
    database = Database(settings.database_url)
    with database.write() as session:
        for place, openid in enumerate(openids):
            member = StaffMember(phone=f"1390000{place:04}", name="示例甲", active=True)
            session.add(member)
            session.flush()
            session.add(Person(account=account, openid=openid, staff_id=member.id, following=True, created_at=NOW))
    database.close()


def seen(world: World, account: str, openid: str) -> list[str]:
    """The labels under a follower's chat."""
    person = world.followers[account, openid]
    return [button["name"] for button in world.accounts[account].menus.match(person.tags, person.platform)]


def phone(world: World, account: str, role: str) -> str:
    return next(p.openid for p in world.config.phones if p.account == account and p.role == role)


def test_residents_and_staff_see_menus_of_their_own(settings: Settings, world: World) -> None:
    worker = phone(world, "yanzhuang", "worker")
    bind(settings, "yanzhuang", worker)
    assert menus.push(settings) == {
        "yanzhuang": None,
        "bandashan": None,
        "liuyuan": menus.NOT_ALLOWED,
        "quanhe": None,
    }
    assert seen(world, "yanzhuang", phone(world, "yanzhuang", "resident")) == ["我要报事", "办到哪了", "找人帮忙"]
    assert seen(world, "yanzhuang", worker) == ["待办", "今天", "更多"]


def test_pushing_again_replaces_everything(settings: Settings, world: World) -> None:
    for _ in range(2):
        menus.push(settings)
    account = world.accounts["quanhe"]
    assert len(account.menus.conditional) == 1
    sent = [call["path"] for call in world.sent if call["path"].startswith("/cgi-bin/tags/create")]
    assert len(sent) == 3  # One tag for each of the three accounts that may have tags.


def test_many_staff_are_tagged_fifty_at_a_time(settings: Settings, world: World) -> None:
    openids = [f"oMany{number:03}" for number in range(120)]
    for openid in openids:
        world.person("quanhe", openid)
    bind(settings, "quanhe", *openids)
    assert menus.push(settings)["quanhe"] is None
    calls = [call["data"] for call in world.sent if call["path"].endswith("batchtagging")]
    assert [len(call["openid_list"]) for call in calls] == [50, 50, 20]
    assert seen(world, "quanhe", openids[-1]) == ["待办", "今天", "更多"]


@pytest.mark.parametrize(
    ("errcode", "words"),
    [(40164, "白名单"), (48001, "没有自定义菜单的权限"), (40125, "AppSecret"), (45009, "明天"), (99999, "99999")],
)
def test_a_refusal_is_told_in_chinese_and_the_others_go_on(
    settings: Settings, world: World, errcode: int, words: str
) -> None:
    world.faults.order(path="menu/create", errcode=errcode, times=1)
    reasons = menus.push(settings)
    assert words in (reasons["yanzhuang"] or "")
    assert reasons["quanhe"] is None


def test_a_platform_out_of_reach_is_a_reason_too(settings: Settings) -> None:
    away = replace(settings, api_base_url="http://127.0.0.1:9")
    assert "连不上微信" in (menus.push(away)["yanzhuang"] or "")


def test_every_key_is_one_that_the_handlers_answer() -> None:
    def keys(entries: Any) -> Iterator[str]:
        for _, inner in entries:
            yield from [inner] if isinstance(inner, str) else [key for _, key in inner]

    assert set(keys(menus.RESIDENTS)) <= set(keywords.KEYS)
    assert set(keys(menus.STAFF)) <= set(keywords.KEYS) | set(staff_words.KEYS)
