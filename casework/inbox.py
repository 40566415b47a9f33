"""Every message under its key with the answer it got: the guard that makes a resent one harmless."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, delete, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.inbox import InboxMessage

KEPT = timedelta(days=7)
# A failed message is tried again so long after it came; after the last try a person must look.
REPLAY_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 3, 10, 60, 360))


COLUMNS = ("account", "key", "received_at", "status", "reply", "media", "raw", "error_id")
# Built once: every message runs it.
KEEP = {
    name: dialect.insert(InboxMessage.__table__)
    .values({**{column: bindparam(column) for column in COLUMNS}, "attempts": 0})
    .on_conflict_do_nothing()
    .returning(InboxMessage.id)
    for name, dialect in (("postgresql", postgresql), ("sqlite", sqlite))
}


@dataclass(frozen=True, slots=True)
class Stored:
    """The answer a message got: text, or a medium of the platform's; neither means `success`."""

    reply: str | None
    media: tuple[str, str] | None = None
    again: bool = False  # Nothing could be stored: an event that nobody sees answered should come again.


@dataclass(frozen=True, slots=True)
class Kept:
    """A message that an inner error stopped, as it came."""

    id: int
    account: str
    raw: bytes
    received_at: datetime
    error_id: str


def keep(session: Session, account: str, key: str, stored: Stored, now: datetime) -> bool:
    """Keep a message's key with its answer, in the same transaction as everything that the answer speaks of.

    False if the message has been answered meanwhile: then nothing of this transaction may stay. While another process
    works on the same message this waits for it, no longer than the database's time-out.
    """
    return _keep(session, account, key, stored, now)


def _keep(
    session: Session,
    account: str,
    key: str,
    stored: Stored,
    now: datetime,
    status: str = "done",
    raw: bytes | None = None,
    error_id: str | None = None,
) -> bool:
    connection = session.connection()
    media = {"kind": stored.media[0], "id": stored.media[1]} if stored.media else None
    values = (account, key, now, status, stored.reply, media, raw, error_id)
    made = connection.execute(KEEP[connection.dialect.name], dict(zip(COLUMNS, values, strict=True)))
    return made.scalar_one_or_none() is not None


def stored_answer(session: Session, account: str, key: str) -> Stored | None:
    """The answer a message got before."""
    query = select(InboxMessage.reply, InboxMessage.media).where(
        InboxMessage.account == account, InboxMessage.key == key
    )
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    reply, media = row
    return Stored(reply, (media["kind"], media["id"]) if media else None)


def fail(session: Session, account: str, key: str, raw: bytes, apology: Stored, error_id: str, now: datetime) -> Stored:
    """Keep a message that an inner error stopped, with its apology; the answer of whoever was first stands."""
    if _keep(session, account, key, apology, now, "failed", raw, error_id):
        return apology
    return stored_answer(session, account, key) or apology


def failed_ones(session: Session, now: datetime, limit: int = 20) -> list[Kept]:
    """Failed messages whose next try is due, the oldest first."""
    due = [
        and_(InboxMessage.attempts == tries, InboxMessage.received_at <= now - after)
        for tries, after in enumerate(REPLAY_AFTER)
    ]
    query = select(InboxMessage).where(InboxMessage.status == "failed", or_(*due)).order_by(InboxMessage.id)
    return [
        Kept(row.id, row.account, row.raw or b"", row.received_at, row.error_id or "")
        for row in session.execute(query.limit(limit)).scalars()
    ]


def take_failed(session: Session, message_id: int) -> bool:
    """Claim a failed message for this transaction; False if it has been replayed meanwhile."""
    row = session.get(InboxMessage, message_id, with_for_update=True)
    return row is not None and row.status == "failed"


def replayed(session: Session, message_id: int) -> None:
    """It went through; its words are no longer needed here, and a resending still reads the apology."""
    row = session.get_one(InboxMessage, message_id)
    row.status, row.raw, row.attempts = "replayed", None, row.attempts + 1


def replay_failed(session: Session, message_id: int) -> None:
    """It failed once more."""
    row = session.get_one(InboxMessage, message_id, with_for_update=True)
    row.attempts += 1


def counts(session: Session) -> dict[str, int]:
    """How many messages failed and still wait for a replay or for a person."""
    failed = select(func.count()).where(InboxMessage.status == "failed")
    return {"failed": session.execute(failed).scalar_one()}


def forget_old(session: Session, now: datetime) -> int:
    """Drop what is older than the platform could ever send again; failed ones stay until they are replayed."""
    old = delete(InboxMessage).where(InboxMessage.received_at < now - KEPT, InboxMessage.status != "failed")
    result: Any = session.execute(old)
    return int(result.rowcount)
