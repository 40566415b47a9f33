"""HTTP towards WeChat: time-outs, a deadline, a size limit, and failures told apart by their outcome."""

from __future__ import annotations

import ipaddress
import threading
import time
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import requests
from urllib3 import exceptions as causes

from wechat.apierrors import NetworkError

MAX_ANSWER = 20_000_000
Timeout = tuple[float, float]  # Connecting, and each wait for more of the answer.
_NEVER_SENT = (
    causes.NewConnectionError,
    causes.NameResolutionError,
    causes.ConnectTimeoutError,
    causes.SSLError,
)


class Answer(NamedTuple):
    """A whole answer with a good status."""

    body: bytes
    content_type: str


class Http:
    """One session per thread, opened at its first call; nothing is ever tried twice here."""

    def __init__(self, base_url: str, timeout: Timeout = (3, 5), deadline: float = 30) -> None:
        self.base_url = base_url.rstrip("/")
        self._timeout, self._deadline = timeout, deadline
        self._local = threading.local()

    def send(self, method: str, url: str, api: str, **more: Any) -> Answer:
        """The answer to one request. `api` names it in errors, because addresses hold tokens."""
        try:
            with self._session().request(
                method, url, timeout=self._timeout, stream=True, allow_redirects=False, **more
            ) as response:
                _check_status(response.status_code, api)
                body = self._read(response, api)
                return Answer(body, response.headers.get("Content-Type", ""))
        except (requests.RequestException, causes.HTTPError) as error:
            # Not chained: the text of these holds the address, and the address the token.
            raise NetworkError(api, type(error).__name__, _may_have_arrived(error)) from None

    def _session(self) -> requests.Session:
        session: requests.Session | None = getattr(self._local, "session", None)
        if session is None:
            session = self._local.session = requests.Session()
            session.trust_env = not _is_loopback(self.base_url)
        return session

    def _read(self, response: requests.Response, api: str) -> bytes:
        """Time-outs only bound the silence between two bytes; this bounds the whole."""
        end, parts, size = time.monotonic() + self._deadline, [], 0
        for part in response.iter_content(65536):
            parts.append(part)
            size += len(part)
            if size > MAX_ANSWER:
                raise NetworkError(api, "the answer is too long", unknown_outcome=True)
            if time.monotonic() > end:
                raise NetworkError(api, "the answer is too slow", unknown_outcome=True)
        return b"".join(parts)


def _check_status(status: int, api: str) -> None:
    if status != 200:
        raise NetworkError(api, f"HTTP {status}", unknown_outcome=status >= 500 or status < 400)


def _may_have_arrived(error: Exception) -> bool:
    """False only if the connection itself never came about."""
    if isinstance(error, (requests.ConnectTimeout, requests.exceptions.SSLError, ValueError)):
        return False
    cause = error.args[0] if error.args else None
    reason = getattr(cause, "reason", cause)
    return not isinstance(reason, _NEVER_SENT)


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
