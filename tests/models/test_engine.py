"""The two units of work, and the column types that behave alike on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, StatementError

from models.control import Lease
from models.engine import Database
from models.person import Person
from tests.conftest import NewDatabase

KINDS = ("sqlite", "postgresql")
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
Open = Callable[[str], Database]


@pytest.fixture
def connect(new_database: NewDatabase) -> Iterator[Open]:
    """Opens databases of either kind."""
    made: list[Database] = []

    def connect(kind: str) -> Database:
        made.append(Database(new_database(kind)))
        return made[-1]

    yield connect
    for one in made:
        one.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_moment_comes_back_as_the_same_instant_in_utc(connect: Open, kind: str) -> None:
    database = connect(kind)
    with database.write() as session:
        session.add(Lease(name="a", holder="b", until=NOON + timedelta(microseconds=7)))
    with database.read() as session:
        until = session.scalars(select(Lease.until)).one()
    assert until == NOON + timedelta(microseconds=7)
    assert until.tzinfo == UTC


@pytest.mark.parametrize("kind", KINDS)
def test_a_time_without_a_zone_is_refused(connect: Open, kind: str) -> None:
    database = connect(kind)
    with pytest.raises(StatementError), database.write() as session:
        session.add(Lease(name="a", holder="b", until=NOON.replace(tzinfo=None)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_block_that_raises_writes_nothing(connect: Open, kind: str) -> None:
    database = connect(kind)

    def half() -> None:
        with database.write() as session:
            session.add(Lease(name="a", holder="b", until=NOON))
            session.flush()
            raise KeyError

    with pytest.raises(KeyError):
        half()
    with database.read() as session:
        assert session.scalars(select(Lease)).all() == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_look_never_writes(connect: Open, kind: str) -> None:
    database = connect(kind)
    with database.read() as session:
        session.add(Lease(name="a", holder="b", until=NOON))
        session.flush()
    with database.read() as session:
        assert session.scalars(select(Lease)).all() == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_change_inside_remembered_facts_is_kept(connect: Open, kind: str) -> None:
    database = connect(kind)
    person = Person(account="yan", openid="o1", talk={}, window_left=0, tap_left=0, created_at=NOON)
    with database.write() as session:
        session.add(person)
    with database.write() as session:
        found = session.scalars(select(Person)).one()
        found.talk["页"] = {"value": 3}
    with database.read() as session:
        assert session.scalars(select(Person)).one().talk == {"页": {"value": 3}}


def test_sqlite_is_durable_and_keeps_its_references(connect: Open) -> None:
    database = connect("sqlite")
    with database.read() as session:
        told = {name: session.execute(text(f"PRAGMA {name}")).scalar() for name in ("synchronous", "journal_mode")}
    assert told == {"synchronous": 2, "journal_mode": "wal"}
    with pytest.raises(DBAPIError), database.write() as session:
        session.execute(text("INSERT INTO invite (staff_id, code_hash, expires_at) VALUES (999, 'x', '2026-01-01')"))


def test_postgresql_gives_up_on_a_statement_in_time(connect: Open) -> None:
    with connect("postgresql").read() as session:
        told = {name: session.execute(text(f"SHOW {name}")).scalar() for name in ("statement_timeout", "lock_timeout")}
    assert told == {"statement_timeout": "3s", "lock_timeout": "3s"}


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_does_not_repeat_what_it_was_given(connect: Open, kind: str) -> None:
    database = connect(kind)
    with pytest.raises(DBAPIError) as caught, database.write() as session:
        session.execute(text("SELECT * FROM nothing WHERE openid = :openid"), {"openid": "oSecret"})
    assert "oSecret" not in str(caught.value)
