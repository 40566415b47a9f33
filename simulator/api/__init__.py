"""The platform's HTTP API, one module a subject; each exports its routes."""

from typing import Any

from flask import Flask

from simulator.api import basic, custom, media, menu, oauth, qrcode, tags, template, token, users
from simulator.api.gate import Call, Gate, Route
from simulator.courier import Courier
from simulator.errors import PlatformError
from simulator.world import World

MODULES = (token, basic, template, custom, menu, tags, users, qrcode, media, oauth)


def _unknown(call: Call) -> dict[str, Any]:
    raise PlatformError(40066)


UNKNOWN = Route("", "/cgi-bin/<path:unknown>", _unknown, with_token=False)


def register(app: Flask, world: World, courier: Courier) -> None:
    """Put every route of the API behind the gate."""
    gate = Gate(world, courier)
    known = [route for module in MODULES for route in module.ROUTES]
    for route in [*known, UNKNOWN]:
        app.add_url_rule(
            route.path,
            endpoint=route.path,
            view_func=gate.view(route),
            methods=["GET", "POST"],
            strict_slashes=False,
        )
