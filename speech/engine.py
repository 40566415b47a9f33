"""What recognises speech: one method from sound to text; which one does it is a matter of the config."""

from __future__ import annotations

from typing import Protocol

from speech.decoding import Sound


class Engine(Protocol):
    """Something that understands speech. It may take seconds, so no transaction is open meanwhile."""

    def words(self, sound: Sound) -> str:
        """What was said, or an empty text. Raises EngineError."""


class EngineError(Exception):
    """The engine can't be used: `code` is package, folder, model, tokens or load; `detail` says which."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code = code
        self.detail = detail
