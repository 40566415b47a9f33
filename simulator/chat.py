"""What stands on one phone's screen, and how a watcher waits for more of it."""

import threading
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Item:
    """One thing shown: a bubble of hers, an answer, a pushed card, or a small grey note."""

    n: int
    at: float
    side: str  # "me", "account" or "note"
    kind: str
    text: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        return {
            "n": self.n,
            "at": self.at,
            "side": self.side,
            "kind": self.kind,
            "text": self.text,
        } | self.extra


class Chat:
    """A growing list of items, guarded by the world's condition."""

    def __init__(self, changed: threading.Condition) -> None:
        self._changed = changed
        self._items: list[Item] = []

    def add(self, at: float, side: str, kind: str, text: str = "", **extra: Any) -> Item:
        with self._changed:
            item = Item(len(self._items) + 1, at, side, kind, text, extra)
            self._items.append(item)
            self._changed.notify_all()
            return item

    def since(self, n: int) -> list[Item]:
        with self._changed:
            return self._items[max(n, 0) :]

    def wait(self, n: int, seconds: float) -> list[Item]:
        """Items after the n-th, waiting a while for the first of them."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._items) > n, seconds)
            return self._items[max(n, 0) :]
