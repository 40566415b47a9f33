"""Breaks the running product again and again under load, and counts what was lost: `python -m tests.faults.soak`."""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import requests
from redis import Redis
from redis.exceptions import RedisError
from sqlalchemy import create_engine, func, select

from bench.servers import POSTGRESQL, SQLITE, database, free_port, platform, product, restart_postgresql, until
from bench.village import ACCOUNT, write_config
from bot.embedded_redis import redis_folder, socket_path
from bot.settings import load_settings
from models.case import Case, HistoryEntry
from models.inbox import InboxMessage
from models.outbox import OutboxRow
from wechat.signature import sign
from wording import resident

WORKERS, PEOPLE = 20, 400
TRIES, PATIENCE = 3, 5.0  # The platform asks three times, and waits five seconds each time.
THRICE = 0.15  # The share of messages that come three times at once.
LATE, LATEST = 0.1, 4.0  # The share that later ones of the same people overtake, and by how many seconds at most.
QUIET = 12.0  # Seconds between two faults, in which things may come right again.
SETTLING = 420  # Seconds within which everything must have gone out afterwards.
REPORTS = ("路灯坏了", "垃圾没人收", "停水了", "井盖没了", "下水道堵了", "电梯坏了")
CONTENT = re.compile(r"<Content><!\[CDATA\[(.*?)\]\]></Content>", re.DOTALL)
NOT_KEPT = resident.lost("A1B2C3").partition("A1B2C3")[0]  # "Please send it again": nobody has taken it.
# As many refused calls as a storm has: the next ones go through again.
QUOTA = "platform answers 45009"  # Ends the template messages of the day, so it comes in the last part only.
FIRST_PART = 0.7
STORMS: dict[str, dict[str, Any]] = {
    "platform answers -1": {"path": "template/send", "times": 30, "errcode": -1},
    QUOTA: {"path": "template/send", "times": 1, "errcode": 45009},
    "platform answers 40001": {"path": "template/send", "times": 15, "errcode": 40001},
    "platform takes 6 s": {"path": "template/send", "times": 5, "stall": 6.0},
    "platform hangs up after the call": {"path": "template/send", "times": 8, "drop": "after"},
    "platform loses receipts": {"receipts": "lose", "times": 40},
    "platform doubles receipts": {"receipts": "double", "times": 40},
}


@dataclass
class Told:
    """One message, what was answered to it, and how long its sender waited in all."""

    openid: str
    text: str
    replies: list[str] = field(default_factory=list)
    waited: float = 0.0

    @property
    def acknowledged(self) -> bool:
        """Whether the platform was told that the message is in good hands."""
        return bool(self.answers)

    @property
    def answers(self) -> set[str]:
        """What was answered to it, but for the word that nobody has taken it."""
        return {reply for reply in self.replies if not reply.startswith(NOT_KEPT)}


class Crowd:
    """People who write all the time, through a platform that asks again when it gets no answer."""

    def __init__(self, addresses: Sequence[str], rate: float, chance: random.Random) -> None:
        query = f"signature={sign(str(ACCOUNT['token']), '1700000000', 'soak')}&timestamp=1700000000&nonce=soak"
        self._urls = [f"{address}/wechat/bench?{query}" for address in addresses]
        self._rate, self._chance = rate, chance
        self._ids = count(10**15)
        self.told: dict[int, Told] = {}

    def write(self, until_when: float) -> None:
        """Write at the set rate until then; returns once every message has had its last try."""
        with ThreadPoolExecutor(200) as people:
            while time.monotonic() < until_when:
                number = next(self._ids)
                self.told[number] = Told(
                    f"oSoak{self._chance.randrange(PEOPLE):05d}",
                    f"示例花园{self._chance.randrange(1, 60)}号楼{self._chance.choice(REPORTS)}",
                )
                late = self._chance.uniform(0, LATEST) if self._chance.random() < LATE else 0.0
                for _ in range(3 if self._chance.random() < THRICE else 1):
                    people.submit(self._deliver, number, late)
                time.sleep(self._chance.expovariate(self._rate))

    def _deliver(self, number: int, late: float) -> None:
        told, written = self.told[number], int(time.time())
        time.sleep(late)
        body = (
            f"<xml><ToUserName><![CDATA[{ACCOUNT['original_id']}]]></ToUserName><FromUserName><![CDATA[{told.openid}]]>"
            f"</FromUserName><CreateTime>{written}</CreateTime><MsgType><![CDATA[text]]></MsgType>"
            f"<Content><![CDATA[{told.text}]]></Content><MsgId>{number}</MsgId></xml>"
        ).encode()
        begun = time.monotonic()
        for tries in range(1, TRIES + 1):
            with suppress(requests.RequestException):
                answer = requests.post(
                    random.choice(self._urls), data=body, headers={"Content-Type": "text/xml"}, timeout=PATIENCE
                )
                if answer.ok:
                    found = CONTENT.search(answer.text)
                    told.replies.append(found[1] if found else "")
                    told.waited = max(told.waited, time.monotonic() - begun)
                    return
            time.sleep(max(0.0, begun + tries * PATIENCE - time.monotonic()))


class Breaker:
    """Knows how to break each part, and counts how often it did."""

    def __init__(
        self,
        main: subprocess.Popen[bytes],
        config: Path,
        wechat: subprocess.Popen[bytes],
        port: int,
        postgresql: str | None,
    ) -> None:
        self._main, self._wechat, self._sim = main, wechat, f"http://127.0.0.1:{port}/_sim"
        settings = load_settings(config)
        self._redis, self._database = settings.data_dir, postgresql
        self.done: Counter[str] = Counter()
        self.faults: dict[str, Callable[[], None]] = {
            "SIGKILL web": lambda: self._kill("web"),
            "SIGKILL one web process": lambda: self._kill("web", inner=True),
            "SIGKILL worker": lambda: self._kill("worker"),
            "SIGKILL cron": lambda: self._kill("cron"),
            "SIGKILL Redis": self._kill_redis,
            "Redis emptied": self._empty_redis,
            "platform gone for 8 s": self._stop_platform,
            **({"PostgreSQL killed and back": self._kill_postgresql} if postgresql else {}),
            **{name: lambda wish=wish: self._storm(wish) for name, wish in STORMS.items()},  # type: ignore[misc]
        }

    def break_by_turns(self, until_when: float, chance: random.Random) -> None:
        """One fault after the other, each as often as the others, in an order that nobody knows."""
        left: list[str] = []
        spent = time.monotonic() + FIRST_PART * (until_when - time.monotonic())
        while time.monotonic() + QUIET < until_when:
            if not left:
                left = sorted(name for name in self.faults if name != QUOTA or time.monotonic() > spent)
                chance.shuffle(left)
            name = left.pop()
            self.faults[name]()
            self.done[name] += 1
            print(f"{name}", file=sys.stderr)
            time.sleep(chance.uniform(0.5, 1.5) * QUIET)

    def _kill(self, verb: str, *, inner: bool = False) -> None:
        for process in _children(self._main.pid):
            if f"-m bot {verb}" in _command(process) or _command(process).endswith(f"bot {verb}"):
                for victim in _children(process)[:1] if inner else [process]:
                    _signal(victim, signal.SIGKILL)

    def _kill_redis(self) -> None:
        pid = redis_folder(self._redis) / "redis.pid"
        if pid.is_file():
            _signal(int(pid.read_text().strip() or 0), signal.SIGKILL)

    def _empty_redis(self) -> None:
        with suppress(RedisError):  # It may just have been killed.
            Redis(unix_socket_path=str(socket_path(self._redis))).flushall()

    def _stop_platform(self) -> None:
        _signal(self._wechat.pid, signal.SIGSTOP)
        time.sleep(8)
        _signal(self._wechat.pid, signal.SIGCONT)

    def _kill_postgresql(self) -> None:
        assert self._database is not None
        restart_postgresql(self._database)

    def _storm(self, wish: dict[str, Any]) -> None:
        requests.post(f"{self._sim}/faults", json=wish, timeout=30)


def _children(pid: int) -> list[int]:
    """The processes that this one has started, as /proc tells."""
    parents = {int(entry.name): _parent(entry) for entry in Path("/proc").iterdir() if entry.name.isdecimal()}
    return sorted(child for child, parent in parents.items() if parent == pid)


def _parent(entry: Path) -> int:
    try:
        return int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError, ValueError):
        return 0  # It has ended meanwhile.


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
    except OSError:
        return ""


def _signal(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


@contextmanager
def _city(folder: Path, kind: str) -> Iterator[tuple[str, int, int, Breaker]]:
    """Everything running on this machine: (database, port of the web, port of the platform, the breaker)."""
    with ExitStack() as rooms:
        address = rooms.enter_context(database(kind, folder / "ours"))
        web, port = free_port(), free_port()
        config = write_config(folder, web, address, WORKERS, api=f"http://127.0.0.1:{port}")
        wechat = rooms.enter_context(platform(folder, f"http://127.0.0.1:{web}/wechat/bench", port, WORKERS))
        main = rooms.enter_context(product(config, web))
        yield address, web, port, Breaker(main, config, wechat, port, address if kind == POSTGRESQL else None)


def soak(folder: Path, kind: str, seconds: float, rate: float, seed: int) -> dict[str, Any]:
    """Load and faults for so long, then quiet until all is out; returns what was counted."""
    chance = random.Random(seed)
    with _city(folder, kind) as (address, web, port, breaker):
        crowd = Crowd([f"http://127.0.0.1:{web}"], rate, random.Random(seed + 1))
        end = time.monotonic() + seconds
        writing = threading.Thread(target=crowd.write, args=(end,))
        writing.start()
        breaker.break_by_turns(end, chance)
        writing.join()
        requests.delete(f"http://127.0.0.1:{port}/_sim/faults", timeout=30)
        until(f"http://127.0.0.1:{web}/healthz", all_out, SETTLING)
        found = counted(address, crowd, task_cards(port))
    return {"database": kind, "seconds": seconds, "faults": dict(breaker.done)} | found


def all_out(said: requests.Response) -> bool:
    return said.ok and said.json()["outbox_pending"] == 0


def task_cards(port: int) -> Counter[tuple[str, str]]:
    """How often each task card stands on whose screen."""
    base = f"http://127.0.0.1:{port}/_sim/phones"
    cards: Counter[tuple[str, str]] = Counter()
    for phone in requests.get(base, timeout=30).json()["phones"]:
        for item in requests.get(f"{base}/{phone['id']}/chat", timeout=30).json():
            if item["kind"] == "card" and item.get("extra", item).get("title") == "task":
                cards[phone["openid"], item["text"]] += 1
    return cards


def counted(address: str, crowd: Crowd, cards: Counter[tuple[str, str]]) -> dict[str, Any]:
    """What was acknowledged against what the database and the platform hold."""
    engine = create_engine(address)
    with engine.connect() as connection:
        rows = connection.execute(select(InboxMessage.key, InboxMessage.status))
        inbox = {key: status for key, status in rows}  # noqa: C416 - rows are no pairs to the type checker
        said = Counter(words for (words,) in connection.execute(select(HistoryEntry.words)) if words)
        cases = connection.execute(select(func.count()).select_from(Case)).scalar_one()
        bare = connection.execute(
            select(func.count()).select_from(Case).where(Case.id.not_in(select(HistoryEntry.case_id)))
        ).scalar_one()
        outbox = Counter(status for (status,) in connection.execute(select(OutboxRow.status)))
    engine.dispose()
    acknowledged = {number: told for number, told in crowd.told.items() if told.acknowledged}
    # Every message that was answered stands once in some history: as the first words of a case, or added to one.
    wanted = Counter(told.text for number, told in acknowledged.items() if inbox.get(_key(number)) == "done")
    return {
        "messages": len(crowd.told),
        "acknowledged": len(acknowledged),
        "lost": sum(_key(number) not in inbox for number in acknowledged)
        + sum(max(0, often - said[text]) for text, often in wanted.items()),
        "doubled": sum(max(0, said[text] - often) for text, often in _all_done(crowd, inbox).items()),
        "failed": sum(status != "done" for status in inbox.values()),
        "answered differently": sum(len(told.answers) > 1 for told in crowd.told.values()),
        "asked to send again": sum(bool(told.replies) and not told.acknowledged for told in crowd.told.values()),
        "cases": cases,
        "cases without history": bare,
        "task cards shown twice": sum(often > 1 for often in cards.values()),
        "outbox": dict(outbox),
        "longest wait s": round(max((told.waited for told in acknowledged.values()), default=0.0), 1),
    }


def _key(number: int) -> str:
    """Under what the inbox keeps a message."""
    return f"bench:{number}"


def _all_done(crowd: Crowd, inbox: dict[str, str]) -> Counter[str]:
    """The texts of all messages that were dealt with, also of those whose answer nobody got."""
    return Counter(told.text for number, told in crowd.told.items() if inbox.get(_key(number)) in ("done", "replayed"))


def main() -> None:
    """Run and print; exit code 1 where something was lost, doubled or answered in two ways."""
    options = argparse.ArgumentParser(prog="soak", description="Faults under load, for a long time.")
    options.add_argument("--minutes", type=float, default=20, help="of load and faults (default 20)")
    options.add_argument("--rate", type=float, default=8, help="messages a second (default 8)")
    options.add_argument("--database", choices=(SQLITE, POSTGRESQL), default=SQLITE)
    options.add_argument("--seed", type=int, default=0, help="0 takes another one each time")
    options.add_argument("--json", action="store_true", help="only JSON on standard output")
    given = options.parse_args()
    seed = given.seed or random.SystemRandom().randrange(1, 10**6)
    print(f"seed {seed}", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="lianxin-soak-") as folder:
        found = soak(Path(folder), given.database, 60 * given.minutes, given.rate, seed) | {"seed": seed}
    if given.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        for name, value in found.items():
            print(f"{name:24} {value}")
    raise SystemExit(1 if any(found[name] for name in WRONG) else 0)


WRONG = ("lost", "doubled", "answered differently", "cases without history", "task cards shown twice")

if __name__ == "__main__":
    main()
