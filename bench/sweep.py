"""What a round of the sweep costs with few and with a million cases, 500 of them due: `python -m bench.sweep`."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import insert, update

from bench.village import write_config
from bot.database import upgrade
from bot.parts import Parts
from bot.settings import load_settings
from jobs.sweep import sweep
from models.case import Case
from models.person import Person
from models.staff import StaffMember

NOW = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)  # Wednesday afternoon at three in Shanghai.
DUE, CHUNK, ROUNDS = 500, 20_000, 5
OPEN_SHARE = 10  # One in so many cases is open.


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description="A round of the sweep with few cases and with many, 500 due.")
    options.add_argument("--small", type=int, default=10_000, help="cases in the small database (10000)")
    options.add_argument("--large", type=int, default=1_000_000, help="cases in the large database (1000000)")
    options.add_argument("--json", action="store_true", help="only JSON on standard output")
    given = options.parse_args()
    figures = measure(given.small, given.large)
    if given.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:16} {value}")


def measure(small: int, large: int) -> dict[str, Any]:
    """Both databases in one run, in alternating rounds, so that a noisy machine is fair to both."""
    with tempfile.TemporaryDirectory(prefix="lianxin-bench-") as folder:
        villages = {size: _village(Path(folder) / str(size), size) for size in (small, large)}
        seconds: dict[int, list[float]] = {small: [], large: []}
        idle: dict[int, list[float]] = {small: [], large: []}
        for _ in range(ROUNDS):
            for size, parts in villages.items():
                _make_due(parts)
                seconds[size].append(_round(parts))
                idle[size].append(_round(parts))
        for parts in villages.values():
            parts.close()
    return {
        "due": DUE,
        "small": small,
        "large": large,
        "small_ms": round(1000 * median(seconds[small]), 1),
        "large_ms": round(1000 * median(seconds[large]), 1),
        "ratio": round(median(seconds[large]) / median(seconds[small]), 3),
        "idle_small_ms": round(1000 * median(idle[small]), 2),
        "idle_large_ms": round(1000 * median(idle[large]), 2),
        "database": "sqlite",
    }


def _round(parts: Parts) -> float:
    deps = replace(parts.job_deps(), ring=lambda: None)
    begun = time.perf_counter()
    sweep(deps)
    return time.perf_counter() - begun


def _village(folder: Path, size: int) -> Parts:
    """A database with that many cases: most of them ended, the open ones not due for days."""
    (folder / "data").mkdir(parents=True)
    print(f"filling a database with {size} cases", file=sys.stderr)
    settings = load_settings(write_config(folder), {})
    upgrade(settings.database_url)
    parts = Parts(settings, now=lambda: NOW)
    parts.settle_in()
    with parts.session() as session:
        owner = session.query(StaffMember.id).order_by(StaffMember.id).limit(1).scalar()
        session.execute(insert(Person).values(_person()))
    for start in range(1, size + 1, CHUNK):
        with parts.session() as session:
            rows = [_case(number, owner) for number in range(start, min(start + CHUNK, size + 1))]
            session.execute(insert(Case), rows)
    return parts


def _person() -> dict[str, Any]:
    facts = {"id": 1, "account": "bench", "openid": "oBench", "following": True, "created_at": NOW, "talk": {}}
    return facts | {"window_left": 0, "tap_left": 0, "tagged": False}


def _case(number: int, owner: int | None) -> dict[str, Any]:
    is_open = number % OPEN_SHARE == 0
    received = NOW - timedelta(minutes=5) if is_open else NOW - timedelta(days=number % 700 + 5)
    ended = None if is_open else received + timedelta(days=1)
    facts = {
        "id": number,
        "account": "bench",
        "number": number % 999_999 + 1,
        "token": f"token-{number}",
        "status": "dispatched" if is_open else "closed",
        "is_open": is_open,
        "category": "roads_lighting",
        "kind": "help",
        "words": "路灯坏了",
        "unit": "grid",
        "desk_unit": "village",
        "reporter_id": 1,
        "owner_id": owner,
        "look_at": NOW + timedelta(days=3) if is_open else None,
        "closed_at": ended,
        "completed_at": ended,
    }
    moments = {"received_at": received, "dispatched_at": received, "sign_from": received}
    limits = {"sign_due": NOW + timedelta(days=3), "answer_due": NOW + timedelta(days=3)}
    return facts | moments | limits | {"solve_due": NOW + timedelta(days=4), "marks": {}, "reasons": []}


def _make_due(parts: Parts) -> None:
    """500 open cases that nobody has signed in time."""
    late = {"sign_due": NOW - timedelta(minutes=1), "look_at": NOW - timedelta(minutes=1), "marks": {}}
    numbers = range(OPEN_SHARE, (DUE + 1) * OPEN_SHARE, OPEN_SHARE)
    with parts.session() as session:
        session.execute(update(Case).where(Case.id.in_(list(numbers)[:DUE])).values(**late, told_unit=None))


if __name__ == "__main__":
    main()
