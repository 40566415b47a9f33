"""Passing news on to somebody without a chat: who is to do it, that it was done and how, and what nobody has done."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import delivery
from casework.due import due as due_rows
from casework.steps import take
from casework.work import Actor, CaseworkError, Work, find_case, staff_by_id
from domain.lifecycle import Action
from models.case import Case
from models.errand import Errand


def told(work: Work, case: Case, actor: Actor, how: str, words: str) -> list[str]:
    """告知: all that was to be passed on about a case has been. Returns the kinds of news that were.

    Raises CaseworkError `nothing_to_tell`.
    """
    query = select(Errand).where(Errand.case_id == case.id, Errand.done_at.is_(None)).order_by(Errand.id)
    waiting = list(work.session.scalars(query))
    if not waiting:
        raise CaseworkError("nothing_to_tell")
    news = [errand.news for errand in waiting]
    take(work, case, Action.TELL, actor, words=words or None, facts={"how": how, "news": news})
    for errand in waiting:
        errand.done_at, errand.done_by, errand.how, errand.due_at = work.now, actor.staff_id, how, None
    return news


def of_member(work: Work, staff_id: int) -> list[tuple[Errand, Case]]:
    """What somebody has to pass on, the oldest first; of several about one case the newest."""
    query = select(Errand, Case).join(Case, Case.id == Errand.case_id)
    query = query.where(Errand.staff_id == staff_id, Errand.done_at.is_(None)).order_by(Errand.id).limit(50)
    return list({case.id: (errand, case) for errand, case in work.session.execute(query)}.values())


def due(session: Session, now: datetime) -> list[tuple[str, int, int]]:
    """(account, case, errand) of what nobody has passed on in time."""
    return due_rows(session, Errand, Errand.due_at, now)


def late(work: Work, case_id: int, errand_id: int) -> bool:
    """One of these: the desk hears of it, once for all that waits about the case."""
    case = find_case(work, case_id)
    errand = work.session.get(Errand, errand_id, populate_existing=True)
    if case is None or errand is None or errand.due_at is None or errand.due_at > work.now:
        return False
    same = select(Errand).where(Errand.case_id == case.id, Errand.due_at <= work.now)
    for one in work.session.scalars(same):
        one.due_at = None
    asked = staff_by_id(work, errand.staff_id)
    delivery.tell_desk(work, case, "untold", name=asked.name if asked else "")
    return True
