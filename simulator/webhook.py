"""Posts to the developer's server as WeChat does: five seconds, three attempts, same message."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

import requests

from simulator.clock import Clock, system_clock
from simulator.config import AccountConfig
from simulator.crypto import sign
from simulator.envelope import request

PATIENCE = 5.0
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a delivery went; `status` is 0 when no attempt was answered."""

    status: int
    body: str
    seconds: float
    attempts: int
    error: str | None = None


class Webhook:
    """The developer's server, seen from the platform."""

    def __init__(
        self,
        url: str,
        account: AccountConfig,
        *,
        clock: Clock = system_clock,
        patience: float = PATIENCE,
        attempts: int = ATTEMPTS,
    ) -> None:
        self.url = url
        self.account = account
        self._clock = clock
        self._patience = patience
        self._attempts = attempts

    def deliver(self, openid: str, xml: str, on_retry: Callable[[int], None] | None = None) -> Delivery:
        """Post until something is answered; silence, a broken line and HTTP 5xx count as none.

        Every attempt is signed afresh, so a server must not know a message by its nonce.
        """
        started = time.perf_counter()
        result = Delivery(0, "", 0.0, 0, "never tried")
        for attempt in range(1, self._attempts + 1):
            if attempt > 1 and on_retry:
                on_retry(attempt)
            status, body, error = self._post(openid, xml)
            result = Delivery(status, body, time.perf_counter() - started, attempt, error)
            if error is None and status < 500:
                break
        return result

    def check(self) -> bool:
        """The console's test of the URL: the server must answer echostr word for word."""
        stamp, nonce = str(int(self._clock())), str(secrets.randbelow(10**10))
        echo = str(secrets.randbelow(10**19))
        query = {
            "signature": sign(self.account.token, stamp, nonce),
            "timestamp": stamp,
            "nonce": nonce,
            "echostr": echo,
        }
        try:
            with _session() as session:
                answer = session.get(self.url, params=query, timeout=self._patience, allow_redirects=False)
        except requests.RequestException:
            return False
        return answer.status_code == 200 and answer.text == echo

    def _post(self, openid: str, xml: str) -> tuple[int, str, str | None]:
        query, body = request(self.account, openid, xml, self._clock())
        headers = {"Content-Type": "text/xml", "Connection": "close"}
        late = f"no answer within {self._patience:g} seconds"
        started = time.perf_counter()
        try:
            with _session() as session:
                answer = session.post(
                    self.url,
                    params=query,
                    data=body,
                    headers=headers,
                    timeout=self._patience,
                    allow_redirects=False,
                )
        except requests.Timeout:
            return 0, "", late
        except requests.RequestException as error:
            return 0, "", f"the connection failed: {type(error).__name__}"
        if time.perf_counter() - started > self._patience:
            return 0, "", late
        return answer.status_code, answer.content.decode("utf-8", "replace"), None


def _session() -> requests.Session:
    """A session that ignores proxies of the environment: the server is on this machine."""
    session = requests.Session()
    session.trust_env = False
    return session
