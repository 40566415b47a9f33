"""Outbox rows sent in a second, beside loops that only make the same HTTP calls: `python -m bench drain`."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

import requests
from sqlalchemy import create_engine, text

from bench.servers import POSTGRESQL, SQLITE, database, free_port, platform
from bench.village import ACCOUNT, bind_everybody, write_config
from bot.database import upgrade
from bot.embedded_redis import EmbeddedRedis
from bot.parts import Parts
from bot.settings import load_settings, make_folders
from casework import delivery, intake
from casework.arrival import meet
from casework.intake import Report
from casework.people import staff_row
from casework.work import resident
from jobs.deliver import AT_A_TIME, deliver

WORKERS, ROWS, ROUNDS = 100, 500, 5
OURS, ONE, SEVERAL = "drain", "bare", f"bare_{AT_A_TIME}_at_a_time"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(prog="bench drain", description="Outbox rows a second beside bare HTTP calls.")
    options.add_argument("--database", choices=(SQLITE, POSTGRESQL), default=SQLITE)
    options.add_argument("--json", action="store_true", help="only JSON on standard output")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="lianxin-bench-") as folder:
        figures = measure(Path(folder), given.database)
    if given.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:24} {value}")


def measure(folder: Path, kind: str) -> dict[str, Any]:
    """The same number of pushes by each, by turns, in rounds."""
    with ExitStack() as rooms:
        address = rooms.enter_context(database(kind, folder / "ours"))
        port = free_port()
        api = f"http://127.0.0.1:{port}"
        settings = load_settings(write_config(folder, database=address, workers=WORKERS, api=api))
        make_folders(settings)
        upgrade(settings.database_url)
        redis = EmbeddedRedis(settings.data_dir)
        redis.start()
        rooms.callback(redis.stop)
        rooms.enter_context(platform(folder, "http://127.0.0.1:9/nowhere", port, WORKERS))
        bind_everybody(settings)
        parts = Parts(settings)
        rooms.callback(parts.close)
        seconds = _seconds(_ways(parts, _calls(api)), parts)
        rate = {name: ROWS / median(spent) for name, spent in seconds.items()}
        figures = {"database": kind, "rows": ROWS * ROUNDS} | {f"{name}_per_s": round(rate[name]) for name in rate}
        ratios = {"ratio": rate[OURS] / rate[ONE], f"ratio_{AT_A_TIME}_at_a_time": rate[OURS] / rate[SEVERAL]}
        return figures | {name: round(ratio, 3) for name, ratio in ratios.items()} | _left(address)


def _ways(parts: Parts, calls: Sequence[Callable[[], None]]) -> dict[str, Callable[[], None]]:
    def ours() -> None:
        tried = deliver(parts.job_deps())
        if tried != ROWS:
            raise SystemExit(f"{tried} of {ROWS} rows were sent")

    def one_by_one() -> None:
        for call in calls:
            call()

    def several() -> None:
        with ThreadPoolExecutor(AT_A_TIME) as hands:
            list(hands.map(lambda call: call(), calls))

    return {OURS: ours, ONE: one_by_one, SEVERAL: several}


def _seconds(ways: dict[str, Callable[[], None]], parts: Parts) -> dict[str, list[float]]:
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(ROUNDS):
        for name, way in ways.items():
            if name == OURS:
                _queue(parts)
            begun = time.perf_counter()
            way()
            seconds[name].append(time.perf_counter() - begun)
        print(f"round {number + 1} of {ROUNDS}", file=sys.stderr)
    return seconds


def _queue(parts: Parts) -> None:
    """As many rows as a round sends: news of one case for all workers by turns."""
    with parts.work("bench") as work:
        person = meet(work, "oStaff0000")
        report = Report("示例花园3号楼路灯坏了", "roads_lighting", unit="grid", place="示例花园3号楼")
        case = intake.open_case(work, person, report, resident(person))
        work.session.flush()
        delivery.cancel(work, case, "task", "pool")
        members = [one for one in work.rules.org.staff.values() if one.role == "worker"]
        for number in range(ROWS):
            delivery.tell_staff(work, case, staff_row(work, members[number % len(members)]).id, "task")


def _calls(api: str) -> list[Callable[[], None]]:
    """The same calls without anything around them."""
    session = requests.Session()
    adapter = requests.adapters.HTTPAdapter(pool_maxsize=AT_A_TIME)
    session.mount("http://", adapter)
    secret = {"grant_type": "client_credential", "appid": ACCOUNT["app_id"], "secret": ACCOUNT["app_secret"]}
    token = session.post(f"{api}/cgi-bin/stable_token", json=secret, timeout=10).json()["access_token"]
    url = f"{api}/cgi-bin/message/template/send?access_token={token}"

    def call(number: int) -> Callable[[], None]:
        values = {"character_string1": "012", "thing2": "示例花园3号楼路灯坏了", "thing3": "示例花园3号楼"}
        body = {
            "touser": f"oStaff{number % WORKERS:04d}",
            "template_id": "bench-task",
            "data": {key: {"value": value} for key, value in (values | {"time4": "2026年11月25日 15:00"}).items()},
        }

        def send() -> None:
            said = session.post(url, json=body, timeout=10).json()
            if said["errcode"]:
                raise SystemExit(f"the stand-in refused a bare call: {said}")

        return send

    return [call(number) for number in range(ROWS)]


def _left(address: str) -> dict[str, int]:
    engine = create_engine(address)
    with engine.connect() as connection:
        left = connection.execute(text("SELECT count(*) FROM outbox WHERE status NOT IN ('sent', 'cancelled')"))
        figures = {"not_sent": int(left.scalar_one())}
    engine.dispose()
    return figures


if __name__ == "__main__":
    main()
