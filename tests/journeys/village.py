"""A village on one clock: the platform, our product behind its webhook, a worker for the jobs, and the people."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import requests
from flask import Flask
from redis import Redis
from rq import Queue, SimpleWorker
from rq.registry import FailedJobRegistry
from rq.timeouts import TimerDeathPenalty
from werkzeug.serving import make_server

from bot.parts import Parts
from bot.queues import QUEUE
from casework import roster
from jobs.sweep import sweep
from simulator.chat import Item
from simulator.clock import ManualClock
from simulator.courier import Courier
from simulator.line import Answer
from simulator.phone import File, Phone
from simulator.server import QuietHandler
from simulator.world import World

HERE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 11, 25, 10, 0, tzinfo=HERE)  # A Wednesday, in working hours.
JOBS = ("fetch_media", "hear", "deliver")


class WorkClock(ManualClock):
    """One clock for both sides; the product reads it as a moment in UTC."""

    def __init__(self) -> None:
        super().__init__(START.timestamp())

    def now(self) -> datetime:
        return datetime.fromtimestamp(self(), UTC)


class Postbag(Courier):
    """Keeps the receipts of template messages until they are handed over, so that nothing happens in between."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._bag: list[tuple[str, str, int, str, int]] = []
        self.spelling: Callable[[Phone, int, str], Answer] = Phone.receipt

    def receipt(self, account: str, openid: str, msgid: int) -> None:
        fate = self._world.faults.take_receipt()
        if fate == "lose":
            return
        status = fate if fate.startswith("failed") else "success"
        self._bag.append((account, openid, msgid, status, 2 if fate == "double" else 1))

    def hand_over(self) -> int:
        """Bring what has gathered; returns how many receipts there were."""
        bag, self._bag = self._bag, []
        for account, openid, msgid, status, times in bag:
            phone = Phone.of(self._world, account, openid)
            self.spelling(phone, msgid, status)
            for _ in range(times - 1):
                phone.resend_last()
        return len(bag)


class Served:
    """A WSGI application on a port of this machine; it may be named after the port is known."""

    def __init__(self, app: Flask | None = None) -> None:
        self.app = app
        self._server = make_server("127.0.0.1", 0, self._call, threaded=True, request_handler=QuietHandler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def _call(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        assert self.app is not None
        return self.app(environ, start_response)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class JobWorker(SimpleWorker):
    """RQ's worker in this process: its time limit leaves pytest's own alarm alone, and it takes no remote commands."""

    death_penalty_class = TimerDeathPenalty

    def subscribe(self) -> None:
        """Waiting for the listening thread to end would cost half a second a round."""

    def unsubscribe(self) -> None:
        """Nothing was subscribed to."""


@dataclass
class Person:
    """Somebody with a phone, and what she has already read of the news."""

    village: Village
    phone: Phone
    name: str = ""
    number: str = ""
    _read: int = 0

    def says(self, text: str) -> str:
        """Type a text; the answer as it is read."""
        return self._heard(self.phone.say(text))

    def taps(self, label: str) -> str:
        """Tap a choice in the chat."""
        return self._heard(self.phone.tap(label))

    def photographs(self, picture: File | None = None) -> str:
        """Send a photo."""
        return self._heard(self.phone.photo(picture))

    def speaks(self, recording: File | None = None, *, wide: bool = True) -> str:
        """Send a voice of some seconds."""
        return self._heard(self.phone.voice(recording, wide=wide))

    def pins(self, lat: float, lng: float, label: str = "") -> str:
        """Send a place."""
        return self._heard(self.phone.place(lat, lng, label))

    def follows(self, scene: str | None = None) -> str:
        """Follow the account."""
        return self._heard(self.phone.follow(scene))

    def reports(self, words: str) -> str:
        """Bring a matter; the number under which it was taken in."""
        return number_in(self.says(words))

    def progress(self, number: str) -> str:
        """The line of one of her cases in 进度."""
        lines = [line for line in self.says("进度").splitlines() if f"{number}号" in line]
        assert len(lines) == 1, lines
        return lines[0]

    def accepts(self, number: str) -> str:
        """接."""
        reply = self.says(f"接 {number}")
        assert "接了" in reply, reply
        return reply

    def finishes(self, number: str, words: str) -> str:
        """办结."""
        reply = self.says(f"办结 {number} {words}")
        assert f"{number}号办结" in reply, reply
        return reply

    def queue(self) -> str:
        """待办."""
        return self.says("待办")

    def news(self) -> str:
        """What was pushed to her since she last looked, the worker having done his rounds."""
        self.village.deliver()
        return "\n\n".join(item.text for item in self.cards())

    def cards(self) -> list[Item]:
        """The same with all that belongs to it."""
        items = [item for item in self.phone.chat[self._read :] if _is_push(item)]
        self._read = len(self.phone.chat)
        return items

    def _heard(self, answer: Answer) -> str:
        assert answer.fault is None, answer.fault
        return answer.text or ""


def _is_push(item: Item) -> bool:
    return item.side == "account" and (item.kind == "card" or bool(item.extra.get("pushed")))


def number_in(text: str) -> str:
    """The number under which a matter was taken in."""
    found = re.search(r"记成(\d{3,6})号", text)
    assert found, text
    return found[1]


@dataclass
class Village:
    """Everything of one test, and the verbs to move it."""

    clock: WorkClock
    world: World
    bag: Postbag
    parts: Parts
    product: Served
    redis: Redis
    _people: dict[tuple[str, str], Person] = field(default_factory=dict)

    def resident(self, openid: str = "oWang", account: str = "yan") -> Person:
        """Somebody who follows an account and has not written yet."""
        return self._person(account, openid)

    def staff(self, name: str, account: str = "yan") -> Person:
        """A member of the staff, bound by code."""
        phone = next(one.phone for one in self.parts.rules.org.staff.values() if one.name == name)
        person = self._person(account, f"oStaff{phone[-2:]}")
        if not person.name:
            reply = person.says(f"绑定 {self.codes()[name]}")
            assert "绑定好了" in reply, reply
            person.name, person.number = name, phone
        return person

    def codes(self) -> dict[str, str]:
        """The binding code of everybody who is not bound yet, by name."""
        with self.parts.session() as session:
            made = roster.invite(session, self.parts.rules.org, "example-secret", self.clock.now())
        return {member.name: code for member, code in made}

    def _person(self, account: str, openid: str) -> Person:
        key = (account, openid)
        if key not in self._people:
            self._people[key] = Person(self, Phone.of(self.world, account, openid))
        return self._people[key]

    def deliver(self) -> None:
        """Let the worker do all that is due, and the platform bring its receipts."""
        queue = Queue(QUEUE, connection=self.redis)
        for job in JOBS:
            queue.enqueue("bot.tasks.run", job, result_ttl=0)
        JobWorker([queue], connection=self.redis).work(burst=True, logging_level="CRITICAL")
        assert FailedJobRegistry(queue=queue).count == 0
        self.bag.hand_over()

    def bell_rang(self) -> bool:
        """Whether a job comes into the queue by itself."""
        return Queue.dequeue_any([Queue(QUEUE, connection=self.redis)], timeout=10, connection=self.redis) is not None

    def wait(self, **span: float) -> None:
        """Move the clock, sweep, and let the worker do what has become due."""
        self.clock.advance(timedelta(**span).total_seconds())
        sweep(self.parts.job_deps())
        self.deliver()

    def wait_until(self, moment: datetime) -> None:
        """Move the clock to a moment."""
        self.wait(seconds=moment.timestamp() - self.clock())

    def goes_wrong(self, path: str = "", **wish: object) -> None:
        """Order a fault of the platform."""
        self.world.faults.order(path=path, **wish)

    def sent(self, path: str, openid: str | None = None) -> list[dict[str, Any]]:
        """The calls the platform got on a path, to one person if named."""
        calls = [call for call in self.world.sent if call["path"].endswith(path)]
        return [call for call in calls if openid is None or call["data"].get("touser") == openid]

    def get(self, path: str) -> requests.Response:
        """Open one of our pages."""
        with _browser() as browser:
            return browser.get(self._address(path), timeout=10)

    def post(self, path: str, **form: str) -> requests.Response:
        """Press a button on one of our pages."""
        with _browser() as browser:
            return browser.post(self._address(path), data=form, timeout=10)

    def _address(self, path: str) -> str:
        return path if path.startswith("http") else f"{self.product.url}/{path.lstrip('/')}"


@contextmanager
def _browser() -> Iterator[requests.Session]:
    """A browser without a proxy."""
    with requests.Session() as browser:
        browser.trust_env = False
        yield browser
