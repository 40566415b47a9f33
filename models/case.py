"""One matter of one resident, from the first word to the end."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Facts, Items, Moment, only_where

JOINED = "parent_id IS NOT NULL"  # The few that have; an index of all would look useless to a planner.


class Case(Base):
    """A case. `owner_id` is the named person who has it; without one, the desk of `desk_unit` answers for it."""

    __tablename__ = "cases"
    __table_args__ = (
        Index("ix_cases_account_number", "account", "number"),
        Index("ix_cases_owner_open", "owner_id", "is_open"),
        Index("ix_cases_desk_open", "desk_unit", "is_open"),
        Index("ix_cases_reporter", "reporter_id", "is_open"),
        Index("ix_cases_account_look_at", "account", "look_at"),
        Index("ix_cases_parent_id", "parent_id", **only_where(JOINED)),
        Index("ix_cases_event_id", "event_id", **only_where("event_id IS NOT NULL")),
        Index("ix_cases_alarm_due", "alarm_due", **only_where("alarm_due IS NOT NULL")),
        Index("ix_cases_open", "status", sqlite_where=text("is_open = 1"), postgresql_where=text("is_open")),
        Index("ix_cases_alike", "account", "category", "is_open", "unit"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(String(64))
    number: Mapped[int] = mapped_column()
    token: Mapped[str] = mapped_column(String(43), unique=True)  # The resident's page.
    status: Mapped[str] = mapped_column(String(16))
    is_open: Mapped[bool] = mapped_column(default=True)
    course: Mapped[str] = mapped_column(String(16), default="full")  # full, answered, passing (随手办), event, joined

    # What it is about.
    category: Mapped[str] = mapped_column(String(64))
    runner_up: Mapped[str | None] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(16))
    words: Mapped[str] = mapped_column(Text)
    reasons: Mapped[list[Any]] = mapped_column(Items, default=list)
    care: Mapped[bool] = mapped_column(default=False)  # Of somebody who needs special care: a visit, a call-back.
    urgent: Mapped[bool] = mapped_column(default=False)
    emergency: Mapped[str | None] = mapped_column(String(16))
    confidential: Mapped[bool] = mapped_column(default=False)
    needs_look: Mapped[bool] = mapped_column(default=False)  # A voice or photo without words: somebody must.

    # Where it is.
    unit: Mapped[str | None] = mapped_column(String(64))
    place: Mapped[str | None] = mapped_column(String(255))
    lat: Mapped[float | None] = mapped_column()
    lng: Mapped[float | None] = mapped_column()

    # Who.
    reporter_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    on_behalf: Mapped[str | None] = mapped_column(String(64))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    desk_unit: Mapped[str | None] = mapped_column(String(64))
    first_asked_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    supervisor_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    event_id: Mapped[int | None] = mapped_column(ForeignKey("known_event.id"))  # Which it has joined.
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))  # The case that carries it.

    # When.
    received_at: Mapped[datetime] = mapped_column(Moment, index=True)
    begun_at: Mapped[datetime | None] = mapped_column(Moment)  # This round's beginning, once it was reopened.
    pooled_at: Mapped[datetime | None] = mapped_column(Moment)  # When it came back into a desk's pool.
    dispatched_at: Mapped[datetime | None] = mapped_column(Moment)
    signed_at: Mapped[datetime | None] = mapped_column(Moment)
    first_words_at: Mapped[datetime | None] = mapped_column(Moment)
    completed_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    dispatch_due: Mapped[datetime | None] = mapped_column(Moment)
    sign_due: Mapped[datetime | None] = mapped_column(Moment)
    answer_due: Mapped[datetime] = mapped_column(Moment)
    solve_due: Mapped[datetime] = mapped_column(Moment)
    sign_from: Mapped[datetime | None] = mapped_column(Moment)  # Since when its owner is waited for.
    look_at: Mapped[datetime | None] = mapped_column(Moment)  # When the sweep has to look at it next.
    marks: Mapped[dict[str, Any]] = mapped_column(Facts, default=dict)  # What was done about each clock.
    review_at: Mapped[datetime | None] = mapped_column(Moment)  # When one that was laid aside is looked at again.
    told_unit: Mapped[str | None] = mapped_column(String(64))  # The highest level that knows of a missed limit.
    alarm_due: Mapped[datetime | None] = mapped_column(Moment)  # An unanswered alarm rings again.

    crowd_at: Mapped[datetime | None] = mapped_column(Moment)  # When the desk was told how many stand behind it.

    # How it ended.
    result: Mapped[str | None] = mapped_column(String(16))  # solved, explained, referred, planned
    result_words: Mapped[str | None] = mapped_column(Text)
    rating: Mapped[int | None] = mapped_column()  # 1 good, 2 fair, 3 not done; None: unrated
    returns: Mapped[int] = mapped_column(default=0)
    ruled: Mapped[bool] = mapped_column(default=False)  # Whose it is has been ruled: no more returns.
    reopens: Mapped[int] = mapped_column(default=0)
    asks: Mapped[int] = mapped_column(default=0)
    urges: Mapped[int] = mapped_column(default=0)
    photo_asked: Mapped[bool] = mapped_column(default=False)


class HistoryEntry(Base):
    """One step of a case: appended, never edited."""

    __tablename__ = "history"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    at: Mapped[datetime] = mapped_column(Moment)
    action: Mapped[str] = mapped_column(String(24))
    source: Mapped[str | None] = mapped_column(String(16))
    target: Mapped[str] = mapped_column(String(16))
    role: Mapped[str] = mapped_column(String(16))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str | None] = mapped_column(Text)
    facts: Mapped[dict[str, Any]] = mapped_column(Facts, default=dict)


class Counter(Base):
    """How many case numbers an account has given, round after round."""

    __tablename__ = "counter"

    account: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[int] = mapped_column(default=0)
