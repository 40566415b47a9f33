"""Runs the migrations on the database whose address the caller has put into the configuration."""

from alembic import context

from models.engine import Database
from models.tables import Base

config = context.config


def run() -> None:
    """Migrate within one transaction; SQLite alters tables by copying them."""
    database = Database(config.attributes["url"])
    with database.engine.connect() as connection:
        context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True, compare_type=True)
        with context.begin_transaction():
            context.run_migrations()
    database.close()


run()
