"""When something of ours breaks: she reads an apology, her words are kept, and nothing of them is in the log."""

from __future__ import annotations

import logging
import re
import sqlite3
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from bot import receive
from bot.clock import Clock
from bot.replay import replay
from handlers import report, router
from handlers.turn import Reply, Turn
from tests.bot.conftest import OpenOffice
from tests.bot.office import ALL_MODES, START, Hands, Office

LAMP = "岩庄花园3号楼楼下路灯坏了，我叫王示例，电话13911112222"
MARK = re.compile(r"记号([0-9A-F]{6})")


class Fault:
    """A handler that breaks while `on`, quoting what it was given as careless code does."""

    def __init__(self) -> None:
        self.on = True

    def report(self, turn: Turn) -> Reply:
        if self.on:
            turn.work.session.execute(text("SELECT 1"))
            raise ValueError(f"cannot read {turn.text} of {turn.message.openid}")
        return report.handle(turn)


@pytest.fixture
def fault(monkeypatch: pytest.MonkeyPatch) -> Fault:
    fault = Fault()
    handlers = tuple(fault.report if one is report.handle else one for one in router.TEXT)
    monkeypatch.setattr(router, "TEXT", handlers)
    return fault


@pytest.mark.parametrize("account", [one.id for one in ALL_MODES])
def test_an_inner_error_is_answered_with_an_apology_and_the_message_is_kept(
    shared: Office, fault: Fault, account: str
) -> None:
    before = len(shared.cases())
    xml = shared.xml("text", "oFault", account, Content=LAMP)
    got = shared.deliver(xml, account, "oFault")
    assert got.kind == "text"
    mark = MARK.search(got.text)
    assert mark
    assert "记成" not in got.text
    row = shared.inbox()[-1]
    assert (row.status, row.reply, row.error_id) == ("failed", got.content, mark[1])
    assert row.raw
    assert (b"Encrypt" in row.raw) is (account != "yan")
    assert len(shared.cases()) == before
    assert shared.deliver(xml, account, "oFault").content == got.content
    fault.on = False
    assert shared.deliver(xml, account, "oFault").content == got.content


def test_the_log_names_the_error_and_repeats_nothing_of_hers(
    office: Office, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        mark = MARK.search(office.say(LAMP, openid="oSecretPerson").text)
    assert mark
    told = "\n".join(logging.Formatter("%(message)s").format(record) for record in caplog.records)
    assert mark[1] in told
    assert "ValueError" in told
    assert "test_receive_faults.py" in told
    for secret in (LAMP, "路灯", "王示例", "13911112222", "oSecretPerson"):
        assert secret not in told


def test_a_database_error_in_the_log_repeats_nothing_of_hers(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    engine = create_engine(office.parts.settings.database_url)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE cases RENAME TO elsewhere"))
    engine.dispose()
    with caplog.at_level(logging.DEBUG):
        assert MARK.search(office.say(LAMP, openid="oSecretPerson").text)
    told = "\n".join(logging.Formatter("%(message)s").format(record) for record in caplog.records)
    assert "OperationalError" in told
    for secret in ("路灯", "13911112222", "oSecretPerson"):
        assert secret not in told


def test_a_reader_that_breaks_is_an_inner_error_too(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*words: str, **where: Any) -> Any:
        raise RecursionError

    monkeypatch.setattr(office.parts.reader, "read", broken)
    assert MARK.search(office.say(LAMP).text)
    assert office.inbox()[0].status == "failed"


@pytest.mark.parametrize("event", ["LOCATION", "TEMPLATESENDJOBFINISH", "VIEW", "unsubscribe"])
def test_what_happens_behind_her_back_is_not_apologised_for(
    office: Office, monkeypatch: pytest.MonkeyPatch, event: str
) -> None:
    def broken(turn: Turn) -> Reply:
        raise ValueError

    monkeypatch.setattr(router, "answer", broken)
    assert office.event(event, MsgID=1, Status="success").body == "success"
    assert office.inbox()[0].status == "failed"
    assert MARK.search(office.event("CLICK", EventKey="progress").text)


def test_a_locked_database_asks_her_to_send_it_again(office: Office) -> None:
    office.say("你好")
    with office.parts.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=10")
    holder = sqlite3.connect(office.parts.settings.database_url.removeprefix("sqlite:///"), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    xml = office.xml("text", Content=LAMP)
    got = office.deliver(xml)
    holder.execute("ROLLBACK")
    holder.close()
    assert got.status == 200
    assert "再发一遍" in got.text
    assert "记成001号" in office.deliver(xml).text


def test_a_database_that_is_just_coming_back_is_waited_for(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    work, falls = office.parts.work, iter(("the first", "the second"))

    def restarting(*given: Any) -> Any:
        if next(falls, None) is not None:
            raise OperationalError("BEGIN", None, ConnectionRefusedError("the server is starting up"))
        return work(*given)

    monkeypatch.setattr(office.parts, "work", restarting)
    monkeypatch.setattr(receive, "AGAIN_S", 0.0)
    assert "记成001号" in office.say(LAMP).text
    assert [row.status for row in office.inbox()] == ["done"]


def test_a_database_that_is_gone_asks_her_to_send_it_again(
    open_office: OpenOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receive, "COMING_BACK_S", 0.0)
    office = open_office(*ALL_MODES, database="postgresql")
    office.parts.database.close()
    office.parts.database = type(office.parts.database)("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    for account in office.accounts:
        got = office.say(LAMP, account=account)
        assert (got.status, got.kind) == (200, "text")
        assert "再发一遍" in got.text
    assert office.event("unsubscribe").status == 503  # Nobody reads an answer to it, so it should come again.
    office.parts.database.close()


# Replays.


def test_once_the_fault_is_gone_the_matter_is_taken_up_and_she_is_told(office: Office, fault: Fault) -> None:
    xml = office.xml("text", Content=LAMP)
    apology = office.deliver(xml)
    fault.on = False
    assert replay(office.parts) == 0  # Not yet: a restart that mends it takes its time.
    office.hands.move(minutes=1)
    assert replay(office.parts) == 1
    assert replay(office.parts) == 0
    case, row = office.cases()[0], office.inbox()[0]
    assert case.words == LAMP
    assert case.received_at == START
    assert (row.status, row.raw, row.attempts) == ("replayed", None, 1)
    told = office.outbox("words")[0]
    assert told.facts["note"].startswith("收到了，这事记成001号")
    assert told.person_id == case.reporter_id
    assert office.deliver(xml).content == apology.content
    assert len(office.cases()) == 1


@pytest.mark.parametrize("account", ["half", "sealed"])
def test_a_sealed_message_is_replayed_as_well(open_office: OpenOffice, fault: Fault, account: str) -> None:
    office = open_office(*ALL_MODES)
    office.say(LAMP, account=account)
    fault.on = False
    office.hands.move(minutes=1)
    assert replay(office.parts) == 1
    assert office.cases()[0].account == account


def test_it_is_tried_five_times_with_growing_pauses_and_then_left_to_people(office: Office, fault: Fault) -> None:
    office.say(LAMP)
    tries = []
    for _ in range(12 * 60):
        office.hands.move(minutes=1)
        before = office.inbox()[0].attempts
        replay(office.parts)
        if office.inbox()[0].attempts > before:
            tries.append(office.hands.now() - START)
    assert tries == [timedelta(minutes=minutes) for minutes in (1, 3, 10, 60, 360)]
    row = office.inbox()[0]
    assert (row.status, row.attempts) == ("failed", 5)
    assert row.raw
    assert office.outbox() == []


def test_one_that_stays_broken_does_not_hold_up_the_others(office: Office, fault: Fault) -> None:
    with office.parts.session() as session:
        session.execute(
            text("INSERT INTO inbox (account, key, received_at, status, raw, error_id, attempts) "
                 "VALUES ('yan', 'k', '2026-11-25 01:00:00', 'failed', 'junk', 'AAAAAA', 0), "
                 "('gone', 'k', '2026-11-25 01:00:00', 'failed', 'junk', 'BBBBBB', 0)")
        )  # fmt: skip
    office.say(LAMP)
    fault.on = False
    office.hands.move(minutes=1)
    assert replay(office.parts) == 1
    assert sorted((row.error_id, row.attempts) for row in office.inbox() if row.status == "failed") == [
        ("AAAAAA", 1),
        ("BBBBBB", 1),
    ]


def test_the_clock_replays(office: Office, fault: Fault) -> None:
    office.say(LAMP)
    fault.on = False
    office.hands.move(minutes=2)
    assert Clock(office.parts).tick()
    assert office.inbox()[0].status == "replayed"


def test_failed_messages_are_counted_for_operators_and_kept(open_office: OpenOffice, fault: Fault) -> None:
    office = open_office(hands=Hands())
    office.say(LAMP)
    office.hands.move(days=8)
    with office.app.test_client() as client:
        assert "lianxin_inbox_failed 1.0" in client.get("/metrics").get_data(as_text=True)
    Clock(office.parts).tick()
    assert len(office.inbox()) == 1
