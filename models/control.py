"""The few rows that let several processes act as one: rules, leases, and what an account may not do just now."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Moment


class RulesVersion(Base):
    """A config file that was valid when it was saved; the newest one is in force."""

    __tablename__ = "rules_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), index=True)
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)


class Lease(Base):
    """Who may act alone, and until when."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    holder: Mapped[str] = mapped_column(String(64))
    until: Mapped[datetime] = mapped_column(Moment)


class Switch(Base):
    """An ability of an account that the platform has refused: off until then, with its reason for the admin."""

    __tablename__ = "switch"

    account: Mapped[str] = mapped_column(String(64), primary_key=True)
    ability: Mapped[str] = mapped_column(String(64), primary_key=True)
    until: Mapped[datetime | None] = mapped_column(Moment)  # None: until somebody switches it on again.
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)
