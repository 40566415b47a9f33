"""The platform's addresses, quotas and checks."""

from typing import Any

from simulator.api.gate import Call, Route
from simulator.clock import day_of
from simulator.errors import PlatformError
from simulator.quotas import daily
from simulator.webhook import Webhook

CLEARS_A_MONTH = 10
OK = {"errcode": 0, "errmsg": "ok"}


def addresses(call: Call) -> dict[str, Any]:
    """Where calls come from and go to: here, only this machine."""
    return {"ip_list": ["127.0.0.1"]}


def callback_check(call: Call) -> dict[str, Any]:
    """Whether the developer's server can be reached and answers the URL check."""
    if call.field("action") not in ("dns", "ping", "all"):
        raise PlatformError(40035)
    reached = Webhook(call.account.webhook, call.account.config, clock=call.world.clock).check()
    lost = "0%" if reached else "100%"
    return {"dns": [], "ping": [{"ip": "127.0.0.1", "package_loss": lost, "time": "0.1ms"}]}


def quota(call: Call) -> dict[str, Any]:
    """How much of a path's day is used."""
    path = call.field("cgi_path")
    if not isinstance(path, str) or not path.startswith(("/cgi-bin/", "/sns/")):
        raise PlatformError(76021)
    used = call.account.calls.get((day_of(call.now), path), 0)
    limit = daily(path)
    day = {"daily_limit": limit, "used": used, "remain": limit - used}
    return OK | {"quota": day, "rate_limit": {"call_count": 10000, "refresh_second": 60}}


def clear_quota(call: Call) -> dict[str, Any]:
    """Forget the day's counts; ten times a month only."""
    account = call.account
    with call.world.lock:
        if account.cleared >= CLEARS_A_MONTH:
            raise PlatformError(48006)
        account.cleared += 1
        account.calls.clear()
    return OK


def ticket(call: Call) -> dict[str, Any]:
    """A ticket to sign web pages with."""
    kind = call.query.get("type")
    if kind not in ("jsapi", "wx_card"):
        raise PlatformError(40035)
    return OK | {"ticket": f"{kind}-{call.account.config.app_id}", "expires_in": 7200}


ROUTES = (
    Route("GET", "/cgi-bin/get_api_domain_ip", addresses),
    Route("GET", "/cgi-bin/getcallbackip", addresses),
    Route("POST", "/cgi-bin/callback/check", callback_check),
    Route("POST", "/cgi-bin/openapi/quota/get", quota),
    Route("POST", "/cgi-bin/clear_quota", clear_quota),
    Route("GET", "/cgi-bin/ticket/getticket", ticket),
)
