"""The composition root: builds the database, the rules, the reader and the gateways once, and hands them out."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from bot.bell import HEAR, JOBS, Bell
from bot.database import wait_until_current
from bot.ears import Ears
from bot.live_rules import LiveRules
from bot.queues import connect
from bot.rules import SENTENCE
from bot.settings import Settings
from bot.settings.model import AccountSettings
from casework import clocks, roster
from casework.work import Work
from classifier import Reader
from domain.account import Account
from domain.rules import Rules
from jobs.deps import JobDeps
from models.control import RulesVersion
from models.engine import Database
from wechat.capabilities import capabilities
from wechat.credentials import Credentials
from wechat.gateway import Gateway
from wechat.tokens import RedisTokenStore

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The server's clock."""
    return datetime.now(UTC)


class Parts:
    """Everything a process is made of; threads and connections are opened at first use, after any fork."""

    def __init__(self, settings: Settings, now: Clock = utc_now) -> None:
        self.settings = settings
        self.now = now
        self.database = Database(settings.database_url)
        self.live = LiveRules(self.database, settings.rules, settings.data_dir, settings.app.timezone)
        self.accounts = {one.id: _account(one) for one in settings.accounts.values()}
        self.credentials = {one.id: _credentials(one) for one in settings.accounts.values()}
        self.redis = connect(settings)
        self.ears = Ears(settings.speech)
        self.bell = Bell(self.redis, (*JOBS, HEAR) if self.ears.wanted else JOBS)
        self._gateways: dict[str, Gateway] = {}
        self._lock = threading.Lock()

    @property
    def reader(self) -> Reader:
        """The reader of what people write; its word lists are loaded at first use."""
        return self.live.current().reader

    @property
    def rules(self) -> Rules:
        """The rules in force now."""
        return self.live.current().rules

    def gateway(self, account: str) -> Gateway:
        """The platform's API for an account."""
        with self._lock:
            if account not in self._gateways:
                self._gateways[account] = Gateway(
                    self.credentials[account],
                    self.settings.accounts[account].app_secret,
                    self.settings.api_base_url,
                    RedisTokenStore(self.redis),
                )
            return self._gateways[account]

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One transaction that writes."""
        with self.database.write() as session:
            yield session

    @contextmanager
    def work(self, account: str, now: datetime | None = None) -> Iterator[Work]:
        """One transaction with the rules in force and the moment it happens."""
        with self.database.write() as session:
            work = Work(session, self.rules, self.accounts[account], now or self.now(), self.accounts)
            yield work
            clocks.wind(work)

    @contextmanager
    def look(self, account: str) -> Iterator[Work]:
        """The same for looking only."""
        with self.database.read() as session:
            yield Work(session, self.rules, self.accounts[account], self.now(), self.accounts)

    def job_deps(self) -> JobDeps:
        """What jobs are handed."""
        return JobDeps(
            session=self.session,
            work=self.work,
            rules=lambda: self.rules,
            accounts=self.accounts,
            gateway=self.gateway,
            now=self.now,
            ring=self.bell.ring,
            media_dir=self.settings.app.media_dir,
            base_url=self.settings.app.base_url,
            reader=lambda: self.reader,
            hears=self.ears.wanted,
            engine=self.ears.engine,
        )

    def warm_up(self) -> None:
        """Load the word lists and the work calendar, so that the first resident does not wait for them."""
        self.reader.read(SENTENCE)
        self.rules.calendar().open_at(self.now())

    def settle_in(self) -> None:
        """Wait for the tables and bring the mirrors of the config up to date; once at the start of the web."""
        wait_until_current(self.database.engine)
        with self.session() as session:
            roster.sync(session, self.rules.org)
            newest = session.query(RulesVersion).order_by(RulesVersion.id.desc()).first()
            if newest is None or newest.hash != self.settings.rules.version:
                version = RulesVersion(hash=self.settings.rules.version, text=self.settings.text, at=self.now())
                session.add(version)

    def after_fork(self) -> None:
        """Forget what must not be shared with the parent process."""
        self.database.after_fork()
        self.bell.after_fork()

    def close(self) -> None:
        """Stop the bell and close what is open."""
        self.bell.stop()
        self.database.close()


def _account(one: AccountSettings) -> Account:
    return Account(
        id=one.id,
        name=one.name,
        unit=one.unit,
        kind=one.kind,
        verified=one.verified,
        staff_push=one.staff_push,
        abilities=capabilities(one.kind, one.verified),
        templates=one.templates,
    )


def _credentials(one: AccountSettings) -> Credentials:
    return Credentials(
        id=one.id,
        original_id=one.original_id,
        app_id=one.app_id,
        token=one.token,
        encoding_aes_key=one.encoding_aes_key,
    )
