"""News for somebody without a chat: told on the phone or at the door, and recorded as told, by whom."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Moment


class Errand(Base):
    """One piece of news to be passed on. `due_at`: when the desk hears that nobody has; None once it has heard."""

    __tablename__ = "errand"
    __table_args__ = (Index("ix_errand_staff_id_done_at", "staff_id", "done_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    news: Mapped[str] = mapped_column(String(24))  # The kind of push that it stands for.
    words: Mapped[str] = mapped_column(Text)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    due_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    done_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    how: Mapped[str | None] = mapped_column(String(8))  # phone, door
