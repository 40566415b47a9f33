"""What the clock does: closes surveys nobody answered, chases answers, forgets old keys, and rings for what is due."""

from __future__ import annotations

from casework import alarms, evidence, inbox, listening, sending, upkeep
from jobs.deps import JobDeps


def sweep(deps: JobDeps) -> int:
    """One round. Returns how many cases it moved; safe to run twice."""
    with deps.session() as session:
        due = [(upkeep.close_unanswered, *one) for one in upkeep.overdue_surveys(session, deps.now())]
        due += [(upkeep.chase_answer, *one) for one in upkeep.unanswered(session, deps.now())]
    moved = 0
    for act, account, case_id in due:
        if account in deps.accounts:
            with deps.work(account) as work:
                moved += act(work, case_id)
    moved += ring_alarms(deps)
    ring_if_due(deps)
    return moved


def ring_alarms(deps: JobDeps) -> int:
    """Ring again, one level higher, whatever nobody has answered. Returns how many rang."""
    with deps.session() as session:
        due = alarms.due(session, deps.now())
    rang = 0
    for account, case_id in due:
        if account in deps.accounts:
            with deps.work(account) as work:
                rang += alarms.ring_again(work, case_id)
    return rang


def ring_if_due(deps: JobDeps) -> bool:
    """Ring the bell when rows or media wait; finds what was committed while Redis was away."""
    with deps.session() as session:
        now = deps.now()
        waiting = sending.due_count(session, now) > 0 or evidence.fetches_due(session, now)
        waiting = waiting or (deps.hears and listening.due(session, now))
    if waiting:
        deps.ring()
    return waiting


def forget(deps: JobDeps) -> int:
    """Drop the keys of messages that can't come again."""
    with deps.session() as session:
        return inbox.forget_old(session, deps.now())
