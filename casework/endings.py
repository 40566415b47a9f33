"""How a resident ends her own case, which has solved itself or is no longer wanted, and takes that back."""

from __future__ import annotations

from casework import children, delivery, dispatch, followup, joining, questions, whistles
from casework.steps import last_step, put_back, take
from casework.undoing import UNDO
from casework.work import Actor, CaseworkError, Work
from domain.lifecycle import Action, Status
from domain.same_matter import JOINED
from models.case import Case, HistoryEntry


def settled(work: Work, case: Case, actor: Actor, words: str = "") -> None:
    """She says it has solved itself, or that an answer was clear: the case is closed as she wishes."""
    step = take(work, case, Action.SETTLE, actor, words=words or None)
    case.closed_at, case.result = work.now, case.result or "solved"
    _ended(work, case, "settled", step)


def withdraw(work: Work, case: Case, actor: Actor, words: str = "") -> None:
    """She takes the matter back."""
    step = take(work, case, Action.WITHDRAW, actor, words=words or None)
    case.closed_at = work.now
    _ended(work, case, "withdrawn", step)


def _ended(work: Work, case: Case, kind: str, step: HistoryEntry) -> None:
    """Whoever has it need not go, unless it is not hers alone."""
    questions.close(work, case)
    delivery.cancel(work, case, "task", "asked", "signed", "said")
    if case.course == JOINED:
        return  # The others still want it.
    heir = children.take_over(work, case, Status(step.source or Status.RECEIVED))
    if heir is not None:
        children.tell_heir(work, case, heir, kind)
        whistles.tell_called(work, heir, "goes_on", **children.going_on(work, case, heir, kind))
        return
    if case.owner_id is not None:
        delivery.tell_staff(work, case, case.owner_id, kind)
    else:
        delivery.tell_desk(work, case, kind)


def undo_withdrawal(work: Work, case: Case, actor: Actor) -> None:
    """点错了 after withdrawing: the case is placed again by the rules. Raises CaseworkError `too_late`."""
    if case.closed_at is None or work.now - case.closed_at > UNDO:
        raise CaseworkError("too_late")
    take(work, case, Action.UNDO_WITHDRAW, actor)
    case.closed_at = case.owner_id = None
    if case.course == JOINED:
        joining.stay_or_part(work, case)
    elif case.parent_id is None or not joining.rejoin_heir(work, case):
        dispatch.by_rules(work, case)


def undo_settling(work: Work, case: Case, actor: Actor) -> None:
    """点错了 after 修好了不用来了: the case goes on with whoever had it. Raises CaseworkError `too_late`."""
    if case.closed_at is None or work.now - case.closed_at > UNDO:
        raise CaseworkError("too_late")
    ended = last_step(work, case, Action.SETTLE)
    if ended is None:
        raise CaseworkError("too_late")
    put_back(work, case, actor, ended)
    case.closed_at = case.result = case.rating = None
    if case.course == JOINED:
        joining.stay_or_part(work, case)
    elif case.parent_id is not None and joining.rejoin_heir(work, case):
        return
    elif case.course == "answered":
        followup.unclear(work, case)
    elif case.owner_id is not None:
        delivery.tell_staff(work, case, case.owner_id, "not_settled")
    else:
        delivery.tell_desk(work, case, "not_settled")
