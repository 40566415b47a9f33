"""A case that has been returned twice: the level above the desk rules whose it is, and that is final."""

from __future__ import annotations

from casework import dispatch, ladder
from casework.people import staff_row
from casework.requests import ask, drop, stands
from casework.scope import unit_of
from casework.steps import take
from casework.work import Actor, CaseworkError, Work
from domain.lifecycle import Action
from domain.org import Desk, Staff
from models.case import Case


def dispute(work: Work, case: Case, actor: Actor, reason: str) -> Desk:
    """A third return is none: whose it is, is put to the level above the desk. Returns that level.

    Raises CaseworkError `ruled`, `asked_already`, `returned_enough` where nobody stands above the desk.
    """
    if case.ruled:
        raise CaseworkError("ruled")
    level = ruling_level(work, case)
    if level is None:
        raise CaseworkError("returned_enough", returns=case.returns)
    ask(work, case, actor, "dispute", level, reason)
    return level


def rule(work: Work, case: Case, actor: Actor, member: Staff, why: str) -> None:
    """裁定: whose it is, and why; he can't return it. Raises CaseworkError `needs_reason`, `not_your_level`."""
    level = ruling_level(work, case)
    if level is not None and not stands(work, actor, level.unit_id):
        raise CaseworkError("not_your_level")
    row = staff_row(work, member)
    before = case.owner_id
    given = {"owner": row.id, "reason": why}
    take(work, case, Action.RULE, actor, words=why, given=given, facts={"owner": member.name, "before": before})
    case.ruled = True
    drop(work, case)
    dispatch.place(work, case, row, before, actor, member.name)


def ruling_level(work: Work, case: Case) -> Desk | None:
    """The next staffed level above the desk that has placed the case."""
    return ladder.above(work, case, case.desk_unit or unit_of(work, case))
