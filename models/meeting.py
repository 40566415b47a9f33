"""A meeting about one hard case (专题研究): when, with whom, and what it decided."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Moment


class Meeting(Base):
    """One meeting. `look_at`: when the desk is asked what was decided; None once it has been, or has been asked."""

    __tablename__ = "meeting"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    held_on: Mapped[datetime] = mapped_column(Moment)
    who: Mapped[str] = mapped_column(Text)
    called_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    look_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    decision: Mapped[str | None] = mapped_column(Text)
