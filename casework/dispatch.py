"""Who gets a case: by the routes at once, else a desk's pool; and every later change of hands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from casework import delivery
from casework.facts import contact
from casework.limits import calendar_of, terms_of
from casework.people import chat_of, know, staff_row
from casework.scope import goes_past
from casework.steps import take
from casework.work import SYSTEM, Actor, CaseworkError, Work, staff_by_id
from domain import destination
from domain.destination import Matter
from domain.lifecycle import Action, Role, Status
from domain.org import Staff
from domain.returns import reason_of
from domain.routing import Target
from models.case import Case
from models.staff import StaffMember

MAX_RETURNS = 2
NEVER = datetime.min.replace(tzinfo=UTC)
UNSIGNED = (Status.RECEIVED.value, Status.DISPATCHED.value)


def by_rules(work: Work, case: Case) -> None:
    """Give a received case to the person the routes name, else leave it in the pool of the right desk."""
    target = target_of(work, case)
    member = _member(work, case, target)
    if member is None:
        to_desk(work, case, _desk_of(work, case, target))
    else:
        assign(work, case, member, SYSTEM)


def target_of(work: Work, case: Case) -> Target:
    """Where the routes send a case with this category, kind, place and urgency."""
    return destination.target_of(work.rules, _matter(work, case), work.now)


def _matter(work: Work, case: Case) -> Matter:
    return Matter(case.category, case.kind, case.unit, case.urgent, work.account.unit)


def _member(work: Work, case: Case, target: Target) -> Staff | None:
    """Whose the case is by the routes: he who has it already, if he is one of them, else the one whose turn it is."""
    found = destination.members_of(work.rules.org, _matter(work, case), target, work.away)
    owner = staff_by_id(work, case.owner_id)
    if owner is not None and (his := next((one for one in found if one.phone == owner.phone), None)):
        return his
    return _next_in_turn(work, found)


def colleague(work: Work, case: Case) -> Staff | None:
    """Whoever else works where the case is, his turn being next; None if nobody does."""
    return _next_in_turn(work, work.rules.org.workers_for(case.unit, work.away))


def _next_in_turn(work: Work, members: Sequence[Staff]) -> Staff | None:
    """Of several, the one to whom a case was given the longest ago."""
    if len(members) < 2:
        return members[0] if members else None
    know(work, members)
    return min(members, key=lambda member: staff_row(work, member).given_at or NEVER)


def _desk_of(work: Work, case: Case, target: Target) -> str:
    return destination.desk_of(work.rules.org, _matter(work, case), target, work.away)


def desk_unit(work: Work, unit: str | None) -> str:
    """The unit whose desk answers for a place: the nearest staffed one upwards, at last the account's own."""
    return destination.desk_unit(work.rules.org, unit, work.account.unit, work.away)


def desk_by_rules(work: Work, case: Case) -> str:
    """The unit at whose desk the routes would have the case wait."""
    return _desk_of(work, case, target_of(work, case))


def home_desk(work: Work, case: Case) -> str:
    """The desk a case falls back to: that of its place, or the one it was sent to past those concerned."""
    if case.desk_unit and goes_past(work, case):
        return case.desk_unit
    return desk_unit(work, case.unit)


def to_desk(work: Work, case: Case, unit: str) -> None:
    """Leave the case in a desk's pool, where a person must place it; the desk is told."""
    case.owner_id, case.desk_unit = None, unit
    case.pooled_at = work.now
    case.dispatch_due = terms_of(work, case).due("dispatch", work.now, calendar_of(work, case))
    delivery.tell_desk(work, case, "pool")


def give_to_desk_member(work: Work, case: Case) -> None:
    """A case that goes on without ever having had an owner gets the first of its desk."""
    desk = work.rules.org.desk(case.desk_unit or work.account.unit, work.away)
    if case.owner_id is None and desk is not None and desk.staff:
        case.owner_id = staff_row(work, desk.staff[0]).id


def leave_with_desk(work: Work, case: Case, words: str = "经手人已离岗") -> None:
    """Whoever had the case has gone: the first of its desk gets it, and its desk is told."""
    gone = case.owner_id
    case.owner_id = None
    case.desk_unit = home_desk(work, case)
    take(work, case, Action.NOTE, Actor(Role.DESK, name="系统"), words=words, facts={"before": gone})
    give_to_desk_member(work, case)
    delivery.tell_desk(work, case, "pool")


def assign(work: Work, case: Case, member: Staff, actor: Actor, *, words: str | None = None) -> StaffMember:
    """Dispatch a case of the pool to a named person and tell him; if he has no chat, the desk hears of it."""
    row = staff_row(work, member)
    take(work, case, Action.DISPATCH, actor, words=words, given={"owner": row.id}, facts={"owner": member.name})
    _own(work, case, row)
    return row


def hand_over(work: Work, case: Case, member: Staff, actor: Actor, words: str | None = None) -> StaffMember:
    """Hand a dispatched case to somebody else (转办). Raises CaseworkError `already_his`."""
    row = staff_row(work, member)
    if case.owner_id == row.id:
        raise CaseworkError("already_his", name=member.name)
    before, unsigned = case.owner_id, case.status == Status.DISPATCHED.value
    facts = {"owner": member.name, "before": before}
    take(work, case, Action.HAND_OVER, actor, words=words, given={"owner": row.id}, facts=facts)
    place(work, case, row, before, actor, member.name, unsigned=unsigned)
    return row


def place(
    work: Work,
    case: Case,
    row: StaffMember,
    before: int | None,
    actor: Actor,
    name: str,
    *,
    unsigned: bool = False,
) -> None:
    """After a change of hands: it is his, and he, whoever had it before and the resident hear of it."""
    delivery.cancel(work, case, "task")
    _own(work, case, row, unsigned=unsigned)
    if before is not None and before not in (actor.staff_id, row.id):
        delivery.tell_staff(work, case, before, "taken_away", to=name)
    if actor.staff_id is not None and before != row.id:
        delivery.tell_resident(work, case, "handed")


def _own(work: Work, case: Case, row: StaffMember, *, unsigned: bool = False) -> None:
    """From now on it is his; the time to sign of an `unsigned` case goes on until it has run out."""
    case.owner_id, row.given_at = row.id, work.now
    case.desk_unit = home_desk(work, case)
    case.dispatched_at = case.dispatched_at or work.now
    if not unsigned or case.sign_due is None or case.sign_due <= work.now:
        case.sign_from, case.sign_due = work.now, terms_of(work, case).due("sign", work.now, calendar_of(work, case))
    delivery.tell_staff(work, case, row.id, "task")
    if chat_of(work, row.id, case.account) is None:
        delivery.tell_desk(work, case, "owner_unbound", owner=row.name)


def give_back(work: Work, case: Case, actor: Actor, reason: str) -> None:
    """Return a case to the desk (退单). Raises CaseworkError `needs_reason`, `ruled` or `returned_enough`."""
    if actor.role is Role.OWNER and (case.ruled or case.returns >= MAX_RETURNS):
        raise CaseworkError("ruled" if case.ruled else "returned_enough", returns=case.returns)
    facts = {"reason": reason_of(reason)}
    take(work, case, Action.RETURN, actor, words=reason, given={"reason": reason}, facts=facts)
    case.returns += actor.role is Role.OWNER
    _leave_owner(work, case, actor, home_desk(work, case))


def _leave_owner(work: Work, case: Case, actor: Actor, unit: str) -> None:
    """From its owner's hands into a desk's pool; he hears of it unless he did it himself."""
    before, case.sign_due = case.owner_id, None
    delivery.cancel(work, case, "task")
    to_desk(work, case, unit)
    if before is not None and before != actor.staff_id:
        who = contact(work, case)
        delivery.tell_staff(work, case, before, "taken_away", to=who.name if who else "")


def refine(work: Work, case: Case, unit: str | None, actor: Actor, was: Target | None = None) -> bool:
    """Better knowledge of place or category: place an unsigned case anew. Returns whether the owner changed.

    `was` is where the routes sent it before its category changed.
    """
    org = work.rules.org
    if unit and (case.unit is None or org.within(unit, case.unit)):
        case.unit = unit
    if case.status not in UNSIGNED or case.course != "full":
        if was is not None and goes_past(work, case):
            case.desk_unit = desk_by_rules(work, case)
        return False
    return replace(work, case, actor, was)


def replace(work: Work, case: Case, actor: Actor, was: Target | None = None) -> bool:
    """Run the routes again over an unsigned case after its place or category changed."""
    before, desk_before = case.owner_id, case.desk_unit
    target = target_of(work, case)
    member = _member(work, case, target)
    if member is None:
        desk = _desk_of(work, case, target)
        if case.owner_id is None and desk != desk_before:
            to_desk(work, case, desk)
        elif case.status == Status.DISPATCHED.value and target.kind == "desk" and was not in (None, target):
            take(work, case, Action.RETURN, _mover(actor), given={"reason": case.category}, facts={"before": before})
            _leave_owner(work, case, actor, desk)
            return True
        return False
    row = staff_row(work, member)
    if row.id == before:
        return False
    if case.status == Status.RECEIVED.value:
        assign(work, case, member, SYSTEM)
    else:
        delivery.cancel(work, case, "task")
        facts = {"owner": member.name, "before": before}
        take(work, case, Action.HAND_OVER, _mover(actor), given={"owner": row.id}, facts=facts)
        _own(work, case, row, unsigned=True)
        delivery.tell_staff(work, case, before, "taken_away", to=member.name)
    return True


def _mover(actor: Actor) -> Actor:
    """A resident's correction moves the case by the rules, not by her own hand: it counts as the desk's."""
    return actor if actor.staff_id else SYSTEM
