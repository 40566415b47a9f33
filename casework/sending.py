"""The life of an outbox row: claimed, sent by the best channel that is open, and what becomes of it afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from domain.account import Account
from models.control import Switch
from models.outbox import OutboxRow
from models.person import Person
from models.question import Question

UNFINISHED = ("queued", "inflight")
BATCH = 100
STALE = timedelta(minutes=1)  # A row in flight for so long belonged to a worker that has died.
SAME_ID = timedelta(minutes=9)  # The platform knows a client_msg_id for ten.
GIVE_UP = timedelta(days=1)  # After a day without reaching the platform the news waits for her next message.
BACK_OFF = tuple(timedelta(seconds=seconds) for seconds in (5, 10, 30, 60, 120, 300, 600))
ACCOUNT_WIDE = "*"
AT_ONCE = ("alarm", "emergency")  # These wait behind nothing.
SURVEYS = ("completed", "voice_rated")  # Where more is due than can go at once, these wait for all else.
# What continues a conversation: as a chat message while that is possible, because a template has no room for it.
SPOKEN = ("words", "emergency", "voice_read", "voice_split", "voice_rated", "voice_not_done")
Channel = Literal["template", "custom"]


@dataclass(frozen=True, slots=True)
class Parcel:
    """One row on its way: everything that sending needs, so that no transaction stays open meanwhile."""

    row_id: int
    account: str
    openid: str
    kind: str
    facts: Mapping[str, Any]
    question_id: int | None
    client_msg_id: str
    trace: str | None
    channel: Channel
    staff: bool
    claimed_at: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a try. `off` is an ability to switch off, until `until` (None: until an admin acts)."""

    what: Literal["sent", "unknown", "retry", "next", "wait", "unfollowed", "failed"]
    msgid: str | None = None
    error: str | None = None
    until: datetime | None = None
    off: str | None = None


def claim(
    session: Session,
    accounts: Mapping[str, Account],
    template_of: Callable[[str], str],
    now: datetime,
    awake: Callable[[datetime], datetime] = lambda at: at,
) -> list[Parcel]:
    """Take up to a hundred due rows, each the first unfinished one of its person, and choose their channel.

    A row for which no channel is open becomes `held` at once; it is told on the person's next message.
    `awake` gives the moment when residents may be disturbed again: what is not urgent waits for it.
    """
    _take_back(session, now)
    off = _switched_off(session, now)
    parcels: list[Parcel] = []
    while not parcels and (due := session.execute(_due(now)).all()):
        parcels = _plan(due, accounts, template_of, off, now, awake)
    return parcels


def _plan(
    due: Sequence[Any],
    accounts: Mapping[str, Account],
    template_of: Callable[[str], str],
    off: Mapping[tuple[str, str], datetime],
    now: datetime,
    awake: Callable[[datetime], datetime],
) -> list[Parcel]:
    """Choose a channel for each due row; every row is sent, held or put off, so that none comes up again at once."""
    parcels = []
    for row, person in due:
        account = accounts.get(row.account)
        if account is None or person.openid is None or not person.following:
            _finish(row, "held" if person.openid else "failed", now, "nobody to send to")
            continue
        if person.staff_id is None and not row.facts.get("urgent") and awake(now) > now:
            row.due_at = awake(now)
            continue
        waits = off.get((row.account, ACCOUNT_WIDE))
        if waits is not None:
            row.due_at = min(waits, now + timedelta(minutes=10))
            continue
        channel = _channel(row, person, account, template_of(row.kind), off, now)
        if channel is None:
            _finish(row, "held", now, row.error)
            continue
        row.status, row.channel, row.inflight_since = "inflight", channel, now
        row.first_try_at = row.first_try_at or now
        row.attempts += 1
        parcels.append(_parcel(row, person, now))
    return parcels


def _due(now: datetime) -> Any:
    earlier = aliased(OutboxRow)
    ahead = exists().where(
        earlier.person_id == OutboxRow.person_id,
        earlier.id < OutboxRow.id,
        or_(
            earlier.status == "inflight",
            and_(earlier.status == "queued", or_(earlier.due_at <= now, earlier.attempts > 0)),
        ),
    )
    return (
        select(OutboxRow, Person)
        .join(Person, Person.id == OutboxRow.person_id)
        .where(OutboxRow.status == "queued", OutboxRow.due_at <= now, or_(OutboxRow.kind.in_(AT_ONCE), ~ahead))
        .order_by(OutboxRow.kind.not_in(AT_ONCE), OutboxRow.kind.in_(SURVEYS), OutboxRow.due_at, OutboxRow.id)
        .limit(BATCH)
        .with_for_update(of=OutboxRow, skip_locked=True)
    )


def _take_back(session: Session, now: datetime) -> None:
    """What a dead worker held: a template is tried again under its id, anything else may have arrived."""
    query = (
        select(OutboxRow)
        .where(OutboxRow.status == "inflight", OutboxRow.inflight_since < now - STALE)
        .with_for_update(skip_locked=True)
    )
    for row in session.execute(query).scalars():
        _uncertain(row, now, "the worker died")


def _uncertain(row: OutboxRow, now: datetime, error: str) -> None:
    again = row.channel == "template" and now - (row.first_try_at or now) < SAME_ID
    if again:
        row.status, row.due_at, row.error = "queued", now + BACK_OFF[0], error
    else:
        _finish(row, "unknown", now, error)


def _switched_off(session: Session, now: datetime) -> dict[tuple[str, str], datetime]:
    """What each account may not do now, and until when."""
    query = select(Switch).where(or_(Switch.until.is_(None), Switch.until > now))
    for_good = now + timedelta(days=36500)
    return {(one.account, one.ability): one.until or for_good for one in session.scalars(query)}


def _channel(
    row: OutboxRow,
    person: Person,
    account: Account,
    template: str,
    off: Mapping[tuple[str, str], datetime],
    now: datetime,
) -> Channel | None:
    tried = row.tried.split(",")
    open_channels: list[Channel] = []
    closed = {"template", f"template:{template}"}
    if (
        "template" in account.abilities
        and template in account.templates
        and not any((account.id, ability) in off for ability in closed)
    ):
        open_channels.append("template")
    if "custom" in account.abilities and (account.id, "custom") not in off and _window(person, now):
        open_channels.append("custom")
    if row.kind in SPOKEN or (person.staff_id is not None and account.staff_push == "custom"):
        open_channels.reverse()
    return next((channel for channel in open_channels if channel not in tried), None)


def _window(person: Person, now: datetime) -> bool:
    by_words = person.window_until is not None and now < person.window_until and person.window_left > 0
    by_tap = person.tap_until is not None and now < person.tap_until and person.tap_left > 0
    return by_words or by_tap


def _parcel(row: OutboxRow, person: Person, now: datetime) -> Parcel:
    return Parcel(
        row.id,
        row.account,
        person.openid or "",
        row.kind,
        dict(row.facts),
        row.question_id,
        row.client_msg_id,
        row.trace,
        "template" if row.channel == "template" else "custom",
        person.staff_id is not None,
        now,
        row.attempts,
    )


def release(session: Session, parcels: Sequence[Parcel], now: datetime) -> None:
    """Give back rows that were claimed and not tried: nothing of them has left this machine."""
    for parcel in parcels:
        row = session.get(OutboxRow, parcel.row_id, with_for_update=True)
        if row is not None and row.status == "inflight" and row.inflight_since == parcel.claimed_at:
            row.status, row.due_at = "queued", now
            row.attempts -= 1


def settle(session: Session, row_id: int, outcome: Outcome, now: datetime, claimed_at: datetime | None = None) -> None:
    """Write down what became of a try; a row that has been taken back meanwhile is left alone."""
    row = session.get(OutboxRow, row_id, with_for_update=True)
    if row is None or row.status != "inflight" or (claimed_at and row.inflight_since != claimed_at):
        return
    if outcome.off is not None:
        _switch_off(session, row.account, outcome, now)
    if outcome.error:
        row.error = outcome.error
    if outcome.what == "sent":
        _sent(session, row, outcome, now)
    elif outcome.what == "unknown":
        _uncertain(row, now, outcome.error or "")
    elif outcome.what == "next":
        row.tried = f"{row.tried},{row.channel}".strip(",")
        row.status, row.due_at = "queued", now
    elif outcome.what in ("retry", "wait"):
        _later(row, outcome, now)
    else:
        if outcome.what == "unfollowed":
            session.get_one(Person, row.person_id).following = False
        _finish(row, "held" if outcome.what == "unfollowed" else "failed", now, outcome.error)


def _sent(session: Session, row: OutboxRow, outcome: Outcome, now: datetime) -> None:
    row.status, row.msgid, row.finished_at = "sent", outcome.msgid, now
    if row.question_id is not None:
        question = session.get_one(Question, row.question_id)
        question.reached_at = question.reached_at or now
    if row.channel == "custom":
        person = session.get_one(Person, row.person_id)
        if person.window_until is not None and now < person.window_until and person.window_left > 0:
            person.window_left -= 1
        else:
            person.tap_left = max(0, person.tap_left - 1)


def _later(row: OutboxRow, outcome: Outcome, now: datetime) -> None:
    if now - (row.first_try_at or now) > GIVE_UP:
        _finish(row, "held", now, outcome.error)
        return
    pause = BACK_OFF[min(row.attempts, len(BACK_OFF)) - 1]
    row.status, row.due_at = "queued", outcome.until or now + pause


def _switch_off(session: Session, account: str, outcome: Outcome, now: datetime) -> None:
    assert outcome.off is not None
    switch = Switch(account=account, ability=outcome.off, until=outcome.until, reason=outcome.error or "", at=now)
    session.merge(switch)


def _finish(row: OutboxRow, status: str, now: datetime, error: str | None) -> None:
    row.status, row.finished_at, row.error = status, now, error


def backlog(session: Session, now: datetime) -> tuple[int, float]:
    """How many rows are unfinished, and for how many seconds the oldest one has been due."""
    pending, oldest = 0, now
    for status in UNFINISHED:  # One after the other: each has an index of its own.
        query = select(func.count(), func.min(OutboxRow.due_at)).where(
            OutboxRow.status == status, OutboxRow.due_at <= now
        )
        found, earliest = session.execute(query).one()
        pending, oldest = pending + found, min(oldest, earliest or now)
    return pending, (now - oldest).total_seconds()


def counts(session: Session) -> dict[str, int]:
    """How many rows wait, are on their way and were refused for good."""
    return {
        status: session.execute(select(func.count()).where(OutboxRow.status == status)).scalar_one()
        for status in (*UNFINISHED, "failed")
    }
