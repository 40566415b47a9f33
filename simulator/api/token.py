"""Access tokens, in the old way and the stable one."""

from typing import Any

from simulator.api.gate import Call, Route
from simulator.errors import PlatformError
from simulator.world import Account


def plain(call: Call) -> dict[str, Any]:
    """GET /cgi-bin/token: every call ends the former token's life."""
    account = _authenticated(call, call.query, "secret")
    with call.world.lock:
        call.world.count_call(account, "/cgi-bin/token")
        token, life = call.world.tokens.plain(account.config.id)
    return {"access_token": token, "expires_in": life}


def stable(call: Call) -> dict[str, Any]:
    """POST /cgi-bin/stable_token: the same token as long as it is good."""
    if not isinstance(call.data, dict):
        raise PlatformError(47001)
    account = _authenticated(call, call.data, "secret")
    force = call.data.get("force_refresh", False)
    if not isinstance(force, bool):
        raise PlatformError(47001)
    with call.world.lock:
        token, life = call.world.tokens.stable(account.config.id, force)
    return {"access_token": token, "expires_in": life}


def _authenticated(call: Call, given: dict[str, Any], secret: str) -> Account:
    if given.get("grant_type") != "client_credential":
        raise PlatformError(40002)
    return authenticated(call, given, secret)


def authenticated(call: Call, given: dict[str, Any], secret: str) -> Account:
    """The account whose app id and secret are given."""
    if not given.get("appid"):
        raise PlatformError(41002)
    if not given.get(secret):
        raise PlatformError(41004)
    account = call.world.by_app_id(str(given["appid"]))
    if given[secret] != account.config.app_secret:
        raise PlatformError(40125)
    return account


ROUTES = (
    Route("GET", "/cgi-bin/token", plain, with_token=False),
    Route("POST", "/cgi-bin/stable_token", stable, with_token=False),
)
