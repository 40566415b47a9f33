"""Redis stops and comes back: residents notice nothing, and everything that was to be told is told."""

from __future__ import annotations

import threading

import pytest
from redis import UnixDomainSocketConnection

from bot.bell import Bell
from tests.faults.conftest import Plant

LAMP = "岩庄花园3号楼楼下路灯坏了"


@pytest.fixture
def callers(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names of the threads that have waited for Redis."""
    names: set[str] = set()
    connect = UnixDomainSocketConnection.connect

    def noted(connection: UnixDomainSocketConnection) -> None:
        names.add(threading.current_thread().name)
        connect(connection)

    monkeypatch.setattr(UnixDomainSocketConnection, "connect", noted)
    return names


def test_without_redis_everybody_is_answered_and_the_news_arrives_when_it_is_back(
    plant: Plant, callers: set[str]
) -> None:
    plant.office.bind("示例甲", "oJia")
    plant.server.stop()
    callers.clear()
    texts = [plant.office.say(text) for text in (LAMP, "进度", "岩庄花园3号楼路灯一闪一闪的", "咋还没人来")]
    assert callers <= {"bell"}, "nobody who answers residents waits for Redis"
    assert all(got.kind == "text" for got in texts)
    assert "记成001号" in texts[0].text
    assert len(plant.office.outbox("task")) == 1
    assert plant.cards("oJia") == []
    plant.server.start()
    plant.tick()
    assert plant.queued() >= 1
    plant.work()
    assert {row.status for row in plant.office.outbox()} == {"sent"}
    assert any("001" in card for card in plant.cards("oJia"))


def test_what_was_rung_in_the_quiet_time_is_put_before_the_process_ends() -> None:
    tried = threading.Event()
    tries: list[str] = []

    class Unheard(Bell):
        def _put(self) -> bool:
            tries.append(threading.current_thread().name)
            tried.set()
            return False

    bell = Unheard(redis=None)  # type: ignore[arg-type]  # It is never asked.
    bell.ring()
    assert tried.wait(timeout=10)
    bell.ring()
    bell.stop()
    assert tries == ["bell", "bell"]


def test_all_that_redis_held_may_be_lost(plant: Plant) -> None:
    plant.office.bind("示例甲", "oJia")
    plant.office.say(LAMP)
    plant.office.parts.bell.stop()
    plant.office.parts.bell.after_fork()
    plant.redis.flushall()
    assert plant.queued() == 0
    plant.tick()
    plant.work()
    assert [row.status for row in plant.office.outbox("task")] == ["sent"]


def test_many_rings_are_harmless(plant: Plant) -> None:
    plant.office.bind("示例甲", "oJia")
    plant.office.say(LAMP)
    for _ in range(5):
        plant.tick()
    plant.work()
    plant.work()
    assert len([one for one in plant.world.sent if one["path"].endswith("template/send")]) == 1


def test_a_health_check_without_redis_says_so(plant: Plant) -> None:
    plant.server.stop()
    with plant.office.app.test_client() as client:
        told = client.get("/healthz")
    assert (told.status_code, told.get_json()["redis"]) == (200, False)
