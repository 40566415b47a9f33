"""An office whose pushes go to the stand-in of the platform, on one clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from casework.arrival import meet
from casework.people import wrote
from jobs.deliver import deliver
from models.control import Switch
from models.outbox import OutboxRow
from models.person import Person
from simulator.config import parse
from simulator.server import start
from simulator.world import World
from tests.bot.office import Hands, Office, office_settings, opened
from tests.conftest import NewDatabase
from tests.journeys.settings import AccountWish


@dataclass
class Sorting:
    """The office and the platform, and what a test of the deliveries needs of both."""

    office: Office
    world: World

    @property
    def hands(self) -> Hands:
        return self.office.hands

    def run(self) -> int:
        """One run of the job."""
        return deliver(self.office.parts.job_deps())

    def resident(self, openid: str = "oWang", *, chat: bool = True) -> int:
        """A follower; with `chat` she has just written, on both sides. Returns her id."""
        known = self.world.person("yan", openid)
        with self.office.work() as work:
            person = meet(work, openid)
            if chat:
                known.heard("message", self.world.clock())
                wrote(work, person)
            return person.id

    def queue(self, person_id: int, kind: str = "signed", **facts: Any) -> int:
        """News for her that is due. Returns the row's id."""
        now = self.hands.now()
        told = {
            "number": "001",
            "summary": "路灯坏了",
            "category": "路灯、道路",
            "place": "3号楼",
            "case_id": 1,
            "worker": "示例甲",
            "title": "网格员",
            "phone": "13800000001",
            "token": "t",
            "note": "",
            "time": now.isoformat(),
            "due": now.isoformat(),
            "done": now.isoformat(),
            "until": now.isoformat(),
        } | facts
        with self.office.parts.session() as session:
            row = OutboxRow(
                account="yan",
                person_id=person_id,
                kind=kind,
                facts=told,
                created_at=now,
                due_at=now,
                status="queued",
                client_msg_id=f"id-{person_id}-{now.timestamp()}",
            )
            session.add(row)
            session.flush()
            return row.id

    def row(self, row_id: int) -> OutboxRow:
        with self.office.parts.session() as session:
            return session.get_one(OutboxRow, row_id)

    def person(self, person_id: int) -> Person:
        with self.office.parts.session() as session:
            return session.get_one(Person, person_id)

    def switches(self) -> dict[str, Any]:
        """What is off, and until when."""
        with self.office.parts.session() as session:
            return {one.ability: one.until for one in session.query(Switch)}

    def goes_wrong(self, api: str, errcode: int, times: int = 1) -> None:
        self.world.faults.order(path=api, errcode=errcode, times=times)

    def calls(self, api: str) -> list[dict[str, Any]]:
        return [one["data"] for one in self.world.sent if one["path"].endswith(api)]


OpenSorting = Callable[..., Sorting]


@pytest.fixture
def open_sorting(new_database: NewDatabase, tmp_path: Path) -> Iterator[OpenSorting]:
    """Opens offices with a platform."""
    with ExitStack() as stack:

        def make(wish: AccountWish | None = None, database: str = "sqlite", **config: Any) -> Sorting:
            wish = wish or AccountWish()
            hands = Hands()
            known = parse({"accounts": [wish.for_simulator()]})
            world = World(known, clock=lambda: hands.now().timestamp(), receipt_delay=0.0)
            url, stop = start(world)
            stack.callback(stop)
            settings = office_settings(tmp_path, new_database(database), wish, api=url, **config)
            office = stack.enter_context(opened(settings, wish, hands=hands))
            return Sorting(office, world)

        yield make


@pytest.fixture
def sorting(open_sorting: OpenSorting) -> Sorting:
    """The usual one: a verified service account with all templates."""
    return open_sorting()
