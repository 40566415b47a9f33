"""Runs the stand-in on a port, in threads of this process."""

import logging
import threading
from collections.abc import Callable

from werkzeug.serving import WSGIRequestHandler, make_server

from simulator.app import create_app
from simulator.courier import Courier
from simulator.world import World

POLL = 0.05  # Seconds until a stop is noticed.


class QuietHandler(WSGIRequestHandler):
    """Keeps requests out of the log: their addresses hold tokens and openids."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: object) -> None:
        logging.getLogger(__name__).debug("%s request", type)


def start(world: World, port: int = 0, host: str = "127.0.0.1") -> tuple[str, Callable[[], None]]:
    """Serve the world; returns its address and a function that stops it."""
    courier = Courier(world)
    app = create_app(world, courier)
    server = make_server(host, port, app, threaded=True, request_handler=QuietHandler)
    world.url = f"http://{host}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(POLL,), name="simulator", daemon=True)
    thread.start()

    def stop() -> None:
        world.close()
        courier.close()
        server.shutdown()
        server.server_close()
        thread.join()

    return world.url, stop
