"""An account's tags, and the platform's limits on them."""

from itertools import count
from typing import Any

from simulator.errors import PlatformError

FIRST = 100
MOST = 100
LONGEST = 30


class Tags:
    """Names by number; the numbers below 100 are the platform's own."""

    def __init__(self) -> None:
        self._names: dict[int, str] = {}
        self._ids = count(FIRST)

    def create(self, name: Any) -> int:
        if len(self._names) >= MOST:
            raise PlatformError(45056)
        checked = self._checked(name)
        number = next(self._ids)
        self._names[number] = checked
        return number

    def rename(self, number: Any, name: Any) -> None:
        self.known(number)
        self._names[number] = self._checked(name)

    def delete(self, number: Any) -> None:
        self.known(number)
        del self._names[number]

    def known(self, number: Any) -> int:
        """The tag's number if there is such a tag."""
        if not isinstance(number, int) or isinstance(number, bool):
            raise PlatformError(47001)
        if number < FIRST:
            raise PlatformError(45058)
        if number not in self._names:
            raise PlatformError(45159)
        return number

    def names(self) -> dict[int, str]:
        return dict(self._names)

    def _checked(self, name: Any) -> str:
        if not isinstance(name, str) or not name.strip():
            raise PlatformError(47001)
        if len(name) > LONGEST:
            raise PlatformError(45158)
        if name in self._names.values():
            raise PlatformError(45157)
        return name
