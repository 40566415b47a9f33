"""How fast residents are answered while Redis is there and while it is stopped: `python -m bench.redis_away`."""

from __future__ import annotations

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import requests

from bench.village import ACCOUNT, write_config
from bot.embedded_redis import EmbeddedRedis
from simulator.config import parse
from simulator.phone import Phone


def main() -> None:
    """Measure both in one run and print them."""
    options = argparse.ArgumentParser(description="Answering with Redis there and with Redis stopped.")
    options.add_argument("--messages", type=int, default=300, help="messages of each kind (default 300)")
    options.add_argument("--json", action="store_true", help="only JSON on standard output")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="lianxin-bench-") as folder:
        figures = measure(Path(folder), given.messages)
    if given.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:24} {value}")


def measure(folder: Path, messages: int) -> dict[str, float]:
    """Half of the messages with Redis, half without, in alternating rounds, so that a noisy machine is fair to both."""
    port = _free_port()
    config = write_config(folder, port)
    environment = {**os.environ, "LIANXIN_CONFIG": str(config)}
    bot = [sys.executable, "-m", "bot"]
    subprocess.run([*bot, "db", "upgrade", "--config", str(config)], check=True, env=environment, capture_output=True)
    redis = EmbeddedRedis(folder / "data")
    web = subprocess.Popen([*bot, "web", "--config", str(config)], env=environment, stderr=subprocess.DEVNULL)
    try:
        _until_healthy(f"http://127.0.0.1:{port}/healthz")
        phone = _phone(port)
        there: list[float] = []
        away: list[float] = []
        rounds = 6
        for number in range(rounds):
            if number % 2 == 0:
                redis.start()
                there += _say(phone, messages * 2 // rounds)
                redis.stop()
            else:
                away += _say(phone, messages * 2 // rounds)
    finally:
        web.terminate()
        web.wait(20)
        redis.stop()
    return _figures(there, away)


def _say(phone: Phone, count: int) -> list[float]:
    return [phone.say(f"示例花园{number % 9 + 1}号楼路灯坏了").seconds for number in range(count)]


def _figures(there: list[float], away: list[float]) -> dict[str, float]:
    def ms(seconds: float) -> float:
        return round(seconds * 1000, 2)

    return {
        "messages": len(there) + len(away),
        "redis_p50_ms": ms(statistics.median(there)),
        "redis_p99_ms": ms(statistics.quantiles(there, n=100)[98]),
        "stopped_p50_ms": ms(statistics.median(away)),
        "stopped_p99_ms": ms(statistics.quantiles(away, n=100)[98]),
        "ratio_p50": round(statistics.median(away) / statistics.median(there), 3),
    }


def _phone(port: int) -> Phone:
    account = parse({"accounts": [{**ACCOUNT, "webhook": f"http://127.0.0.1:{port}/wechat/bench"}]}).accounts[0]
    return Phone(f"http://127.0.0.1:{port}/wechat/bench", account, "oBench0001")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _until_healthy(url: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            if requests.get(url, timeout=5).ok:
                return
        except requests.RequestException:
            time.sleep(0.1)
    raise SystemExit("the web process did not become healthy")


if __name__ == "__main__":
    main()
