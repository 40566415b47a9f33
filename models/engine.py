"""Opens the database: SQLite made durable and honest about transactions, or PostgreSQL with short time-outs."""

from __future__ import annotations

import select
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DisconnectionError, OperationalError
from sqlalchemy.orm import Session

TIMEOUT_MS = 3000  # Below WeChat's 5 s, so that a stuck statement still leaves time for an apology.
ASK_AGAIN_S = 0.002
# A host that was cut off in the middle of a transaction holds its locks so long at most: longer than any of ours takes.
ABANDONED_MS = 5000
# A server at the other end of a dead cable is noticed so soon.
FAR_AWAY = {
    "connect_timeout": 3,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": 5000,
}
# How many threads of a process write at a time. SQLite lets one, and lets those who wait sleep ever longer. PostgreSQL
# lets many, but ours share one interpreter: the more there are, the longer each holds its locks, such as the counter.
WRITERS = {"sqlite": 1, "postgresql": 2}
READ_ONLY = "lianxin_read_only"
PATIENCE = "lianxin_patience_ms"


class Line:
    """Where the threads of one process that want to write stand, so that only a few of them do so at a time."""

    def __init__(self, places: int) -> None:
        self.places = places
        self._free = threading.BoundedSemaphore(places)
        self._mine = threading.local()

    @contextmanager
    def turn(self, patience_ms: int) -> Iterator[None]:
        """A place among those who write; whoever has one may begin again within.

        Raises OperationalError when it takes too long.
        """
        if getattr(self._mine, "held", False):
            yield
            return
        if not self._free.acquire(timeout=patience_ms / 1000):
            raise OperationalError("BEGIN", None, TimeoutError("other writers of this process took too long"))
        self._mine.held = True
        try:
            yield
        finally:
            self._mine.held = False
            self._free.release()


class Database:
    """One engine with its two kinds of unit of work: `write()` commits at the end, `read()` never does."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _sqlite(url) if url.startswith("sqlite") else _postgresql(url)
        self._reading = self.engine.execution_options(**{READ_ONLY: True})
        self._line = Line(WRITERS["sqlite" if url.startswith("sqlite") else "postgresql"])

    @contextmanager
    def write(self, patience_ms: int = TIMEOUT_MS) -> Iterator[Session]:
        """A session whose work is committed as one transaction, or not at all when the block raises.

        It waits at most `patience_ms` for locks and for a statement.
        """
        bind = self.engine if patience_ms == TIMEOUT_MS else self.engine.execution_options(**{PATIENCE: patience_ms})
        with self._line.turn(patience_ms), Session(bind, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session for looking only; on SQLite it takes no write lock."""
        with Session(self._reading, expire_on_commit=False) as session:
            yield session

    def after_fork(self) -> None:
        """Forget connections inherited from the parent process without closing them under its feet."""
        self._line = Line(self._line.places)
        self.engine.dispose(close=False)

    def close(self) -> None:
        """Close the pooled connections."""
        self.engine.dispose()


def _sqlite(url: str) -> Engine:
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": TIMEOUT_MS / 1000})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: object) -> None:
        # pysqlite would begin transactions on its own terms; ours are begun below.
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={TIMEOUT_MS}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A read that turns into a write inside one deferred transaction can fail with "locked"; so writers
        # take their lock first.
        options = connection.get_execution_options()
        if options.get(READ_ONLY, False):
            connection.exec_driver_sql("BEGIN")
        else:
            _begin_writing(connection.connection.driver_connection, options.get(PATIENCE, TIMEOUT_MS))

    return engine


def _begin_writing(connection: Any, patience_ms: int) -> None:
    """Take SQLite's one write lock; raises OperationalError when that takes too long.

    SQLite lets those who wait sleep longer and longer, up to a tenth of a second, and whoever comes just then is
    served before them. So that nobody starves beside a busy process, we ask again at short and equal intervals.
    """
    begin, until = "BEGIN IMMEDIATE", time.monotonic() + patience_ms / 1000
    connection.execute("PRAGMA busy_timeout=0")
    try:
        while True:
            try:
                connection.execute(begin)
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise OperationalError(begin, None, error) from error
            time.sleep(ASK_AGAIN_S)
    finally:
        connection.execute(f"PRAGMA busy_timeout={TIMEOUT_MS}")


def _postgresql(url: str) -> Engine:
    settings = {
        "statement_timeout": TIMEOUT_MS,
        "lock_timeout": TIMEOUT_MS,
        "idle_in_transaction_session_timeout": ABANDONED_MS,
        "timezone": "UTC",
    }
    arguments = FAR_AWAY | {"options": " ".join(f"-c {name}={value}" for name, value in settings.items())}
    engine = create_engine(url, hide_parameters=True, pool_size=10, max_overflow=10, connect_args=arguments)

    @event.listens_for(engine, "checkout")
    def still_there(connection: Any, record: object, proxy: object) -> None:
        # The server has nothing to say on an idle connection but that it is closing: no need to ask it each time.
        if connection.closed or _has_news(connection.fileno()):
            raise DisconnectionError

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get(READ_ONLY, False):  # Who only looks holds no locks, and may think as long as it likes.
            connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
        patience = options.get(PATIENCE, TIMEOUT_MS)
        if patience != TIMEOUT_MS:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {patience}")
            connection.exec_driver_sql(f"SET LOCAL statement_timeout = {patience}")

    return engine


def _has_news(file: int) -> bool:
    poll = select.poll()
    poll.register(file, select.POLLIN)
    return bool(poll.poll(0))
