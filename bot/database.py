"""Brings the tables up to date by the migrations."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, make_url, text
from sqlalchemy.exc import DBAPIError

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


def alembic_config(url: str) -> Config:
    """Alembic's settings for a database, without an ini file."""
    from alembic.config import Config  # Only a migration needs it, and it takes a while to load.

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["url"] = url
    return config


def newest() -> str:
    """The revision that the code needs, by the numbers of the migration files."""
    return max(file.stem.split("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def wait_until_current(engine: Engine, patience: float = 60.0) -> None:
    """Return once the tables are there: another process may be migrating them at this moment.

    Raises RuntimeError when they are still behind after `patience` seconds.
    """
    end = time.monotonic() + patience
    while _revision(engine) != newest():
        if time.monotonic() > end:
            raise RuntimeError("数据库的表还没升级：先运行 python -m bot db upgrade")
        time.sleep(0.1)


def _revision(engine: Engine) -> str | None:
    try:
        with engine.connect() as connection:
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    except DBAPIError:
        return None  # No tables yet, or locked by the migration.


def upgrade(url: str) -> None:
    """Upgrade to the newest revision; nothing happens when it is there already."""
    from alembic import command

    command.upgrade(alembic_config(url), "head")
    _keep_private(url)


def _keep_private(url: str) -> None:
    """A SQLite file holds openids and what people said; its journal files take their rights from it."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        Path(parsed.database).chmod(0o600)
