"""Web login: the code for an openid. The page that hands out codes is in `login`."""

import secrets
from typing import Any

from simulator.api.gate import Call, Route
from simulator.api.token import authenticated
from simulator.capabilities import OAUTH, may
from simulator.errors import PlatformError


def access_token(call: Call) -> dict[str, Any]:
    """A code works once, within five minutes, for its own account."""
    account = authenticated(call, call.query, "secret")
    if call.query.get("grant_type") != "authorization_code":
        raise PlatformError(40002)
    if not may(account.config, OAUTH):
        raise PlatformError(48001)
    text = call.query.get("code")
    if not text:
        raise PlatformError(41008)
    with call.world.lock:
        code = call.world.logins.get(text)
        if code is None or code.account != account.config.id or call.now >= code.until:
            raise PlatformError(40029)
        if code.used:
            raise PlatformError(40163)
        code.used = True
    return {
        "access_token": secrets.token_urlsafe(64),
        "expires_in": 7200,
        "refresh_token": secrets.token_urlsafe(64),
        "openid": code.openid,
        "scope": "snsapi_base",
    }


ROUTES = (Route("GET", "/sns/oauth2/access_token", access_token, with_token=False),)
