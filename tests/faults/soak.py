"""Breaks the running product again and again under load, and counts what was lost: `python -m tests.faults.soak`."""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import requests

from bench.servers import POSTGRESQL, SQLITE, database, free_port, platform, product, until
from bench.village import write_config
from tests.faults.breaker import Breaker
from tests.faults.counting import WRONG, counted, photos_under_way, task_cards
from tests.faults.crowd import Crowd, album

WORKERS = 20
SETTLING = 420  # Seconds within which everything must have gone out and come in afterwards.


@contextmanager
def _city(folder: Path, kind: str) -> Iterator[tuple[str, int, int, Breaker]]:
    """Everything running on this machine: (database, port of the web, port of the platform, the breaker)."""
    with ExitStack() as rooms:
        address = rooms.enter_context(database(kind, folder / "ours"))
        web, port = free_port(), free_port()
        config = write_config(folder, web, address, WORKERS, api=f"http://127.0.0.1:{port}")
        wechat = rooms.enter_context(platform(folder, f"http://127.0.0.1:{web}/wechat/bench", port, WORKERS))
        main = rooms.enter_context(product(config, web))
        yield address, web, port, Breaker(main, config, wechat, port, address if kind == POSTGRESQL else None)


def soak(folder: Path, kind: str, seconds: float, rate: float, seed: int) -> dict[str, Any]:
    """Load and faults for so long, then quiet until all is out; returns what was counted."""
    chance = random.Random(seed)
    with _city(folder, kind) as (address, web, port, breaker):
        photos = album(f"http://127.0.0.1:{port}")
        crowd = Crowd([f"http://127.0.0.1:{web}"], rate, random.Random(seed + 1), photos)
        end = time.monotonic() + seconds
        writing = threading.Thread(target=crowd.write, args=(end,))
        writing.start()
        breaker.break_by_turns(end, chance)
        writing.join()
        requests.delete(f"http://127.0.0.1:{port}/_sim/faults", timeout=30)
        until(f"http://127.0.0.1:{web}/healthz", lambda said: all_out(said) and not photos_under_way(address), SETTLING)
        found = counted(address, crowd.told, task_cards(port))
    return {"database": kind, "seconds": seconds, "faults": dict(breaker.done)} | found


def all_out(said: requests.Response) -> bool:
    """Whether nothing waits in the outbox."""
    return said.ok and said.json()["outbox_pending"] == 0


def main() -> None:
    """Run and print; exit code 1 where something was lost, doubled or answered in two ways."""
    options = argparse.ArgumentParser(prog="soak", description="Faults under load, for a long time.")
    options.add_argument("--minutes", type=float, default=20, help="of load and faults (default 20)")
    options.add_argument("--rate", type=float, default=8, help="messages a second (default 8)")
    options.add_argument("--database", choices=(SQLITE, POSTGRESQL), default=SQLITE)
    options.add_argument("--seed", type=int, default=0, help="0 takes another one each time")
    options.add_argument("--json", action="store_true", help="only JSON on standard output")
    given = options.parse_args()
    seed = given.seed or random.SystemRandom().randrange(1, 10**6)
    print(f"seed {seed}", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="lianxin-soak-") as folder:
        found = soak(Path(folder), given.database, 60 * given.minutes, given.rate, seed) | {"seed": seed}
    if given.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        for name, value in found.items():
            print(f"{name:24} {value}")
    raise SystemExit(1 if any(found[name] for name in WRONG) else 0)


if __name__ == "__main__":
    main()
