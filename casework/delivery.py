"""The outbox: what somebody is to be told later, with its facts frozen in the commit that made it true."""

from __future__ import annotations

import secrets
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Integer, bindparam, delete, select, update

from casework import joined
from casework.facts import case_facts, iso
from casework.people import chat_of, chat_of_member
from casework.scope import own_work, unit_of
from casework.work import Work
from domain.durations import Duration
from domain.org import Staff
from models.case import Case
from models.errand import Errand
from models.outbox import OutboxRow
from models.person import Person
from models.question import Question

# What is worth a phone call to somebody without a chat.
PASSED_ON = frozenset(
    {"signed", "said", "completed", "rejected", "extended", "seen", "dispatched", "handed"}
    | {"suspended", "resumed", "upheld", "reopened_for_her", "decided_for_her"}
)
OWN_DOING = frozenset({"signed", "said", "seen", "dispatched", "handed"})  # He speaks with her himself.
TELL_WITHIN = Duration(1, "wd")  # How long the desk trusts that it has been told.
# What those who have joined a case are told with it, each about her own number.
TOLD_ALL = frozenset(
    {"signed", "said", "dispatched", "handed", "extended", "suspended", "resumed"}
    | {"whistled", "department_in", "meeting_for_her", "decided_for_her"}
)
TELL_LATER = ("held", "unknown")  # News that did not arrive for certain and is told on the next reply.
UNTOLD = (
    select(OutboxRow)
    .where(OutboxRow.person_id == bindparam("person"), OutboxRow.status.in_(TELL_LATER))
    .order_by(OutboxRow.id)
    .limit(bindparam("most", type_=Integer))
)


def tell_resident(
    work: Work,
    case: Case,
    kind: str,
    *,
    question: Question | None = None,
    after: timedelta = timedelta(0),
    **more: Any,
) -> OutboxRow | None:
    """Queue news of a case for its reporter, and for those who have joined it."""
    if kind in TOLD_ALL:
        for child in joined.children(work, case, lock=False):
            _tell_reporter(work, child, kind, work.now + after, None, more)
    return _tell_reporter(work, case, kind, work.now + after, question, more)


def _tell_reporter(
    work: Work, case: Case, kind: str, at: datetime, question: Question | None, more: dict[str, Any]
) -> OutboxRow | None:
    """For one of them; at night it waits for the morning unless the case is urgent."""
    reporter = work.session.get_one(Person, case.reporter_id)
    if told_by_others(case, reporter):
        return _pass_on(work, case, kind, at, more | {"phone_of": reporter.phone or ""})
    if reporter.staff_id is not None and reporter.staff_id == case.owner_id:
        return None  # His own find in his own hands: nobody is told what he has just done himself.
    if not case.urgent:
        at = after_quiet(at, work.rules.quiet, work.rules.zone)
    return _queue(work, case.account, case.reporter_id, case, kind, at, question, more)


def told_by_others(case: Case, reporter: Person) -> bool:
    """Whether the one concerned has no chat: she rang up, has left, or a staff member has reported it for her."""
    return reporter.openid is None or (case.on_behalf is not None and reporter.staff_id is not None)


def _pass_on(work: Work, case: Case, kind: str, at: datetime, more: dict[str, Any]) -> OutboxRow | None:
    """She has no chat: whoever took it in first, else the desk, is asked to tell her on the phone."""
    if kind not in PASSED_ON:
        return None
    chat = chat_of(work, case.first_asked_id, case.account) if case.first_asked_id else None
    desk = work.rules.org.desk(case.desk_unit or unit_of(work, case), work.away)
    while chat is None and desk is not None:
        chats = (chat_of_member(work, member, case.account) for member in desk.staff)
        chat, desk = (
            next((one for one in chats if one is not None), None),
            work.rules.org.next_level(desk.unit_id, work.away),
        )
    if chat is None or (chat.staff_id == case.owner_id and kind in OWN_DOING):
        return None
    assert chat.staff_id is not None
    calendar = work.rules.calendar(case.desk_unit or unit_of(work, case))
    due, words = calendar.add(at, TELL_WITHIN), str(more.get("note") or "")
    work.session.add(
        Errand(case_id=case.id, news=kind, words=words, staff_id=chat.staff_id, created_at=work.now, due_at=due)
    )
    return _queue(work, chat.account, chat.id, case, "pass_on", at, None, more | {"news": kind})


def tell_staff(work: Work, case: Case, staff_id: int | None, kind: str, **more: Any) -> OutboxRow | None:
    """Queue news of a case for a staff member; None when no chat is bound to him."""
    if staff_id is None:
        return None
    chat = chat_of(work, staff_id, case.account)
    if chat is None:
        return None
    return _queue(work, chat.account, chat.id, case, kind, work.now, None, more)


def tell_desk(work: Work, case: Case, kind: str, **more: Any) -> int:
    """Queue news for everybody at the case's desk, else at the next that has a chat; returns how many heard."""
    org = work.rules.org
    desk = org.desk(case.desk_unit or unit_of(work, case), work.away)
    while desk is not None:
        rows = [tell_member(work, case, member, kind, **more) for member in desk.staff]
        told = sum(row is not None for row in rows)
        if told:
            return told
        desk = org.next_level(desk.unit_id, work.away)  # Nobody there has a chat: the next level hears of it.
    return 0


def tell_member(work: Work, case: Case, member: Staff, kind: str, **more: Any) -> OutboxRow | None:
    """Queue news for a staff member of the config."""
    chat = chat_of_member(work, member, case.account)
    return _queue(work, chat.account, chat.id, case, kind, work.now, None, more) if chat else None


def tell_duty(work: Work, unit: str | None, kind: str, **facts: Any) -> int:
    """Queue news that belongs to no case for everybody at the desk of a place; returns how many have a chat."""
    desk = work.rules.org.desk(unit or work.account.unit, work.away)
    chats = [chat_of_member(work, member) for member in (desk.staff if desk else ())]
    rows = [tell_person(work, chat, kind, **facts) for chat in chats if chat is not None]
    return len(rows)


def tell_person(work: Work, person: Person, kind: str, **facts: Any) -> OutboxRow:
    """Queue news that belongs to no case."""
    return _queue(work, person.account, person.id, None, kind, work.now, None, facts)


def _queue(
    work: Work,
    account: str,
    person_id: int,
    case: Case | None,
    kind: str,
    at: datetime,
    question: Question | None,
    more: dict[str, Any],
) -> OutboxRow:
    facts = _facts(work, case, person_id) | more
    if case is not None and account != case.account:
        facts["elsewhere"] = facts["village"]  # In another account's chat a bare number would mean another case.
    row = OutboxRow(
        account=account,
        person_id=person_id,
        case_id=case.id if case else None,
        question_id=question.id if question else None,
        kind=kind,
        facts=facts,
        created_at=work.now,
        due_at=at,
        status="queued",
        client_msg_id=secrets.token_hex(12),
        trace=work.trace,
    )
    work.session.add(row)
    return row


def _facts(work: Work, case: Case | None, person_id: int) -> dict[str, Any]:
    if case is None:
        return {"time": iso(work.now)}
    return case_facts(own_work(work, case), case, for_her=person_id == case.reporter_id)


def cancel(work: Work, case: Case, *kinds: str, states: tuple[str, ...] = ("queued", "held")) -> int:
    """Take back untold news that is no longer true; returns how many rows were taken back."""
    done = work.session.execute(
        update(OutboxRow)
        .where(OutboxRow.case_id == case.id, OutboxRow.kind.in_(kinds), OutboxRow.status.in_(states))
        .values(status="cancelled", finished_at=work.now)
    )
    return done.rowcount + _cancel_passed_on(work, case, kinds, states)  # type: ignore[attr-defined]


def _cancel_passed_on(work: Work, case: Case, kinds: tuple[str, ...], states: tuple[str, ...]) -> int:
    query = select(OutboxRow).where(
        OutboxRow.case_id == case.id, OutboxRow.kind == "pass_on", OutboxRow.status.in_(states)
    )
    rows = [row for row in work.session.execute(query).scalars() if row.facts.get("news") in kinds]
    for row in rows:
        row.status, row.finished_at = "cancelled", work.now
    undone = delete(Errand).where(Errand.case_id == case.id, Errand.news.in_(kinds), Errand.done_at.is_(None))
    work.session.execute(undone)
    return len(rows)


def take_untold(work: Work, person: Person, limit: int = 5) -> list[OutboxRow]:
    """The news that never reached the person for certain, the oldest first; the caller tells it now."""
    if person.id in work.up_to_date:
        return []
    return list(work.session.scalars(UNTOLD, {"person": person.id, "most": limit}))


def mark_told(work: Work, rows: list[OutboxRow]) -> None:
    """These have now been told in a reply; a question among them has reached the person."""
    for row in rows:
        row.status, row.finished_at = "told", work.now
        if row.question_id is not None:
            question = work.session.get_one(Question, row.question_id)
            question.reached_at = question.reached_at or work.now


def note_receipt(work: Work, msgid: str, status: str) -> None:
    """The platform's word on a template message; repeated and unknown receipts are normal and change nothing."""
    query = select(OutboxRow).where(OutboxRow.account == work.account.id, OutboxRow.msgid == msgid)
    row = work.session.execute(query).scalar_one_or_none()
    if row is None or row.status not in ("sent", "inflight", "queued"):
        return
    if status == "success":
        row.status, row.finished_at = "delivered", work.now
    else:
        row.status, row.error, row.finished_at = "held", status, work.now


def after_quiet(at: datetime, quiet: tuple[time, time] | None, zone: ZoneInfo) -> datetime:
    """The same moment, or the end of the quiet hours (local times, may span midnight) it falls into."""
    if quiet is None:
        return at
    begin, end = quiet
    local = at.astimezone(zone)
    clock = local.time()
    inside = begin <= clock or clock < end if begin > end else begin <= clock < end
    if not inside:
        return at
    day = local.date() + timedelta(days=1 if begin > end and clock >= begin else 0)
    return datetime.combine(day, end, tzinfo=zone).astimezone(at.tzinfo)
