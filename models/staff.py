"""Staff as the database knows them: a mirror of the config, so that cases can point at somebody who has left."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Moment


class StaffMember(Base):
    """One person of the config, identified by phone; inactive once the config no longer names the phone."""

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    phone: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(64))
    active: Mapped[bool] = mapped_column(default=True)
    given_at: Mapped[datetime | None] = mapped_column(Moment)  # When he was last given a case.
    sheet_on: Mapped[date | None] = mapped_column(Date)  # The day whose sheet he has been sent.


class Invite(Base):
    """A one-time code that binds a chat to a staff member; only its hash is kept."""

    __tablename__ = "invite"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
