"""What the running product takes of the memory, and how soon after its start it answers: `python -m bench memory`."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from bench.load import Load, gold_mix
from bench.servers import POSTGRESQL, SQLITE, database, free_port, until
from bench.village import bind_everybody, write_config
from bot.database import upgrade
from bot.settings import load_settings, make_folders

PEOPLE, CONNECTIONS, SECONDS, RATE = 500, 4, 20, 25.0
ALLOWED_MB, ALLOWED_S = 220, 6.0
VERBS = ("web", "worker", "cron")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(prog="bench memory", description="Memory by process (PSS), and start to answer.")
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
    """Start the product by `run`, wait for its first answer, let it work for a while, and look at its processes."""
    with database(kind, folder / "ours") as address:
        port = free_port()
        config = write_config(folder, port, address)
        settings = load_settings(config)
        make_folders(settings)
        upgrade(settings.database_url)
        bind_everybody(settings)
        load = Load(folder, port, gold_mix(), PEOPLE, CONNECTIONS)
        begun = time.monotonic()
        command = [sys.executable, "-m", "bot", "run", "--config", str(config)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            first = _first_answer(load) - begun
            until(f"http://127.0.0.1:{port}/healthz", lambda said: said.ok, 60)
            made = load.paced(SECONDS, RATE)
            sizes = _sizes(process.pid)
        finally:
            process.terminate()
            process.wait(30)
    return _figures(kind, first, int(made["requests"]), sizes)


def _first_answer(load: Load) -> float:
    """When the first message was answered; asked every tenth of a second."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with suppress(OSError):
            if load.once("路灯坏了"):
                return time.monotonic()
        time.sleep(0.1)
    raise SystemExit("nothing was answered within a minute")


def _sizes(pid: int) -> dict[str, list[float]]:
    """Megabytes of each process under the supervisor, by its verb; pages shared by several are split among them."""
    sizes: dict[str, list[float]] = {verb: [] for verb in VERBS}
    for child in _children(pid):
        words = Path(f"/proc/{child}/cmdline").read_bytes().decode().split("\0")
        verb = next((one for one in VERBS if one in words), None)
        if verb is not None:
            sizes[verb] += [_pss(one) for one in (child, *_below(child))]
    return sizes


def _children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _below(pid: int) -> Iterator[int]:
    for child in _children(pid):
        yield child
        yield from _below(child)


def _pss(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _figures(kind: str, first: float, messages: int, sizes: dict[str, list[float]]) -> dict[str, Any]:
    figures: dict[str, Any] = {"database": kind, "messages": messages, "first_answer_s": round(first, 2)}
    for verb, found in sizes.items():
        figures |= {
            f"{verb}_processes": len(found),
            f"{verb}_largest_mb": round(max(found)),
            f"{verb}_mb": round(sum(found)),
        }
    largest = max(max(sizes["web"]), max(sizes["worker"]))
    return figures | {
        "ratio_of_allowed": round(largest / ALLOWED_MB, 3),
        "start_ratio_of_allowed": round(first / ALLOWED_S, 3),
        "processors": os.cpu_count(),
    }


if __name__ == "__main__":
    main()
