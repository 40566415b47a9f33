"""Real load by wrk: every request another message, as fast as they are answered or at a set rate."""

from __future__ import annotations

import csv
import json
import os
import random
import shutil
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from http.client import HTTPConnection
from pathlib import Path

from bench.village import ACCOUNT
from wechat.signature import sign

ROOT = Path(__file__).parent.parent
SCRIPT = Path(__file__).with_name("load.lua")
BODY = (
    "<xml><ToUserName><![CDATA[gh_bench0001]]></ToUserName><FromUserName><![CDATA[oBench{:06d}]]></FromUserName>"
    "<CreateTime>{}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{}]]></Content>"
    "<MsgId>{}</MsgId></xml>"
)
TRIES = 3  # The platform waits five seconds for an answer, and asks three times.
GOLD = ROOT / "tests" / "classifier" / "gold.tsv"


def gold_mix() -> list[str]:
    """What the messages of the classifier's tests say: reports, thanks, greetings, questions."""
    with GOLD.open(encoding="utf-8", newline="") as lines:
        return [row["text"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


class Load:
    """Messages of `texts` by turns, from `people` residents, over a few connections to one port of this machine."""

    def __init__(self, folder: Path, port: int, texts: Sequence[str], people: int, connections: int) -> None:
        if shutil.which("wrk") is None:
            raise SystemExit("wrk makes the load; install it (apt-get install wrk) and try again")
        self._port, self._people, self._connections = port, people, connections
        self._texts = folder / "texts.txt"
        self._texts.write_text("\n".join(texts) + "\n", encoding="utf-8")
        query = f"signature={sign(str(ACCOUNT['token']), '1700000000', 'bench')}&timestamp=1700000000&nonce=bench"
        self._path = f"/wechat/bench?{query}"
        self._first = 10**9

    def once(self, text: str) -> bool:
        """One message by itself: whether it was answered with 200. Raises OSError where nobody listens."""
        self._first += 10**7
        waits: list[float] = []
        self._one(BODY.format(0, int(time.time()), text, self._first).encode(), waits, time.perf_counter())
        return bool(waits)

    def paced(self, seconds: int, rate: float) -> dict[str, float]:
        """A round as of people who know nothing of each other: at random moments, each on a connection of her own.

        wrk opens its connections before it waits, and a sync worker would stand at one that says nothing yet. Raises
        SystemExit where a message was not answered with 200.
        """
        self._first += 10**7
        waits: list[float] = []
        texts = self._texts.read_text(encoding="utf-8").splitlines()
        chance, begun = random.Random(self._first), time.perf_counter()
        with ThreadPoolExecutor(64) as people:
            number, at = 0, 0.0
            while at < seconds:
                time.sleep(max(0.0, begun + at - time.perf_counter()))
                number += 1
                body = BODY.format(
                    number % self._people, int(time.time()), texts[number % len(texts)], self._first + number
                )
                people.submit(self._one, body.encode(), waits, time.perf_counter())
                at += chance.expovariate(rate)
        if len(waits) < number:
            raise SystemExit(f"{number - len(waits)} of {number} messages were not answered with 200")
        waits.sort()
        p50, p99 = waits[len(waits) // 2], waits[len(waits) * 99 // 100]
        spent = time.perf_counter() - begun  # More than was wanted where the answers could not keep up.
        return {
            "requests": number,
            "seconds": spent,
            "rate": number / spent,
            "p50_ms": 1000 * p50,
            "p99_ms": 1000 * p99,
        }

    def _one(self, body: bytes, waits: list[float], begun: float) -> None:
        """One message, brought up to three times as the platform does; how long its sender waited in all."""
        for _ in range(TRIES):
            with suppress(TimeoutError), closing(HTTPConnection("127.0.0.1", self._port, timeout=5)) as connection:
                connection.request("POST", self._path, body, {"Content-Type": "text/xml"})
                if connection.getresponse().status == 200:
                    waits.append(time.perf_counter() - begun)
                    return

    def run(self, seconds: int) -> dict[str, float]:
        """One round as fast as answers come: {requests, seconds, p50_ms, p99_ms, rate}.

        Raises SystemExit where a message was not answered with 200.
        """
        self._first += 10**7  # No message has an id that another round has used.
        environment = {
            "BENCH_TEXTS": str(self._texts),
            "BENCH_PEOPLE": str(self._people),
            "BENCH_FIRST": str(self._first),
            "BENCH_PATH": self._path,
        }
        command = ["wrk", "-t1", f"-c{self._connections}", f"-d{seconds}s", "--timeout", "5s", "-s", str(SCRIPT)]
        command.append(f"http://127.0.0.1:{self._port}")
        said = subprocess.run(command, env={**os.environ, **environment}, check=True, capture_output=True, text=True)
        found: dict[str, float] = json.loads(said.stdout.splitlines()[-1])
        if found["not_ok"] or found["failed"]:
            raise SystemExit(f"{found['not_ok']:.0f} answers were not 200, {found['failed']:.0f} requests failed")
        return found | {"rate": found["requests"] / found["seconds"]}
