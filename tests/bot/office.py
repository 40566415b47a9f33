"""The app without a port: a village's post office that takes deliveries as the platform makes them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask
from sqlalchemy import select

from bot.app import create_app
from bot.parts import Parts
from bot.settings import Settings, load_settings, make_folders
from casework import roster
from casework.work import Work
from models.case import Case
from models.inbox import InboxMessage
from models.outbox import OutboxRow
from models.person import Person
from simulator.config import AccountConfig, parse
from simulator.envelope import document, request
from simulator.markup import segments, shown, taps
from simulator.replies import judge
from tests.journeys.settings import AccountWish, write_config

HERE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 11, 25, 10, 0, tzinfo=HERE)  # A Wednesday, in working hours.
NOWHERE = "http://127.0.0.1:1"  # Nobody listens there.
NO_REDIS = "redis://127.0.0.1:1/0"
RESIDENT = "oWang"
ALL_MODES = (
    AccountWish("yan"),
    AccountWish("half", mode="compat"),
    AccountWish("sealed", mode="safe"),
)


@cache
def words_folder() -> Path:
    """Where the word lists of all offices of this process are cached, so that they are read once."""
    return Path(tempfile.mkdtemp(prefix="lianxin-words-"))


class Hands:
    """A clock that moves only when told to."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def move(self, **span: float) -> None:
        self._now += timedelta(**span)

    def set(self, moment: datetime) -> None:
        self._now = moment.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Got:
    """An answer of the webhook; `kind` is text, nothing, voice … as the platform judges it."""

    status: int
    body: str
    kind: str = ""
    content: str = ""
    media_id: str = ""

    @property
    def text(self) -> str:
        """What is read on the screen."""
        return shown(segments(self.content))

    @property
    def taps(self) -> dict[str, str]:
        """Label to id of everything that can be tapped."""
        return dict(taps(segments(self.content)))


@dataclass
class Office:
    """One app on one database, its clock, and the accounts as the platform knows them."""

    app: Flask
    hands: Hands
    accounts: dict[str, AccountConfig]
    ids: Iterator[int] = field(default_factory=lambda: count(24_000_000_000_000_001))

    @property
    def parts(self) -> Parts:
        parts: Parts = self.app.extensions["lianxin"]
        return parts

    def xml(self, kind: str, openid: str = RESIDENT, account: str = "yan", **fields: Any) -> str:
        """A delivery of this kind; messages get an id of their own unless one is given."""
        head = {
            "ToUserName": self.accounts[account].original_id,
            "FromUserName": openid,
            "CreateTime": int(self.hands.now().timestamp()),
            "MsgType": kind,
        }
        own = {} if kind == "event" or "MsgId" in fields else {"MsgId": next(self.ids)}
        return document(head | fields | own)

    def deliver(self, xml: str, account: str = "yan", openid: str = RESIDENT) -> Got:
        """Post it signed, sealed by the account's mode; a wrong answer is an AssertionError."""
        query, body = request(self.accounts[account], openid, xml, self.hands.now().timestamp())
        got = self.post(f"/wechat/{account}", query, body)
        if got.status != 200:
            return got
        reply = judge(self.accounts[account], openid, got.status, got.body)
        return replace(got, kind=reply.kind, content=reply.content, media_id=reply.media_id)

    def post(self, path: str, query: dict[str, str], body: bytes, **more: Any) -> Got:
        """Post anything."""
        with self.app.test_client() as client:
            answer = client.post(path, query_string=query, data=body, content_type="text/xml", **more)
            return Got(answer.status_code, answer.get_data(as_text=True))

    def say(self, text: str, openid: str = RESIDENT, account: str = "yan", **fields: Any) -> Got:
        """Somebody writes."""
        return self.deliver(self.xml("text", openid, account, Content=text, **fields), account, openid)

    def event(self, name: str, openid: str = RESIDENT, account: str = "yan", **fields: Any) -> Got:
        """Something happens to somebody."""
        return self.deliver(self.xml("event", openid, account, Event=name, **fields), account, openid)

    def bind(self, name: str, openid: str, account: str = "yan") -> None:
        """A member of the staff binds his chat by his code."""
        with self.parts.session() as session:
            made = roster.invite(session, self.parts.rules.org, "example-secret", self.hands.now())
        code = next(code for member, code in made if member.name == name)
        assert "绑定好了" in self.say(f"绑定 {code}", openid, account).text

    @contextmanager
    def work(self, account: str = "yan") -> Iterator[Work]:
        """A unit of work of the office."""
        with self.parts.work(account) as work:
            yield work

    def cases(self) -> list[Case]:
        """All cases, the oldest first."""
        with self.parts.session() as session:
            return list(session.scalars(select(Case).order_by(Case.id)))

    def inbox(self) -> list[InboxMessage]:
        """All messages that were taken in."""
        with self.parts.session() as session:
            return list(session.scalars(select(InboxMessage).order_by(InboxMessage.id)))

    def outbox(self, *kinds: str) -> list[OutboxRow]:
        """All news, or that of some kinds."""
        with self.parts.session() as session:
            rows = session.scalars(select(OutboxRow).order_by(OutboxRow.id))
            return [row for row in rows if not kinds or row.kind in kinds]

    def person(self, openid: str = RESIDENT) -> Person:
        """The person behind an openid."""
        with self.parts.session() as session:
            return session.scalars(select(Person).where(Person.openid == openid)).one()


def office_settings(
    folder: Path,
    database: str,
    *accounts: AccountWish,
    redis: str = NO_REDIS,
    api: str = NOWHERE,
    **config: Any,
) -> Settings:
    """The settings of a village whose word lists are cached for the whole process."""
    wishes = accounts or (AccountWish(),)
    file = write_config(
        folder,
        wishes,
        database=database,
        media=str(folder / "media"),
        redis=redis,
        base_url="https://example.org",
        api=api,
        **config,
    )
    settings = replace(load_settings(file, {}), data_dir=words_folder())
    make_folders(settings)
    return settings


@contextmanager
def opened(settings: Settings, *accounts: AccountWish, hands: Hands | None = None) -> Iterator[Office]:
    """An office for these settings."""
    hands = hands or Hands()
    wishes = accounts or (AccountWish(),)
    known = parse({"accounts": [one.for_simulator() for one in wishes]})
    app = create_app(settings, now=hands.now)
    yield Office(app, hands, {one.id: one for one in known.accounts})
    app.extensions["lianxin"].close()
