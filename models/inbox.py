"""Every message and event received, under its key, with the answer it got: what makes a resent one harmless."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Facts, Moment, only_where


class InboxMessage(Base):
    """One inbound message. `reply` is the plaintext answer; None together with no `media` means `success`."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("account", "key"),
        Index("ix_inbox_received_at", "received_at"),
        Index("ix_inbox_failed", "id", **only_where("status = 'failed'")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(String(64))
    key: Mapped[str] = mapped_column(String(255))
    received_at: Mapped[datetime] = mapped_column(Moment)
    status: Mapped[str] = mapped_column(String(8))  # done, failed, replayed
    reply: Mapped[str | None] = mapped_column(Text)
    media: Mapped[dict[str, Any] | None] = mapped_column(Facts)
    raw: Mapped[bytes | None] = mapped_column(LargeBinary)  # Kept only for a failed one, until it is replayed.
    error_id: Mapped[str | None] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(default=0)
