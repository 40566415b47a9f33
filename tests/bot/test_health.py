"""What operators look at: whether it is up, what waits, and the figures for Prometheus."""

from __future__ import annotations

from typing import Any

from bot.clock import Clock
from tests.bot.conftest import OpenOffice
from tests.bot.office import HERE, Hands, Office
from tests.bot.served import free_port

LAMP = "岩庄花园3号楼楼下路灯坏了"


def health(office: Office) -> tuple[int, dict[str, Any]]:
    with office.app.test_client() as client:
        answer = client.get("/healthz")
        return answer.status_code, answer.get_json()


def test_without_redis_it_is_healthy_and_says_so(office: Office) -> None:
    assert health(office) == (200, {"db": True, "redis": False, "outbox_pending": 0, "oldest_pending_s": 0.0})


def test_with_redis_it_says_so(open_office: OpenOffice, redis_url: str) -> None:
    status, told = health(open_office(redis=redis_url))
    assert (status, told["redis"]) == (200, True)


def test_it_counts_what_is_due_and_how_long_it_has_been(office: Office) -> None:
    office.bind("示例甲", "oJia")
    office.say(LAMP)
    office.hands.move(seconds=90)
    status, told = health(office)
    assert (status, told["outbox_pending"], told["oldest_pending_s"]) == (200, 1, 90.0)


def test_what_rests_for_the_night_is_not_overdue(open_office: OpenOffice) -> None:
    office = open_office(hands=Hands())
    office.bind("示例甲", "oJia")
    office.say(LAMP)
    with office.parts.session() as session:
        for row in office.outbox():
            session.merge(row).status = "sent"
    office.hands.set(office.hands.now().astimezone(HERE).replace(hour=22))
    office.say("接 1", "oJia")
    assert health(office)[1]["outbox_pending"] == 0
    office.hands.move(hours=10)
    assert health(office)[1]["outbox_pending"] == 1


def test_without_a_database_it_is_not_healthy(open_office: OpenOffice) -> None:
    office = open_office()
    office.parts.database.close()
    office.parts.database = type(office.parts.database)(f"postgresql+psycopg://nobody@127.0.0.1:{free_port()}/nothing")
    status, told = health(office)
    assert (status, told["db"], told["outbox_pending"]) == (503, False, None)
    office.parts.database.close()


def test_the_figures_count_cases_and_news_by_state(office: Office) -> None:
    office.bind("示例甲", "oJia")
    office.say(LAMP)
    office.say("岩庄花园8号楼停水了", openid="oB")
    office.say("办结 1 换了灯泡", "oJia")
    with office.app.test_client() as client:
        text = client.get("/metrics").get_data(as_text=True)
    assert 'status="completed"' not in text  # Nothing is left to be done in it.
    assert 'lianxin_cases_open{status="dispatched"} 1.0' in text
    assert 'lianxin_outbox_rows{status="queued"} 1.0' in text
    assert 'lianxin_outbox_rows{status="failed"} 0.0' in text
    assert "lianxin_inbox_failed 0.0" in text
    assert "lianxin_clock_age_seconds" not in text  # No clock has ever run here.


def test_the_metrics_tell_how_long_the_clock_has_been_silent(office: Office) -> None:
    Clock(office.parts).tick()
    office.hands.move(seconds=25)
    with office.app.test_client() as client:
        assert "lianxin_clock_age_seconds 25.0" in client.get("/metrics").get_data(as_text=True)


def test_pages_carry_careful_headers_and_unknown_ones_are_not_found(office: Office) -> None:
    with office.app.test_client() as client:
        for path in ("/healthz", "/nothing", "/c/unknown-token", "/m/unknown-token"):
            answer = client.get(path)
            assert answer.headers["X-Content-Type-Options"] == "nosniff", path
            assert answer.status_code == (200 if path == "/healthz" else 404), path
