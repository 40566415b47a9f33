"""What a clock does when it nears or misses its limit: reminds the owner, then goes up, one staffed level a step."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from casework import delivery, dispatch
from casework.clocks import looks
from casework.limits import terms_of
from casework.people import chat_of_member, staff_row
from casework.scope import unit_of
from casework.steps import take
from casework.work import SYSTEM, Actor, CaseworkError, Work, find_case, staff_by_id
from domain.clocks import Clock, Look, Mark, stepped
from domain.lifecycle import Action, Status
from domain.org import Desk, Staff
from models.case import Case

CONSENTING_LEVELS = ("street", "district")  # Who may consent to what is grave.


def step(work: Work, case_id: int) -> bool:
    """Take the one step that is due in a case, for its worst clock; False if none is, so it may be called twice."""
    case = find_case(work, case_id)
    if case is None or case.look_at is None or case.look_at > work.now:
        return False
    work.touched[case.id] = case
    due = [(look, clock, mark) for at, look, clock, mark in looks(work, case) if at <= work.now]
    if not due:
        return False
    reds = sorted(((clock, mark) for look, clock, mark in due if look is Look.RED), key=lambda red: red[0].due)
    top = _red(work, case, *reds[0]) if reds else _yellow(work, case, [clock for _, clock, _ in due])
    # The others that are red by now have been seen as well: after a day's outage there is one step, not one for each.
    marks = {clock.name: stepped(mark, look, work.now, top=top).to_json() for look, clock, mark in due}
    case.marks = {**case.marks, **marks}
    return True


def _yellow(work: Work, case: Case, clocks: list[Clock]) -> bool:
    """Its owner, or the desk in whose pool it lies, is reminded of the nearest limit."""
    clock = min(clocks, key=lambda one: one.due)
    facts = {"clock": clock.name, "until": clock.due.isoformat()}
    take(work, case, Action.REMIND, SYSTEM, facts=facts)
    if delivery.tell_staff(work, case, case.owner_id, "near", **facts) is None:
        delivery.tell_desk(work, case, "near", **facts)
    return False


def _red(work: Work, case: Case, clock: Clock, mark: Mark) -> bool:
    """One staffed level further up. Returns whether there was none: the top only hears of it again."""
    level = above(work, case, case.told_unit or lowest(work, case))
    facts = {"clock": clock.name, "until": clock.due.isoformat()}
    if level is None:
        take(work, case, Action.ESCALATE, SYSTEM, facts=facts | {"unit": case.told_unit, "top": True})
        tell_level(work, case, highest(work, case), "still_overdue", **facts)
        return True
    known, case.told_unit = case.told_unit, level.unit_id
    take(work, case, Action.ESCALATE, SYSTEM, facts=facts | {"unit": level.unit_id, "known": known})
    if clock.name == "sign":
        _unsigned(work, case, level, asked_before=mark.reds > 0, facts=facts)
    elif clock.name == "dispatch":
        tell_level(work, case, level, "unplaced", **facts)
    else:
        leader = tell_level(work, case, level, "overdue", **facts)
        case.supervisor_id = staff_row(work, leader).id
    return False


def _unsigned(work: Work, case: Case, level: Desk, asked_before: bool, facts: dict[str, str]) -> None:
    """The chief is asked; the case becomes his by itself only if urgent, or if one was asked before in vain."""
    if case.urgent or asked_before:
        dispatch.hand_over(work, case, _reachable(work, case, level), SYSTEM)
    else:
        tell_level(work, case, level, "unsigned", **facts)


def level_above(work: Work, case: Case) -> Desk | None:
    """The next staffed level above those who have the case; None if nobody stands above them."""
    return above(work, case, lowest(work, case))


def above(work: Work, case: Case, start: str) -> Desk | None:
    """The next staffed level above a unit that is not the owner's own."""
    org, owner = work.rules.org, staff_by_id(work, case.owner_id)
    level = org.next_level(start, work.away)
    while level is not None and owner is not None and all(one.phone == owner.phone for one in level.staff):
        level = org.next_level(level.unit_id, work.away)
    return level


def lowest(work: Work, case: Case) -> str:
    """Where the climb begins: at the desk in whose pool it lies, else at the place of the case or its owner's post."""
    if case.owner_id is None:
        return case.desk_unit or unit_of(work, case)
    owner = staff_by_id(work, case.owner_id)
    entry = work.rules.org.staff.get(owner.phone) if owner else None
    path = work.rules.org.path(unit_of(work, case))
    posts = [unit for unit in path if entry is not None and unit in entry.units]
    return posts[-1] if posts else unit_of(work, case)


def consenting(work: Work, case: Case) -> Desk | None:
    """The desk of the street around a case, or of the highest level there is: it consents to what is grave."""
    org = work.rules.org
    path = org.path(lowest(work, case))
    above = [unit for unit in path if org.units[unit].level in CONSENTING_LEVELS]
    return org.desk(above[0] if above else path[-1], work.away) if path else None


def highest(work: Work, case: Case) -> Desk | None:
    """The highest staffed level of the case's path; where everybody is on leave, the nearest all the same."""
    start = case.told_unit or lowest(work, case)
    level = work.rules.org.desk(start, work.away) or work.rules.org.desk(start)
    while level is not None and (above := work.rules.org.next_level(level.unit_id, work.away)) is not None:
        level = above
    return level


def tell_level(work: Work, case: Case, level: Desk | None, kind: str, **facts: Any) -> Staff:
    """Tell the one who stands for a level; if he has no chat, the desk hears that he could not be told."""
    if level is None:
        raise LookupError(f"nobody stands above case {case.id}")  # Such a config is refused.
    member = _reachable(work, case, level)
    if delivery.tell_member(work, case, member, kind, **facts) is None:
        delivery.tell_desk(work, case, "owner_unbound", owner=member.name)
    return member


def _reachable(work: Work, case: Case, level: Desk) -> Staff:
    """The first of a level who has a chat, else its first."""
    bound = (member for member in level.staff if chat_of_member(work, member, case.account) is not None)
    return next(bound, level.staff[0])


def wait_more(work: Work, case: Case, actor: Actor) -> datetime:
    """再等等: whoever has it gets the same time again to sign. Returns until when.

    Raises CaseworkError `not_now` if he has signed.
    """
    if case.status != Status.DISPATCHED.value:
        raise CaseworkError("not_now", action=Action.WAIT, case_id=case.id, status=case.status)
    calendar = work.rules.calendar(case.unit)
    until = max(case.sign_due or work.now, terms_of(work, case).due("sign", work.now, calendar))
    case.sign_from, case.sign_due = work.now, until
    take(work, case, Action.WAIT, actor, facts={"until": until.isoformat()})
    delivery.tell_staff(work, case, case.owner_id, "near", clock="sign", until=until.isoformat())
    return until
