"""Opens offices: the app with a fresh database, without a port and without Redis."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.bot.office import Hands, Office, office_settings, opened
from tests.conftest import NewDatabase
from tests.journeys.settings import AccountWish

OpenOffice = Callable[..., Office]


@pytest.fixture
def open_office(new_database: NewDatabase, tmp_path: Path) -> Iterator[OpenOffice]:
    """Opens an office with these accounts, on this kind of database."""
    with ExitStack() as stack:

        def make(
            *accounts: AccountWish, database: str = "sqlite", hands: Hands | None = None, **config: Any
        ) -> Office:
            settings = office_settings(tmp_path, new_database(database), *accounts, **config)
            return stack.enter_context(opened(settings, *accounts, hands=hands))

        yield make


@pytest.fixture
def office(open_office: OpenOffice) -> Office:
    """The usual one: a verified service account in plain mode, on SQLite."""
    return open_office()
