"""The rules that were last in force, from the database: what goes on while the file is broken."""

from __future__ import annotations


def last_good(database_url: str) -> str | None:
    """The newest stored rules text; None without a database, without its tables, or before the first one."""
    return newest_but(database_url, "")


def newest_but(database_url: str, version: str) -> str | None:
    """The newest stored rules text that is another than this version's; None if there is none."""
    # Imported here: only a broken file needs it, and a process supervisor stays free of SQLAlchemy.
    from sqlalchemy import inspect, select

    from models.control import RulesVersion
    from models.engine import Database

    if is_missing_file(database_url):
        return None
    database = Database(database_url)
    try:
        if not inspect(database.engine).has_table(RulesVersion.__tablename__):
            return None
        with database.read() as session:
            others = select(RulesVersion.text).where(RulesVersion.hash != version)
            return session.execute(others.order_by(RulesVersion.id.desc()).limit(1)).scalar_one_or_none()
    finally:
        database.close()


def is_missing_file(database_url: str) -> bool:
    """Opening a SQLite file that isn't there would make an empty one."""
    from pathlib import Path

    from sqlalchemy import make_url

    url = make_url(database_url)
    return url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file()
