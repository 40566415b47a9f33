"""A photo, voice or video that somebody sent: where the platform keeps it and where we do."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Moment


class Medium(Base):
    """One file. The platform forgets it after three days, so a job fetches it at once."""

    __tablename__ = "medium"
    __table_args__ = (
        Index("ix_medium_status_due", "status", "due_at"),
        Index("ix_medium_hearing_due", "hearing", "hearing_due"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(43), unique=True)
    account: Mapped[str] = mapped_column(String(64))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    by_staff: Mapped[bool] = mapped_column(default=False)
    kind: Mapped[str] = mapped_column(String(8))  # image, voice, video
    media_id: Mapped[str | None] = mapped_column(String(255))  # At the platform, for three days.
    best_media_id: Mapped[str | None] = mapped_column(String(255))  # The 16 kHz twin of a voice.
    url: Mapped[str | None] = mapped_column(Text)  # An image's own address, which unverified accounts need.
    format: Mapped[str | None] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(12), default="pending")  # pending, inflight, kept, lost
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(Moment)
    sent_at: Mapped[datetime] = mapped_column(Moment)
    file: Mapped[str | None] = mapped_column(String(80))  # sha256 + ending, inside the media folder
    mime: Mapped[str | None] = mapped_column(String(64))
    words: Mapped[str | None] = mapped_column(Text)  # What was said, once something has understood it.
    # Whether it waits for its words: due, inflight, heard, silent, unreadable, failed; None: nobody waits for any.
    hearing: Mapped[str | None] = mapped_column(String(12))
    hearing_why: Mapped[str | None] = mapped_column(String(16))  # Why there are none, as a code.
    hearing_due: Mapped[datetime | None] = mapped_column(Moment)
    hearing_tries: Mapped[int] = mapped_column(default=0)
