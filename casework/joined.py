"""Cases that have joined another: which one carries them, who has joined it, and how many people stand behind it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from casework.work import Work
from domain.same_matter import JOINED
from models.case import Case


def carrier(work: Work, case: Case) -> Case:
    """The case in which a matter is dealt with: the one this has joined, else itself. Only to be read: not locked."""
    if case.course != JOINED or case.parent_id is None:
        return case
    return work.session.get_one(Case, case.parent_id)


def children(work: Work, case: Case, *, lock: bool = True) -> list[Case]:
    """The open cases that have joined this one, the oldest first; locked, because something happens to them.

    Whoever locks both locks the carrier first, so that nobody waits in a circle.
    """
    query = select(Case).where(Case.parent_id == case.id, Case.course == JOINED, Case.is_open).order_by(Case.id)
    if lock:
        work.session.flush()  # What this transaction has changed must not be read over.
        query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    return list(work.session.scalars(query))


def completed_with(work: Work, case: Case) -> list[Case]:
    """The cases that were completed together with this one and whose reporters have not answered yet; locked."""
    work.session.flush()
    query = select(Case).where(Case.parent_id == case.id, Case.course == "full", Case.status == "completed")
    query = query.order_by(Case.id).with_for_update(key_share=True).execution_options(populate_existing=True)
    return list(work.session.scalars(query))


def reporters(work: Work, cases: Iterable[Case]) -> dict[int, set[int]]:
    """By case, the people behind it: its own reporter and those of the open cases that have joined it."""
    found = {case.id: {case.reporter_id} for case in cases}
    query = select(Case.parent_id, Case.reporter_id)
    query = query.where(Case.parent_id.in_(found), Case.course == JOINED, Case.is_open)
    for case_id, person_id in work.session.execute(query):
        if case_id is not None:
            found[case_id].add(person_id)
    return found


def neighbours(work: Work, cases: Iterable[Case]) -> dict[int, int]:
    """By case, how many people stand behind it beside its own reporter."""
    return {case_id: len(people) - 1 for case_id, people in reporters(work, cases).items()}
