"""Opens offices: the app with a fresh database, without a port and without Redis."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.bot.office import ALL_MODES, Hands, Office, office_settings, opened
from tests.conftest import NewDatabase
from tests.journeys.settings import AccountWish

OpenOffice = Callable[..., Office]


@pytest.fixture
def open_office(new_database: NewDatabase, tmp_path: Path) -> Iterator[OpenOffice]:
    """Opens an office with these accounts, on this kind of database."""
    with ExitStack() as stack:

        def make(*accounts: AccountWish, database: str = "sqlite", hands: Hands | None = None, **config: Any) -> Office:
            settings = office_settings(tmp_path, new_database(database), *accounts, **config)
            return stack.enter_context(opened(settings, *accounts, hands=hands))

        yield make


@pytest.fixture
def office(open_office: OpenOffice) -> Office:
    """The usual one: a verified service account in plain mode, on SQLite."""
    return open_office()


@pytest.fixture(scope="module")
def shared(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One app for a whole module, with an account in every mode; each test brings people of its own."""
    folder = tmp_path_factory.mktemp("shared")
    shutil.copy(sqlite_template, folder / "shared.db")
    settings = office_settings(folder, f"sqlite:///{folder / 'shared.db'}", *ALL_MODES)
    with opened(settings, *ALL_MODES) as office:
        yield office
