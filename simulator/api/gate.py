"""What every API call passes: the log, ordered faults, the token, the account's rights, the day's quota."""

import json
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Response, request

from simulator.capabilities import FREE, may
from simulator.courier import Courier
from simulator.errors import PlatformError
from simulator.faults import Fault
from simulator.world import Account, World


@dataclass(frozen=True, slots=True)
class Call:
    """One call as a handler sees it."""

    world: World
    courier: Courier
    query: dict[str, str]
    body: bytes
    data: Any
    found: Account | None

    @property
    def account(self) -> Account:
        if self.found is None:
            raise PlatformError(41001)
        return self.found

    @property
    def now(self) -> float:
        return self.world.clock()

    def field(self, name: str) -> Any:
        """A part of the JSON body; a body that is no object is 47001."""
        if not isinstance(self.data, dict):
            raise PlatformError(47001)
        return self.data.get(name)


Handler = Callable[[Call], dict[str, Any] | Response]


@dataclass(frozen=True, slots=True)
class Route:
    """One path of the API."""

    method: str
    path: str
    handler: Handler
    ability: str = FREE
    with_token: bool = True


class Gate:
    """Turns routes into Flask views."""

    def __init__(self, world: World, courier: Courier) -> None:
        self._world = world
        self._courier = courier

    def view(self, route: Route) -> Callable[..., Response]:
        def run(unknown: str = "") -> Response:
            return self._run(route)

        return run

    def _run(self, route: Route) -> Response:
        body = request.get_data()
        data = _json(body)
        entry = self._world.log(request.path, request.args.to_dict(), _noted(data))
        fault = self._world.faults.take(request.path)
        if fault and (fault.http or fault.drop == "before"):
            entry["answer"] = {"fault": "http" if fault.http else "drop"}
            return Response("", fault.http) if fault.http else _hang_up()
        answer = self._answer(route, fault, body, data)
        entry["answer"] = answer if isinstance(answer, dict) else {"bytes": answer.content_length}
        if fault and fault.stall:
            self._world.closing.wait(fault.stall)
        if fault and fault.drop == "after":
            return _hang_up()
        return answer if isinstance(answer, Response) else as_json(answer)

    def _answer(self, route: Route, fault: Fault | None, body: bytes, data: Any) -> dict[str, Any] | Response:
        try:
            if fault and fault.errcode:
                raise PlatformError(fault.errcode, fault.errmsg)
            _check_method(route)
            account = self._account(route)
            if route.method == "POST" and not body:
                raise PlatformError(44002)
            call = Call(self._world, self._courier, request.args.to_dict(), body, data, account)
            return route.handler(call)
        except PlatformError as error:
            return error.answer(self._world.clock())

    def _account(self, route: Route) -> Account | None:
        """Whose token it is, and whether that account may; the use is counted."""
        if not route.with_token:
            return None
        with self._world.lock:
            account = self._world.accounts[self._world.tokens.owner(request.args.get("access_token"))]
            if not may(account.config, route.ability):
                raise PlatformError(48001)
            self._world.count_call(account, route.path)
            return account


def as_json(answer: dict[str, Any]) -> Response:
    """JSON in raw UTF-8, as the platform sends it (with a charset in the type)."""
    text = json.dumps(answer, ensure_ascii=False)
    return Response(text, content_type="application/json; encoding=utf-8")


def _check_method(route: Route) -> None:
    """A route without a method takes any."""
    method = "GET" if request.method == "HEAD" else request.method
    if route.method and method != route.method:
        raise PlatformError(43002 if route.method == "POST" else 43001)


def _json(body: bytes) -> Any:
    """The parsed body, or None for what is not JSON in UTF-8."""
    try:
        return json.loads(body.decode("utf-8"))
    except ValueError:
        return None


def _noted(data: Any) -> Any:
    """What the log of calls keeps: the JSON, or the names of the uploaded files."""
    if data is not None:
        return data
    return {name: {"filename": part.filename} for name, part in request.files.items()}


def _hang_up() -> Response:
    """Cut the connection without an answer, like a network that broke."""
    line = request.environ.get("werkzeug.socket")
    if isinstance(line, socket.socket):
        line.shutdown(socket.SHUT_RDWR)
    return Response("", 500)
