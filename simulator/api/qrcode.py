"""Scene QR codes."""

import io
import secrets
from typing import Any

import segno
from flask import Response

from simulator.api.gate import Call, Route
from simulator.capabilities import SCENES
from simulator.errors import PlatformError
from simulator.world import SceneCode

LONGEST_LIFE = 2_592_000
DEFAULT_LIFE = 60
PERMANENT = 100_000
NUMBERS = ("QR_SCENE", "QR_LIMIT_SCENE")
STRINGS = ("QR_STR_SCENE", "QR_LIMIT_STR_SCENE")


def create(call: Call) -> dict[str, Any]:
    action = call.field("action_name")
    if action not in NUMBERS + STRINGS:
        raise PlatformError(40052)
    lasting = "LIMIT" in action
    scene = _scene(call, action in NUMBERS, lasting)
    life = None if lasting else _life(call)
    ticket = secrets.token_urlsafe(72)
    code = SceneCode(
        account=call.account.config.id,
        ticket=ticket,
        scene=scene,
        until=None if life is None else call.now + life,
        url=f"http://weixin.qq.com/q/{secrets.token_urlsafe(18)}",
    )
    with call.world.lock:
        if lasting and _permanent_ones(call) >= PERMANENT:
            raise PlatformError(45009)
        call.world.codes[ticket] = code
    answer = {"ticket": ticket, "url": code.url}
    return answer if life is None else answer | {"expire_seconds": life}


def _scene(call: Call, numeric: bool, lasting: bool) -> str:
    info = call.field("action_info")
    scene = info.get("scene") if isinstance(info, dict) else None
    if not isinstance(scene, dict):
        raise PlatformError(40053)
    value = scene.get("scene_id" if numeric else "scene_str")
    if numeric:
        if type(value) is not int or not 1 <= value <= (PERMANENT if lasting else 2**32 - 1):
            raise PlatformError(40053)
    elif not isinstance(value, str) or not 1 <= len(value) <= 64:
        raise PlatformError(40053)
    return str(value)


def _life(call: Call) -> int:
    life = call.field("expire_seconds")
    if life is None:
        return DEFAULT_LIFE
    if type(life) is not int or not 1 <= life <= LONGEST_LIFE:
        raise PlatformError(40053)
    return life


def _permanent_ones(call: Call) -> int:
    mine = [code for code in call.world.codes.values() if code.account == call.account.config.id]
    return sum(code.until is None for code in mine)


def show(call: Call) -> Response:
    """The code as a picture; the real one lives on another host and needs no token."""
    code = call.world.codes.get(call.query.get("ticket", ""))
    if code is None or (code.until is not None and call.now >= code.until):
        return Response("", 404)
    out = io.BytesIO()
    segno.make(code.url).save(out, kind="png", scale=6)
    return Response(out.getvalue(), content_type="image/png")


ROUTES = (
    Route("POST", "/cgi-bin/qrcode/create", create, SCENES),
    Route("GET", "/cgi-bin/showqrcode", show, with_token=False),
)
