"""What a job is handed: units of work, the gateways to the platform, the clock, the places for files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from casework.work import Work
from classifier import Reader
from domain.account import Account
from domain.rules import Rules
from speech.engine import Engine
from wechat.gateway import Gateway


@dataclass(frozen=True, slots=True)
class JobDeps:
    """Built once in a process by the roof. `session()` is one transaction; `work(account)` the same with rules.

    `hears` says whether an engine is wanted for voices; `engine()` loads it at first use and raises EngineError.
    `reader()` loads the word lists at first use.
    """

    session: Callable[[], AbstractContextManager[Any]]
    work: Callable[[str], AbstractContextManager[Work]]
    rules: Callable[[], Rules]
    accounts: Mapping[str, Account]
    gateway: Callable[[str], Gateway]
    now: Callable[[], datetime]
    ring: Callable[[], None]
    media_dir: Path
    base_url: str
    reader: Callable[[], Reader]
    hears: bool
    engine: Callable[[], Engine]
