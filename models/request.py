"""What somebody who has a case has asked a level above: more time, a pause, to lay it aside, whose it is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Facts, Moment


class Request(Base):
    """One request. `unit` is the level that decides, or any above it; without `answered_at` it still waits."""

    __tablename__ = "request"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))  # extend, pause, suspend, dispute, whistle
    asked_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    words: Mapped[str] = mapped_column(Text)
    facts: Mapped[dict[str, Any]] = mapped_column(Facts, default=dict)
    unit: Mapped[str] = mapped_column(String(64))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    told_unit: Mapped[str | None] = mapped_column(String(64))  # The highest level that was asked.
    look_at: Mapped[datetime | None] = mapped_column(Moment, index=True)  # When the next level is asked.
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    granted: Mapped[bool | None] = mapped_column()
    answer: Mapped[str | None] = mapped_column(Text)
