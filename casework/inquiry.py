"""责任倒查 as a formal step: opened for serious consequences, answered by those who held it, ended by a finding."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from casework import delivery
from casework.steps import take
from casework.work import Actor, CaseworkError, Work
from domain.lifecycle import Action
from models.case import Case, HistoryEntry


def begin(work: Work, case: Case, actor: Actor, why: str) -> int:
    """倒查: everybody who has held the case is asked for a statement. Returns how many were. Raises `needs_reason`."""
    take(work, case, Action.INQUIRE, actor, words=why, given={"reason": why})
    asked = [
        delivery.tell_staff(work, case, staff_id, "inquiry", note=why, by=actor.name)
        for staff_id in sorted(_holders(case, _history(work, case)) - {actor.staff_id})
    ]
    return sum(row is not None for row in asked)


def state(work: Work, case: Case, actor: Actor, words: str) -> None:
    """说明: a statement of one of those. Raises CaseworkError `no_inquiry`, and `not_yours` for anybody else."""
    history = _history(work, case)
    if actor.staff_id not in _holders(case, history):
        raise CaseworkError("not_yours")
    opened = _opened(history)
    if opened is None:
        raise CaseworkError("no_inquiry")
    take(work, case, Action.STATE, actor, words=words, given={"note": words})
    delivery.tell_staff(work, case, opened.staff_id, "statement", note=words, by=actor.name)


def find(work: Work, case: Case, actor: Actor, words: str) -> None:
    """认定: what it has found; those who held the case hear it. Raises CaseworkError `no_inquiry`."""
    history = _history(work, case)
    if _opened(history) is None:
        raise CaseworkError("no_inquiry")
    take(work, case, Action.FIND, actor, words=words, given={"note": words})
    for staff_id in sorted(_holders(case, history) - {actor.staff_id}):
        delivery.tell_staff(work, case, staff_id, "finding", note=words, by=actor.name)


def _opened(history: Sequence[HistoryEntry]) -> HistoryEntry | None:
    """The step that opened an inquiry which has not ended."""
    found = [entry for entry in history if entry.action in (Action.INQUIRE, Action.FIND)]
    return found[-1] if found and found[-1].action == Action.INQUIRE else None


def _holders(case: Case, history: Sequence[HistoryEntry]) -> set[int]:
    """All who ever had it."""
    before = {entry.facts.get("before") for entry in history}
    acted = {entry.staff_id for entry in history if entry.role == "owner"}
    return {staff_id for staff_id in before | acted | {case.owner_id} if isinstance(staff_id, int)}


def _history(work: Work, case: Case) -> list[HistoryEntry]:
    work.session.flush()
    query = select(HistoryEntry).where(HistoryEntry.case_id == case.id).order_by(HistoryEntry.id)
    return list(work.session.scalars(query))
