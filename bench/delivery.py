"""From a resident's message to the worker's push, everything running on this machine: `python -m bench delivery`."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from typing import Any

import requests
from sqlalchemy import create_engine, select

from bench.load import Load
from bench.servers import POSTGRESQL, SQLITE, database, free_port, platform, product, until
from bench.village import write_config
from models.case import Case
from models.outbox import OutboxRow

WORKERS, PEOPLE, CONNECTIONS = 50, 100_000, 16
LONGEST = 300  # Seconds until everything must have gone out.
TEXTS = [f"示例花园{house}号楼{what}" for house in range(1, 40) for what in ("路灯坏了", "垃圾没人收", "停水了")]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(prog="bench delivery", description="From a message to the worker's push.")
    options.add_argument("--database", choices=(SQLITE, POSTGRESQL), default=SQLITE)
    options.add_argument("--rate", type=float, default=50, help="messages a second (default 50)")
    options.add_argument("--seconds", type=int, default=60, help="of load (default 60)")
    options.add_argument("--json", action="store_true", help="only JSON on standard output")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="lianxin-bench-") as folder:
        figures = measure(Path(folder), given.database, given.rate, given.seconds)
    if given.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:20} {value}")


def measure(folder: Path, kind: str, rate: float, seconds: int) -> dict[str, Any]:
    """The product by `run`, the stand-in beside it, and wrk, all on this machine."""
    with ExitStack() as rooms:
        address = rooms.enter_context(database(kind, folder / "ours"))
        web, wechat = free_port(), free_port()
        config = write_config(folder, web, address, WORKERS, api=f"http://127.0.0.1:{wechat}")
        rooms.enter_context(platform(folder, f"http://127.0.0.1:{web}/wechat/bench", wechat, WORKERS))
        rooms.enter_context(product(config, web))
        load = Load(folder, web, TEXTS, PEOPLE, CONNECTIONS)
        load.paced(3, rate)  # Whatever is made at the first message.
        _until_all_is_out(web)
        begun = datetime.now(UTC)
        made = load.paced(seconds, rate)
        _until_all_is_out(web)
        sent = requests.get(f"http://127.0.0.1:{wechat}/_sim/sent", timeout=60).json()
        figures = {"database": kind, "wanted_rate": rate, "rate": round(made["rate"], 1), "seconds": seconds}
        figures |= {"answer_p50_ms": round(made["p50_ms"]), "answer_p99_ms": round(made["p99_ms"])}
        return figures | _compared(address, sent, begun)


def _until_all_is_out(port: int) -> None:
    until(f"http://127.0.0.1:{port}/healthz", lambda said: said.ok and said.json()["outbox_pending"] == 0, LONGEST)


def _compared(address: str, sent: list[dict[str, Any]], begun: datetime) -> dict[str, Any]:
    """What the platform got, against what the database says was to be told."""
    pushes = [entry for entry in sent if entry["path"].endswith("/message/template/send")]
    got = Counter(entry["data"].get("client_msg_id") for entry in pushes)
    first = {entry["data"].get("client_msg_id"): float(entry["at"]) for entry in reversed(pushes)}
    engine = create_engine(address)
    query = select(OutboxRow.client_msg_id, OutboxRow.status, Case.received_at)
    with engine.connect() as connection:
        tasks = query.join(Case, Case.id == OutboxRow.case_id).where(OutboxRow.kind == "task")
        rows = connection.execute(tasks.where(Case.received_at >= begun)).all()
        cases = len(connection.execute(select(Case.id).where(Case.received_at >= begun)).all())
    engine.dispose()
    waits = sorted(1000 * (first[one] - _seconds(came)) for one, _, came in rows if one in first)
    states = Counter(status for _, status, _ in rows)
    return {
        "cases": cases,
        "pushes": len(rows),
        "held": states["held"],
        "cancelled": states["cancelled"],
        "lost": sum(one not in got and status not in ("held", "cancelled") for one, status, _ in rows),
        "sent_again": sum(count > 1 for count in got.values()),
        "p50_ms": round(waits[len(waits) // 2]),
        "p99_ms": round(quantiles(waits, n=100)[98]),
        "max_ms": round(waits[-1]),
    }


def _seconds(moment: datetime) -> float:
    return moment.timestamp()


if __name__ == "__main__":
    main()
