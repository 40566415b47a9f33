"""Holds the phones of the stand-in in hand: writes, taps, takes photos, and reads the screen."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import quote

import requests

PATIENCE = 30.0  # A phone waits for the account as long as WeChat does: three times five seconds.


class PhoneError(Exception):
    """The stand-in refused, or what was to appear on a screen did not."""


class Phones:
    """All phones of one running stand-in, by their ids."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._session = requests.Session()
        self._session.trust_env = False  # It is on this machine; no proxy is to be asked.

    def ready(self) -> bool:
        """Whether the stand-in answers."""
        try:
            return self._session.get(f"{self.url}/_sim/phones", timeout=2).ok
        except requests.RequestException:
            return False

    def send(self, phone: str, kind: str, **wish: Any) -> str:
        """Do something on a phone; returns what the account answered, as far as it is text."""
        answer = self._session.post(self._path(phone, "send"), json={"kind": kind, **wish}, timeout=PATIENCE)
        return str(self._checked(answer).get("text") or "")

    def say(self, phone: str, text: str) -> str:
        return self.send(phone, "text", text=text)

    def tap(self, phone: str, label: str) -> str:
        return self.send(phone, "tap", tap=label)

    def photo(self, phone: str) -> str:
        return self.send(phone, "image")

    def screen(self, phone: str, since: int = 0) -> list[dict[str, Any]]:
        """What stands in the chat, oldest first."""
        answer = self._session.get(self._path(phone, "chat"), params={"since": since}, timeout=PATIENCE)
        return list(self._checked(answer))

    def last(self, phone: str) -> int:
        """The number of the newest item on the screen."""
        items = self.screen(phone)
        return int(items[-1]["n"]) if items else 0

    def wait_for(self, phone: str, words: str, since: int = 0, seconds: float = 60.0) -> str:
        """Until something newer with these words stands on the screen; returns it."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for item in self.screen(phone, since):
                if item.get("side") == "account" and words in str(item.get("text", "")):
                    return str(item["text"])
            time.sleep(0.3)
        raise PhoneError(f"“{words}” did not appear within {seconds:.0f} s")

    def _path(self, phone: str, what: str) -> str:
        return f"{self.url}/_sim/phones/{quote(phone, safe='')}/{what}"

    @staticmethod
    def _checked(answer: requests.Response) -> Any:
        if not answer.ok:
            raise PhoneError(f"the stand-in answered {answer.status_code}")
        return answer.json()
