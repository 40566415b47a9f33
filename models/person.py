"""Somebody who writes to one of the accounts: a follower, known only by the openid of that account."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Moment, Notes, only_where


class Person(Base):
    """A follower of one account; `staff_id` is set once a code bound the person to a staff member."""

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("account", "openid"),
        Index("ix_person_staff_id", "staff_id", **only_where("staff_id IS NOT NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(String(64))
    openid: Mapped[str | None] = mapped_column(String(64))  # None after leaving, or for one without WeChat.
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    tagged: Mapped[bool] = mapped_column(default=False)  # Marked as staff on the platform, for its menu.
    following: Mapped[bool] = mapped_column(default=True)
    name: Mapped[str | None] = mapped_column(String(64))
    phone: Mapped[str | None] = mapped_column(String(32))
    care: Mapped[str | None] = mapped_column(String(32))  # 独居, 残疾 …: special care, listed by the desk.
    home_unit: Mapped[str | None] = mapped_column(String(64))
    seen_at: Mapped[datetime | None] = mapped_column(Moment)
    # Customer-service messages: what the platform still lets us send after her last message and last tap.
    window_until: Mapped[datetime | None] = mapped_column(Moment)
    window_left: Mapped[int] = mapped_column(default=0)
    tap_until: Mapped[datetime | None] = mapped_column(Moment)
    tap_left: Mapped[int] = mapped_column(default=0)
    # What the conversation is about: the case that photos and further lines join, and words kept for her.
    talk_case_id: Mapped[int | None] = mapped_column()
    talk_at: Mapped[datetime | None] = mapped_column(Moment)
    talk: Mapped[dict[str, Any]] = mapped_column(Notes, default=dict)
    created_at: Mapped[datetime] = mapped_column(Moment)
