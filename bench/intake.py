"""Messages taken in a second on one sync worker, beside servers that do less: `python -m bench intake`."""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import create_engine, text

from bench.servers import POSTGRESQL, SQLITE, database, free_port, gunicorn
from bench.village import ACCOUNT, write_config
from bot.embedded_redis import EmbeddedRedis
from bot.settings import load_settings, make_folders
from wechat.signature import sign

ROOT = Path(__file__).parent.parent
SCRIPT = Path(__file__).with_name("intake.lua")
GOLD = ROOT / "tests" / "classifier" / "gold.tsv"
PEOPLE = 2000
CONNECTIONS = 4
FULL, BARE, ROBOT, NAIVE = "full", "bare", "werobot", "naive"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(prog="bench intake", description="Messages a second on one sync worker.")
    options.add_argument("--database", choices=(SQLITE, POSTGRESQL), default=SQLITE)
    options.add_argument("--seconds", type=int, default=8, help="of load in each round (default 8)")
    options.add_argument("--rounds", type=int, default=3, help="rounds of each server, by turns (default 3)")
    options.add_argument("--json", action="store_true", help="only JSON on standard output")
    given = options.parse_args()
    if shutil.which("wrk") is None:
        raise SystemExit("wrk makes the load; install it (apt-get install wrk) and try again")
    with tempfile.TemporaryDirectory(prefix="lianxin-bench-") as folder:
        figures = measure(Path(folder), given.database, given.seconds, given.rounds)
    if given.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:24} {value}")


def measure(folder: Path, kind: str, seconds: int, rounds: int) -> dict[str, Any]:
    """The rates of all servers by turns in one run, then the waiting times of ours at half of its rate."""
    with ExitStack() as rooms:
        ours = rooms.enter_context(database(kind, folder / "ours"))
        draft = rooms.enter_context(database(kind, folder / "draft"))
        config = write_config(folder, database=ours)
        subprocess.run([sys.executable, "-m", "bot", "db", "upgrade", "--config", str(config)], check=True)
        settings = load_settings(config)
        make_folders(settings)
        redis = EmbeddedRedis(settings.data_dir)
        redis.start()
        rooms.callback(redis.stop)
        load = Load(folder, seconds)
        kept = Kept(ours)
        servers = _servers(config, draft)
        rates: dict[str, list[float]] = {name: [] for name in servers}
        for number in range(rounds):
            for name, (app, environment) in servers.items():
                with gunicorn(app, load.port, environment):
                    load.run(name, seconds=2)  # Whatever is made at the first message.
                    rates[name].append(load.run(name)["rate"])
            print(f"round {number + 1} of {rounds}", file=sys.stderr)
        rate = {name: median(found) for name, found in rates.items()}
        app, environment = servers[FULL]
        with gunicorn(app, load.port, environment):
            load.run(FULL, seconds=2)
            half = load.run(FULL, pause_ms=1000 * CONNECTIONS / (rate[FULL] / 2))
        return _figures(kind, rate, half) | kept.figures(load.sent[FULL])


def _servers(config: Path, draft: str) -> dict[str, tuple[str, dict[str, str]]]:
    """Each server with what it needs in its environment; the peer only where it is installed."""
    found = {
        FULL: ("wsgi:app", {"LIANXIN_CONFIG": str(config)}),
        BARE: ("bench.peers.echo:app", {}),
        NAIVE: ("bench.peers.naive:app", {"BENCH_DATABASE": draft}),
    }
    if find_spec("werobot") is not None:
        found[ROBOT] = ("bench.peers.robot:app", {})
    return found


def _figures(kind: str, rate: dict[str, float], half: dict[str, float]) -> dict[str, Any]:
    figures: dict[str, Any] = {
        "database": kind,
        "full_rps": round(rate[FULL], 1),
        "bare_rps": round(rate[BARE], 1),
        "naive_rps": round(rate[NAIVE], 1),
        "ratio": round(rate[FULL] / rate[BARE], 3),
        "naive_ratio": round(rate[FULL] / rate[NAIVE], 2),
    }
    if ROBOT in rate:
        figures |= {"werobot_rps": round(rate[ROBOT], 1), "werobot_ratio": round(rate[FULL] / rate[ROBOT], 3)}
    return figures | {
        "half_load_rps": round(half["rate"], 1),
        "p50_ms": round(half["p50_ms"], 1),
        "p99_ms": round(half["p99_ms"], 1),
    }


class Load:
    """wrk on a few connections, every request another message; `sent` counts what each server has answered."""

    def __init__(self, folder: Path, seconds: int) -> None:
        self.port = free_port()
        self.sent: dict[str, int] = {}
        self._seconds = seconds
        self._texts = folder / "texts.txt"
        with GOLD.open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            self._texts.write_text("\n".join(row["text"] for row in rows) + "\n", encoding="utf-8")
        query = f"signature={sign(str(ACCOUNT['token']), '1700000000', 'bench')}&timestamp=1700000000&nonce=bench"
        self._path = f"/wechat/bench?{query}"
        self._first = 10**9

    def run(self, server: str, seconds: int | None = None, pause_ms: float = 0.0) -> dict[str, float]:
        """One round; raises SystemExit where a message was not answered with 200."""
        self._first += 10**7  # No message has an id that another round has used.
        environment = {
            "BENCH_TEXTS": str(self._texts),
            "BENCH_PEOPLE": str(PEOPLE),
            "BENCH_FIRST": str(self._first),
            "BENCH_PATH": self._path,
            "BENCH_PAUSE_MS": f"{pause_ms:.3f}",
        }
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds or self._seconds}s", "-s", str(SCRIPT)]
        command.append(f"http://127.0.0.1:{self.port}")
        said = subprocess.run(command, env={**os.environ, **environment}, check=True, capture_output=True, text=True)
        found: dict[str, float] = json.loads(said.stdout.splitlines()[-1])
        if found["not_ok"] or found["failed"]:
            raise SystemExit(
                f"{server}: {found['not_ok']:.0f} answers were not 200, {found['failed']:.0f} requests failed"
            )
        self.sent[server] = self.sent.get(server, 0) + int(found["requests"])
        return found | {"rate": found["requests"] / found["seconds"]}


class Kept:
    """What the database of ours holds in the end: every answered message, and none of them failed."""

    def __init__(self, address: str) -> None:
        self._address = address

    def figures(self, answered: int) -> dict[str, int]:
        """Counts; raises SystemExit where a message that was answered is not there."""
        engine = create_engine(self._address)
        with engine.connect() as connection:
            counted = "SELECT count(*), count(*) FILTER (WHERE status <> 'done') FROM inbox"
            kept, failed = connection.execute(text(counted)).one()
            cases = int(connection.execute(text("SELECT count(*) FROM cases")).scalar_one())
        engine.dispose()
        if kept < answered or failed:
            raise SystemExit(f"of {answered} answered messages {kept} are kept, {failed} of them failed")
        return {"messages": answered, "cases": cases}


if __name__ == "__main__":
    main()
