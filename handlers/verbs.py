"""What a staff command is: the act behind a verb and how it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from casework.work import Case
from handlers.turn import Reply, Turn

Act = Callable[[Turn, Case, str], Reply]


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb. `words`: it takes words; `must`: not without them; `free`: no case; `common`: also everyday speech."""

    act: Callable[..., Reply]
    example: str = ""
    words: bool = False
    must: bool = False
    free: bool = False
    common: bool = False
