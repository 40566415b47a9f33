"""A small world with one account, its API through a test client, and a scripted webhook server."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient

from simulator.app import create_app
from simulator.clock import ManualClock
from simulator.config import parse
from simulator.world import World

ACCOUNT = {
    "id": "village",
    "name": "示例村",
    "original_id": "gh_example0001",
    "app_id": "wxexample0000001",
    "app_secret": "example-secret",
    "token": "exampletoken",
    "templates": {
        "tpl": {
            "title": "进度",
            "content": "编号:{{character_string1.DATA}}\n事项:{{thing2.DATA}}\n类型:{{const3.DATA}}",
            "choices": {"const3": ["路灯", "垃圾"]},
        }
    },
}
PEOPLE = [
    {"name": "示例甲", "account": "village", "openid": "oA"},
    {"name": "示例乙", "account": "village", "openid": "oB", "role": "worker"},
    {"name": "示例丙", "account": "village", "openid": "oAway", "following": False},
]
GOOD = {"character_string1": {"value": "037"}, "thing2": {"value": "路灯坏了"}, "const3": {"value": "路灯"}}


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def build(clock: ManualClock) -> Callable[..., World]:
    """Makes a world whose account differs from the usual one in what is given."""

    def make(**changes: Any) -> World:
        config = parse({"accounts": [ACCOUNT | changes], "phones": PEOPLE})
        return World(config, clock=clock, receipt_delay=0.0)

    return make


@pytest.fixture
def world(build: Callable[..., World]) -> World:
    return build()


class Api:
    """Calls the API as the product would, with a fresh token."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.client: FlaskClient = create_app(world).test_client()
        self.token = world.tokens.stable("village", force=False)[0]

    def post(self, path: str, data: Any = None, **query: Any) -> dict[str, Any]:
        body = json.dumps(data if data is not None else {}, ensure_ascii=False).encode()
        return self.raw(path, body, **query)

    def raw(self, path: str, body: bytes, **query: Any) -> dict[str, Any]:
        query.setdefault("access_token", self.token)
        return self.client.post(f"/cgi-bin/{path}", data=body, query_string=query).get_json(force=True)

    def get(self, path: str, **query: Any) -> dict[str, Any]:
        query.setdefault("access_token", self.token)
        return self.client.get(f"/cgi-bin/{path}", query_string=query).get_json(force=True)

    def template(self, openid: str = "oA", template_id: str = "tpl", **more: Any) -> dict[str, Any]:
        wish = {"touser": openid, "template_id": template_id, "data": GOOD} | more
        return self.post("message/template/send", wish)

    def text(self, openid: str = "oA", content: str = "您好") -> dict[str, Any]:
        wish = {"touser": openid, "msgtype": "text", "text": {"content": content}}
        return self.post("message/custom/send", wish)


@pytest.fixture
def connect() -> Callable[[World], Api]:
    """Opens the API of any world."""
    return Api


@pytest.fixture
def api(world: World) -> Api:
    return Api(world)


Answerer = Callable[[str], tuple[int, str]]


class WebhookServer:
    """A developer's server that answers as scripted; `stall` keeps a request waiting till the end."""

    def __init__(self) -> None:
        self.requests: list[tuple[dict[str, str], str]] = []
        self.script: list[Answerer] = []
        self.released = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: Any) -> None:
                pass

            def do_GET(self) -> None:
                self._send(200, dict(parse_qsl(urlsplit(self.path).query)).get("echostr", ""))

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                query = dict(parse_qsl(urlsplit(self.path).query))
                outer.requests.append((query, body))
                answer = outer.script.pop(0) if outer.script else outer.say("好的")
                self._send(*answer(body))

            def _send(self, status: int, text: str) -> None:
                try:
                    self.send_response(status)
                    self.end_headers()
                    self.wfile.write(text.encode())
                except OSError:
                    pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/"

    def stall(self, body: str) -> tuple[int, str]:
        self.released.wait(30)
        return 200, "success"

    def say(self, content: str) -> Answerer:
        """A right text reply to whoever wrote."""

        def answer(body: str) -> tuple[int, str]:
            return 200, text_reply(field(body, "FromUserName"), field(body, "ToUserName"), content)

        return answer

    def close(self) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def field(xml: str, name: str) -> str:
    """One element's text, by the plainest reading."""
    found = re.search(rf"<{name}>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?</{name}>", xml, re.S)
    return found[1] if found else ""


def text_reply(to: str, sender: str, content: str) -> str:
    return (
        f"<xml><ToUserName><![CDATA[{to}]]></ToUserName><FromUserName><![CDATA[{sender}]]></FromUserName>"
        f"<CreateTime>1790000000</CreateTime><MsgType><![CDATA[text]]></MsgType>"
        f"<Content><![CDATA[{content}]]></Content></xml>"
    )


@pytest.fixture
def server() -> Iterator[WebhookServer]:
    running = WebhookServer()
    yield running
    running.close()


@pytest.fixture
def element() -> Callable[[str, str], str]:
    """Reads one element of an XML text."""
    return field


@pytest.fixture
def reply_xml() -> Callable[[str, str, str], str]:
    """Writes a text reply: to, from, content."""
    return text_reply
