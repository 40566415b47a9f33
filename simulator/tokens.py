"""Issues access tokens in both ways the platform has, and says whose a token is."""

import secrets
from dataclasses import dataclass

from simulator.clock import Clock, day_of
from simulator.errors import PlatformError

LIFE = 7200
GRACE = 300.0
FORCED_A_DAY = 20
FORCED_APART = 30.0


@dataclass(slots=True)
class _Token:
    account: str
    until: float


@dataclass(slots=True)
class _Stable:
    text: str
    until: float


class Tokens:
    """All tokens of all accounts; the two kinds live apart."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._tokens: dict[str, _Token] = {}
        self._plain: dict[str, str] = {}
        self._stable: dict[str, _Stable] = {}
        self._forced: dict[str, list[float]] = {}

    def plain(self, account: str) -> tuple[str, int]:
        """A fresh token; the former one stops working at once."""
        old = self._plain.get(account)
        if old:
            self._tokens.pop(old, None)
        text = self._issue(account)
        self._plain[account] = text
        return text, LIFE

    def stable(self, account: str, force: bool) -> tuple[str, int]:
        """The same token while it is good for five minutes more, unless a refresh is forced."""
        now = self._clock()
        current = self._stable.get(account)
        if force:
            self._count_forced(account, now)
            if current:
                self._tokens.pop(current.text, None)
        elif current and current.until - now >= GRACE:
            return current.text, int(current.until - now)
        text = self._issue(account)
        self._stable[account] = _Stable(text, now + LIFE)
        return text, LIFE

    def owner(self, text: str | None) -> str:
        """The account a token stands for."""
        if not text:
            raise PlatformError(41001)
        token = self._tokens.get(text)
        if token is None:
            raise PlatformError(40001)
        if self._clock() >= token.until:
            raise PlatformError(42001)
        return token.account

    def spoil(self, account: str) -> None:
        """Make every token of the account bad, as a second program fetching one would."""
        for text in [text for text, token in self._tokens.items() if token.account == account]:
            del self._tokens[text]
        self._stable.pop(account, None)
        self._plain.pop(account, None)

    def _issue(self, account: str) -> str:
        text = secrets.token_urlsafe(102)
        self._tokens[text] = _Token(account, self._clock() + LIFE)
        return text

    def _count_forced(self, account: str, now: float) -> None:
        today = [at for at in self._forced.get(account, []) if day_of(at) == day_of(now)]
        if len(today) >= FORCED_A_DAY:
            raise PlatformError(45009)
        if today and now - today[-1] < FORCED_APART:
            raise PlatformError(45011)
        self._forced[account] = [*today, now]
