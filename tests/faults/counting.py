"""What was acknowledged under faults against what the database and the platform hold in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import requests
from sqlalchemy import Connection, create_engine, func, select

from models.case import Case, HistoryEntry
from models.inbox import InboxMessage
from models.medium import Medium
from models.outbox import OutboxRow
from tests.faults.crowd import Told

WRONG = (
    "lost",
    "doubled",
    "answered differently",
    "cases without history",
    "task cards shown twice",
    "photos not brought home",
)


def task_cards(port: int) -> Counter[tuple[str, str]]:
    """How often each task card stands on whose screen."""
    base = f"http://127.0.0.1:{port}/_sim/phones"
    cards: Counter[tuple[str, str]] = Counter()
    for phone in requests.get(base, timeout=30).json()["phones"]:
        for item in requests.get(f"{base}/{phone['id']}/chat", timeout=30).json():
            if item["kind"] == "card" and item.get("extra", item).get("title") == "task":
                cards[phone["openid"], item["text"]] += 1
    return cards


def photos_under_way(address: str) -> int:
    """How many photos are still to be fetched from the platform."""
    engine = create_engine(address)
    with engine.connect() as connection:
        waiting = select(func.count()).select_from(Medium).where(Medium.status.in_(("pending", "inflight")))
        found = int(connection.execute(waiting).scalar_one())
    engine.dispose()
    return found


def counted(address: str, told: Mapping[int, Told], cards: Counter[tuple[str, str]]) -> dict[str, Any]:
    """What was acknowledged against what the database and the platform hold."""
    engine = create_engine(address)
    with engine.connect() as connection:
        inbox = {key: status for key, status in connection.execute(select(InboxMessage.key, InboxMessage.status))}  # noqa: C416 - rows are no pairs to the type checker
        kept = Counter(words for (words,) in connection.execute(select(HistoryEntry.words)) if words)
        kept += Counter(media_id for (media_id,) in connection.execute(select(Medium.media_id)) if media_id)
        found = _held(connection)
    engine.dispose()
    acknowledged = {number: one for number, one in told.items() if one.acknowledged}
    # Every message that was answered stands once in some history, as the first words of a case or added to one;
    # every photo is one medium.
    wanted = Counter(_matter(one) for number, one in acknowledged.items() if inbox.get(_key(number)) == "done")
    all_done = Counter(_matter(one) for number, one in told.items() if inbox.get(_key(number)) in ("done", "replayed"))
    return {
        "messages": len(told),
        "acknowledged": len(acknowledged),
        "photos among them": sum(bool(one.photo) for one in acknowledged.values()),
        "lost": sum(_key(number) not in inbox for number in acknowledged)
        + sum(max(0, often - kept[matter]) for matter, often in wanted.items()),
        "doubled": sum(max(0, kept[matter] - often) for matter, often in all_done.items()),
        "failed": sum(status != "done" for status in inbox.values()),
        "answered differently": sum(len(one.answers) > 1 for one in told.values()),
        "asked to send again": sum(bool(one.replies) and not one.acknowledged for one in told.values()),
        "task cards shown twice": sum(often > 1 for often in cards.values()),
        "longest wait s": round(max((one.waited for one in acknowledged.values()), default=0.0), 1),
    } | found


def _held(connection: Connection) -> dict[str, Any]:
    bare = select(func.count()).select_from(Case).where(Case.id.not_in(select(HistoryEntry.case_id)))
    away = select(func.count()).select_from(Medium).where(Medium.status != "kept")
    return {
        "cases": connection.execute(select(func.count()).select_from(Case)).scalar_one(),
        "cases without history": connection.execute(bare).scalar_one(),
        "photos not brought home": connection.execute(away).scalar_one(),
        "outbox": dict(Counter(status for (status,) in connection.execute(select(OutboxRow.status)))),
    }


def _matter(one: Told) -> str:
    """By what a message is found again."""
    return one.photo or one.text


def _key(number: int) -> str:
    """Under what the inbox keeps a message."""
    return f"bench:{number}"
