"""What needs consent: more time, a pause near the limit, laying a case aside for now, a whistle for departments."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from casework import delivery, handling, ladder, questions, whistles
from casework.clocks import is_near
from casework.requests import ask, stands, waiting
from casework.steps import can, take
from casework.work import SYSTEM, Actor, CaseworkError, Work, find_case, staff_by_id
from domain.lifecycle import Action, Role
from models.case import Case
from models.request import Request

REVIEW = timedelta(days=30)  # How often a case that was laid aside is looked at again.


def extend(work: Work, case: Case, actor: Actor, days: int, reason: str) -> Request | None:
    """延期: asked for before the time is over. None when it was granted at once: by somebody above, or nobody is.

    Raises CaseworkError `too_late` or `asked_already`.
    """
    if work.now >= case.solve_due:
        raise CaseworkError("too_late")
    level = ladder.level_above(work, case)
    if _decides(actor) or level is None:
        _extend(work, case, actor, {"days": days}, reason)
        return None
    return ask(work, case, actor, "extend", level, reason, days=days)


def ask_resident(work: Work, case: Case, actor: Actor, words: str, choices: list[str]) -> Request | None:
    """问: the case waits for her answer. Near its limit that needs consent, for a pause must not stop the clock.

    None when she has been asked. Raises CaseworkError as `handling.ask` does, or `asked_already`.
    """
    level = ladder.level_above(work, case)
    if not is_near(work, case, "solve") or _decides(actor) or level is None:
        handling.ask(work, case, actor, words, choices)
        return None
    handling.check_askable(work, case)
    if not can(case, Action.ASK, actor):
        take(work, case, Action.ASK, actor, given={"question": words})  # Says why not.
    return ask(work, case, actor, "pause", level, words, choices=choices)


def suspend(work: Work, case: Case, actor: Actor, reason: str) -> Request | None:
    """挂账: truly unsolvable now. The street consents; None when somebody of the street has done it himself."""
    if not can(case, Action.SUSPEND, Actor(Role.CHIEF)):
        take(work, case, Action.SUSPEND, actor, given={"reason": reason})  # Says why not.
    level = ladder.consenting(work, case)
    if level is None or stands(work, actor, level.unit_id):
        _suspend(work, case, actor, {}, reason)
        return None
    return ask(work, case, actor, "suspend", level, reason)


def resume(work: Work, case: Case, actor: Actor) -> None:
    """恢复: a case that was laid aside goes on; its owner and the resident hear of it."""
    take(work, case, Action.RESUME, actor)
    case.review_at = None
    delivery.tell_staff(work, case, case.owner_id, "resumed", by=actor.name)
    delivery.tell_resident(work, case, "resumed")


def decide(
    work: Work,
    case: Case,
    actor: Actor,
    granted: bool,
    words: str,
    *,
    kind: str | None = None,
    changes: dict[str, Any] | None = None,
) -> Request:
    """准 or 驳: the newest request that still waits, of one kind if named, with what is to be otherwise than asked.

    Raises CaseworkError `nothing_asked`, `to_be_ruled`, `not_your_level`.
    """
    request = waiting(work, case)
    if request is None or kind not in (None, request.kind):
        raise CaseworkError("nothing_asked")
    if request.kind not in GRANTED:
        raise CaseworkError("to_be_ruled")
    if not stands(work, actor, request.unit) or actor.staff_id == request.asked_by:
        raise CaseworkError("not_your_level")
    action = Action.GRANT if granted else Action.REFUSE
    take(work, case, action, actor, words=words or None, facts={"request": request.kind})
    request.answered_at, request.answered_by, request.look_at = work.now, actor.staff_id, None
    request.granted, request.answer = granted, words
    request.facts = request.facts | (changes or {})
    if granted:
        GRANTED[request.kind](work, case, _asker(work, request, actor), request.facts, request.words)
    news = "granted" if granted else "refused"
    facts = {"request": request.kind, "names": request.facts.get("names", "")}
    delivery.tell_staff(work, case, request.asked_by, news, by=actor.name, note=words, **facts)
    return request


def review_due(work: Work, case_id: int) -> bool:
    """A case that was laid aside a month ago is looked at again by its desk; False if that is not due."""
    case = find_case(work, case_id)
    if case is None or case.review_at is None or case.review_at > work.now:
        return False
    take(work, case, Action.REMIND, SYSTEM, facts={"clock": "review"})
    case.review_at = work.now + REVIEW
    delivery.tell_desk(work, case, "review", until=case.review_at.isoformat())
    return True


def _decides(actor: Actor) -> bool:
    """Whether somebody above does it himself, who needs to ask nobody."""
    return actor.role in (Role.CHIEF, Role.DESK)


def _asker(work: Work, request: Request, actor: Actor) -> Actor:
    """Who acts once it is granted: a question is asked by the one who wanted to, all else is done from above."""
    row = staff_by_id(work, request.asked_by)
    if request.kind != "pause" or row is None:
        return actor
    return Actor(Role.OWNER, staff_id=row.id, name=row.name, phone=row.phone)


def _extend(work: Work, case: Case, actor: Actor, facts: dict[str, Any], reason: str) -> None:
    take(work, case, Action.EXTEND, actor, words=reason, given={"reason": reason}, facts={"days": facts["days"]})
    case.solve_due += timedelta(days=facts["days"])
    delivery.tell_resident(work, case, "extended", note=reason, until=case.solve_due.isoformat())


def _pause(work: Work, case: Case, actor: Actor, facts: dict[str, Any], words: str) -> None:
    handling.ask(work, case, actor, words, facts.get("choices", []))


def _suspend(work: Work, case: Case, actor: Actor, facts: dict[str, Any], reason: str) -> None:
    take(work, case, Action.SUSPEND, actor, words=reason, given={"reason": reason})
    case.review_at = work.now + REVIEW
    questions.close(work, case, "ask")
    delivery.tell_resident(work, case, "suspended", note=reason, until=case.review_at.isoformat())


GRANTED: dict[str, Callable[[Work, Case, Actor, dict[str, Any], str], None]] = {
    "extend": _extend,
    "pause": _pause,
    "suspend": _suspend,
    "whistle": whistles.begin,
}
