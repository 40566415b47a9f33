"""Putting right what was understood or tapped: the place, the kind of matter, or the last tap itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from casework import desk, endings, intake, questions, surveys, undoing
from casework.steps import take
from casework.work import Actor, Case, CaseworkError, Work, case_by_id
from domain.lifecycle import Action
from domain.numbers import format_number
from domain.rules import OTHER
from handlers.turn import Reply, Turn
from insight import lists
from wording import resident

NONE_OF_THESE = ("都不是", "none")
MOST_PLACES = 6
COMMONEST = ("sanitation", "roads_lighting", "water_drainage", "property", "disputes", "other")
CORRECTED_WITHIN = timedelta(days=1)
CORRECTS = re.compile(
    r"(?:不是.{1,12}?|不对|(?:刚才|刚刚|我)?(?:说|打|写|搞|弄|发)错了)[，,。\s]+(?:应该)?(?:是|在)\s*(.+)", re.DOTALL
)


def place_options(turn: Turn, candidates: tuple[str, ...] = ()) -> list[questions.Option]:
    """The units she may tap: those her words could mean, else those right below what is certain."""
    org = turn.work.rules.org
    units = candidates or _below(turn)
    options = [(org.units[unit].name, unit) for unit in units if unit in org.units][:MOST_PLACES]
    return [*options, NONE_OF_THESE] if options else []


def _below(turn: Turn) -> tuple[str, ...]:
    org = turn.work.rules.org
    children = _plain_children(turn, turn.person.home_unit or turn.work.account.unit)
    while len(children) == 1 and org.children(children[0]):
        children = _plain_children(turn, children[0])  # A village's only compound is no choice.
    return children if 0 < len(children) <= MOST_PLACES else ()


def _plain_children(turn: Turn, unit: str) -> tuple[str, ...]:
    """Without schools, firms and markets, where nobody lives; whoever means one names it."""
    org = turn.work.rules.org
    return tuple(child for child in org.children(unit) if org.units[child].special is None)


def ask_place(turn: Turn, case: Case) -> Reply:
    """地方不对."""
    near = tuple(unit for unit in turn.work.rules.org.children(_parent(turn, case)) if unit != case.unit)
    options = place_options(turn, near)
    question = questions.ask(turn.work, turn.person, "place", case, options)
    return Reply(resident.ask_place(format_number(case.number), question.id, [label for label, _ in options]))


def _parent(turn: Turn, case: Case) -> str:
    path = turn.work.rules.org.path(case.unit or turn.work.account.unit)
    return path[1] if len(path) > 1 else path[0]


def ask_kind(turn: Turn, case: Case) -> Reply:
    """事不对: the runner-up first, then the commonest others, then those of the village's own."""
    rules = turn.work.rules
    known = dict.fromkeys([case.runner_up, *COMMONEST, *rules.categories])
    ids = [one for one in known if one and one in rules.categories and one != case.category]
    options = [(rules.category(one).say, one) for one in ids[:MOST_PLACES]]
    question = questions.ask(turn.work, turn.person, "kind", case, options)
    return Reply(resident.ask_kind(format_number(case.number), question.id, [label for label, _ in options]))


def place_noted(turn: Turn, case: Case, changed: bool) -> Reply:
    """The place is known now."""
    return Reply(
        resident.place_noted(
            format_number(case.number), turn.place(case), turn.who(case), changed, turn.promised_by(case)
        )
    )


def said(turn: Turn) -> Reply | None:
    """不是3号楼，是8号楼 / 说错了，是停水: puts the matter she has just brought right instead of opening another."""
    found = CORRECTS.fullmatch(turn.text)
    case = _just_brought(turn) if found else None
    if found is None or case is None:
        return None
    verdict = turn.reader.read(found[1], home=case.unit or turn.person.home_unit, within=turn.work.account.unit)
    if verdict.unit is not None or verdict.place is not None:
        changed = desk.relocate(turn.work, case, turn.me, verdict.unit, verdict.place)
        _tell(turn, case, changed)
        return place_noted(turn, case, changed)
    if verdict.category in (None, OTHER, case.category) or verdict.score <= 0:
        return None
    changed = desk.reclassify(turn.work, case, turn.me, str(verdict.category))
    _tell(turn, case, changed)
    by = turn.promised_by(case)
    return Reply(resident.kind_noted(format_number(case.number), case.id, turn.say(case), turn.who(case), changed, by))


def _just_brought(turn: Turn) -> Case | None:
    case = intake.current_case(turn.work, turn.person)
    newest = case or lists.newest_of(turn.work.session, turn.person.id)
    fresh = newest is not None and newest.is_open and turn.work.now - newest.received_at < CORRECTED_WITHIN
    return case_by_id(turn.work, newest.id) if newest is not None and (case is not None or fresh) else None


def _tell(turn: Turn, case: Case, changed: bool) -> None:
    """Her own words stay with the case; whoever keeps it hears them."""
    take(turn.work, case, Action.ADD, turn.me, words=turn.text)
    intake.talk_about(turn.work, turn.person, case)
    if not changed:
        intake.tell_owner(turn.work, case, turn.text)


def undo(turn: Turn, case: Case) -> Reply:
    """点错了 on one case: takes back what she did to it last. Raises CaseworkError when there is no such thing."""
    reply = _take_back(turn, case)
    if reply is None:
        raise CaseworkError("too_late")
    return reply


def undo_last(turn: Turn) -> Reply:
    """点错了 without a case: the newest thing she did to any of her cases in the last half hour."""
    return _take_back(turn, None) or Reply(resident.nothing_to_undo())


def _take_back(turn: Turn, only: Case | None) -> Reply | None:
    """Undo the newest of her steps that can still be undone."""
    for case, action in undoing.own_steps(turn.work, turn.person, only):
        case = case_by_id(turn.work, case.id)
        try:
            UNDO[action](turn.work, case, turn.me)
        except CaseworkError:
            continue
        number = format_number(case.number)
        if action is Action.RECLASSIFY:
            return Reply(resident.kind_undone(number, turn.say(case)))
        return Reply(resident.undone(number, case.status))
    return None


UNDO: dict[Action, Callable[[Work, Case, Actor], None]] = {
    Action.CLOSE: surveys.undo_rating,
    Action.REOPEN: surveys.undo_rating,
    Action.SETTLE: endings.undo_settling,
    Action.WITHDRAW: endings.undo_withdrawal,
    Action.RECLASSIFY: undoing.undo_reclassifying,
    Action.JOIN: undoing.undo_joining,
}
