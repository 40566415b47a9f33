"""Answers to what the account has asked: by digit, by label, by words; each kind of question has its own effect."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from casework import desk, endings, followup, handling, intake, questions, surveys
from casework.scope import next_above
from casework.work import Case, CaseworkError, Question, find_case
from domain.lifecycle import Status
from domain.numbers import format_number, read_digits
from domain.survey import NOT_DONE, read_answer
from handlers import commands, corrections, own_case, report, same_matter, whistle_commands
from handlers.emergency import answered as emergency_answered
from handlers.turn import Reply, Turn
from wording import callbacks as callback_words
from wording import labels, resident
from wording.marks import answer_tap, case_tap

CLOSE_BY = timedelta(minutes=10)  # Two questions that reached her so near each other: a bare digit names neither.
NONE_OF_THESE = "none"
STILL = ("还是", "还没", "还不", "又", "照样", "依然", "仍", "根本没", "压根没")


def handle(turn: Turn) -> Reply | None:
    """A label typed back, or a bare digit."""
    waiting = questions.open_questions(turn.work, turn.person)
    for question in waiting:
        for label, value in question.options:
            if _same(turn.text, label):
                return give(turn, question, value)
    digit = read_digits(turn.text) if len(turn.text) <= 2 else None
    return _digit(turn, waiting, digit) if digit is not None and 0 <= digit <= 9 else None


def _same(text: str, label: str) -> bool:
    return _plain(text) == _plain(label)


def _plain(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def _digit(turn: Turn, waiting: list[Question], digit: int) -> Reply:
    able = [one for one in waiting if one.kind in questions.DIGIT_KINDS]
    reached = [one for one in able if one.reached_at is not None] or able
    if not reached:
        return Reply(resident.nothing_asked())
    reached.sort(key=lambda one: one.reached_at or one.asked_at, reverse=True)
    newest = reached[0]
    moment = newest.reached_at or newest.asked_at
    rivals = [one for one in reached if moment - (one.reached_at or one.asked_at) < CLOSE_BY]
    if len(rivals) > 1:
        return Reply(resident.two_questions([_by_name(turn, one) for one in rivals]))
    if not 1 <= digit <= len(newest.options):
        return Reply(resident.two_questions([_by_name(turn, newest)]))
    return give(turn, newest, newest.options[digit - 1][1])


def _by_name(turn: Turn, question: Question) -> tuple[str, list[str]]:
    case = find_case(turn.work, question.case_id)
    name = f"{format_number(case.number)}号 {turn.say(case)}" if case else ""
    return name, [answer_tap(label, question.id, place) for place, (label, _) in enumerate(question.options, 1)]


def give(turn: Turn, question: Question, value: str) -> Reply:
    """Let a value answer a question, open or stale; a stale one changes nothing and says so."""
    if question.kind == "which":
        return _which(turn, question, value)
    if question.kind == "report":
        return _insists(turn, question)
    if question.kind == "whose":
        return commands.chosen(turn, question, value)
    if question.kind == "same":
        return same_matter.answered(turn, question, value)
    case = find_case(turn.work, question.case_id)
    if case is None:
        return Reply(resident.nothing_to_undo())
    try:
        return ANSWERS[question.kind](turn, question, case, value)
    except CaseworkError:
        return _stale(case)


def _which(turn: Turn, question: Question, value: str) -> Reply:
    """She was shown several of her cases: the value is the one she means, the question knows what for."""
    case = find_case(turn.work, int(value))
    questions.settle(turn.work, question, value)
    return own_case.act(turn, question.facts["verb"], case) if case else Reply(resident.nothing_to_undo())


def _insists(turn: Turn, question: Question) -> Reply:
    """What was not understood is a matter all the same: it is opened with the words she wrote then."""
    if question.answer is not None:
        return Reply(resident.already_reported())
    questions.settle(turn.work, question, "yes")
    return report.insisted(turn, question.facts["words"])


def _stale(case: Case) -> Reply:
    return Reply(resident.stale(format_number(case.number), case.status))


def words(turn: Turn) -> Reply | None:
    """Words that answer the newest survey, or that are for the worker who has asked."""
    survey = questions.newest(turn.work, turn.person, "survey", since=turn.work.rules.survey_open)
    asked = questions.newest(turn.work, turn.person, "ask")
    if survey is not None:
        rating = _rating(turn, survey)
        if rating is not None:
            case = find_case(turn.work, survey.case_id)
            return _rate(turn, case, *rating) if case else None
    if asked is not None and asked.reached_at is not None:
        case = find_case(turn.work, asked.case_id)
        if case is not None and case.is_open and _answers_worker(turn, case):
            return tell_asker(turn, case, turn.text)
    return _why(turn) or same_matter.in_words(turn) or _after_all(turn)


def _after_all(turn: Turn) -> Reply | None:
    """没办好 about a case that was closed because she had not answered: she was told that she may still say so."""
    said = read_answer(turn.text)
    survey = questions.newest(turn.work, turn.person, "survey", since=surveys.AFTER_ALL)
    if said is None or said[0] != NOT_DONE or survey is None or survey.answer is not None:
        return None
    case = find_case(turn.work, survey.case_id)
    return _rate(turn, case, *said) if case is not None and case.status == Status.CLOSED.value else None


def _rating(turn: Turn, survey: Question) -> tuple[int, str] | None:
    """What the words say of the survey; after it was answered only a plain change of mind counts."""
    said = read_answer(turn.text)
    if said is None and _still_broken(turn, survey):
        return NOT_DONE, turn.text
    if said is None or str(said[0]) == survey.answer:
        return None
    opens_other = turn.verdict_of_text().opens and len(turn.text) > 20 and said[0] != NOT_DONE
    return None if opens_other else said


def _still_broken(turn: Turn, survey: Question) -> bool:
    """还是不亮, 还是没水: a short line that says of the same matter that it goes on."""
    verdict = turn.verdict_of_text()
    if verdict.intent == "not_solved":
        return True
    case = find_case(turn.work, survey.case_id)
    goes_on = len(turn.text) <= 20 and turn.text.startswith(STILL)
    return goes_on and case is not None and intake.is_same_matter(turn.work, case, verdict)


def _answers_worker(turn: Turn, case: Case) -> bool:
    """Any words do, but for a greeting and the like, and for what is plainly another matter."""
    verdict = turn.verdict_of_text()
    if verdict.intent is not None:
        return verdict.intent in ("yes", "no", "thanks", "not_solved")
    return not verdict.opens or intake.is_same_matter(turn.work, case, verdict)


def tell_asker(turn: Turn, case: Case, said: str) -> Reply:
    """Her answer goes to whoever has the case now, and the case goes on; it may have been handed over meanwhile."""
    if case.status == Status.WAITING.value:
        handling.answered(turn.work, case, turn.me, said)
    else:
        _check_asked(turn, case)
        followup.add_words(turn.work, case, turn.me, said)
        questions.close(turn.work, case, "ask")
    intake.talk_about(turn.work, turn.person, case)
    return Reply(resident.answer_passed(format_number(case.number), turn.who(case)))


def _check_asked(turn: Turn, case: Case) -> None:
    if not case.is_open or not questions.unanswered(turn.work, case, "ask"):
        raise CaseworkError("not_now")


def _why(turn: Turn) -> Reply | None:
    """Her reason after 没办好: the next line within ten minutes, unless it is plainly another matter."""
    question = questions.newest(turn.work, turn.person, "why")
    if question is None or turn.work.now - question.asked_at > CLOSE_BY:
        return None
    case = find_case(turn.work, question.case_id)
    verdict = turn.verdict_of_text()
    if case is None or verdict.intent or not intake.is_same_matter(turn.work, case, verdict):
        return None
    return _reason(turn, question, case, turn.text)


def _survey(turn: Turn, question: Question, case: Case, value: str) -> Reply:
    newest = questions.newest(turn.work, turn.person, "survey", since=timedelta(days=36500))
    overtaken = newest is not None and newest.id != question.id and newest.case_id == case.id
    if overtaken or question.expires_at < turn.work.now or question.answer == value:
        return _stale(case)
    return _rate(turn, case, int(value), "")


def _rate(turn: Turn, case: Case, rating: int, said: str) -> Reply:
    number = format_number(case.number)
    try:
        how = surveys.rate(turn.work, case, turn.me, rating, said)
    except CaseworkError:
        return _stale(case)
    intake.talk_about(turn.work, turn.person, case)
    if how == "closed":
        return Reply(resident.survey_thanks(number, rating, case.id))
    if how == "callback":
        return Reply(callback_words.to_call_back(number, _of_desk(turn, case)))
    reasons = [(reason.words, reason.words) for reason in turn.work.rules.reasons(case.category)]
    question = questions.ask(turn.work, turn.person, "why", case, reasons)
    taps = [answer_tap(label, question.id, place) for place, (label, _) in enumerate(reasons, 1)]
    undo = case_tap("点错了，其实办好了", case.id, "undo")
    watcher = next_above(turn.work, case)
    watched = watcher.staff[0] if watcher else None
    name = labels.person(watched.name, watched.title or f"{watched.role}@", "").strip() if watched else ""
    return Reply(resident.not_done(number, turn.who(case), name, turn.promised_by(case), taps, undo))


def _of_desk(turn: Turn, case: Case) -> str:
    """Who of the desk will ring her up."""
    desk_of = turn.work.rules.org.desk(case.desk_unit or turn.work.account.unit, turn.work.away)
    first = desk_of.staff[0] if desk_of and desk_of.staff else None
    return labels.person(first.name, first.title or f"{first.role}@", first.phone) if first else ""


def _reason(turn: Turn, question: Question, case: Case, value: str) -> Reply:
    questions.settle(turn.work, question, value[:250])
    number = format_number(case.number)
    for_desk = any(one.words == value and not one.redo for one in turn.work.rules.reasons(case.category))
    if for_desk and surveys.not_again(turn.work, case, turn.me, value):
        return Reply(callback_words.to_call_back(number, _of_desk(turn, case)))
    followup.add_words(turn.work, case, turn.me, value)
    return Reply(resident.why_noted(number))


def _ask(turn: Turn, question: Question, case: Case, value: str) -> Reply:
    return tell_asker(turn, case, value)


def _place(turn: Turn, question: Question, case: Case, value: str) -> Reply:
    if value == NONE_OF_THESE:
        return Reply(resident.say_place())
    changed = desk.relocate(turn.work, case, turn.me, value, None)
    case.place = turn.work.rules.org.units[value].name
    questions.settle(turn.work, question, value)
    intake.talk_about(turn.work, turn.person, case)
    return same_matter.with_offer(turn, case, corrections.place_noted(turn, case, changed))


def _category(turn: Turn, question: Question, case: Case, value: str) -> Reply:
    if value == NONE_OF_THESE:
        return Reply(resident.ask_kind(format_number(case.number), question.id, []))
    changed = desk.reclassify(turn.work, case, turn.me, value)
    questions.settle(turn.work, question, value)
    intake.talk_about(turn.work, turn.person, case)
    number, by = format_number(case.number), turn.promised_by(case)
    noted = Reply(resident.kind_noted(number, case.id, turn.say(case), turn.who(case), changed, by))
    return same_matter.with_offer(turn, case, noted)


def _clear(turn: Turn, question: Question, case: Case, value: str) -> Reply:
    number = format_number(case.number)
    if question.answer is not None:
        return _stale(case)
    questions.settle(turn.work, question, value)
    if value == "clear":
        endings.settled(turn.work, case, turn.me)
        return Reply(resident.clear_now(number))
    followup.unclear(turn.work, case)
    return Reply(resident.not_clear(number, turn.who(case), turn.promised_by(case)))


ANSWERS: dict[str, Callable[[Turn, Question, Case, str], Reply]] = {
    "survey": _survey,
    "why": _reason,
    "ask": _ask,
    "place": _place,
    "category": _category,
    "kind": _category,
    "clear": _clear,
    "grade": whistle_commands.graded,
    "emergency": emergency_answered,
}
