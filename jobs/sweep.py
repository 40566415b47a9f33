"""What the clock does: closes surveys nobody answered, chases answers, forgets old keys, and rings for what is due."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from casework import (
    alarms,
    calling,
    clocks,
    consent,
    errands,
    events,
    evidence,
    inbox,
    ladder,
    leave,
    listening,
    meetings,
    requests,
    sending,
    sheet,
    upkeep,
    whistle_clocks,
)
from casework.work import Work
from jobs.deps import JobDeps

log = logging.getLogger(__name__)
# What finds, and what chases, that which somebody was asked for and has not done.
LEFT_UNDONE: tuple[tuple[Callable[..., list[tuple[str, int, int]]], Callable[..., bool]], ...] = (
    (whistle_clocks.due, whistle_clocks.step),
    (requests.due, requests.chase),
    (errands.due, errands.late),
    (meetings.due, meetings.ask_decision),
)
LATER = timedelta(minutes=10)  # When a case whose step has failed is tried again.


def sweep(deps: JobDeps) -> int:
    """One round, alarms first. Returns how many cases it moved; safe to run twice."""
    if not deps.accounts:
        return 0  # Nobody could be told anything.
    moved = ring_alarms(deps)
    moved += end_waiting(deps)
    moved += begin_leave(deps)
    hand_out_sheets(deps)
    moved += climb(deps)
    moved += chase(deps)
    moved += tell_ends(deps)
    moved += chase_call_backs(deps)
    ring_if_due(deps)
    return moved


def _do(deps: JobDeps, account: str | None, act: Callable[..., Any], *ids: Any) -> int | None:
    """One act in a transaction of its own; None if it failed, which keeps nobody else waiting."""
    if account is None or account not in deps.accounts:
        return 0
    try:
        with deps.work(account) as work:
            return int(act(work, *ids))
    except Exception as error:  # Whatever is wrong with one case, the others must not lie.
        log.error("%s of %s failed: %s", act.__name__, ids, type(error).__name__)
        return None


def ring_alarms(deps: JobDeps) -> int:
    """Ring again, one level higher, whatever nobody has answered. Returns how many rang."""
    with deps.session() as session:
        due = alarms.due(session, deps.now())
    return sum(_do(deps, account, alarms.ring_again, case_id) or 0 for account, case_id in due)


def end_waiting(deps: JobDeps) -> int:
    """Close surveys that nobody answered, and chase her answers. Returns how many cases moved."""
    with deps.session() as session:
        due = [(upkeep.close_unanswered, *one) for one in upkeep.overdue_surveys(session, deps.now())]
        due += [(upkeep.chase_answer, *one) for one in upkeep.unanswered(session, deps.now())]
    return sum(_do(deps, account, act, case_id) or 0 for act, account, case_id in due)


def begin_leave(deps: JobDeps) -> int:
    """Hand over the cases of everybody whose leave has begun. Returns how many people that were."""
    with deps.session() as session:
        due = leave.due(session, deps.now())
    return sum(_do(deps, next(iter(deps.accounts)), leave.begin, leave_id) or 0 for leave_id in due)


def hand_out_sheets(deps: JobDeps) -> int:
    """Send the morning's sheet to everybody who has just begun to work. Returns how many got one."""
    with deps.session() as session:
        due = sheet.due(session, deps.rules(), deps.now())
    return sum(_do(deps, next(iter(deps.accounts)), sheet.send, staff_id) or 0 for staff_id in due)


def climb(deps: JobDeps) -> int:
    """Take the step that is due in every case whose clock nears or has missed its limit. Returns how many it took."""
    steps, now = 0, deps.now()  # What comes due meanwhile waits for the next round.
    while True:
        with deps.session() as session:
            due = clocks.due(session, deps.accounts, now)
        for account, case_id in due:
            taken = _do(deps, account, _step, case_id)
            if taken is None:
                with deps.session() as session:
                    clocks.put_off(session, case_id, now + LATER)
            steps += taken or 0
        if len(due) < clocks.BATCH:
            return steps


def chase(deps: JobDeps) -> int:
    """Departments that are late, requests nobody answered, news nobody passed on, meetings without a decision."""
    moved = 0
    for due, act in LEFT_UNDONE:
        with deps.session() as session:
            found = due(session, deps.now())
        moved += sum(_do(deps, account, act, *ids) or 0 for account, *ids in found)
    return moved


def _step(work: Work, case_id: int) -> bool:
    return ladder.step(work, case_id) or consent.review_due(work, case_id)


def tell_ends(deps: JobDeps) -> int:
    """Tell everybody who joined a known event that it is over. Returns how many were told."""
    told = 0
    while True:
        with deps.session() as session:
            due = events.to_be_told(session)
        now = sum(_do(deps, account, events.tell_end, *ids) or 0 for account, *ids in due)
        told += now
        if not now:
            return told


def chase_call_backs(deps: JobDeps) -> int:
    """Tell the level above of call-backs that were not made in time. Returns how many."""
    with deps.session() as session:
        due = calling.due(session, deps.now())
    return sum(_do(deps, account, calling.late, call_id) or 0 for account, call_id in due)


def ring_if_due(deps: JobDeps) -> bool:
    """Ring the bell when rows or media wait; finds what was committed while Redis was away."""
    with deps.session() as session:
        now = deps.now()
        waiting = sending.backlog(session, now)[0] > 0 or evidence.fetches_due(session, now)
        waiting = waiting or (deps.hears and listening.due(session, now))
    if waiting:
        deps.ring()
    return waiting


def forget(deps: JobDeps) -> int:
    """Drop the keys of messages that can't come again."""
    with deps.session() as session:
        return inbox.forget_old(session, deps.now())
