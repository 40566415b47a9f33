"""Who is writing, locked until commit, and whether anything waits for her: all of it in one question."""

from __future__ import annotations

from sqlalchemy import bindparam, exists, func, literal, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from casework.delivery import TELL_LATER
from casework.evidence import LOOSE, LOOSE_FOR
from casework.questions import LATELY, OF_LATE
from casework.work import ON_LEAVE, Work
from models.inbox import InboxMessage
from models.leave import Leave
from models.medium import Medium
from models.outbox import OutboxRow
from models.person import Person
from models.question import Question
from models.staff import StaffMember


class AnsweredBeforeError(Exception):
    """The message has got its answer already."""


# Statements are built once: every message runs them. For the same reason no IN, which is written out at each run.
PHONES_AWAY = (
    select(func.aggregate_strings(StaffMember.phone, ","))
    .join(Leave, Leave.staff_id == StaffMember.id)
    .where(ON_LEAVE)
    .scalar_subquery()
)
UNTOLD = or_(*(OutboxRow.status == one for one in TELL_LATER))
MET = (
    select(
        Person,
        exists(literal(1)).where(InboxMessage.account == bindparam("account"), InboxMessage.key == bindparam("key")),
        exists(literal(1)).where(Question.person_id == Person.id, LATELY),
        exists(literal(1)).where(OutboxRow.person_id == Person.id, UNTOLD),
        exists(literal(1)).where(Medium.person_id == Person.id, LOOSE),
        PHONES_AWAY,
    )
    .where(Person.account == bindparam("account"), Person.openid == bindparam("openid"))
    .with_for_update(key_share=True, of=Person)
)
MAKE = {
    name: select(Person).from_statement(
        dialect.insert(Person)
        .values(
            account=bindparam("account"),
            openid=bindparam("openid"),
            created_at=bindparam("now"),
            following=True,
            tagged=False,
            window_left=0,
            tap_left=0,
            talk={},
        )
        .on_conflict_do_nothing()
        .returning(Person)
    )
    for name, dialect in (("postgresql", postgresql), ("sqlite", sqlite))
}


def meet(work: Work, openid: str, key: str = "") -> Person:
    """The person behind an openid; made at the first meeting.

    `key` is that of the message she sends: raises AnsweredBeforeError where it has been answered. Two deliveries of one
    message wait for each other at her row; should both pass here all the same, as with somebody who has left since,
    only one of them is kept.
    """
    given = {"account": work.account.id, "openid": openid, "key": key, "now": work.now}
    given |= {"since": work.now - OF_LATE, "loose_since": work.now - LOOSE_FOR}
    row = work.session.execute(MET, given).one_or_none()
    if row is None:
        newcomer = _make(work, openid)
        if newcomer is not None:
            return newcomer
        row = work.session.execute(MET, given).one()  # Another message of hers was here first.
    person: Person = row[0]
    answered, asked, waits, loose, away = row[1:]
    if answered:
        raise AnsweredBeforeError
    work.on_leave(away.split(",") if away else ())
    _note(work, person, asked=asked, waits=waits, loose=loose)
    return person


def _make(work: Work, openid: str) -> Person | None:
    """Whom nobody has met before, and whom nothing can wait for; None where somebody has just made her."""
    make = MAKE[work.session.get_bind().dialect.name]
    person = work.session.scalar(make, {"account": work.account.id, "openid": openid, "now": work.now})
    if person is not None:
        _note(work, person, asked=False, waits=False, loose=False)
    return person


def _note(work: Work, person: Person, *, asked: bool, waits: bool, loose: bool) -> None:
    """What need not be asked again in this unit of work: the questions, the news and the media there are not."""
    if not asked:
        work.asked[person.id] = []
    if not loose:
        work.empty_handed.add(person.id)
    if not waits:
        work.up_to_date.add(person.id)
