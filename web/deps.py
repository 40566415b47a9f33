"""What the pages are handed by the roof."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import current_app

from casework.work import Work
from domain.account import Account


@dataclass(frozen=True, slots=True)
class PageDeps:
    """`session()` reads without rules; `work(account)` is one transaction that writes, `look(account)` only reads."""

    session: Callable[[], AbstractContextManager[Any]]
    work: Callable[[str], AbstractContextManager[Work]]
    look: Callable[[str], AbstractContextManager[Work]]
    accounts: Mapping[str, Account]
    ring: Callable[[], None]
    media_dir: Path


def page_deps() -> PageDeps:
    """Those of the running application."""
    return current_app.extensions["lianxin_pages"]
