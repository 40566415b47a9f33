"""Staff commands, typed or tapped: finds the verb, the case and the words, and says what would have worked."""

from __future__ import annotations

from casework import questions
from casework.work import Case, CaseworkError, Question, case_by_id, find_case
from domain.numbers import format_number, split_command, take_number
from handlers import (
    callback_commands,
    case_page,
    desk_commands,
    errand_commands,
    event_commands,
    inquiry_commands,
    joining_commands,
    kept,
    leave_commands,
    loose,
    meeting_commands,
    numbered,
    refusals,
    staff_words,
    whistle_commands,
    worker_commands,
)
from handlers.report import BEHALF
from handlers.turn import Reply, Turn
from handlers.verbs import Verb
from insight import lists
from wording import resident, staff

VERBS: dict[str, Verb] = (
    worker_commands.VERBS
    | desk_commands.VERBS
    | leave_commands.VERBS
    | callback_commands.VERBS
    | event_commands.VERBS
    | joining_commands.VERBS
    | whistle_commands.VERBS
    | errand_commands.VERBS
    | meeting_commands.VERBS
    | inquiry_commands.VERBS
)
WORDY = frozenset(verb for verb, how in VERBS.items() if how.free)
ASKED_OF_CHIEFS = ("我来办", "换人", "再等等")
TAPPED = {
    "sign": "接",
    "done": "办结",
    "look": "查",
    "hear": "听",
    "play": "原声",
    "see": "看",
    "say": "回",
    "note": "备注",
    "return": "退",
    "take": "我来办",
    "replace": "换人",
    "wait": "再等等",
    "grant": "准",
    "refuse": "驳",
    "resume": "恢复",
    "answer": "呼应",
    "report": "报到",
    "accept": "验收",
    "not_fixed": "没好",
    "told": "告知",
    "seen": "看到了",
    "undo_done": "点错了",
}


def handle(turn: Turn) -> Reply | None:
    """A typed command; None for everything that is none."""
    found = split_command(turn.text, VERBS, WORDY)
    if turn.staff is None:
        return _stranger(turn, found)
    if found is None or _is_talk(found, turn.text):
        return _no_command(turn)
    verb, number, rest = found
    kept.drop_verb(turn, unless=verb)
    if VERBS[verb].free:
        missing = not rest and VERBS[verb].must
        return Reply(staff.words_missing(verb, "")) if missing else _guarded(turn, verb, None, rest)
    return run_numbered(turn, verb, number, rest)


def _no_command(turn: Turn) -> Reply | None:
    """A line without a verb: the words that were asked for, or a number of a case; not a report for somebody."""
    if BEHALF.match(turn.text) or turn.verdict_of_text().emergency:
        return None
    return _label_of_choice(turn) or kept.words_for(turn, run) or _number_first(turn)


def _is_talk(found: tuple[str, int | None, str], text: str) -> bool:
    """A verb that is also an ordinary word, with neither number nor anything that makes it a command."""
    verb, number, rest = found
    return number is None and bool(rest) and VERBS[verb].common and not text.startswith(f"{verb} ")


def _stranger(turn: Turn, found: tuple[str, int | None, str] | None) -> Reply | None:
    """A staff command from somebody who is bound to nobody opens nothing and says how to bind."""
    if turn.text in staff_words.WORDS_OF_STAFF:
        return Reply(resident.how_to_bind())
    if found is None or found[0] == "报":  # Anybody may begin a report with that word.
        return None
    verb, number, rest = found
    if VERBS[verb].free:
        return Reply(resident.how_to_bind())
    bare = number is None and not rest
    return Reply(resident.how_to_bind()) if number is not None or (bare and not VERBS[verb].common) else None


def run_numbered(turn: Turn, verb: str, number: int | None, rest: str) -> Reply:
    """A command on a case: find it, or say which ones it could be."""
    if number is None:
        case = _without_number(turn, verb)
        if case is None:
            return _which(turn, verb, rest)
        return run(turn, verb, case, rest)
    found = numbered.meant(turn, number)
    if len(found) > 1:
        return numbered.ask_whose(turn, verb, found, rest)
    if not found:
        words = _keep(turn, verb, rest)
        return Reply(staff.no_such(format_number(number), words, _options(turn, verb)))
    return run(turn, verb, found[0], rest)


def chosen(turn: Turn, question: Question, value: str) -> Reply:
    """He has said which village's number he means: now it is done, once."""
    case = find_case(turn.work, int(value))
    if case is None or question.answer is not None:
        return Reply(staff.chosen_before())
    questions.settle(turn.work, question, value)
    return run(turn, question.facts["verb"], case, question.facts["rest"])


def _label_of_choice(turn: Turn) -> Reply | None:
    """The label of such a choice, typed instead of tapped."""
    for question in questions.open_questions(turn.work, turn.person):
        for label, value in question.options if question.kind == "whose" else ():
            if turn.text == label:
                return chosen(turn, question, value)
    return None


def _keep(turn: Turn, verb: str, rest: str) -> str:
    """Keep the words if a tap may use them later; returns what was kept."""
    words = rest if verb in kept.USED_BY else ""
    kept.keep(turn, words)
    return words


def _without_number(turn: Turn, verb: str) -> Case | None:
    """The case a verb means without a number: that of the card which asked for it, else the only one in hand.

    A card of the platform has nothing to tap, so its question is answered with a word.
    """
    if verb == "看到了":
        return _ringing(turn)
    asked = lists.unsigned(turn.work.session, staff_words.desk_units(turn)) if verb in ASKED_OF_CHIEFS else None
    return asked or _only_one(turn)


def _ringing(turn: Turn) -> Case | None:
    """The alarm that 看到了 answers when no number stands with it: the card it came by has nothing to tap."""
    units = staff_words.desk_units(turn)
    return lists.ringing(turn.work.session, units, turn.staff_row.id) or _only_one(turn)


def _only_one(turn: Turn) -> Case | None:
    """The case in hand when there is only one, else the one just spoken of."""
    rows = lists.queue(turn.work.session, turn.work.rules, turn.staff_row.id, turn.work.now)
    if len(rows) == 1:
        return rows[0].case
    return kept.spoken_of(turn)


def _which(turn: Turn, verb: str, rest: str) -> Reply:
    _keep(turn, verb, rest)
    return Reply(staff.number_missing(verb, VERBS[verb].example.format("12"), _options(turn, verb)))


def _options(turn: Turn, verb: str) -> list[str]:
    """The cases in hand, each to be tapped for the same verb, or to be looked at where there is no such tap."""
    rows = lists.queue(turn.work.session, turn.work.rules, turn.staff_row.id, turn.work.now)[:5]
    key = next((key for key, own in TAPPED.items() if own == verb), "look")
    return [
        staff.option(
            TAPPED[key],
            key,
            format_number(row.case.number),
            row.case.id,
            turn.say(row.case).split("、")[0],
            turn.place(row.case),
        )
        for row in rows
    ]


def tapped(turn: Turn, case: Case, key: str) -> Reply | None:
    """A tap on a staff verb; words that were kept go with it."""
    if turn.staff is None:
        return None
    verb = TAPPED[key]
    return run(turn, verb, case, kept.take(turn, verb, case) if VERBS[verb].words else "", tap=True)


def run(turn: Turn, verb: str, case: Case, rest: str, *, tap: bool = False) -> Reply:
    """Do it; words that are missing are asked for, and the next line is taken as them."""
    case = case_by_id(turn.work, case.id)
    if case_page.is_hidden(turn, case):
        return Reply(staff.no_such(format_number(case.number), "", []))
    if not rest and _words_missing(turn, verb, case, tap):
        kept.expect(turn, verb, case)
        number = format_number(case.number)
        text = staff.finish_words(number, turn.say(case)) if verb == "办结" else staff.words_missing(verb, number)
        return Reply(text)
    return _guarded(turn, verb, case, rest)


def _words_missing(turn: Turn, verb: str, case: Case, tap: bool) -> bool:
    """Whether to ask for words: always where there must be some, else once after a tap; a photo is note enough."""
    how = VERBS[verb]
    if how.must:
        return verb != "备注" or not loose.has(turn)
    return how.words and tap and not kept.asked_before(turn, verb, case)


def _guarded(turn: Turn, verb: str, case: Case | None, rest: str) -> Reply:
    try:
        with turn.about(case):
            reply = VERBS[verb].act(turn, case, rest)
    except CaseworkError as refusal:
        kept.forget(turn)
        if refusal.code == "not_yours" and case is not None:
            kept.keep(turn, rest, ("备注",), case)  # The reply offers to leave them as a note.
        return Reply(refusals.words(turn, case, refusal))
    kept.forget(turn)
    if case is not None:
        kept.speak_of(turn, case)
    return reply


def _number_first(turn: Turn) -> Reply | None:
    """A line such as “修037完事”: a number of a case in hand, but no verb that is known."""
    for number in _numbers_in(turn.text):
        for case in numbered.meant(turn, number):
            if case.owner_id != turn.staff_row.id:
                continue
            kept.keep(turn, turn.text, case=case)
            return Reply(staff.unclear(turn.text, format_number(number), case.id))
    return None


def _numbers_in(text: str) -> list[int]:
    found = []
    for at, letter in enumerate(text):
        if letter.isdigit() and (at == 0 or not text[at - 1].isdigit()):
            taken = take_number(text[at:])
            if taken and len(text) < 40:
                found.append(taken[0])
    return found
