"""What a person is to be told later: the table is the queue, RQ only rings the bell."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Facts, Moment, only_where


class OutboxRow(Base):
    """One piece of news for one person, with its facts frozen at commit; retries live in the row."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_queued", "status", "due_at", **only_where("status = 'queued'")),
        Index("ix_outbox_inflight", "status", "inflight_since", **only_where("status = 'inflight'")),
        Index("ix_outbox_failed", "status", **only_where("status = 'failed'")),
        Index("ix_outbox_person", "person_id", "status"),
        Index("ix_outbox_msgid", "account", "msgid", **only_where("msgid IS NOT NULL")),
        Index("ix_outbox_case", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"))
    kind: Mapped[str] = mapped_column(String(24))
    facts: Mapped[dict[str, Any]] = mapped_column(Facts, default=dict)
    created_at: Mapped[datetime] = mapped_column(Moment)
    due_at: Mapped[datetime] = mapped_column(Moment)
    # queued, inflight, sent, delivered, held, told, unknown, failed, cancelled
    status: Mapped[str] = mapped_column(String(12), default="queued")
    channel: Mapped[str | None] = mapped_column(String(12))  # template, custom
    tried: Mapped[str] = mapped_column(String(40), default="")  # Channels that have refused it.
    attempts: Mapped[int] = mapped_column(default=0)
    first_try_at: Mapped[datetime | None] = mapped_column(Moment)
    inflight_since: Mapped[datetime | None] = mapped_column(Moment)
    client_msg_id: Mapped[str] = mapped_column(String(40))
    msgid: Mapped[str | None] = mapped_column(String(32))
    trace: Mapped[str | None] = mapped_column(String(16))  # Of the unit of work that made it; see casework.work.
    error: Mapped[str | None] = mapped_column(Text)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)
