"""The migrations make exactly the tables that the models describe, on both kinds of database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from bot.database import alembic_config, upgrade
from models.tables import Base

KINDS = ("sqlite", "postgresql")


@pytest.fixture
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An address of a database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: str = request.getfixturevalue("postgresql")
    name = f"empty_{request.getfixturevalue('worker_id')}"
    engine = create_engine(server.format("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
        yield server.format(name)
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    engine.dispose()


def differences(url: str) -> list[object]:
    """What a new migration would have to change."""
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True, "render_as_batch": True}
        )
        found = list(compare_metadata(context, Base.metadata))
    engine.dispose()
    return found


def tables(url: str) -> set[str]:
    engine = create_engine(url)
    names = set(inspect(engine).get_table_names()) - {"alembic_version"}
    engine.dispose()
    return names


@pytest.mark.parametrize("empty", KINDS, indirect=True)
def test_upgraded_from_nothing_it_is_what_the_models_say(empty: str) -> None:
    upgrade(empty)
    assert differences(empty) == []
    assert tables(empty) == set(Base.metadata.tables)


@pytest.mark.parametrize("empty", KINDS, indirect=True)
def test_down_and_up_again_loses_no_table(empty: str) -> None:
    upgrade(empty)
    command.downgrade(alembic_config(empty), "base")
    assert tables(empty) == set()
    upgrade(empty)
    upgrade(empty)
    assert differences(empty) == []


@pytest.mark.parametrize("empty", KINDS, indirect=True)
def test_every_partial_index_is_partial(empty: str) -> None:
    upgrade(empty)
    engine = create_engine(empty)
    source = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'index'"
        if empty.startswith("sqlite")
        else "SELECT indexname, indexdef FROM pg_indexes"
    )
    with engine.connect() as connection:
        made = {name: sql or "" for name, sql in connection.execute(text(source)).all()}
    engine.dispose()
    for name in ("ix_outbox_queued", "ix_inbox_failed", "ix_cases_parent_id", "ix_cases_open"):
        assert "WHERE" in made[name], name


def test_a_database_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    upgrade(f"sqlite:///{tmp_path}/village.db")
    assert (tmp_path / "village.db").stat().st_mode & 0o777 == 0o600
