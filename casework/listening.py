"""Voices that wait for their words: which is next, and what becomes of one whose words do not come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.evidence import KEPT_BY_PLATFORM
from models.medium import Medium
from models.person import Person

STALE = timedelta(minutes=10)  # One that has said nothing for so long has died with its worker.
TRIES = 3  # A recording that kills its worker each time must not do so for ever.
AGAIN = timedelta(minutes=1)
WITHOUT_ENGINE = timedelta(minutes=10)
TOO_LATE = timedelta(days=1)  # By then somebody has listened.
WAITING = ("due", "inflight")


@dataclass(frozen=True, slots=True)
class Recording:
    """A voice to be turned into words, without its row; `home` is the unit where its speaker lives."""

    medium_id: int
    account: str
    file: str
    home: str | None


def claim(session: Session, now: datetime) -> Recording | None:
    """Take the voice that has waited longest, also one whose worker died; None when none waits."""
    query = (
        select(Medium, Person.home_unit)
        .join(Person, Person.id == Medium.person_id)
        .where(Medium.hearing.in_(WAITING), Medium.hearing_due <= now)
        .order_by(Medium.hearing_due, Medium.id)
        .limit(1)
        .with_for_update(of=Medium, skip_locked=True)
    )
    while (row := session.execute(query).one_or_none()) is not None:
        medium, home = row
        if medium.hearing_tries >= TRIES:
            _end(medium, "failed", "engine")
        elif now - medium.sent_at > TOO_LATE:
            _end(medium, "failed", "late")
        else:
            medium.hearing, medium.hearing_due = "inflight", now + STALE
            medium.hearing_tries += 1
            return Recording(medium.id, medium.account, medium.file or "", home)
        session.flush()
    return None


def _end(medium: Medium, what: str, why: str) -> None:
    medium.hearing, medium.hearing_why, medium.hearing_due = what, why, None


def in_hand(session: Session, medium_id: int) -> Medium | None:
    """The voice, locked, if it still waits for what this worker has found out; None once another was faster."""
    medium = session.get(Medium, medium_id, with_for_update=True, populate_existing=True)
    return medium if medium is not None and medium.hearing == "inflight" else None


def put_off(session: Session, medium_id: int, now: datetime) -> None:
    """There is no engine just now: that was no try."""
    medium = in_hand(session, medium_id)
    if medium is not None:
        medium.hearing, medium.hearing_due = "due", now + WITHOUT_ENGINE
        medium.hearing_tries -= 1


def try_again(session: Session, medium_id: int, now: datetime) -> None:
    """Something went wrong on the way; after the last try `claim` gives up."""
    medium = in_hand(session, medium_id)
    if medium is not None:
        medium.hearing, medium.hearing_due = "due", now + AGAIN


def give_up(session: Session, medium_id: int, why: str, now: datetime) -> None:
    """There is nothing to understand in this file; a voice of which the platform has another recording gets that."""
    medium = in_hand(session, medium_id)
    if medium is None:
        return
    if medium.best_media_id and medium.media_id and why != "silent" and now - medium.sent_at < KEPT_BY_PLATFORM:
        medium.best_media_id, medium.hearing, medium.hearing_tries = None, None, 0
        medium.status, medium.due_at = "pending", now
        return
    _end(medium, "silent" if why == "silent" else "unreadable", why)


def due(session: Session, now: datetime) -> bool:
    """Whether the bell should ring for a voice."""
    query = select(Medium.id).where(Medium.hearing.in_(WAITING), Medium.hearing_due <= now)
    return session.execute(query.limit(1)).first() is not None
