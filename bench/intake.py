"""Messages taken in a second on one sync worker, beside servers that do less: `python -m bench intake`."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import create_engine, text

from bench.load import Load, gold_mix
from bench.servers import POSTGRESQL, SQLITE, database, free_port, gunicorn
from bench.village import bind_everybody, write_config
from bot.embedded_redis import EmbeddedRedis
from bot.settings import load_settings, make_folders

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
        bind_everybody(settings)
        redis = EmbeddedRedis(settings.data_dir)
        redis.start()
        rooms.callback(redis.stop)
        port = free_port()
        load, kept = Load(folder, port, gold_mix(), PEOPLE, CONNECTIONS), Kept(ours)
        servers = _servers(config, draft)
        rates: dict[str, list[float]] = {name: [] for name in servers}
        sent = dict.fromkeys(servers, 0)
        for number in range(rounds):
            for name, (app, environment) in servers.items():
                with gunicorn(app, port, environment):
                    sent[name] += int(load.run(2)["requests"])  # Whatever is made at the first message.
                    found = load.run(seconds)
                    sent[name] += int(found["requests"])
                    rates[name].append(found["rate"])
            print(f"round {number + 1} of {rounds}", file=sys.stderr)
        rate = {name: median(found) for name, found in rates.items()}
        app, environment = servers[FULL]
        with gunicorn(app, port, environment):
            sent[FULL] += int(load.run(2)["requests"])
            half = load.paced(seconds, rate[FULL] / 2)
            sent[FULL] += int(half["requests"])
        return _figures(kind, rate, half) | kept.figures(sent[FULL])


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
