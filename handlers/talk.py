"""Words that are no report: greetings, thanks, praise, urging, "it is fixed", "never mind"."""

from __future__ import annotations

import re
from collections.abc import Callable

from casework import followup, intake, questions
from handlers import corrections, keywords, own_case
from handlers.turn import Reply, Turn
from wording import resident
from wording.marks import answer_tap

CJK = re.compile(r"[\u3400-\u9fff]")
ENOUGH = 4


def handle(turn: Turn) -> Reply | None:
    """Answer what the words want; None when they are a report."""
    corrected = corrections.said(turn)
    if corrected is not None:
        return corrected
    verdict = turn.verdict_of_text()
    if verdict.opens:
        return None
    act = INTENTS.get(verdict.intent or "")
    if act:
        return act(turn)
    return _unclear(turn) if _says_something(turn.text) else Reply(resident.not_understood())


def _unclear(turn: Turn) -> Reply | None:
    """Words that may or may not be for us: more on the matter she is talking about, or hers to decide with a tap."""
    if intake.current_case(turn.work, turn.person) is not None:
        return None
    options = [(resident.INSIST, "yes")]
    question = questions.ask(turn.work, turn.person, "report", None, options, facts={"words": turn.text})
    return Reply(resident.not_understood(answer_tap(resident.INSIST, question.id, 1)))


def _says_something(text: str) -> bool:
    """Whether there are words in it that could belong to a matter, not only a mark, a digit or a syllable."""
    return len(CJK.findall(text)) >= ENOUGH


def _praise(turn: Turn) -> Reply:
    followup.record_praise(turn.work, turn.person, turn.text)
    return Reply(resident.praised())


def _wrong_send(turn: Turn) -> Reply:
    """发错了: takes back her newest matter, if there is one to take back."""
    if intake.current_case(turn.work, turn.person) is None:
        return Reply(resident.not_for_us())
    return own_case.choose(turn, "withdraw")


def _own(verb: str) -> Callable[[Turn], Reply]:
    return lambda turn: own_case.choose(turn, verb)


INTENTS: dict[str, Callable[[Turn], Reply]] = {
    "greeting": lambda turn: Reply(resident.hello()),
    "thanks": lambda turn: Reply(resident.thanks()),
    "yes": lambda turn: Reply(resident.thanks()),
    "no": lambda turn: Reply(resident.hello()),
    "praise": _praise,
    "ad": lambda turn: Reply(resident.not_for_us()),
    "wrong_send": _wrong_send,
    "progress": keywords.progress,
    "help": keywords.help_text,
    "human": keywords.human,
    "urge": _own("urge"),
    "solved": _own("solved"),
    "withdraw": _own("withdraw"),
    "not_solved": _own("not_solved"),
    "confidential": _own("confidential"),
    "undo": corrections.undo_last,
}
