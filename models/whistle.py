"""Whistles (吹哨) on a case, and the departments that each of them has called."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Facts, Moment


class Whistle(Base):
    """One whistle that was passed on; a request that still waits for the desk is in `request`."""

    __tablename__ = "whistle"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[str] = mapped_column(String(8))  # routine, key, hard
    words: Mapped[str] = mapped_column(Text)
    blown_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    passed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    begun_at: Mapped[datetime] = mapped_column(Moment)


class Called(Base):
    """One department of a whistle, from the call to the whistler's own look and his grade.

    A partner (共建单位) has no limits. `look_at`: when its clocks, or news that it is over, are due.
    """

    __tablename__ = "called"
    __table_args__ = (Index("ix_called_department_ended_at", "department", "ended_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    whistle_id: Mapped[int] = mapped_column(ForeignKey("whistle.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    department: Mapped[str] = mapped_column(String(64))
    lead: Mapped[bool] = mapped_column(default=False)
    called_at: Mapped[datetime] = mapped_column(Moment)
    report_due: Mapped[datetime | None] = mapped_column(Moment)
    finish_due: Mapped[datetime | None] = mapped_column(Moment)
    reported_at: Mapped[datetime | None] = mapped_column(Moment)
    reported_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    claimed_at: Mapped[datetime | None] = mapped_column(Moment)  # None again once the whistler found it not done.
    claim_words: Mapped[str | None] = mapped_column(Text)
    refusals: Mapped[int] = mapped_column(default=0)
    verified_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)  # Verified, let go, or the case went another way.
    grade: Mapped[int | None] = mapped_column()  # 1 good, 2 fair, 3 poor
    graded_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    marks: Mapped[dict[str, Any]] = mapped_column(Facts, default=dict)
    told_unit: Mapped[str | None] = mapped_column(String(64))
    look_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
