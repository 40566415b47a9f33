"""What the clock does: closes surveys nobody answered, chases answers, forgets old keys, and rings for what is due."""

from __future__ import annotations

from casework import (
    alarms,
    calling,
    clocks,
    consent,
    events,
    evidence,
    inbox,
    ladder,
    leave,
    listening,
    sending,
    sheet,
    upkeep,
)
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
    moved += begin_leave(deps)
    hand_out_sheets(deps)
    moved += climb(deps)
    moved += tell_ends(deps)
    moved += chase_call_backs(deps)
    moved += ring_alarms(deps)
    ring_if_due(deps)
    return moved


def begin_leave(deps: JobDeps) -> int:
    """Hand over the cases of everybody whose leave has begun. Returns how many people that were."""
    with deps.session() as session:
        due = leave.due(session, deps.now())
    for leave_id in due:
        with deps.work(next(iter(deps.accounts))) as work:
            leave.begin(work, leave_id)
    return len(due)


def hand_out_sheets(deps: JobDeps) -> int:
    """Send the morning's sheet to everybody who has just begun to work. Returns how many got one."""
    with deps.session() as session:
        due = sheet.due(session, deps.rules(), deps.now())
    sent = 0
    for staff_id in due:
        with deps.work(next(iter(deps.accounts))) as work:
            sent += sheet.send(work, staff_id)
    return sent


def climb(deps: JobDeps) -> int:
    """Take the step that is due in every case whose clock nears or has missed its limit. Returns how many it took."""
    steps, now = 0, deps.now()  # What comes due meanwhile waits for the next round.
    while True:
        with deps.session() as session:
            due = clocks.due(session, deps.accounts, now)
        for account, case_id in due:
            with deps.work(account) as work:
                steps += ladder.step(work, case_id) or consent.review_due(work, case_id)
        if len(due) < clocks.BATCH:
            return steps


def tell_ends(deps: JobDeps) -> int:
    """Tell everybody who joined a known event that it is over. Returns how many were told."""
    told = 0
    while True:
        with deps.session() as session:
            due = [one for one in events.to_be_told(session) if one[0] in deps.accounts]
        for account, event_id, case_id in due:
            with deps.work(account) as work:
                told += events.tell_end(work, event_id, case_id)
        if not due:
            return told


def chase_call_backs(deps: JobDeps) -> int:
    """Tell the level above of call-backs that were not made in time. Returns how many."""
    with deps.session() as session:
        due = [(one, calling.account_of(session, one)) for one in calling.due(session, deps.now())]
    told = 0
    for call_id, account in due:
        if account is not None and account in deps.accounts:
            with deps.work(account) as work:
                told += calling.late(work, call_id)
    return told


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
