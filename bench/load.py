"""Real load by wrk: every request another message, as fast as they are answered or at a set rate."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from bench.village import ACCOUNT
from wechat.signature import sign

ROOT = Path(__file__).parent.parent
SCRIPT = Path(__file__).with_name("load.lua")
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

    def run(self, seconds: int, rate: float = 0.0) -> dict[str, float]:
        """One round, at about `rate` messages a second if one is given: {requests, seconds, p50_ms, p99_ms, rate}.

        Raises SystemExit where a message was not answered with 200.
        """
        self._first += 10**7  # No message has an id that another round has used.
        environment = {
            "BENCH_TEXTS": str(self._texts),
            "BENCH_PEOPLE": str(self._people),
            "BENCH_FIRST": str(self._first),
            "BENCH_PATH": self._path,
            "BENCH_PAUSE_MS": f"{1000 * self._connections / rate if rate else 0:.3f}",
        }
        command = ["wrk", "-t1", f"-c{self._connections}", f"-d{seconds}s", "--timeout", "5s", "-s", str(SCRIPT)]
        command.append(f"http://127.0.0.1:{self._port}")
        said = subprocess.run(command, env={**os.environ, **environment}, check=True, capture_output=True, text=True)
        found: dict[str, float] = json.loads(said.stdout.splitlines()[-1])
        if found["not_ok"] or found["failed"]:
            raise SystemExit(f"{found['not_ok']:.0f} answers were not 200, {found['failed']:.0f} requests failed")
        return found | {"rate": found["requests"] / found["seconds"]}
