"""The rules that were last in force, from the database: what goes on while the file is broken."""

from __future__ import annotations


def last_good(database_url: str) -> str | None:
    """The newest stored rules text; None without a database, without its tables, or before the first one."""
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
            newest = select(RulesVersion.text).order_by(RulesVersion.id.desc()).limit(1)
            return session.execute(newest).scalar_one_or_none()
    finally:
        database.close()


def is_missing_file(database_url: str) -> bool:
    """Opening a SQLite file that isn't there would make an empty one."""
    from pathlib import Path

    from sqlalchemy import make_url

    url = make_url(database_url)
    return url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file()
