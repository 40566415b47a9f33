"""What people and the jobs wait for with ten thousand and with a million cases: `python -m bench scale`."""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from bench.many import NOW, village
from bench.village import bind_everybody
from bot.metrics import exposition
from bot.parts import Parts
from casework import arrival, sending
from handlers import router
from handlers.turn import Turn
from jobs.deliver import template_of
from wechat.inbound import Inbound, Kind

WORKERS, OPEN_EACH, ROUNDS = 100, 20, 40


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(prog="bench scale", description="A queue and a progress with few cases and many.")
    options.add_argument("--small", type=int, default=10_000, help="cases in the small database (10000)")
    options.add_argument("--large", type=int, default=1_000_000, help="cases in the large database (1000000)")
    options.add_argument("--json", action="store_true", help="only JSON on standard output")
    given = options.parse_args()
    figures = measure(given.small, given.large)
    if given.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:24} {value}")


def measure(small: int, large: int) -> dict[str, Any]:
    """Both databases in one run, in alternating rounds, so that a noisy machine is fair to both."""
    with tempfile.TemporaryDirectory(prefix="lianxin-bench-") as folder:
        villages = {size: _village(Path(folder) / str(size), size) for size in (small, large)}
        seconds: dict[str, dict[int, list[float]]] = {}
        for number in range(ROUNDS + 2):
            for size, parts in villages.items():
                took = {name: _answer(parts, *asked) for name, *asked in _asked(parts, size, number)}
                took |= {"due": _due(parts), "health": _health(parts)}
                for name, one in took.items() if number >= 2 else ():  # The first rounds read the pages of the file.
                    seconds.setdefault(name, {}).setdefault(size, []).append(one)
        for parts in villages.values():
            parts.close()
    return {"small": small, "large": large, "database": "sqlite"} | {
        f"{name}_{what}": value
        for name, took in seconds.items()
        for what, value in _compared(median(took[small]), median(took[large])).items()
    }


def _compared(small: float, large: float) -> dict[str, float]:
    return {"small_ms": round(1000 * small, 2), "large_ms": round(1000 * large, 2), "ratio": round(large / small, 3)}


def _asked(parts: Parts, size: int, number: int) -> list[tuple[str, str, str]]:
    """(what is measured, who writes, what): each round another worker and another resident."""
    step = size // (WORKERS * OPEN_EACH)
    case = (number % (WORKERS * OPEN_EACH) + 1) * step
    worker = f"oStaff{number % WORKERS:04d}"
    return [
        ("queue", worker, "待办"),
        ("progress", f"oBench{case % (size // 5) + 1:07d}", "进度"),
        ("case", worker, f"查 {case % 999_999 + 1}"),
    ]


def _answer(parts: Parts, openid: str, words: str) -> float:
    begun = time.perf_counter()
    with parts.work("bench") as work:
        message = Inbound("bench", "", Kind.text, openid, "", int(NOW.timestamp()), text=words)
        turn = Turn(
            work, parts.reader, message, arrival.meet(work, openid), base_url="https://example.org", verdict=None
        )
        answer = router.answer(turn).text
    took = time.perf_counter() - begun
    if not answer:
        raise SystemExit(f"{words} was answered with nothing")
    return took


def _due(parts: Parts) -> float:
    """What each ring of the bell costs before anything is sent."""
    begun = time.perf_counter()
    with parts.session() as session:
        sending.claim(session, {}, template_of, NOW)
    return time.perf_counter() - begun


def _health(parts: Parts) -> float:
    """What whoever watches asks for every few seconds."""
    begun = time.perf_counter()
    with parts.session() as session:
        exposition(session, NOW)
    return time.perf_counter() - begun


def _village(folder: Path, size: int) -> Parts:
    """Every worker has as many open cases in the one as in the other; what has ended grows."""
    step = size // (WORKERS * OPEN_EACH)
    parts = village(
        folder,
        size,
        people=size // 5,
        is_open=lambda number: number % step == 0,
        owner=lambda number: number // step % WORKERS + 1,
        workers=WORKERS,
    )
    bind_everybody(parts.settings)
    return parts


if __name__ == "__main__":
    main()
