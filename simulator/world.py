"""Everything the stand-in knows, in memory, behind one lock."""

import random
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from simulator.clock import Clock, day_of, system_clock
from simulator.config import AccountConfig, Config
from simulator.errors import PlatformError
from simulator.faults import Faults
from simulator.follower import Follower, new_follower
from simulator.media import MediaStore
from simulator.menus import Menus
from simulator.quotas import daily
from simulator.tags import Tags
from simulator.tokens import Tokens


def _ids(bits: int) -> Iterator[int]:
    """Numbers that another run of the stand-in will hardly repeat."""
    return count(random.getrandbits(bits) | 1 << bits)


@dataclass(slots=True)
class SceneCode:
    """A QR code made by an account."""

    account: str
    ticket: str
    scene: str
    until: float | None
    url: str


@dataclass(slots=True)
class LoginCode:
    """A one-time code that tells a web page who is looking."""

    account: str
    openid: str
    until: float
    used: bool = False


@dataclass(slots=True)
class Account:
    """An account's changing side; what it is stands in `config`."""

    config: AccountConfig
    webhook: str
    menus: Menus = field(default_factory=Menus)
    tags: Tags = field(default_factory=Tags)
    sends: dict[tuple[str, str], tuple[float, int]] = field(default_factory=dict)
    calls: dict[tuple[str, str], int] = field(default_factory=dict)
    cleared: int = 0


class World:
    """The platform's memory; every part takes its time from `clock`."""

    def __init__(self, config: Config, *, clock: Clock = system_clock, receipt_delay: float = 0.2) -> None:
        self.config = config
        self.clock = clock
        self.receipt_delay = receipt_delay
        self.url = "http://127.0.0.1"
        self.lock = threading.RLock()
        self.changed = threading.Condition(self.lock)
        self.closing = threading.Event()
        self.faults = Faults()
        self.message_ids = _ids(61)
        self.template_ids = _ids(51)
        self.accounts: dict[str, Account] = {}
        self.reset()

    def reset(self) -> None:
        """Start over from the config: no chats, tokens, menus, media or faults; webhooks stay."""
        with self.changed:
            self.tokens = Tokens(self.clock)
            self.media = MediaStore(self.clock)
            webhooks = {account.config.id: account.webhook for account in self.accounts.values()}
            self.accounts = {
                item.id: Account(item, webhooks.get(item.id, item.webhook)) for item in self.config.accounts
            }
            self.followers: dict[tuple[str, str], Follower] = {}
            self.codes: dict[str, SceneCode] = {}
            self.logins: dict[str, LoginCode] = {}
            self.sent: list[dict[str, Any]] = []
            for phone in self.config.phones:
                person = self.person(phone.account, phone.openid, phone.name, phone.role)
                person.following = phone.following
            self.faults.clear()
            self.changed.notify_all()

    def person(self, account: str, openid: str, name: str = "", role: str = "resident") -> Follower:
        """The person with this openid, made known to the account if new."""
        with self.changed:
            key = (account, openid)
            if key not in self.followers:
                person = new_follower(self.changed, account, openid, name, role)
                person.since = self.clock()
                self.followers[key] = person
            return self.followers[key]

    def known(self, account: str, openid: Any) -> Follower:
        """A person an API call names, or 40003."""
        person = self.followers.get((account, openid)) if isinstance(openid, str) else None
        if person is None:
            raise PlatformError(40003)
        return person

    def by_app_id(self, app_id: str) -> Account:
        """The account of an app id, or 40013."""
        for account in self.accounts.values():
            if account.config.app_id == app_id:
                return account
        raise PlatformError(40013)

    def log(self, path: str, query: dict[str, str], data: Any) -> dict[str, Any]:
        """Write down an outbound call of the product; the answer is added when known."""
        with self.changed:
            entry = {"n": len(self.sent) + 1, "at": self.clock(), "path": path, "query": query, "data": data}
            self.sent.append(entry)
            self.changed.notify_all()
            return entry

    def count_call(self, account: Account, path: str) -> None:
        """Book one call against the day's quota of its path, or 45009."""
        key = (day_of(self.clock()), path)
        with self.lock:
            used = account.calls.get(key, 0)
            if used >= daily(path):
                raise PlatformError(45009)
            account.calls[key] = used + 1

    def close(self) -> None:
        """Let everyone who waits go home."""
        self.closing.set()
        with self.changed:
            self.changed.notify_all()
