"""A call-back (回访): somebody of the desk asks on the phone or at the door whether it is really solved."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Moment


class CallBack(Base):
    """One case to be called back. `outcome` is None while it waits; `rating` is what she said, if she was reached."""

    __tablename__ = "callback"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    desk_unit: Mapped[str] = mapped_column(String(64), index=True)
    why: Mapped[str] = mapped_column(String(12))  # not_done, care, sample, no_chat, visit
    created_at: Mapped[datetime] = mapped_column(Moment)
    from_at: Mapped[datetime | None] = mapped_column(Moment)  # A return visit is not made before this.
    due_at: Mapped[datetime | None] = mapped_column(
        Moment, index=True
    )  # None once it is done, or the level above has been told.
    tries: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    how: Mapped[str | None] = mapped_column(String(8))  # phone, door
    outcome: Mapped[str | None] = mapped_column(String(12))  # rated, reopened, upheld, unreached, dropped
    rating: Mapped[int | None] = mapped_column()
    looks: Mapped[str] = mapped_column(String(32), default="")  # Of 三看: lawful, in_place, accepted.
    words: Mapped[str | None] = mapped_column(Text)
