"""What the resident says of her own case: solved or not, urge, withdraw, conceal, and taking each of them back."""

from __future__ import annotations

from datetime import timedelta

from casework import callbacks, children, delivery, desk, dispatch, handling, intake, joined, joining, questions
from casework.facts import is_late
from casework.scope import next_above
from casework.steps import put_back, take
from casework.work import SYSTEM, Actor, CaseworkError, Work, resident
from domain.lifecycle import Action, Role, Status
from domain.rules import OTHER
from domain.same_matter import JOINED
from models.case import Case, HistoryEntry
from models.person import Person
from models.question import Question

UNDO = timedelta(minutes=30)  # How long 点错了 takes back a tap; afterwards she says what is wrong instead.
AFTER_ALL = timedelta(days=30)  # How long 没办好 is heard about a case closed because nobody had answered.
URGED_AGAIN = timedelta(hours=2)  # Urging more often reaches nobody anew.
NOT_DONE = 3
TAKEN_BACK = (Action.CLOSE, Action.REOPEN, Action.SETTLE, Action.WITHDRAW, Action.RECLASSIFY, Action.JOIN)


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
        if callbacks.judges(case):
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
    if case.status != Status.SIGNED.value or last_step(work, case, Action.REOPEN) is not _newest_step(work, case):
        return False
    _take_back_reopening(work, case, actor)
    _leave_to_desk(work, case, actor, reason)
    return True


def _newest_step(work: Work, case: Case) -> HistoryEntry | None:
    work.session.flush()
    query = work.session.query(HistoryEntry).filter(HistoryEntry.case_id == case.id)
    return query.order_by(HistoryEntry.id.desc()).first()


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


def settled(work: Work, case: Case, actor: Actor, words: str = "") -> None:
    """She says it has solved itself, or that an answer was clear: the case is closed as she wishes."""
    step = take(work, case, Action.SETTLE, actor, words=words or None)
    case.closed_at, case.result = work.now, case.result or "solved"
    _ended(work, case, "settled", step)


def withdraw(work: Work, case: Case, actor: Actor, words: str = "") -> None:
    """She takes the matter back."""
    step = take(work, case, Action.WITHDRAW, actor, words=words or None)
    case.closed_at = work.now
    _ended(work, case, "withdrawn", step)


def undo_withdrawal(work: Work, case: Case, actor: Actor) -> None:
    """点错了 after withdrawing: the case is placed again by the rules. Raises CaseworkError `too_late`."""
    if case.closed_at is None or work.now - case.closed_at > UNDO:
        raise CaseworkError("too_late")
    take(work, case, Action.UNDO_WITHDRAW, actor)
    case.closed_at = case.owner_id = None
    if case.course == JOINED:
        joining.stay_or_part(work, case)
    elif case.parent_id is None or not joining.rejoin_heir(work, case):
        dispatch.by_rules(work, case)


def _ended(work: Work, case: Case, kind: str, step: HistoryEntry) -> None:
    """Whoever has it need not go, unless it is not hers alone."""
    questions.close(work, case)
    delivery.cancel(work, case, "task", "asked", "signed", "said")
    if case.course == JOINED:
        return  # The others still want it.
    heir = children.take_over(work, case, Status(step.source or Status.RECEIVED))
    if heir is not None:
        children.tell_heir(work, case, heir, kind)
        return
    if case.owner_id is not None:
        delivery.tell_staff(work, case, case.owner_id, kind)
    else:
        delivery.tell_desk(work, case, kind)


def urge(work: Work, case: Case, actor: Actor, words: str = "") -> bool:
    """催办: in her own words to whoever has the case, and to the next level when a limit has been missed.

    Returns whether it was passed on: within two hours of the last time it is only noted.
    """
    before = last_step(work, case, Action.URGE)
    take(work, case, Action.URGE, actor, words=words or None)
    case.urges += 1
    if before is not None and actor.role is Role.RESIDENT and work.now - before.at < URGED_AGAIN:
        return False
    carrier = joined.carrier(work, case)
    above = next_above(work, carrier) if is_late(work, carrier) or carrier.solve_due <= work.now else None
    for member in above.staff if above else ():
        delivery.tell_member(work, case, member, "urged", note=words)
    if carrier.owner_id is not None:
        delivery.tell_staff(work, case, carrier.owner_id, "urged", note=words)
    else:
        delivery.tell_desk(work, case, "urged", note=words)
    return True


def add_words(work: Work, case: Case, actor: Actor, words: str) -> None:
    """Further words of hers for whoever has the case."""
    take(work, case, Action.ADD, actor, words=words)
    intake.tell_owner(work, case, words)


def record_praise(work: Work, person: Person, words: str) -> None:
    """Praise goes to whoever had her newest case, else to the desk; it opens nothing."""
    query = work.session.query(Case).filter(Case.reporter_id == person.id, Case.owner_id.is_not(None))
    case = query.order_by(Case.id.desc()).first()
    if case is not None:
        take(work, case, Action.PRAISE, resident(person), words=words)
        delivery.tell_staff(work, case, case.owner_id, "praised", note=words)
    else:
        delivery.tell_duty(work, person.home_unit, "praised", note=words)


def unclear(work: Work, case: Case) -> None:
    """A configured answer did not help: from now on the case takes the full course, with the desk."""
    case.course = "full"
    case.first_words_at = None
    dispatch.by_rules(work, case)


def conceal(work: Work, case: Case, actor: Actor) -> None:
    """替我保密: whoever has the case no longer sees who reported it."""
    take(work, case, Action.CONCEAL, actor)
    case.confidential = True


def ask_for_person(work: Work, person: Person, words: str) -> Case | None:
    """人工 without a matter: an enquiry at the desk, which can then answer her; None where nobody is at any desk."""
    if not work.rules.org.desk(person.home_unit or work.account.unit, work.away):
        return None
    report = intake.Report(words=words, category=OTHER, kind="enquiry", unit=person.home_unit)
    return intake.open_at_desk(work, person, report, resident(person))


def call_person(work: Work, case: Case, words: str) -> bool:
    """人工: whoever has her case, else the desk, is asked to get in touch. Returns whether anybody has a chat."""
    if case.owner_id is not None:
        return delivery.tell_staff(work, case, case.owner_id, "wants_person", note=words) is not None
    return delivery.tell_desk(work, case, "wants_person", note=words) > 0


def expire_survey(work: Work, case: Case) -> None:
    """Nobody answered in time: closed unrated, which never counts as satisfied."""
    take(work, case, Action.CLOSE, SYSTEM, facts={"rating": None})
    case.closed_at = work.now
    questions.close(work, case, "survey")
    delivery.tell_resident(work, case, "closed")
    callbacks.ended(work, case)


def undo_settling(work: Work, case: Case, actor: Actor) -> None:
    """点错了 after 修好了不用来了: the case goes on with whoever had it. Raises CaseworkError `too_late`."""
    if case.closed_at is None or work.now - case.closed_at > UNDO:
        raise CaseworkError("too_late")
    ended = last_step(work, case, Action.SETTLE)
    if ended is None:
        raise CaseworkError("too_late")
    put_back(work, case, actor, ended)
    case.closed_at = case.result = case.rating = None
    if case.course == JOINED:
        joining.stay_or_part(work, case)
    elif case.parent_id is not None and joining.rejoin_heir(work, case):
        return
    elif case.course == "answered":
        unclear(work, case)
    elif case.owner_id is not None:
        delivery.tell_staff(work, case, case.owner_id, "not_settled")
    else:
        delivery.tell_desk(work, case, "not_settled")


def undo_reclassifying(work: Work, case: Case, actor: Actor) -> None:
    """点错了 after a tap on a kind of matter: the kind from before. Raises CaseworkError `too_late`."""
    changed = last_step(work, case, Action.RECLASSIFY)
    fresh = changed is not None and work.now - changed.at <= UNDO and changed.person_id == actor.person_id
    if changed is None or not fresh or changed.facts.get("undo"):
        raise CaseworkError("too_late")
    desk.reclassify(work, case, actor, changed.facts["from"], undo=True)


def undo_joining(work: Work, case: Case, actor: Actor) -> None:
    """点错了 after 是同一件: a case of its own again. Raises CaseworkError `not_joined`."""
    joining.part(work, case, actor)


def last_step(work: Work, case: Case, action: Action) -> HistoryEntry | None:
    """The newest step of this kind in a case."""
    query = work.session.query(HistoryEntry).filter(HistoryEntry.case_id == case.id)
    return query.filter(HistoryEntry.action == action.value).order_by(HistoryEntry.id.desc()).first()


def own_steps(work: Work, person: Person, case: Case | None = None) -> list[tuple[Case, Action]]:
    """What she herself did to her cases in the last half hour and may take back, the newest first."""
    query = (
        work.session.query(Case, HistoryEntry.action)
        .join(HistoryEntry, HistoryEntry.case_id == Case.id)
        .filter(Case.reporter_id == person.id, HistoryEntry.at >= work.now - UNDO)
        .filter(HistoryEntry.person_id == person.id, HistoryEntry.action.in_([action.value for action in TAKEN_BACK]))
        .order_by(HistoryEntry.id.desc())
    )
    if case is not None:
        query = query.filter(Case.id == case.id)
    return [(found, Action(action)) for found, action in query]
