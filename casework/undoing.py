"""点错了: what a person did to her cases lately and may take back, and for how long."""

from __future__ import annotations

from datetime import timedelta

from casework import desk, joining
from casework.steps import last_step
from casework.work import Actor, CaseworkError, Work
from domain.lifecycle import Action
from models.case import Case, HistoryEntry
from models.person import Person

UNDO = timedelta(minutes=30)  # How long 点错了 takes back a tap; afterwards she says what is wrong instead.
TAKEN_BACK = (Action.CLOSE, Action.REOPEN, Action.SETTLE, Action.WITHDRAW, Action.RECLASSIFY, Action.JOIN)


def own_steps(work: Work, person: Person, case: Case | None = None) -> list[tuple[Case, Action]]:
    """What she herself did to her cases in the last half hour and may take back, the newest first."""
    query = (
        work.session.query(Case, HistoryEntry.action)
        .join(HistoryEntry, HistoryEntry.case_id == Case.id)
        .filter(Case.reporter_id == person.id, HistoryEntry.at >= work.now - UNDO)
        .filter(HistoryEntry.person_id == person.id, HistoryEntry.action.in_([action.value for action in TAKEN_BACK]))
        .order_by(HistoryEntry.id.desc())
    )
    if case is not None:
        query = query.filter(Case.id == case.id)
    return [(found, Action(action)) for found, action in query]


def undo_reclassifying(work: Work, case: Case, actor: Actor) -> None:
    """点错了 after a tap on a kind of matter: the kind from before. Raises CaseworkError `too_late`."""
    changed = last_step(work, case, Action.RECLASSIFY)
    fresh = changed is not None and work.now - changed.at <= UNDO and changed.person_id == actor.person_id
    if changed is None or not fresh or changed.facts.get("undo"):
        raise CaseworkError("too_late")
    desk.reclassify(work, case, actor, changed.facts["from"], undo=True)


def undo_joining(work: Work, case: Case, actor: Actor) -> None:
    """点错了 after 是同一件: a case of its own again. Raises CaseworkError `not_joined`."""
    joining.part(work, case, actor)
