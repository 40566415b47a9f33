"""One call of WeChat's API with the account's token: JSON out, JSON in, errors as ApiError."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

from wechat.apierrors import ApiError, NetworkError
from wechat.errcodes import Action, action_for
from wechat.tokens import Token, Tokens, TokenStore
from wechat.transport import Answer, Http

T = TypeVar("T")
UNKNOWN_CODE = -99999  # For an errcode that is no number.
_JSON = {"Content-Type": "application/json; charset=utf-8"}


class Calls:
    """Calls for one account; safe to share between threads."""

    def __init__(self, app_id: str, secret: str, http: Http, store: TokenStore) -> None:
        self._app_id, self._secret, self._http = app_id, secret, http
        self._tokens = Tokens(app_id, secret, store, self._fetch_token)

    def get(self, path: str, **params: str) -> dict[str, Any]:
        """GET /cgi-bin/<path>."""
        return self.with_token(lambda token: answer_json(self.raw("GET", path, token, params=params), path))

    def post(self, path: str, data: dict[str, Any]) -> dict[str, Any]:
        """POST /cgi-bin/<path> with `data` as raw UTF-8 JSON; escapes would make WeChat refuse menus."""
        body = json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")
        return self.with_token(lambda token: answer_json(self.raw("POST", path, token, data=body, headers=_JSON), path))

    def raw(self, method: str, path: str, token: str, **more: Any) -> Answer:
        """One request with a given token, unread."""
        params = {"access_token": token, **more.pop("params", {})}
        return self._http.send(method, self._url("cgi-bin/" + path), path, params=params, **more)

    def with_token(self, call: Callable[[str], T]) -> T:
        """`call` with a token, and once more with a new one if WeChat refuses the first."""
        token = self._tokens.current()
        try:
            return call(token)
        except ApiError as error:
            if action_for(error.errcode) is not Action.refresh_token:
                raise
        return call(self._tokens.renew(token))

    def login(self, code: str) -> dict[str, Any]:
        """What the code of a web login stands for; needs no token."""
        params = {
            "appid": self._app_id,
            "secret": self._secret,
            "code": code,
            "grant_type": "authorization_code",
        }
        api = "sns/oauth2/access_token"
        return answer_json(self._http.send("GET", self._url(api), api, params=params), api)

    def _fetch_token(self, force: bool) -> Token:
        data = {
            "grant_type": "client_credential",
            "appid": self._app_id,
            "secret": self._secret,
            "force_refresh": force,
        }
        try:
            answer = answer_json(
                self._http.send("POST", self._url("cgi-bin/stable_token"), "stable_token", json=data),
                "stable_token",
            )
        except NetworkError as error:
            # Whatever became of the token, the call that wanted it has not been made.
            raise NetworkError("stable_token", error.reason, unknown_outcome=False) from None
        return Token(need(answer, "access_token", "stable_token"), int(answer.get("expires_in", 7200)))

    def _url(self, path: str) -> str:
        return f"{self._http.base_url}/{path}"


def parse(body: bytes) -> dict[str, Any] | None:
    """The answer's JSON object, or None if it is something else, such as a picture."""
    if body.lstrip()[:1] != b"{":
        return None
    try:
        data = json.loads(body)
    except ValueError:
        return None
    return data if isinstance(data, dict) else None


def check(data: dict[str, Any], api: str) -> dict[str, Any]:
    """The answer if it is no error."""
    code = data.get("errcode") or 0
    if code:
        known = code if isinstance(code, int) else UNKNOWN_CODE
        raise ApiError(known, str(data.get("errmsg", "")), api)
    return data


def answer_json(answer: Answer, api: str) -> dict[str, Any]:
    """The answer of an API that speaks JSON."""
    data = parse(answer.body)
    if data is None:
        raise NetworkError(api, "the answer is no JSON", unknown_outcome=True)
    return check(data, api)


def need(data: dict[str, Any], name: str, api: str) -> str:
    """One value of an answer that makes no sense without it."""
    value = data.get(name)
    if not value:
        raise NetworkError(api, f"the answer has no {name}", unknown_outcome=True)
    return str(value)
