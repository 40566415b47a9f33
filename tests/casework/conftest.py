"""A unit of work on an empty database, with the rules of the test village."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from bot.settings import Settings
from casework import clocks
from casework.arrival import meet
from casework.people import staff_row
from casework.work import Work
from domain.account import Account, MessageTemplate
from domain.rules import Rules
from models.case import Case
from models.engine import Database
from models.outbox import OutboxRow
from tests.bot.office import Hands, office_settings
from tests.conftest import NewDatabase
from tests.journeys.settings import AccountWish
from wechat.capabilities import capabilities


@cache
def village() -> Settings:
    """The settings of the test village, read once."""
    with TemporaryDirectory() as folder:
        return office_settings(Path(folder), f"sqlite:///{folder}/none.db", AccountWish("yan"), AccountWish("half"))


def account_of(name: str = "yan", **changes: Any) -> Account:
    """A verified service account with all templates, or one that differs from it."""
    facts: dict[str, Any] = {"kind": "service", "verified": True, "staff_push": "template"} | changes
    facts.setdefault("abilities", capabilities(facts["kind"], facts["verified"]))
    facts.setdefault("templates", {kind: MessageTemplate(kind, {}) for kind in ("update", "survey", "task", "remind")})
    return Account(id=name, name="岩庄社区", unit="yanzhuang", **facts)


@dataclass
class Bench:
    """One database, one clock, and what tests of use cases put on the table."""

    database: Database
    hands: Hands
    rules: Rules
    accounts: dict[str, Account]
    ids: Iterator[int] = field(default_factory=lambda: count(1))

    @contextmanager
    def work(self, account: str = "yan") -> Iterator[Work]:
        with self.database.write() as session:
            work = Work(session, self.rules, self.accounts[account], self.hands.now(), self.accounts)
            yield work
            clocks.wind(work)

    def person(self, openid: str = "oWang", staff: str = "", account: str = "yan", **changes: Any) -> int:
        """Somebody who follows; with `staff`, bound to this member of the staff. Returns the id."""
        with self.work(account) as work:
            person = meet(work, openid)
            if staff:
                member = next(one for one in self.rules.org.staff.values() if one.name == staff)
                person.staff_id = staff_row(work, member).id
            for name, value in changes.items():
                setattr(person, name, value)
            work.session.flush()
            return person.id

    def case(self, person_id: int, **changes: Any) -> int:
        """A dispatched case of hers. Returns the id."""
        n, now = next(self.ids), self.hands.now()
        facts: dict[str, Any] = {
            "account": "yan",
            "number": n,
            "token": f"token-{n}",
            "status": "dispatched",
            "is_open": True,
            "category": "roads_lighting",
            "kind": "help",
            "words": "路灯坏了",
            "reporter_id": person_id,
            "received_at": now,
            "answer_due": now,
            "solve_due": now,
            "unit": "g1",
        }
        with self.work() as work:
            case = Case(**(facts | changes))
            work.session.add(case)
            work.session.flush()
            return case.id

    def row(self, person_id: int, kind: str = "signed", **changes: Any) -> int:
        """A row of the outbox that is due. Returns the id."""
        n, now = next(self.ids), self.hands.now()
        facts: dict[str, Any] = {
            "account": "yan",
            "person_id": person_id,
            "kind": kind,
            "facts": {"number": "001"},
            "created_at": now,
            "due_at": now,
            "status": "queued",
            "client_msg_id": f"id-{n}",
            "tried": "",
        }
        with self.work() as work:
            row = OutboxRow(**(facts | changes))
            work.session.add(row)
            work.session.flush()
            return row.id

    def get(self, kind: type[Any], row_id: int) -> Any:
        """A row as it stands now."""
        with self.database.read() as session:
            return session.get_one(kind, row_id)


OpenBench = Callable[[str], Bench]


@pytest.fixture
def open_bench(new_database: NewDatabase) -> Iterator[OpenBench]:
    """Opens benches on either kind of database."""
    made: list[Bench] = []

    def make(kind: str = "sqlite") -> Bench:
        accounts = {one: account_of(one) for one in ("yan", "half")}
        made.append(Bench(Database(new_database(kind)), Hands(), village().rules, accounts))
        return made[-1]

    yield make
    for one in made:
        one.database.close()


@pytest.fixture
def bench(open_bench: OpenBench) -> Bench:
    """The usual one, on SQLite."""
    return open_bench("sqlite")
