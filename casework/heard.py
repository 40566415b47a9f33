"""What the words of a voice do to its case, once something has understood them; they come late, so all is re-read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casework import alarms, delivery, dispatch, intake, joined, listening, questions
from casework.heard_answers import answer_survey
from casework.people import lock
from casework.scope import goes_past
from casework.steps import take
from casework.work import Actor, Work, find_case, resident
from classifier import Verdict
from domain.lifecycle import Action, Role
from domain.numbers import format_number
from domain.wordless import is_wordless
from models.case import Case
from models.medium import Medium
from models.person import Person
from models.question import Question

LISTENER = Actor(Role.DESK, name="系统")


@dataclass(slots=True)
class Heard:
    """A voice whose words have come, with the case it belongs to."""

    medium: Medium
    case: Case
    person: Person
    words: str
    verdict: Verdict

    @property
    def clear(self) -> bool:
        """Whether the words say what it is about."""
        return self.verdict.opens and self.verdict.category not in (None, "other") and self.verdict.score > 0


def take_in(
    work: Work, medium_id: int, words: str, verdict: Verdict, emergency_options: Sequence[questions.Option]
) -> bool:
    """Keep the words and let them do their work; False when another worker was faster.

    An unsigned case is filled in and placed anew, a signed one stays as it is and its owner reads the words; a
    clearly different matter becomes a case of its own; danger rings at once. A case that is over keeps them only.
    """
    person = lock(work, work.session.get_one(Medium, medium_id).person_id)
    medium = listening.in_hand(work.session, medium_id)
    if medium is None:
        return False
    medium.words, medium.hearing, medium.hearing_due = words, "heard", None
    case = find_case(work, medium.case_id)
    if case is None or not (case.is_open or verdict.emergency):
        return True
    heard = Heard(medium, case, person, words, verdict)
    if verdict.emergency and not (case.is_open and verdict.emergency == case.emergency):
        _danger(work, heard, emergency_options)
    elif _belongs_elsewhere(work, heard):
        _split_off(work, heard)
    elif case.needs_look and not is_signed(case):
        _first_words(work, heard)
    else:
        _add(work, heard)
    return True


def is_signed(case: Case) -> bool:
    """Whether somebody has the case in hand, so that words no longer move it."""
    return case.status not in dispatch.UNSIGNED or case.course != "full"


def _note(work: Work, heard: Heard) -> None:
    """The words go into the case and its history."""
    case = heard.case
    take(work, case, Action.ADD, resident(heard.person), words=heard.words, facts={"medium": heard.medium.id})
    wordless = is_wordless(case.words)
    case.words = heard.words if wordless else f"{case.words}\n{heard.words}"[:4000]


def _first_words(work: Work, heard: Heard) -> None:
    """Nothing was known of the case and nobody has signed it: now it is placed, or was no case at all."""
    if not answer_survey(work, heard.medium, heard.case, heard.person, heard.words, heard.verdict):
        _fill_in(work, heard)


def _belongs_elsewhere(work: Work, heard: Heard) -> bool:
    """Whether it is a clearly different matter, or against people, so that those who have the case must not read it."""
    case, verdict = heard.case, heard.verdict
    blank = case.needs_look and not is_signed(case)  # Whatever is said is what it is about, and decides who has it.
    if blank or not verdict.opens:
        return False
    against = verdict.kind == "tipoff" or work.rules.category(verdict.category or "other").confidential
    if against and not goes_past(work, case):
        return True
    return heard.clear and not case.needs_look and not intake.is_same_matter(work, case, verdict)


def _add(work: Work, heard: Heard) -> None:
    """Further words for a case: they fill in what is missing while nobody has signed, and reach whoever has it."""
    if is_signed(heard.case):
        _note(work, heard)
        heard.case.needs_look = heard.case.needs_look and not heard.clear
        _tell_staff(work, heard)
    else:
        _fill_in(work, heard)
    if heard.verdict.emergency:
        alarms.raise_alarm(work, heard.case, note=heard.words)  # It goes on: everybody is rung once more.


def _fill_in(work: Work, heard: Heard) -> None:
    case, place, urgent = heard.case, heard.case.place, heard.case.urgent
    news = case.needs_look and heard.clear
    wordless = case.needs_look and not heard.clear and heard.verdict.unit is None
    _note(work, heard)
    changed = intake.fill_in(work, case, heard.words, heard.verdict, resident(heard.person))
    case.needs_look = wordless  # What typed words say next still decides what it is.
    if case.urgent and not urgent:
        alarms.raise_alarm(work, case)
    if changed:
        delivery.cancel(work, case, "pool", states=("queued",))  # The desk need not place what has found its way.
    else:
        _tell_staff(work, heard)
    if changed or news or case.place != place:
        _tell_her(work, heard, "voice_read")


def _split_off(work: Work, heard: Heard) -> None:
    """Another matter than the case it had joined: a case of its own, of which she is told."""
    old = heard.case
    heard.case = _own_case(work, heard)
    if heard.case.urgent:
        alarms.raise_alarm(work, heard.case)
    _tell_her(work, heard, "voice_split", other=format_number(old.number))


def _own_case(work: Work, heard: Heard) -> Case:
    """Open it, move the recording there, and say so to whoever was told of the voice."""
    old, secret = heard.case, intake.wants_secrecy(heard.words)
    report = intake.from_verdict(heard.words, heard.verdict, confidential=secret)
    case = intake.open_case(work, heard.person, report, resident(heard.person))
    heard.medium.case_id = case.id
    if old.is_open:
        take(work, old, Action.SPLIT, LISTENER, facts={"to": case.id, "medium": heard.medium.id})
        elsewhere = "" if goes_past(work, case) else format_number(case.number)
        _tell_owner_or_desk(work, old, "voice_elsewhere", to=elsewhere)
    return case


def _danger(work: Work, heard: Heard, options: Sequence[questions.Option]) -> None:
    """Somebody may be hurt: everybody is rung, and she reads at once what to do; a wordless case becomes this one."""
    same = heard.case.is_open and heard.case.needs_look
    if same:
        _note(work, heard)
        heard.case.emergency = heard.verdict.emergency
        intake.fill_in(work, heard.case, heard.words, heard.verdict, resident(heard.person))
    else:
        heard.case = _own_case(work, heard)
    case = heard.case
    call = alarms.raise_alarm(work, case)
    question = questions.ask(work, heard.person, "emergency", case, list(options), reached=False)
    delivery.tell_resident(
        work,
        case,
        "emergency",
        question=question,
        note=heard.words,
        same=same,
        ask_where=case.unit is None,
        call=[call.name, call.who.role if call.who else "", call.phone],
        on_duty=call.on_duty,
        rung=call.who is not None,
    )


def _tell_staff(work: Work, heard: Heard) -> None:
    """The words for whoever has the case, with what they sound like; in an emergency the desk reads them too."""
    case, verdict = heard.case, heard.verdict
    say = work.rules.category(verdict.category).say if heard.clear and verdict.category else ""
    sounds = say if verdict.category != case.category else ""
    where = verdict.place or "" if verdict.place != case.place else ""
    facts = {"note": heard.words, "sounds": sounds, "where": where}
    if case.emergency:
        delivery.tell_desk(work, case, "voice_words", **facts)
        delivery.tell_staff(work, case, case.owner_id, "voice_words", **facts)
    else:
        _tell_owner_or_desk(work, case, "voice_words", **facts)


def _tell_owner_or_desk(work: Work, case: Case, kind: str, **facts: str) -> None:
    owner = joined.carrier(work, case).owner_id
    if owner is not None:
        delivery.tell_staff(work, case, owner, kind, **facts)
    else:
        delivery.tell_desk(work, case, kind, **facts)


def _tell_her(work: Work, heard: Heard, kind: str, *, other: str = "") -> None:
    """What was understood, who comes, and the question where, if that is all that is missing."""
    case = heard.case
    place = _open_place_question(work, heard.person, case) if case.unit is None else None
    if case.unit is not None:
        questions.close(work, case, "place")
    choices = [label for label, _ in place.options] if place else []
    asks = case.unit is None and case.kind != "enquiry"
    delivery.tell_resident(work, case, kind, question=place, note=heard.words, places=choices, asks=asks, other=other)


def _open_place_question(work: Work, person: Person, case: Case) -> Question | None:
    return next(
        (one for one in questions.open_questions(work, person) if one.kind == "place" and one.case_id == case.id), None
    )
