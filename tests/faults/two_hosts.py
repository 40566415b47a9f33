"""Two hosts over one PostgreSQL and one Redis, one of them cut off in mid-load: `python -m tests.faults.two_hosts`.

The hosts are network namespaces of this machine, each with a web, a worker and a clock of its own; so it must be root.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from bench.servers import POSTGRESQL, database, free_port, platform, until
from bench.village import bind_everybody, write_config
from bot.database import upgrade
from bot.embedded_redis import EmbeddedRedis
from bot.settings import load_settings, make_folders
from tests.faults.counting import WRONG, counted, photos_under_way, task_cards
from tests.faults.crowd import Crowd, album
from tests.faults.soak import WORKERS, all_out

BRIDGE, HUB = "lxbridge", "10.77.0.1"
HOSTS = {"lxhosta": "10.77.0.2", "lxhostb": "10.77.0.3"}
CUT = "lxhosta"  # The one that loses the others for a while.
PORT, DATABASE, REDIS, PLATFORM = 8000, 15432, 16379, 18800
SETTLING = 300


def ip(*words: str) -> None:
    """One command of iproute2."""
    subprocess.run(["ip", *words], check=True, capture_output=True)


@contextmanager
def network() -> Iterator[None]:
    """A bridge of this machine with a namespace at each end."""
    _clear_away()
    try:
        ip("link", "add", BRIDGE, "type", "bridge")
        ip("addr", "add", f"{HUB}/24", "dev", BRIDGE)
        ip("link", "set", BRIDGE, "up")
        for name, address in HOSTS.items():
            ip("netns", "add", name)
            ip("link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name)
            ip("link", "set", name, "master", BRIDGE, "up")
            inside = ("netns", "exec", name, "ip")
            ip(*inside, "addr", "add", f"{address}/24", "dev", "eth0")
            for device in ("lo", "eth0"):
                ip(*inside, "link", "set", device, "up")
        yield
    finally:
        _clear_away()


def _clear_away() -> None:
    for name in HOSTS:
        subprocess.run(["ip", "netns", "del", name], check=False, capture_output=True)
    subprocess.run(["ip", "link", "del", BRIDGE], check=False, capture_output=True)


def cut_off(name: str, *, back: bool = False) -> None:
    """Take a host's cable out, or put it in again: nobody at the other end is told."""
    ip("link", "set", name, "up" if back else "down")


@contextmanager
def forwarded(port: int, to: Path | int) -> Iterator[None]:
    """Whatever comes to a port of the bridge goes on to a socket or a port of this machine."""
    ready: Future[Callable[[], object]] = Future()

    async def carry(come: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            opening = (
                asyncio.open_connection("127.0.0.1", to) if isinstance(to, int) else asyncio.open_unix_connection(to)
            )
            come_back, on = await opening
            await asyncio.gather(_pump(come, on), _pump(come_back, back))

    async def serve() -> None:
        loop, ended = asyncio.get_running_loop(), asyncio.Event()
        loop.set_exception_handler(lambda *_: None)  # What is still under way at the end is broken off.
        await asyncio.start_server(carry, HUB, port)
        ready.set_result(lambda: loop.call_soon_threadsafe(ended.set))
        await ended.wait()

    thread = threading.Thread(target=asyncio.run, args=(serve(),), daemon=True)
    thread.start()
    end = ready.result(10)
    try:
        yield
    finally:
        end()
        thread.join(10)


async def _pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await source.read(65536):
            sink.write(data)
            await sink.drain()
    with suppress(OSError):
        sink.close()


@contextmanager
def host(name: str, folder: Path, workers: int) -> Iterator[str]:
    """The product on a host; the address of its webhook."""
    config = _config(folder, workers)
    command = ["ip", "netns", "exec", name, sys.executable, "-m", "bot", "run", "--config", str(config)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    address = f"http://{HOSTS[name]}:{PORT}"
    try:
        until(f"{address}/healthz", lambda said: said.ok, 90)
        yield address
    finally:
        process.terminate()
        process.wait(60)


def _config(folder: Path, workers: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    address = f"postgresql+psycopg://postgres@{HUB}:{DATABASE}/postgres"
    config = write_config(folder, PORT, address, workers, api=f"http://{HUB}:{PLATFORM}")
    text = config.read_text(encoding="utf-8")
    text = text.replace('host = "127.0.0.1"', 'host = "0.0.0.0"', 1)
    text = text.replace('url = "embedded"', f'url = "redis://{HUB}:{REDIS}/0"', 1)
    config.write_text(text, encoding="utf-8")
    return config


def run(folder: Path, seconds: float, rate: float) -> dict[str, Any]:
    """Load on both hosts; in the middle third one of them is cut off."""
    with ExitStack() as rooms:
        rooms.enter_context(network())
        local = rooms.enter_context(database(POSTGRESQL, folder / "ours"))
        socket = Path(local.rpartition("host=")[2]) / ".s.PGSQL.5432"
        redis = EmbeddedRedis(folder / "redis")
        redis.start()
        rooms.callback(redis.stop)
        port = free_port()
        for outer, inner in ((DATABASE, socket), (REDIS, redis.socket), (PLATFORM, port)):
            rooms.enter_context(forwarded(outer, inner))
        nowhere = f"http://{HOSTS[CUT]}:{PORT}/wechat/bench"
        rooms.enter_context(platform(folder, nowhere, port, WORKERS))
        settings = load_settings(_config(folder / "first", WORKERS))
        make_folders(settings)
        upgrade(settings.database_url)
        bind_everybody(settings)
        addresses = [rooms.enter_context(host(name, folder / name, WORKERS)) for name in HOSTS]
        crowd = Crowd(addresses, rate, random.Random(), album(f"http://127.0.0.1:{port}"))
        end = time.monotonic() + seconds
        writing = threading.Thread(target=crowd.write, args=(end,))
        writing.start()
        time.sleep(seconds / 3)
        cut_off(CUT)
        print(f"{CUT} is cut off", file=sys.stderr)
        time.sleep(seconds / 3)
        cut_off(CUT, back=True)
        print(f"{CUT} is back", file=sys.stderr)
        writing.join()
        for address in addresses:
            until(f"{address}/healthz", lambda said: all_out(said) and not photos_under_way(local), SETTLING)
        cards = task_cards(port)
        found = counted(local, crowd.told, cards)
    return {"hosts": len(HOSTS), "seconds": seconds, "cut off for s": round(seconds / 3)} | found


def main() -> None:
    """Run and print; exit code 1 where something was lost, doubled or answered in two ways."""
    options = argparse.ArgumentParser(prog="two_hosts", description="Two hosts, one of them cut off in mid-load.")
    options.add_argument(
        "--seconds", type=float, default=180, help="of load; cut off in the middle third (default 180)"
    )
    options.add_argument("--rate", type=float, default=6, help="messages a second (default 6)")
    options.add_argument("--json", action="store_true", help="only JSON on standard output")
    given = options.parse_args()
    if os.geteuid() != 0:
        raise SystemExit("network namespaces need root: run it with sudo")
    with tempfile.TemporaryDirectory(prefix="lianxin-hosts-") as folder:
        found = run(Path(folder), given.seconds, given.rate)
    if given.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        for name, value in found.items():
            print(f"{name:24} {value}")
    raise SystemExit(1 if any(found[name] for name in WRONG) else 0)


if __name__ == "__main__":
    main()
