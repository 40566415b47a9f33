"""Something the account has asked a person and that a digit, a tap or a word may answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Facts, Items, Moment


class Question(Base):
    """One question. `options` are `[label, value]` pairs in the order shown; digits count from 1."""

    __tablename__ = "question"
    __table_args__ = (Index("ix_question_person_open", "person_id", "closed_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    options: Mapped[list[Any]] = mapped_column(Items, default=list)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    reached_at: Mapped[datetime | None] = mapped_column(Moment)  # When the person could first have read it.
    expires_at: Mapped[datetime] = mapped_column(Moment)
    answer: Mapped[str | None] = mapped_column(String(255))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)  # Answered, expired, or overtaken by events.
    facts: Mapped[dict[str, Any]] = mapped_column(Facts, default=dict)
