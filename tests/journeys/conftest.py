"""Opens villages: the simulator and the app on real ports, a real database and a real Redis behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from bot import tasks
from bot.app import create_app
from bot.settings import load_settings
from simulator.app import create_app as create_platform
from simulator.config import parse
from simulator.world import World
from tests.conftest import NewDatabase
from tests.journeys.settings import AccountWish, write_config
from tests.journeys.village import Postbag, Served, Village, WorkClock

OpenVillage = Callable[..., Village]


@pytest.fixture
def open_village(
    new_database: NewDatabase, redis_url: str, instance_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OpenVillage]:
    """Opens a village with these accounts, on this kind of database, with these settings of the config."""
    with ExitStack() as stack:

        def make(*accounts: AccountWish, database: str = "sqlite", **config: Any) -> Village:
            wishes = accounts or (AccountWish(),)
            clock = WorkClock()
            world = World(parse({"accounts": [one.for_simulator() for one in wishes]}), clock=clock)
            bag = Postbag(world)
            platform, product = Served(create_platform(world, bag)), Served()
            world.url = platform.url
            for one in wishes:
                world.accounts[one.id].webhook = f"{product.url}/wechat/{one.id}"
            file = write_config(
                instance_folder,
                wishes,
                database=new_database(database),
                redis=redis_url,
                base_url=product.url,
                api=platform.url,
                media=str(tmp_path / "media"),
                **config,
            )
            product.app = create_app(load_settings(file, {}), now=clock.now)
            parts = product.app.extensions["lianxin"]
            monkeypatch.setattr(tasks, "parts", lambda: parts)
            redis = Redis.from_url(redis_url)
            redis.flushdb()
            for close in (redis.close, parts.close, bag.close, product.close, platform.close, world.close):
                stack.callback(close)
            return Village(clock, world, bag, parts, product, redis)

        yield make


@pytest.fixture
def village(open_village: OpenVillage) -> Village:
    """The usual village: a verified service account in plain mode, on SQLite."""
    return open_village()
