"""What the clock does: closes surveys nobody answered, forgets old keys, and rings for whatever is due."""

from __future__ import annotations

from casework import evidence, inbox, sending, upkeep
from jobs.deps import JobDeps


def sweep(deps: JobDeps) -> int:
    """One round. Returns how many cases it moved; safe to run twice."""
    with deps.session() as session:
        due = upkeep.overdue_surveys(session, deps.now())
    moved = 0
    for account, case_id in due:
        if account in deps.accounts:
            with deps.work(account) as work:
                moved += upkeep.close_unanswered(work, case_id)
    ring_if_due(deps)
    return moved


def ring_if_due(deps: JobDeps) -> bool:
    """Ring the bell when rows or media wait; finds what was committed while Redis was away."""
    with deps.session() as session:
        waiting = sending.due_count(session, deps.now()) > 0 or evidence.fetches_due(session, deps.now())
    if waiting:
        deps.ring()
    return waiting


def forget(deps: JobDeps) -> int:
    """Drop the keys of messages that can't come again."""
    with deps.session() as session:
        return inbox.forget_old(session, deps.now())
