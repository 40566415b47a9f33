"""What the person who has a case does with it: sign, talk with the resident, finish, give a note."""

from __future__ import annotations

from casework import callbacks, children, delivery, joined, questions
from casework.facts import phone_only
from casework.scope import next_above
from casework.steps import take
from casework.work import SYSTEM, Actor, CaseworkError, Work
from domain.lifecycle import Action, Role, Status
from models.case import Case
from models.medium import Medium
from models.person import Person
from models.question import Question

MAX_ASKS = 2
SURVEY_OPTIONS: list[questions.Option] = [
    ("1 办好了，满意", "1"),
    ("2 办了，一般", "2"),
    ("3 没办好", "3"),
]


def sign(work: Work, case: Case, actor: Actor, words: str | None = None) -> None:
    """The owner takes the case; the resident is told that somebody has it now."""
    take(work, case, Action.SIGN, actor, words=words)
    case.signed_at = case.signed_at or work.now
    if words:
        case.first_words_at = case.first_words_at or work.now
    delivery.cancel(work, case, "task", states=("held",))
    delivery.tell_resident(work, case, "signed", note=words or "")


def take_over(work: Work, case: Case, actor: Actor) -> None:
    """A chief or the desk takes the case himself (我来办): he owns it, signed."""
    before = case.owner_id
    take(work, case, Action.TAKE, actor, facts={"before": before})
    delivery.cancel(work, case, "task")
    case.owner_id = actor.staff_id
    case.dispatched_at = case.dispatched_at or work.now
    case.signed_at = case.signed_at or work.now
    if before is not None and before != actor.staff_id:
        delivery.tell_staff(work, case, before, "taken_away", to=actor.name)
    delivery.tell_resident(work, case, "signed", note="")


def say(work: Work, case: Case, actor: Actor, words: str, medium: Medium | None = None) -> None:
    """Words (or his own voice) for the resident; the first ones also sign a dispatched case."""
    if case.status == Status.DISPATCHED.value and actor.role is Role.OWNER:
        take(work, case, Action.SIGN, actor)
        case.signed_at = case.signed_at or work.now
    take(work, case, Action.SAY, actor, words=words, given={"note": words or "语音"})
    case.first_words_at = case.first_words_at or work.now
    delivery.tell_resident(work, case, "said", note=words, medium=medium.token if medium else "")


def ask(work: Work, case: Case, actor: Actor, words: str, choices: list[str]) -> Question:
    """Ask the resident something; the case waits for her answer. Raises CaseworkError `asked_enough` or `no_chat`."""
    reporter = check_askable(work, case)
    take(work, case, Action.ASK, actor, words=words, given={"question": words}, facts={"choices": choices})
    case.asks += 1
    case.signed_at = case.signed_at or work.now
    case.first_words_at = case.first_words_at or work.now
    options = [(choice, choice) for choice in choices]
    question = questions.ask(work, reporter, "ask", case, options, reached=False)
    question.facts = {"words": words, "asker": actor.name, "number": case.number}
    delivery.tell_resident(work, case, "asked", question=question, note=words, choices=choices)
    return question


def check_askable(work: Work, case: Case) -> Person:
    """The reporter, if she may be asked. Raises CaseworkError `asked_enough` or `no_chat`."""
    reporter = work.session.get_one(Person, case.reporter_id)
    if reporter.openid is None:
        raise CaseworkError("no_chat", phone=reporter.phone or "")
    if case.asks >= MAX_ASKS:
        raise CaseworkError("asked_enough", asks=case.asks)
    return reporter


def answered(work: Work, case: Case, actor: Actor, words: str) -> None:
    """The resident's answer: the case goes on and the owner hears it."""
    take(work, case, Action.ANSWER, actor, words=words)
    questions.close(work, case, "ask")
    delivery.cancel(work, case, "asked", "asked_again")
    delivery.tell_staff(work, case, case.owner_id, "answered", note=words)


def complete(
    work: Work, case: Case, actor: Actor, words: str, result: str = "solved", *, action: Action = Action.COMPLETE
) -> Question | None:
    """The handler's claim that it is finished; opens the survey, whose push waits for the undo time.

    `action` is VERIFY where departments had it and he has looked himself.

    Returns the survey's question, or None for a case whose reporter can't be asked.
    """
    take(work, case, action, actor, words=words, given={"note": words, "result": result})
    case.signed_at = case.signed_at or work.now
    case.dispatched_at = case.dispatched_at or work.now
    case.first_words_at = case.first_words_at or work.now
    case.owner_id = case.owner_id or actor.staff_id
    case.completed_at, case.result, case.result_words = work.now, result, words
    questions.close(work, case)
    delivery.cancel(work, case, "asked", "asked_again", "signed", "task")
    complete_children(work, case)
    return _open_survey(work, case, words)


def complete_children(work: Work, case: Case) -> None:
    """Those who have joined a case that was completed: each is asked for herself whether it is done."""
    for child in joined.children(work, case):
        child.course, child.owner_id, child.desk_unit = "full", case.owner_id, case.desk_unit
        for name in ("dispatched_at", "signed_at", "first_words_at"):  # What happened to that one has served her too.
            setattr(child, name, getattr(child, name) or max(getattr(case, name), child.received_at))
        complete(work, child, SYSTEM, case.result_words or "", case.result or "solved")


def _open_survey(work: Work, case: Case, words: str) -> Question | None:
    reporter = work.session.get_one(Person, case.reporter_id)
    if reporter.staff_id is not None and reporter.staff_id == case.owner_id and not case.on_behalf:
        take(work, case, Action.CLOSE, SYSTEM)
        case.closed_at = work.now
        return None  # Nobody rates what he found and did himself.
    survey = questions.ask(
        work, reporter, "survey", case, SURVEY_OPTIONS, reached=False, open_for=work.rules.survey_open
    )
    if delivery.told_by_others(case, reporter):
        callbacks.open_for(work, case, callbacks.NO_CHAT)  # Who cannot tap is asked on the phone.
    photo = newest_photo(work, case, by_staff=True)
    delivery.tell_resident(
        work,
        case,
        "completed",
        question=survey,
        after=work.rules.undo,
        note=words,
        done=work.now.isoformat(),
        result=case.result,
        photo=photo.token if photo else "",
    )
    return survey


def undo_completion(work: Work, case: Case, actor: Actor) -> None:
    """点错了: the case is signed again. Raises CaseworkError `already_told` once the resident has heard."""
    if not delivery.cancel(work, case, "completed") and not phone_only(work, case)[0]:
        raise CaseworkError("already_told")
    take(work, case, Action.UNDO_COMPLETE, actor)
    questions.close(work, case, "survey")
    callbacks.drop(work, case)
    case.completed_at = case.result = case.result_words = case.parent_id = None
    children.come_back(work, case, "not_yet")


def add_note(work: Work, case: Case, actor: Actor, words: str) -> None:
    """A note for inside, which the resident never sees; somebody else's note reaches the owner."""
    take(work, case, Action.NOTE, actor, words=words)
    if case.owner_id is not None and case.owner_id != actor.staff_id:
        delivery.tell_staff(work, case, case.owner_id, "noted", note=words, by=actor.name)


def raise_level(work: Work, case: Case, actor: Actor, reason: str) -> str | None:
    """提级: the next staffed level above is told, with the reason. Returns that unit's id, or None at the top."""
    take(work, case, Action.RAISE, actor, words=reason, given={"reason": reason})
    above = next_above(work, case)
    if above is None:
        return None
    for member in above.staff:
        delivery.tell_member(work, case, member, "raised", note=reason, by=actor.name)
    return above.unit_id


def has_photo(work: Work, case: Case) -> bool:
    """Whether staff have sent a photo of this case, from before a reopening too, fetched or not."""
    return newest_photo(work, case, by_staff=True) is not None


def newest_photo(work: Work, case: Case, *, by_staff: bool) -> Medium | None:
    """The newest photo of a case from its staff, or from its resident."""
    return newest_medium(work, case, ("image", "video"), by_staff=by_staff)


def newest_medium(work: Work, case: Case, kinds: tuple[str, ...], *, by_staff: bool | None = None) -> Medium | None:
    """The newest medium of these kinds in a case, from either side when `by_staff` is None."""
    cases = [case.id, case.parent_id] if by_staff and case.parent_id else [case.id]  # One photo shows it to all.
    query = work.session.query(Medium).filter(Medium.case_id.in_(cases), Medium.kind.in_(kinds))
    if by_staff is not None:
        query = query.filter(Medium.by_staff.is_(by_staff))
    return query.order_by(Medium.id.desc()).first()
