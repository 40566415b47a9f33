"""A known event: something the desk has announced, such as a water outage, that answers all who report it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Moment


class KnownEvent(Base):
    """One event in a unit, of a category. It goes on until the desk says that it is over."""

    __tablename__ = "known_event"
    __table_args__ = (Index("ix_known_event_account_over_at", "account", "over_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(String(64))
    category: Mapped[str] = mapped_column(String(64))
    unit: Mapped[str] = mapped_column(String(64))
    words: Mapped[str] = mapped_column(Text)
    posted_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    posted_at: Mapped[datetime] = mapped_column(Moment)
    over_at: Mapped[datetime | None] = mapped_column(Moment)
    over_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    over_words: Mapped[str | None] = mapped_column(Text)
    told_all: Mapped[bool] = mapped_column(default=False)  # Whether everybody who joined has been told of its end.
