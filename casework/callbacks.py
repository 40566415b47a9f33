"""The list of those to be called back (回访): who comes onto it after a case has ended, and who waits there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select

from casework import delivery, dispatch
from casework.work import Work
from domain.callback import is_sampled
from models.callback import CallBack
from models.case import Case
from models.person import Person

NEVER_BY_ITSELF = ("explained", "referred", "planned")  # 没办好 about these is for the desk to judge.
NOT_DONE, CARE, SAMPLE, NO_CHAT, VISIT = "not_done", "care", "sample", "no_chat", "visit"


def judges(work: Work, case: Case) -> bool:
    """Whether 没办好 goes to the call-back desk instead of reopening.

    So it is the second time, and for what was only explained or mediated.
    """
    return case.reopens > 0 or case.result in NEVER_BY_ITSELF or work.rules.category(case.category).mediation


def ended(work: Work, case: Case) -> None:
    """A case has ended: whoever needs special care is called back, and a share of the others."""
    reporter = work.session.get_one(Person, case.reporter_id)
    if case.course == "passing" or (reporter.staff_id is not None and not case.on_behalf):
        return
    if reporter.care:
        open_for(work, case, CARE)
    elif work.rules.category(case.category).mediation:
        visit_again(work, case)
    elif is_sampled(case.token, work.rules.call_back.share):
        open_for(work, case, SAMPLE)


def visit_again(work: Work, case: Case) -> None:
    """Some days after a mediation somebody looks whether the two keep to it."""
    open_for(work, case, VISIT, not_before=work.now + work.rules.return_visit.span())


def open_for(work: Work, case: Case, why: str, not_before: datetime | None = None) -> None:
    """Put a case on the list of its desk; once only while it waits there, but 没办好 does not wait for a visit."""
    known = waiting(work, case)
    if known is not None and known.why == VISIT and why == NOT_DONE:
        known.outcome, known.due_at = "dropped", None
    elif known is not None:
        return
    calendar = work.rules.calendar(case.desk_unit or work.account.unit)
    unit = case.desk_unit or dispatch.home_desk(work, case)
    due = calendar.add(work.now, work.rules.call_back.within)
    call = CallBack(case_id=case.id, desk_unit=unit, why=why, created_at=work.now, due_at=not_before or due, tries=0)
    call.from_at = not_before
    work.session.add(call)
    if why == NOT_DONE:
        delivery.tell_desk(work, case, "call_back", why=why, until=due.isoformat())


def waiting(work: Work, case: Case) -> CallBack | None:
    """The call-back that a case waits for."""
    work.session.flush()
    query = select(CallBack).where(CallBack.case_id == case.id, CallBack.outcome.is_(None))
    return work.session.scalars(query.with_for_update()).first()


def drop(work: Work, case: Case) -> None:
    """She has changed her mind, or it is not done after all: nobody needs to ring her up."""
    call = waiting(work, case)
    if call is not None and call.why in (NOT_DONE, NO_CHAT, VISIT):
        call.outcome, call.due_at = "dropped", None


def list_for(work: Work, units: list[str]) -> list[tuple[CallBack, Case]]:
    """What waits to be called back at these desks, special care and 没办好 first."""
    query = (
        select(CallBack, Case)
        .join(Case, Case.id == CallBack.case_id)
        .where(CallBack.desk_unit.in_(units), CallBack.outcome.is_(None))
        .where(or_(CallBack.from_at.is_(None), CallBack.from_at <= work.now))
        .order_by(CallBack.why == SAMPLE, CallBack.created_at, CallBack.id)
    )
    return [(call, case) for call, case in work.session.execute(query)]


def mark_care(work: Work, case: Case, care: str | None) -> None:
    """From now on the reporter of a case needs special care, or no longer; her open cases follow."""
    reporter = work.session.get_one(Person, case.reporter_id)
    reporter.care = care
    query = select(Case).where(Case.reporter_id == reporter.id, Case.is_open)
    for one in work.session.scalars(query):
        one.care = care is not None
