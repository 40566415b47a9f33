"""What the resident says of a case that is done: satisfied or not, a changed mind, or nothing in time."""

from __future__ import annotations

from datetime import timedelta

from casework import callbacks, children, delivery, handling, questions
from casework.scope import next_above
from casework.steps import last_step, newest_step, take
from casework.undoing import UNDO
from casework.work import SYSTEM, Actor, CaseworkError, Work
from domain.lifecycle import Action, Status
from models.case import Case
from models.question import Question

AFTER_ALL = timedelta(days=30)  # How long 没办好 is heard about a case closed because nobody had answered.
NOT_DONE = 3


def rate(work: Work, case: Case, actor: Actor, rating: int, words: str = "") -> str:
    """Her answer to the survey. Returns `closed`, `reopened`, or `callback` where the desk will ring her up.

    Counts from the moment of completion, also before the push went out, and may change while the survey is open.
    Raises CaseworkError `not_now` when the case has moved on, `too_late` when the survey is over.
    """
    survey = _survey_of(work, case)
    if survey is None or (case.is_open and survey.answer is None):
        raise CaseworkError("not_now")
    if rating == NOT_DONE:
        _check_time(work, survey, late=AFTER_ALL)
        settle_survey(work, case, survey, rating, words)
        if callbacks.judges(work, case):
            _leave_to_desk(work, case, actor, words)
            return "callback"
        reopen(work, case, actor, words)
        return "reopened"
    _check_time(work, survey)
    _back_to_completed(work, case, actor, survey)
    settle_survey(work, case, survey, rating, words)
    take(work, case, Action.CLOSE, actor, words=words or None, facts={"rating": rating})
    case.closed_at = work.now
    callbacks.ended(work, case)
    return "closed"


def _leave_to_desk(work: Work, case: Case, actor: Actor, words: str) -> None:
    """没办好 that reopens nothing by itself: the case ends as she has rated it, and the desk rings her up."""
    if case.status == Status.COMPLETED.value:
        take(work, case, Action.CLOSE, actor, words=words or None, facts={"rating": NOT_DONE})
        case.closed_at = work.now
    callbacks.open_for(work, case, callbacks.NOT_DONE)


def not_again(work: Work, case: Case, actor: Actor, reason: str) -> bool:
    """Why it is not done needs no second visit: the reopening is taken back, and the desk rings her up.

    Returns whether it was; not once somebody has gone on with the case.
    """
    if case.status != Status.SIGNED.value or last_step(work, case, Action.REOPEN) is not newest_step(work, case):
        return False
    _take_back_reopening(work, case, actor)
    _leave_to_desk(work, case, actor, reason)
    return True


def _check_time(work: Work, survey: Question, late: timedelta = timedelta(0)) -> None:
    """A survey that ran out unanswered still hears 没办好 for a while: its closing text says so."""
    grace = late if survey.answer is None else timedelta(0)
    if work.now >= survey.expires_at + grace:
        raise CaseworkError("too_late")


def settle_survey(work: Work, case: Case, survey: Question, rating: int, words: str) -> None:
    """Note the answer and take back news that it has overtaken."""
    delivery.cancel(work, case, "completed", "closed")
    questions.settle(work, survey, str(rating))
    survey.facts = {**survey.facts, "words": words}
    case.rating = rating


def _back_to_completed(work: Work, case: Case, actor: Actor, survey: Question) -> None:
    """A changed mind: what her first answer did is undone step by step, so that history explains the state."""
    if case.status == Status.CLOSED.value:
        take(work, case, Action.UNDO_CLOSE, actor)
        callbacks.drop(work, case)
    elif case.status == Status.SIGNED.value and survey.answer == str(NOT_DONE):
        _take_back_reopening(work, case, actor)
    elif case.status != Status.COMPLETED.value:
        raise CaseworkError("not_now")


def _take_back_reopening(work: Work, case: Case, actor: Actor) -> None:
    take(work, case, Action.UNDO_REOPEN, actor)
    case.reopens -= 1
    case.completed_at = work.now
    case.first_words_at = case.first_words_at or work.now
    delivery.cancel(work, case, "reopened")
    handling.complete_children(work, case)
    delivery.tell_staff(work, case, case.owner_id, "not_reopened")


def reopen(work: Work, case: Case, actor: Actor, words: str = "") -> None:
    """重办: back to the same owner, signed; the next level is told as well."""
    take(work, case, Action.REOPEN, actor, words=words or None, facts={"rating": case.rating})
    case.reopens += 1
    case.parent_id = None  # From now on it is hers alone, whatever it was completed with.
    case.completed_at = case.closed_at = case.first_words_at = None
    case.begun_at = work.now
    terms = work.rules.terms(case.category, case.unit, case.urgent)
    case.answer_due = terms.due("answer", work.now, work.rules.calendar(case.unit))
    case.solve_due = max(case.solve_due, case.answer_due)
    delivery.tell_staff(work, case, case.owner_id, "reopened", note=words)
    above = next_above(work, case)
    for member in above.staff if above else ():
        delivery.tell_member(work, case, member, "reopened", note=words)
    children.come_back(work, case, "reopened_with")


def _survey_of(work: Work, case: Case) -> Question | None:
    query = (
        work.session.query(Question)
        .filter(Question.case_id == case.id, Question.kind == "survey")
        .order_by(Question.id.desc())
    )
    return query.first()


def undo_rating(work: Work, case: Case, actor: Actor) -> None:
    """点错了 after a survey answer: the question is open again, as if she had not tapped.

    Raises CaseworkError `too_late` after half an hour.
    """
    survey = _survey_of(work, case)
    if survey is None or survey.answered_at is None or work.now - survey.answered_at > UNDO:
        raise CaseworkError("too_late")
    if case.status == Status.CLOSED.value:
        take(work, case, Action.UNDO_CLOSE, actor)
        callbacks.drop(work, case)
    else:
        _take_back_reopening(work, case, actor)
    case.completed_at, case.closed_at, case.rating = case.completed_at or work.now, None, None
    survey.answer = survey.answered_at = survey.closed_at = None
    survey.reached_at, survey.expires_at = work.now, work.now + work.rules.survey_open


def expire_survey(work: Work, case: Case) -> None:
    """Nobody answered in time: closed unrated, which never counts as satisfied."""
    take(work, case, Action.CLOSE, SYSTEM, facts={"rating": None})
    case.closed_at = work.now
    questions.close(work, case, "survey")
    delivery.tell_resident(work, case, "closed")
    callbacks.ended(work, case)
