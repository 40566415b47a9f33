"""What those who have joined a case go through with it: back with it when it goes on, and one takes its place."""

from __future__ import annotations

from typing import Any

from casework import called, delivery, dispatch, joined, questions
from casework.steps import last_step, take
from casework.work import SYSTEM, Actor, Work
from domain.lifecycle import Action, Role, Status
from domain.numbers import format_number
from domain.same_matter import JOINED
from models.case import Case

UNSIGNED = (Status.RECEIVED, Status.DISPATCHED)
# What goes with a matter when another case carries it from now on: whose it is, and its clocks.
CARRIED = (
    "owner_id",
    "desk_unit",
    "supervisor_id",
    "told_unit",
    "dispatched_at",
    "pooled_at",
    "signed_at",
    "first_words_at",
    "dispatch_due",
    "sign_due",
    "sign_from",
    "answer_due",
    "solve_due",
    "marks",
    "returns",
    "ruled",
    "crowd_at",
    "review_at",
)


def attach(work: Work, case: Case, root: Case) -> None:
    """From now on `root` carries the case: nobody has it by itself, and nothing of it is due."""
    case.course, case.parent_id = JOINED, root.id
    case.owner_id = case.supervisor_id = None
    case.sign_due = case.sign_from = case.review_at = case.alarm_due = None
    case.desk_unit = root.desk_unit or dispatch.home_desk(work, root)


def come_back(work: Work, case: Case, kind: str) -> None:
    """A completed case goes on: so do those completed with it who have not answered; who was told, hears of it."""
    for child in joined.completed_with(work, case):
        told = not delivery.cancel(work, child, "completed")
        take(work, child, Action.JOIN, SYSTEM, facts={"parent": case.id})
        attach(work, child, case)
        child.completed_at = child.result = child.result_words = child.first_words_at = None
        questions.close(work, child, "survey")
        if told:
            delivery.tell_resident(work, child, kind)


def take_over(work: Work, gone: Case, stood: Status) -> Case | None:
    """The reporter of a case no longer wants it, but others do: the oldest of theirs takes its place.

    `stood` is where the matter stood until now, and there it stays. Returns the heir, or None if nobody had joined.
    """
    family = joined.children(work, gone)
    if not family:
        return None
    heir, *others = family
    take(work, heir, Action.PART, SYSTEM, facts={"from": gone.id, "heir": True})
    heir.course, heir.parent_id = "full", None
    heir.begun_at = gone.begun_at or gone.received_at
    for name in CARRIED:
        setattr(heir, name, getattr(gone, name))
    _stand(work, gone, heir, stood)
    for child in others:
        child.parent_id = heir.id
    gone.parent_id = heir.id  # Should she change her mind, she joins those who are left.
    return heir


def _stand(work: Work, gone: Case, heir: Case, stood: Status) -> None:
    """The heir goes where the matter stood, step by step, so that its history explains its state."""
    if heir.owner_id is not None:
        take(work, heir, Action.DISPATCH, SYSTEM, given={"owner": heir.owner_id})
        if stood not in UNSIGNED:
            take(work, heir, Action.SIGN, Actor(Role.OWNER, staff_id=heir.owner_id))
    if stood in called.AT_WORK:
        _whistle_on(work, gone, heir)
    if stood is Status.SUSPENDED:
        take(work, heir, Action.SUSPEND, Actor(Role.DESK, name="系统"), given={"reason": "接着挂账"})


def _whistle_on(work: Work, gone: Case, heir: Case) -> None:
    """The departments that were called for the matter are called for the heir, and what they claim stands."""
    blown, rows = last_step(work, gone, Action.WHISTLE), called.pass_on(work, gone, heir)
    if blown is None or not rows:
        return
    given = {"department": [row.department for row in rows], "reason": blown.words}
    owner = Actor(Role.OWNER, staff_id=heir.owner_id)
    take(work, heir, Action.WHISTLE, owner, words=blown.words, given=given, facts=blown.facts)
    for row in rows:
        if row.claimed_at is not None:
            department = Actor(Role.DEPARTMENT, staff_id=row.reported_by)
            facts, words = {"department": row.department}, row.claim_words
            take(work, heir, Action.CLAIM, department, words=words, given={"note": words}, facts=facts)


def tell_heir(work: Work, gone: Case, heir: Case, kind: str) -> None:
    """Whoever has the matter hears by which number it goes on, instead of that he need not go."""
    facts = going_on(work, gone, heir, kind)
    if heir.owner_id is not None:
        delivery.tell_staff(work, heir, heir.owner_id, "goes_on", **facts)
    else:
        delivery.tell_desk(work, heir, "goes_on", **facts)


def going_on(work: Work, gone: Case, heir: Case, why: str) -> dict[str, Any]:
    """What is told of a matter that goes on by another number; `why`: settled or withdrawn."""
    return {"gone": format_number(gone.number), "people": 1 + joined.neighbours(work, [heir])[heir.id], "why": why}
