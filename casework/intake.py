"""A matter comes in: it becomes a case with an owner, or joins the case that she is already talking about."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update

from casework import clocks, delivery, dispatch, events, joined, limits
from casework.numbers import allot
from casework.steps import take
from casework.work import Actor, Work, find_case
from classifier import Verdict
from domain.lifecycle import Action, Status
from models.case import Case
from models.event import KnownEvent
from models.person import Person

TALK = timedelta(minutes=10)  # How long photos and further lines join the case she last spoke of.
SECRET = re.compile(r"保密|别说是我|别告诉.{0,4}是我|匿名")


@dataclass(slots=True)
class Report:
    """What is known of a matter when it arrives; `words` are the reporter's own."""

    words: str
    category: str
    kind: str = "help"
    runner_up: str | None = None
    reasons: list[Any] | None = None
    urgent: bool = False
    emergency: str | None = None
    confidential: bool = False
    unit: str | None = None
    place: str | None = None
    lat: float | None = None
    lng: float | None = None
    on_behalf: str | None = None
    first_asked_id: int | None = None
    needs_look: bool = False
    at_home: bool = True  # Without a place it is about where the reporter lives.


def from_verdict(words: str, verdict: Verdict, **more: Any) -> Report:
    """The report that a reading of her words makes."""
    return Report(
        words=words,
        category=verdict.category or "other",
        kind=verdict.kind or "help",
        runner_up=None if verdict.sure else verdict.runner_up,
        reasons=reasons_of(verdict),
        urgent=verdict.urgent,
        emergency=verdict.emergency,
        unit=verdict.unit,
        place=verdict.place,
        **more,
    )


def reasons_of(verdict: Verdict) -> list[Any]:
    """The words that spoke for a category, as they are kept with a case."""
    return [[reason.word, round(reason.weight, 3), reason.category] for reason in verdict.reasons]


def wants_secrecy(words: str) -> bool:
    """Whether the reporter asks that nobody hears who has said it."""
    return SECRET.search(words) is not None


def open_case(work: Work, person: Person, report: Report, actor: Actor) -> Case:
    """Open a case for the person and give it to somebody: by the routes, else to the desk."""
    case = _new_case(work, person, report)
    case.number, case.id = allot(work)
    take(work, case, Action.OPEN, actor, words=report.words, facts={"reasons": report.reasons or []})
    dispatch.by_rules(work, case)
    talk_about(work, person, case)
    clocks.wind(work)  # So that its row is written once.
    return case


def open_joined(work: Work, person: Person, report: Report, actor: Actor, event: KnownEvent) -> Case:
    """Open a case that belongs to a known event: nobody is sent for it."""
    case = _new_case(work, person, report)
    case.number, case.id = allot(work)
    take(work, case, Action.OPEN, actor, words=report.words, facts={"event": event.id})
    events.join(work, case, event)
    talk_about(work, person, case)
    return case


def open_at_desk(work: Work, person: Person, report: Report, actor: Actor) -> Case:
    """Open a case that is for the desk and nobody else: she wants to speak with a person.

    A matter that she brings next is a case of its own.
    """
    case = _new_case(work, person, report)
    case.number, case.id = allot(work)
    take(work, case, Action.OPEN, actor, words=report.words)
    case.desk_unit = dispatch.desk_unit(work, case.unit)
    delivery.tell_desk(work, case, "wants_person", note=report.words)
    return case


def open_answered(work: Work, person: Person, report: Report, actor: Actor, answer: str) -> Case:
    """Open a case that a configured answer serves at once; unless she says so, it stays with the desk."""
    case = _new_case(work, person, report)
    case.course = "answered"
    case.number, case.id = allot(work)
    take(work, case, Action.OPEN, actor, words=report.words, facts={"answer": answer})
    case.desk_unit = dispatch.desk_by_rules(work, case)
    case.first_words_at = work.now
    talk_about(work, person, case)
    return case


def record_passing(work: Work, person: Person, report: Report, actor: Actor) -> Case:
    """Record something seen and fixed in passing (随手办): no dispatch, no survey."""
    case = _new_case(work, person, report)
    case.course = "passing"
    case.number, case.id = allot(work)
    case.owner_id = actor.staff_id
    case.result, case.result_words = "solved", report.words
    case.dispatched_at = case.signed_at = case.completed_at = case.closed_at = work.now
    take(work, case, Action.RECORD, actor, words=report.words, given={"note": report.words})
    talk_about(work, person, case)
    return case


def _new_case(work: Work, person: Person, report: Report) -> Case:
    category = work.rules.category(report.category)
    unit = report.unit or (person.home_unit if report.at_home else None)
    terms = work.rules.terms(category.id, unit, report.urgent)
    calendar = work.rules.calendar(unit)
    return Case(
        account=work.account.id,
        token=secrets.token_urlsafe(16),
        status=Status.RECEIVED.value,
        category=category.id,
        runner_up=report.runner_up,
        kind=report.kind,
        words=report.words,
        reasons=report.reasons or [],
        care=person.care is not None,
        urgent=report.urgent,
        emergency=report.emergency,
        confidential=report.confidential or report.kind == "tipoff" or category.confidential,
        needs_look=report.needs_look,
        unit=unit,
        place=report.place,
        lat=report.lat,
        lng=report.lng,
        reporter_id=person.id,
        on_behalf=report.on_behalf,
        first_asked_id=report.first_asked_id,
        received_at=work.now,
        dispatch_due=terms.due("dispatch", work.now, work.rules.calendar(unit or work.account.unit)),
        answer_due=terms.due("answer", work.now, calendar),
        solve_due=terms.due("solve", work.now, calendar),
        marks={},
        ruled=False,
        returns=0,
        reopens=0,
        asks=0,
        urges=0,
        photo_asked=False,
        course="full",
    )


def backdate(work: Work, person: Person, came_at: datetime) -> None:
    """What a late replay has just opened for her counts from the moment she sent it; its promises stay kept ones."""
    opened = update(Case).where(Case.reporter_id == person.id, Case.received_at == work.now)
    work.session.execute(opened.values(received_at=came_at).execution_options(synchronize_session="fetch"))


def tell_owner(work: Work, case: Case, words: str) -> None:
    """Whoever has the case hears that she has added something."""
    owner = joined.carrier(work, case).owner_id
    if owner is not None:
        delivery.tell_staff(work, case, owner, "added", note=words)
    else:
        delivery.tell_desk(work, case, "added", note=words)


def talk_about(work: Work, person: Person, case: Case) -> None:
    """From now on, for ten minutes, what she sends belongs to this case unless it is clearly something else."""
    person.talk_case_id, person.talk_at = case.id, work.now


def current_case(work: Work, person: Person) -> Case | None:
    """The open case that photos and further lines join now, if there is one."""
    if person.talk_case_id is None or person.talk_at is None or work.now - person.talk_at > TALK:
        return None
    case = find_case(work, person.talk_case_id)
    return case if case is not None and case.is_open and case.reporter_id == person.id else None


def is_same_matter(work: Work, case: Case, verdict: Verdict) -> bool:
    """Whether further words belong to the case she is talking about."""
    if verdict.emergency and verdict.emergency != case.emergency:
        return False
    if case.emergency is not None and (case.unit is None or case.place is None):
        return True  # Where it is has just been asked, and nothing else matters now.
    elsewhere = bool(verdict.unit and case.unit and not _overlap(work, verdict.unit, case.unit))
    known = verdict.category not in (None, "other") and verdict.score > 0
    if case.needs_look or case.category == "other" or not known:
        return not elsewhere
    same = verdict.category in (case.category, case.runner_up)
    return not elsewhere and (same or not verdict.sure)


def _overlap(work: Work, one: str, other: str) -> bool:
    return work.rules.org.within(one, other) or work.rules.org.within(other, one)


def join_words(work: Work, case: Case, person: Person, words: str, verdict: Verdict, actor: Actor) -> bool:
    """Add further words to the case, and let them fill in what was missing. Returns whether it changed hands."""
    take(work, case, Action.ADD, actor, words=words)
    talk_about(work, person, case)
    case.words = words if case.needs_look else f"{case.words}\n{words}"[:4000]
    return fill_in(work, case, words, verdict, actor)


def fill_in(work: Work, case: Case, words: str, verdict: Verdict, actor: Actor) -> bool:
    """Let words fill in what was missing; an unsigned case is placed anew. Returns whether it changed hands."""
    was = dispatch.target_of(work, case)
    if case.needs_look or case.category == "other":
        _understand(work, case, words, verdict)
    case.needs_look = False
    if verdict.place and (case.place is None or case.place in verdict.place):
        case.place = verdict.place
    return dispatch.refine(work, case, verdict.unit, actor, was)


def _understand(work: Work, case: Case, words: str, verdict: Verdict) -> None:
    """The first words that say what it is about decide the category, its limits, and who may know who said it."""
    if verdict.category and verdict.score > 0:
        case.category, case.kind = verdict.category, verdict.kind or case.kind
        case.runner_up = None if verdict.sure else verdict.runner_up
        case.reasons = reasons_of(verdict)
    case.urgent = case.urgent or verdict.urgent
    known = work.rules.category(case.category)
    case.confidential = case.confidential or case.kind == "tipoff" or known.confidential or wants_secrecy(words)
    limits.recompute(work, case)
