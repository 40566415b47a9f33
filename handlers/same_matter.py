"""已有3位邻居反映，是同一件事吗？ Asked behind a receipt, answered by a tap or in her words."""

from __future__ import annotations

from casework import intake, joined, joining, questions
from casework.work import Case, CaseworkError, Question, find_case
from domain.numbers import format_number
from domain.same_matter import read_answer
from handlers.turn import Reply, Turn
from wording import joining as words
from wording import resident


def with_offer(turn: Turn, case: Case, reply: Reply) -> Reply:
    """The reply with the question behind it, where neighbours have reported something alike."""
    found = joining.offer(turn.work, turn.person, case)
    if found is None:
        return reply
    question, people = found
    return Reply(f"{reply.text}\n{words.offer(people, question.id)}")


def answered(turn: Turn, question: Question, value: str) -> Reply:
    """Her answer, once; a tap on an old question changes nothing and says so."""
    root = joining.locked_carrier(turn.work, question.facts["parent"])  # Before her own: see casework.joined.
    case = find_case(turn.work, question.case_id)
    if root is None or case is None:
        return Reply(resident.nothing_to_undo())
    if question.answer is not None or not case.is_open:
        return Reply(resident.stale(format_number(case.number), joined.carrier(turn.work, case).status))
    questions.settle(turn.work, question, value)
    if value == joining.NO:
        return Reply(words.apart(format_number(case.number), turn.who(case), turn.promised_by(case)))
    return _join(turn, case, root)


def _join(turn: Turn, case: Case, root: Case) -> Reply:
    number = format_number(case.number)
    try:
        joining.join(turn.work, case, root, turn.me)
    except CaseworkError:
        return Reply(words.gone(number, turn.who(case), turn.promised_by(case)))
    intake.talk_about(turn.work, turn.person, case)
    by = turn.promised_by(case) if root.first_words_at is None else ""
    return Reply(words.together(number, case.id, turn.who(case), by))


def in_words(turn: Turn) -> Reply | None:
    """A plain yes or no soon after the question."""
    same = read_answer(turn.text)
    question = questions.newest(turn.work, turn.person, "same") if same is not None else None
    return answered(turn, question, joining.YES if same else joining.NO) if question else None
