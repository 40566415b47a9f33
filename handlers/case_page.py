"""What staff may see of a case in the chat: its state, its words, its steps; names only where they are needed."""

from __future__ import annotations

from casework import handling, joined
from casework.people import roles_on
from casework.scope import goes_past
from casework.work import Case, CaseworkError
from domain.lifecycle import Role
from domain.numbers import format_number
from handlers.turn import Turn
from insight import lists
from insight.lists import Lit
from wording import joining, labels, staff
from wording.marks import case_tap, quote

STEPS_SHOWN = 6
UNHEARD = ("silent", "unreadable", "failed")


def may_look(turn: Turn, case: Case) -> None:
    """Workers see what they need for their own cases. Raises CaseworkError `not_yours` for anybody else's."""
    if not is_near(turn, case):
        raise CaseworkError("not_yours")


def is_near(turn: Turn, case: Case) -> bool:
    """Whether the viewer has the case, stands above it, or has reported it himself."""
    return _roles(turn, case) != (Role.WORKER,) or case.reporter_id == turn.person.id


def may_hear(turn: Turn, case: Case) -> bool:
    """A voice gives away who is speaking: where she is to be concealed, only a desk listens."""
    return not case.confidential or not {Role.DESK, Role.CHIEF}.isdisjoint(_roles(turn, case))


def may_listen(turn: Turn, case: Case) -> bool:
    """Whether the viewer may both look at the case and hear the voices in it."""
    return is_near(turn, case) and may_hear(turn, case)


def is_hidden(turn: Turn, case: Case) -> bool:
    """Whether the case must not even be known to the viewer: it went past the unit concerned."""
    return goes_past(turn.work, case) and not is_near(turn, case)


def _roles(turn: Turn, case: Case) -> tuple[Role, ...]:
    assert turn.staff is not None
    return roles_on(turn.work, case, turn.staff_row, turn.staff)


def lines(turn: Turn, case: Case) -> list[str]:
    """The case in a few lines; words, steps and media only for those who have it or stand above."""
    near = is_near(turn, case)
    row: Lit = lists.lit(case, turn.work.rules, turn.work.now)
    number = format_number(case.number)
    secret = "（替人保密）" if case.confidential else ""
    return [
        f"{labels.LIGHT[row.light.value]} {number}号 {turn.say(case)}：{_state(turn, case)}{secret}",
        f"在哪儿：{turn.place(case) or '不清楚'}",
        f"谁在办：{turn.who(case)}",
    ] + (_inside(turn, case, row) if near else [])


def _state(turn: Turn, case: Case) -> str:
    root = joined.carrier(turn.work, case) if case.is_open else case
    status = labels.STATUS[root.status]
    return status if root is case else f"{status}，{joining.carried_by(format_number(root.number))}"


def _together(turn: Turn, case: Case) -> list[str]:
    """How many others have reported it, and what they say."""
    others = joined.children(turn.work, case, lock=False)
    people = joined.neighbours(turn.work, [case])[case.id]
    return [
        joining.others(people),
        joining.numbers_and_words([(format_number(one.number), one.words) for one in others]),
    ]


def _inside(turn: Turn, case: Case, row: Lit) -> list[str]:
    number = format_number(case.number)
    return [
        f"住户说：{quote(case.words, 300)}",
        _unheard(turn, case),
        *_together(turn, case),
        turn.by_phone(case),
        f"最晚{turn.promise(case.answer_due)}前回话，{turn.moment(case.solve_due)}前办好" if case.is_open else "",
        *_steps(turn, case),
        _taps(case, number),
    ]


def _unheard(turn: Turn, case: Case) -> str:
    """That a voice has not become words, and why: then somebody must listen."""
    voice = handling.newest_medium(turn.work, case, ("voice",), by_staff=False)
    return staff.voice_unread(voice.hearing_why or "") if voice and voice.hearing in UNHEARD else ""


def _steps(turn: Turn, case: Case) -> list[str]:
    steps = [step for step in lists.steps(turn.work.session, case) if "ring" not in step.facts]
    shown = steps[-STEPS_SHOWN:]
    return [
        f"· {turn.moment(step.at)} {labels.STEP[step.action]}"
        + (f"：{quote(step.words, 40)}" if step.words and step.action not in ("open",) else "")
        for step in shown
    ]


def _taps(case: Case, number: str) -> str:
    return case_tap(f"听{number}", case.id, "hear") + case_tap(f"看{number}", case.id, "see")
