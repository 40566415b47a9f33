"""`python -m simulator`: the stand-in from the command line."""

import argparse
import signal
import sys
import threading
import webbrowser

from simulator.config import ConfigError, load
from simulator.server import start
from simulator.world import World


def main(argv: list[str] | None = None) -> int:
    """Serve until interrupted; 2 for a wrong config."""
    options = _parser().parse_args(argv)
    try:
        world = World(load(options.config))
    except (ConfigError, OSError) as error:
        print(f"simulator: {error}", file=sys.stderr)  # noqa: T201 - this is the command line
        return 2
    url, stop = start(world, options.port, options.host)
    print(f"WeChat stand-in: {url}/  (API root for the config: {url})", flush=True)  # noqa: T201
    if options.open:
        webbrowser.open(url)
    ended = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: ended.set())
    ended.wait()
    stop()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m simulator",
        description="A stand-in for the WeChat platform: its API, and phones in a browser page.",
    )
    parser.add_argument("--config", required=True, metavar="FILE", help="JSON with accounts and phones")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8765, help="port to listen on (default: 8765)")
    parser.add_argument("--open", action="store_true", help="open the page in a browser")
    return parser


if __name__ == "__main__":
    sys.exit(main())
