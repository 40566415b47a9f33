"""Calling somebody back: what she said on the phone or at the door, and what the case does then."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import callbacks, delivery, surveys
from casework.steps import take
from casework.work import Actor, CaseworkError, Work, case_by_id
from domain.callback import REOPENED, UNREACHED, UPHELD, Heard
from domain.lifecycle import Action, Status
from models.callback import CallBack
from models.case import Case

MOST_TRIES = 3


def record(work: Work, case: Case, actor: Actor, heard: Heard, words: str) -> CallBack:
    """回访 12 …: what came of it. Raises CaseworkError `nothing_to_call` or `three_looks`."""
    call = callbacks.waiting(work, case)
    if call is None:
        raise CaseworkError("nothing_to_call")
    if heard.outcome == UPHELD and not heard.all_three:
        raise CaseworkError("three_looks")
    facts = {"how": heard.how, "outcome": heard.outcome, "rating": heard.rating, "looks": list(heard.looks)}
    take(work, case, Action.CALL_BACK, actor, words=words, facts=facts)
    call.staff_id, call.how, call.words, call.tries = actor.staff_id, heard.how, words, call.tries + 1
    call.looks = " ".join(heard.looks)
    if heard.outcome == UNREACHED and call.tries < MOST_TRIES:
        calendar = work.rules.calendar(call.desk_unit)
        call.due_at = calendar.add(work.now, work.rules.call_back.within)
        return call
    call.outcome, call.rating, call.done_at, call.due_at = heard.outcome, heard.rating, work.now, None
    _act(work, case, actor, heard, words)
    if call.why == callbacks.NO_CHAT and not case.is_open and work.rules.category(case.category).mediation:
        callbacks.visit_again(work, case)
    return call


def _act(work: Work, case: Case, actor: Actor, heard: Heard, words: str) -> None:
    """The case follows what was heard: reopened, upheld with words to her, or rated by phone."""
    if heard.outcome == REOPENED:
        case.rating = heard.rating
        surveys.reopen(work, case, actor, words)
        delivery.tell_resident(work, case, "reopened_for_her", note="")
        return
    if case.status == Status.COMPLETED.value and heard.outcome != UNREACHED:
        take(work, case, Action.CLOSE, actor, facts={"rating": heard.rating, "by": "call_back"})
        case.closed_at = work.now
    if heard.rating is not None:
        case.rating = heard.rating
    if heard.outcome == UPHELD:
        delivery.tell_resident(work, case, "upheld", note="")


def due(session: Session, now: datetime) -> list[tuple[str, int]]:
    """(account, call-back) of those that nobody has made in time."""
    query = select(Case.account, CallBack.id).join(CallBack, CallBack.case_id == Case.id)
    query = query.where(CallBack.due_at <= now).order_by(CallBack.due_at).limit(200)
    return [(account, call_id) for account, call_id in session.execute(query)]


def late(work: Work, callback_id: int) -> bool:
    """One of these: the level above the desk hears of it, once."""
    known = work.session.get_one(CallBack, callback_id)
    case = case_by_id(work, known.case_id)  # Locked first, as by everybody who acts on it.
    call = work.session.get_one(CallBack, callback_id, populate_existing=True)
    if call.due_at is None or call.due_at > work.now:
        return False
    if call.from_at == call.due_at:  # Now is the time for the return visit; it has its own time from here on.
        call.due_at = work.rules.calendar(call.desk_unit).add(work.now, work.rules.call_back.within)
        delivery.tell_desk(work, case, "call_back", why=call.why, until=call.due_at.isoformat())
        return True
    call.due_at = None
    above = work.rules.org.next_level(call.desk_unit, work.away)
    if above is not None:
        delivery.tell_member(work, case, above.staff[0], "call_back_late")
    return True
