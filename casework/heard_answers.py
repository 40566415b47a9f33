"""A voice that was no new matter but the answer to a survey: 没办好 starts it again, 满意 is asked for once more."""

from __future__ import annotations

from casework import delivery, questions, surveys
from casework.steps import take
from casework.work import Actor, Work, find_case, resident
from classifier import Verdict
from domain.lifecycle import Action, Role, Status
from domain.numbers import format_number
from domain.survey import NOT_DONE, read_answer
from models.case import Case
from models.medium import Medium
from models.person import Person
from models.question import Question

SHORT = 20  # Characters; a longer report that happens to begin with 好了 is a report.
LISTENER = Actor(Role.DESK, name="系统")


def answer_survey(work: Work, medium: Medium, case: Case, person: Person, words: str, verdict: Verdict) -> bool:
    """Let the words answer the open survey instead of making the voice a case. Returns whether they did.

    没办好 counts at once, because starting again harms nobody. Satisfaction might be misheard and would end a case:
    she is asked to tap it.
    """
    survey = questions.newest(work, person, "survey", since=work.rules.survey_open)
    rating = _rating(words, verdict)
    if survey is None or rating is None or survey.answer is not None:
        return False
    surveyed = find_case(work, survey.case_id)
    if surveyed is None or surveyed.status != Status.COMPLETED.value:
        return False
    medium.case_id = surveyed.id
    _dissolve(work, case, surveyed)
    _rate(work, surveyed, person, survey, rating, words, format_number(case.number))
    return True


def _rating(words: str, verdict: Verdict) -> int | None:
    said = read_answer(words)
    if said is None:
        return NOT_DONE if verdict.intent == "not_solved" else None
    return None if verdict.opens and len(words) > SHORT and said[0] != NOT_DONE else said[0]


def _dissolve(work: Work, case: Case, surveyed: Case) -> None:
    """The case that the voice had opened ends: there was no matter in it."""
    take(work, case, Action.WITHDRAW, LISTENER, facts={"to": surveyed.id})
    case.closed_at = work.now
    questions.close(work, case)
    delivery.cancel(work, case, "task", "pool", "voice_words")
    to = format_number(surveyed.number)
    if case.owner_id is not None:
        delivery.tell_staff(work, case, case.owner_id, "voice_answer", to=to)
    else:
        delivery.tell_desk(work, case, "voice_answer", to=to)


def _rate(
    work: Work, surveyed: Case, person: Person, survey: Question, rating: int, words: str, dissolved: str
) -> None:
    if rating == NOT_DONE:
        how = surveys.rate(work, surveyed, resident(person), rating, words)
        kind = "voice_called_back" if how == "callback" else "voice_not_done"
        delivery.tell_resident(work, surveyed, kind, note=words, gone=dissolved)
    else:
        delivery.cancel(work, surveyed, "completed")
        delivery.tell_resident(work, surveyed, "voice_rated", question=survey, note=words, gone=dissolved)
