"""What jobs and probes ask every few seconds never looks through a whole table, however full it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from bot.database import upgrade
from bot.metrics import exposition
from casework import dead_letters, evidence, inbox, sending
from jobs.deliver import template_of
from models.engine import Database
from tests.bot.office import START

# Tables that grow with every message.
GROWING = ("outbox", "inbox", "cases", "history", "person", "question", "medium")
# Indexes that hold a few rows of them only: to go through one is cheap.
FEW = ("ix_inbox_failed", "ix_cases_open")
ASKED: dict[str, Callable[[Session, datetime], Any]] = {
    "what is due": lambda session, now: sending.claim(session, {}, template_of, now),
    "what waits": sending.backlog,
    "what was refused": lambda session, now: dead_letters.dead_letters(session),
    "failed messages": lambda session, now: inbox.failed_ones(session, now),
    "photos to fetch": evidence.fetches_due,
    "the metrics": exposition,
}


@pytest.mark.parametrize("name", ASKED)
def test_nothing_is_looked_through_from_end_to_end(tmp_path: Path, name: str) -> None:
    url = f"sqlite:///{tmp_path}/village.db"
    upgrade(url)
    database = Database(url)
    asked: list[tuple[str, Any]] = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: asked.append((given[2], given[3])))
    with database.write() as session:
        ASKED[name](session, START)
        plans = [_plan(session, words, values) for words, values in asked if words.startswith("SELECT")]
    database.close()
    assert plans
    looked_through = [
        step for plan in plans for step in plan if step.startswith("SCAN ") and step.split()[1] in GROWING
    ]
    assert not [step for step in looked_through if step.split()[-1] not in FEW]


def _plan(session: Session, words: str, values: Any) -> list[str]:
    connection = session.connection().connection.driver_connection
    assert connection is not None
    return [step for _, _, _, step in connection.execute(f"EXPLAIN QUERY PLAN {words}", values)]
