"""An office with a Redis of its own that can be stopped, the platform, and a worker in this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from redis import Redis
from rq import Queue, SimpleWorker
from rq.registry import FailedJobRegistry
from rq.timeouts import TimerDeathPenalty

from bot import tasks
from bot.clock import Clock
from bot.embedded_redis import EmbeddedRedis
from bot.queues import QUEUE
from simulator.config import parse
from simulator.server import start
from simulator.world import World
from tests.bot.office import Hands, Office, office_settings, opened
from tests.conftest import NewDatabase
from tests.journeys.settings import AccountWish


class JobWorker(SimpleWorker):
    """RQ's worker in this process; its time limit leaves pytest's own alarm alone."""

    death_penalty_class = TimerDeathPenalty


@dataclass
class Plant:
    """Everything that can fail, and the switches for it."""

    office: Office
    world: World
    server: EmbeddedRedis
    redis: Redis

    @property
    def hands(self) -> Hands:
        return self.office.hands

    def queued(self) -> int:
        """How many jobs wait in Redis."""
        return int(Queue(QUEUE, connection=self.redis).count)

    def tick(self) -> None:
        """One round of a clock process that has just started; the bell has rung when this returns."""
        Clock(self.office.parts).tick()
        self.office.parts.bell.stop()
        self.office.parts.bell.after_fork()

    def work(self) -> None:
        """Let the worker do what is in the queue."""
        queue = Queue(QUEUE, connection=self.redis)
        JobWorker([queue], connection=self.redis).work(burst=True, logging_level="CRITICAL")
        assert FailedJobRegistry(queue=queue).count == 0

    def cards(self, openid: str) -> list[str]:
        """What was pushed to somebody."""
        chat = self.world.person("yan", openid).chat.since(0)
        return [item.text for item in chat if item.side == "account"]


@pytest.fixture
def plant(new_database: NewDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Plant]:
    """The usual village with everything running."""
    with ExitStack() as stack:
        hands = Hands()
        world = World(
            parse({"accounts": [AccountWish().for_simulator()]}),
            clock=lambda: hands.now().timestamp(),
            receipt_delay=0.0,
        )
        api, stop = start(world)
        stack.callback(stop)
        server = EmbeddedRedis(tmp_path)
        stack.callback(server.stop)
        url = server.start()
        settings = office_settings(tmp_path, new_database("sqlite"), redis=url, api=api)
        office = stack.enter_context(opened(settings, hands=hands))
        monkeypatch.setattr(tasks, "parts", lambda: office.parts)
        redis = Redis.from_url(url)
        stack.callback(redis.close)
        for openid in ("oWang", "oJia"):
            world.person("yan", openid)
        yield Plant(office, world, server, redis)
