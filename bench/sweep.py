"""What a round of the sweep costs with few and with a million cases, 500 of them due: `python -m bench.sweep`."""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import update

from bench.many import NOW, village
from bot.parts import Parts
from jobs.sweep import sweep
from models.case import Case

DUE, ROUNDS = 500, 5
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
        villages = {
            size: village(
                Path(folder) / str(size),
                size,
                people=1,
                is_open=lambda number: number % OPEN_SHARE == 0,
                owner=lambda _: 1,
            )
            for size in (small, large)
        }
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


def _make_due(parts: Parts) -> None:
    """500 open cases that nobody has signed in time."""
    late = {"sign_due": NOW - timedelta(minutes=1), "look_at": NOW - timedelta(minutes=1), "marks": {}}
    numbers = range(OPEN_SHARE, (DUE + 1) * OPEN_SHARE, OPEN_SHARE)
    with parts.session() as session:
        session.execute(update(Case).where(Case.id.in_(list(numbers)[:DUE])).values(**late, told_unit=None))


if __name__ == "__main__":
    main()
