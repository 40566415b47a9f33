"""The stand-in for WeChat's login page: says who is looking and sends her back with a code."""

import secrets
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from simulator.capabilities import OAUTH, may
from simulator.errors import PlatformError
from simulator.world import LoginCode, World

CODE_LIFE = 300.0


def issue_code(world: World, account: str, openid: str) -> str:
    """A one-time code for this person."""
    code = secrets.token_hex(16)
    with world.lock:
        world.logins[code] = LoginCode(account, openid, world.clock() + CODE_LIFE)
    return code


def blueprint(world: World) -> Blueprint:
    """`/connect/oauth2/authorize`; with `openid` it redirects at once, else one chooses who one is."""
    pages = Blueprint("login", __name__)

    @pages.get("/connect/oauth2/authorize")
    def authorize() -> BaseResponse | str:
        try:
            account = world.by_app_id(request.args.get("appid", "")).config
        except PlatformError:
            return Response("appid 参数错误", 400)
        target = request.args.get("redirect_uri", "")
        if request.args.get("response_type") != "code" or urlsplit(target).scheme not in ("http", "https"):
            return Response("redirect_uri 参数错误", 400)
        if not may(account, OAUTH) or not request.args.get("scope", "").startswith("snsapi_"):
            return Response("Scope 参数错误或没有 Scope 权限", 400)
        openid = request.args.get("openid", "")
        if (account.id, openid) in world.followers:
            return redirect(_back(target, issue_code(world, account.id, openid), request.args.get("state")))
        people = [person for person in world.followers.values() if person.account == account.id]
        here = request.args.to_dict()
        choices = [(p.name, "?" + urlencode(here | {"openid": p.openid})) for p in people]
        return render_template("login.html", account=account.name, choices=choices)

    return pages


def _back(target: str, code: str, state: str | None) -> str:
    parts = urlsplit(target)
    query = [*parse_qsl(parts.query), ("code", code), ("state", state or "")]
    return urlunsplit(parts._replace(query=urlencode(query)))
