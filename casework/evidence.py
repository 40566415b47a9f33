"""Photos, voices and videos: each is a row at once and a file as soon as a job has fetched it."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from casework.work import Work
from models.case import Case
from models.medium import Medium
from models.person import Person

KEPT_BY_PLATFORM = timedelta(days=3)  # Afterwards a media id is dead.
RETRY = (timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
LOOSE_FOR = timedelta(minutes=10)  # How long what somebody has sent waits for the case that it belongs to.
LOOSE = and_(Medium.case_id.is_(None), Medium.sent_at > bindparam("loose_since"))
LOOSE_ONES = select(Medium).where(Medium.person_id == bindparam("person"), LOOSE).order_by(Medium.id.desc())
STALE = timedelta(minutes=2)  # A fetch that has said nothing for so long has died with its worker.


def keep(
    work: Work,
    person: Person,
    kind: str,
    *,
    media_id: str | None,
    best_media_id: str | None = None,
    url: str | None = None,
    audio_format: str | None = None,
    case: Case | None = None,
    by_staff: bool = False,
    words: str | None = None,
) -> Medium:
    """Note a medium that has come in, so that a job fetches it; `words` are those that came along with a voice."""
    medium = Medium(
        token=secrets.token_urlsafe(16),
        account=work.account.id,
        case_id=case.id if case else None,
        person_id=person.id,
        by_staff=by_staff,
        kind=kind,
        media_id=media_id,
        best_media_id=best_media_id,
        url=url,
        format=audio_format,
        status="pending",
        attempts=0,
        due_at=work.now,
        sent_at=work.now,
        words=words,
        hearing="heard" if words else None,
        hearing_tries=0,
    )
    work.session.add(medium)
    work.session.flush()
    work.empty_handed.discard(person.id)
    return medium


def loose_media(work: Work, person: Person) -> list[Medium]:
    """Media that a person has just sent and that belong to no case yet, the newest first."""
    if person.id in work.empty_handed:
        return []
    return list(work.session.scalars(LOOSE_ONES, {"person": person.id, "loose_since": work.now - LOOSE_FOR}))


def media_of(work: Work, case: Case) -> list[Medium]:
    """All media of a case, the oldest first."""
    query = select(Medium).where(Medium.case_id == case.id).order_by(Medium.id)
    return list(work.session.execute(query).scalars())


def platform_id(work: Work, medium: Medium) -> str | None:
    """The media id while the platform still knows it: same account, less than three days old."""
    fresh = work.now - medium.sent_at < KEPT_BY_PLATFORM
    return medium.media_id if fresh and medium.account == work.account.id else None


def claim_fetches(session: Session, now: datetime, limit: int = 20) -> list[Medium]:
    """Take media that are due for fetching, also those whose worker died."""
    query = (
        select(Medium)
        .where(Medium.status.in_(("pending", "inflight")), Medium.due_at <= now)
        .order_by(Medium.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    media = list(session.execute(query).scalars())
    for medium in media:
        medium.status, medium.due_at = "inflight", now + STALE
        medium.attempts += 1
    return media


def fetched(session: Session, medium_id: int, file: str, mime: str, now: datetime, *, hears: bool = False) -> None:
    """The file is on disk; where something `hears`, a resident's voice now waits for its words."""
    medium = session.get_one(Medium, medium_id)
    medium.status, medium.file, medium.mime = "kept", file, mime
    if hears and medium.kind == "voice" and not medium.by_staff and medium.hearing is None:
        medium.hearing, medium.hearing_due = "due", now


def fetch_failed(session: Session, medium_id: int, now: datetime, *, final: bool) -> None:
    """Try again later, or give up once the platform has forgotten it."""
    medium = session.get_one(Medium, medium_id)
    if final or now - medium.sent_at > KEPT_BY_PLATFORM:
        medium.status = "lost"
        return
    medium.status = "pending"
    medium.due_at = now + RETRY[min(medium.attempts, len(RETRY)) - 1]


def fetches_due(session: Session, now: datetime) -> bool:
    """Whether the bell should ring for media."""
    query = select(Medium.id).where(Medium.status.in_(("pending", "inflight")), Medium.due_at <= now)
    return session.execute(query.limit(1)).first() is not None
