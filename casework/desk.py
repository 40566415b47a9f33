"""What a chief or a desk does from the chat: correct, refuse, supervise, enter a phone call, see what waits."""

from __future__ import annotations

from casework import delivery, dispatch, joined, joining, limits, questions
from casework.intake import Report, open_case
from casework.people import staff_row
from casework.scope import street_of, unit_of
from casework.steps import take
from casework.work import SYSTEM, Actor, CaseworkError, Work
from classifier.sounds import sounds
from domain.lifecycle import Action
from domain.org import HELPERS, Staff
from domain.same_matter import JOINED
from models.case import Case
from models.person import Person


def reclassify(work: Work, case: Case, actor: Actor, category: str, *, undo: bool = False) -> bool:
    """类: another category, by which an unsigned case may change hands. Returns whether it did.

    The limits of the new category apply from the beginning of this round.
    """
    facts = {"from": case.category, "to": category} | ({"undo": True} if undo else {})
    take(work, case, Action.RECLASSIFY, actor, facts=facts)
    was = dispatch.target_of(work, case)
    case.category, case.runner_up = category, None
    if work.rules.category(category).confidential:
        case.confidential = True
    questions.close(work, case, "category", "kind")
    limits.recompute(work, case)
    if case.course == JOINED:
        return joining.part_if_apart(work, case, actor)
    return dispatch.refine(work, case, None, actor, was)


def relocate(work: Work, case: Case, actor: Actor, unit: str | None, place: str | None) -> bool:
    """地点: another place. Returns whether the case changed hands; a signed one stays with its owner."""
    take(work, case, Action.RELOCATE, actor, words=place, facts={"from": case.unit, "to": unit})
    questions.close(work, case, "place")
    if place:
        case.place = place
    case.unit = unit or case.unit
    if case.course == JOINED:
        return joining.part_if_apart(work, case, actor)
    return unit is not None and dispatch.refine(work, case, None, actor)


def reject(work: Work, case: Case, actor: Actor, reason: str) -> None:
    """不予受理, with the reason and where to turn; the resident is told, and so is everybody who has joined."""
    take(work, case, Action.REJECT, actor, words=reason, given={"reason": reason})
    case.closed_at = work.now
    questions.close(work, case)
    delivery.cancel(work, case, "task", "asked", "signed")
    delivery.tell_resident(work, case, "rejected", note=reason)
    if case.owner_id is not None and case.owner_id != actor.staff_id:
        delivery.tell_staff(work, case, case.owner_id, "rejected_staff", note=reason)
    for child in joined.children(work, case):
        child.course = "full"
        reject(work, child, SYSTEM, reason)


def supervise(work: Work, case: Case, actor: Actor, leader: Staff) -> None:
    """督办 with a named leader, who is told together with the owner."""
    row = staff_row(work, leader)
    take(work, case, Action.SUPERVISE, actor, given={"owner": row.id}, facts={"leader": leader.name})
    case.supervisor_id = row.id
    delivery.tell_staff(work, case, case.owner_id, "supervised", by=leader.name)
    delivery.tell_staff(work, case, row.id, "supervising", by=actor.name)


def give(work: Work, case: Case, actor: Actor, member: Staff, words: str | None = None) -> None:
    """派: a case of the pool to a named person, or one that somebody has already to somebody else."""
    if case.owner_id is None:
        dispatch.assign(work, case, member, actor, words=words)
        delivery.tell_resident(work, case, "dispatched")
    else:
        dispatch.hand_over(work, case, member, actor, words)


def enter_call(work: Work, actor: Actor, report: Report, phone: str | None, caller: str | None) -> Case:
    """代录: a case for somebody who rang up; that person has no chat, so updates are for the staff to pass on."""
    person = Person(
        account=work.account.id,
        openid=None,
        following=False,
        name=caller,
        phone=phone,
        created_at=work.now,
        talk={},
        window_left=0,
        tap_left=0,
    )
    work.session.add(person)
    work.session.flush()
    report.on_behalf = caller or phone
    report.first_asked_id = actor.staff_id
    return open_case(work, person, report, actor)


def find_member(work: Work, name: str, case: Case) -> Staff:
    """A staff member of the case's street by name, or by one that sounds the same; the nearest first.

    Raises CaseworkError `nobody`, `helper`, `too_far`, `several` or `on_leave`.
    """
    namesakes = _called(work, name.strip())
    if not namesakes:
        raise CaseworkError("nobody", name=name.strip())
    able = [member for member in namesakes if member.role not in HELPERS]
    if not able:
        raise CaseworkError("helper")
    known = [member for member in able if _in_reach(work, case, member)]
    if not known:
        raise CaseworkError("too_far", name=name.strip())
    if len(known) > 1:
        path = work.rules.org.path(unit_of(work, case))
        close_by = [member for member in known if any(unit in path for unit in member.units)]
        known = close_by or known
    if len(known) > 1:
        raise CaseworkError("several", name=name.strip(), units=[member.units[:1] for member in known])
    if known[0].phone in work.away:
        instead = work.rules.org.stand_in(known[0], work.away)
        raise CaseworkError("on_leave", choices=f"替他的是{instead.name}。" if instead else "")
    return known[0]


def _called(work: Work, name: str) -> list[Staff]:
    """All of this name; names are spoken, so where nobody bears it, all whose name sounds the same."""
    everybody = work.rules.org.staff.values()
    exactly = [member for member in everybody if member.name == name]
    return exactly or [member for member in everybody if sounds().same(member.name, name)]


def _in_reach(work: Work, case: Case, member: Staff) -> bool:
    """Whether he serves within the case's street, or above it."""
    org, street = work.rules.org, street_of(work, case)
    department = org.departments.get(member.department or "")
    units = member.units or ((department.unit,) if department and department.unit else ())
    return not units or any(org.within(unit, street) or org.within(street, unit) for unit in units)
