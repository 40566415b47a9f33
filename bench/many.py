"""Fills a database with as many cases as are wanted: most of them ended long ago, some open and not due for days."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from bench.village import write_config
from bot.database import upgrade
from bot.parts import Parts
from bot.settings import load_settings, make_folders
from models.case import Case
from models.outbox import OutboxRow
from models.person import Person

NOW = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)  # Wednesday afternoon at three in Shanghai.
CHUNK = 20_000


def village(
    folder: Path,
    size: int,
    *,
    people: int,
    is_open: Callable[[int], bool],
    owner: Callable[[int], int],
    workers: int = 1,
) -> Parts:
    """The parts of a village with `size` cases, of `people` residents by turns; `owner` gives the staff row of each."""
    folder.mkdir(parents=True)
    print(f"filling a database with {size} cases", file=sys.stderr)
    settings = load_settings(write_config(folder, workers=workers), {})
    make_folders(settings)
    upgrade(settings.database_url)
    parts = Parts(settings, now=lambda: NOW)
    parts.settle_in()
    _fill(parts, Person, people, lambda number: _person(number))
    _fill(parts, Case, size, lambda number: _case(number, number % people + 1, owner(number), is_open(number)))
    _fill(parts, OutboxRow, size, lambda number: _told(number, number % people + 1))
    return parts


def _fill(parts: Parts, table: type[Any], size: int, row: Callable[[int], dict[str, Any]]) -> None:
    for start in range(1, size + 1, CHUNK):
        with parts.session() as session:
            session.execute(insert(table), [row(number) for number in range(start, min(start + CHUNK, size + 1))])


def _person(number: int) -> dict[str, Any]:
    facts = {"id": number, "account": "bench", "openid": f"oBench{number:07d}", "following": True, "created_at": NOW}
    return facts | {"talk": {}, "window_left": 0, "tap_left": 0, "tagged": False}


def _told(number: int, reporter: int) -> dict[str, Any]:
    """What its resident was told long ago."""
    at = NOW - timedelta(days=number % 700 + 4)
    facts = {"account": "bench", "person_id": reporter, "case_id": number, "kind": "signed", "facts": {"number": "001"}}
    moments = {"created_at": at, "due_at": at, "finished_at": at}
    return facts | moments | {"status": "delivered", "client_msg_id": f"told-{number}", "msgid": str(number)}


def _case(number: int, reporter: int, owner: int, is_open: bool) -> dict[str, Any]:
    received = NOW - timedelta(minutes=5) if is_open else NOW - timedelta(days=number % 700 + 5)
    ended = None if is_open else received + timedelta(days=1)
    facts = {
        "id": number,
        "account": "bench",
        "number": number % 999_999 + 1,
        "token": f"token-{number}",
        "status": "dispatched" if is_open else "closed",
        "is_open": is_open,
        "category": "roads_lighting",
        "kind": "help",
        "words": "路灯坏了",
        "unit": "grid",
        "desk_unit": "village",
        "reporter_id": reporter,
        "owner_id": owner,
        "look_at": NOW + timedelta(days=3) if is_open else None,
        "closed_at": ended,
        "completed_at": ended,
    }
    moments = {"received_at": received, "dispatched_at": received, "sign_from": received}
    limits = {"sign_due": NOW + timedelta(days=3), "answer_due": NOW + timedelta(days=3)}
    return facts | moments | limits | {"solve_due": NOW + timedelta(days=4), "marks": {}, "reasons": []}
