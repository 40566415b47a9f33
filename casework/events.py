"""Known events: announced once by the desk; whoever reports one is answered, joins, and hears when it is over."""

from __future__ import annotations

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from casework import dispatch, handling
from casework.steps import can
from casework.work import Actor, CaseworkError, Work, find_case, staff_by_id
from domain.lifecycle import Action, Role
from models.case import Case
from models.event import KnownEvent

JOINED = "event"  # The course of a case that has joined.
BATCH = 100
GOING_ON = (
    select(KnownEvent)
    .where(KnownEvent.account == bindparam("account"), KnownEvent.over_at.is_(None))
    .order_by(KnownEvent.id.desc())
)


def post(work: Work, staff_id: int, category: str, unit: str, words: str) -> KnownEvent:
    """通知: from now on whoever reports this in the unit is told so at once."""
    event = KnownEvent(
        account=work.account.id,
        category=category,
        unit=unit,
        words=words,
        posted_by=staff_id,
        posted_at=work.now,
        told_all=False,
    )
    work.session.add(event)
    work.session.flush()
    return event


def going_on(work: Work) -> list[KnownEvent]:
    """What was announced in this account and is not over, the newest first."""
    return list(work.session.scalars(GOING_ON, {"account": work.account.id}))


def matching(work: Work, category: str | None, unit: str | None) -> KnownEvent | None:
    """The event that a report is about: of its category, and around its place."""
    if category is None or unit is None:
        return None
    org = work.rules.org
    return next((one for one in going_on(work) if one.category == category and org.within(unit, one.unit)), None)


def join(work: Work, case: Case, event: KnownEvent) -> None:
    """A new case belongs to an event: nobody is sent for it, and its answer has been given."""
    case.event_id, case.course = event.id, JOINED
    case.first_words_at = work.now
    case.desk_unit = dispatch.home_desk(work, case)


def leave(work: Work, case: Case) -> None:
    """She says it is something else: the case takes the full course. Raises CaseworkError `not_now`."""
    if case.course != JOINED or not case.is_open:
        raise CaseworkError("not_now")
    case.event_id, case.course, case.first_words_at = None, "full", None
    dispatch.by_rules(work, case)


def end(work: Work, event_id: int, staff_id: int, words: str) -> tuple[KnownEvent, int]:
    """结束通知: it is over; all who joined are told by the sweep. Returns the event and how many those are.

    Raises CaseworkError `no_event`.
    """
    event = work.session.get(KnownEvent, event_id, with_for_update=True)
    if event is None or event.account != work.account.id or event.over_at is not None:
        raise CaseworkError("no_event")
    event.over_at, event.over_by, event.over_words = work.now, staff_id, words
    return event, joined(work, event)


def joined(work: Work, event: KnownEvent) -> int:
    """How many open cases belong to it."""
    query = select(func.count()).select_from(Case).where(Case.event_id == event.id, Case.course == JOINED, Case.is_open)
    return work.session.scalar(query) or 0


def to_be_told(session: Session) -> list[tuple[str, int, int | None]]:
    """(account, event, case) of open cases whose event is over; without a case: an event whose last one was told."""
    over = select(KnownEvent.account, KnownEvent.id).where(KnownEvent.over_at.is_not(None), ~KnownEvent.told_all)
    found: list[tuple[str, int, int | None]] = []
    for account, event_id in session.execute(over).all():
        cases = (
            select(Case.id)
            .where(Case.event_id == event_id, Case.course == JOINED, Case.is_open)
            .order_by(Case.id)
            .limit(BATCH)
        )
        ids: list[int | None] = list(session.scalars(cases))
        found += [(account, event_id, case_id) for case_id in ids or [None]]
    return found


def tell_end(work: Work, event_id: int, case_id: int | None) -> bool:
    """One of these: the case is completed with the words of the end, which asks her whether it is really so."""
    event = work.session.get_one(KnownEvent, event_id)
    if case_id is None:
        event.told_all = True
        return False
    case = find_case(work, case_id)
    if case is None or not case.is_open or case.event_id != event_id or case.course != JOINED:
        return False
    case.course = "full"  # From here on it is a case like any other: 没办好 brings it back with all its clocks.
    row = staff_by_id(work, event.over_by)
    actor = Actor(Role.DESK, staff_id=event.over_by, name=row.name if row else "", phone=row.phone if row else "")
    if not can(case, Action.COMPLETE, actor):
        return False  # Somebody does something else with it by now.
    handling.complete(work, case, actor, event.over_words or "恢复正常了")
    return True
