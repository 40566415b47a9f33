"""What time alone changes: surveys that nobody answered, old keys, and the lease by which one process acts."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from casework import delivery
from casework.steps import take
from casework.surveys import expire_survey
from casework.work import SYSTEM, Actor, Work, case_by_id
from domain.lifecycle import Action, Role, Status
from models.case import Case
from models.control import Lease
from models.question import Question

TICKING = "cron"  # The lease of the clock process.
LEASE = timedelta(seconds=10)
REMIND, RESUME = timedelta(days=1), timedelta(days=3)  # How long a case waits for her answer.
CLOCK = Actor(Role.DESK, name="系统")  # Notes what time has done.


def overdue_surveys(session: Session, now: datetime, limit: int = 200) -> list[tuple[str, int]]:
    """(account, case) of completed cases whose survey has run out unanswered."""
    query = (
        select(Case.account, Case.id)
        .join(Question, Question.case_id == Case.id)
        .where(
            Question.kind == "survey",
            Question.closed_at.is_(None),
            Question.expires_at <= now,
            Case.status == Status.COMPLETED.value,
        )
        .limit(limit)
    )
    return [(account, case_id) for account, case_id in session.execute(query)]


def close_unanswered(work: Work, case_id: int) -> bool:
    """Close one such case; False if something happened to it meanwhile."""
    case = case_by_id(work, case_id)
    if case.status != Status.COMPLETED.value:
        return False
    expire_survey(work, case)
    return True


def unanswered(session: Session, now: datetime, limit: int = 200) -> list[tuple[str, int]]:
    """(account, case) of cases that have waited a day for her answer without a reminder, or three days."""
    query = (
        select(Case.account, Case.id, Question.asked_at, Question.facts)
        .join(Question, Question.case_id == Case.id)
        .where(
            Question.kind == "ask",
            Question.closed_at.is_(None),
            Question.asked_at <= now - REMIND,
            Case.status == Status.WAITING.value,
        )
        .limit(limit)
    )
    rows = session.execute(query)
    return [(account, case) for account, case, at, facts in rows if at <= now - RESUME or not facts.get("reminded")]


def chase_answer(work: Work, case_id: int) -> bool:
    """Remind her once after a day; after three days the case goes on without her answer."""
    case = case_by_id(work, case_id)
    query = select(Question).where(Question.case_id == case_id, Question.kind == "ask", Question.closed_at.is_(None))
    question = work.session.execute(query.order_by(Question.id.desc()).limit(1)).scalar_one_or_none()
    if case.status != Status.WAITING.value or question is None:
        return False
    if work.now - question.asked_at >= RESUME:
        take(work, case, Action.ANSWER, SYSTEM, facts={"unanswered": True})  # A late tap still reaches the owner.
        delivery.cancel(work, case, "asked", "asked_again")
        delivery.tell_staff(work, case, case.owner_id, "unanswered")
        return True
    if question.facts.get("reminded"):
        return False
    take(work, case, Action.NOTE, CLOCK, words="提醒住户回话", facts={"reminded": True})
    question.facts = {**question.facts, "reminded": True}
    words, choices = question.facts.get("words", ""), [label for label, _ in question.options]
    delivery.tell_resident(work, case, "asked_again", question=question, note=words, choices=choices)
    return True


def lease_age(session: Session, name: str, now: datetime) -> float | None:
    """Seconds since somebody took or renewed a lease; None if nobody ever has."""
    until = session.scalar(select(Lease.until).where(Lease.name == name))
    return (now - (until - LEASE)).total_seconds() if until is not None else None


def hold_lease(session: Session, name: str, holder: str, now: datetime) -> bool:
    """Take or renew a lease of ten seconds; False while somebody else holds it."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    row = {"name": name, "holder": holder, "until": now + LEASE}
    taken = (
        insert(Lease)
        .values(row)
        .on_conflict_do_update(
            index_elements=[Lease.name],
            set_={"holder": holder, "until": now + LEASE},
            where=(Lease.holder == holder) | (Lease.until < now),
        )
        .returning(Lease.holder)
    )
    return session.execute(taken).scalar_one_or_none() == holder
