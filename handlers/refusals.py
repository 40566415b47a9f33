"""Why a staff command was not done, and what would have worked."""

from __future__ import annotations

from casework.facts import contact
from casework.work import Case, CaseworkError
from domain.numbers import format_number
from handlers.turn import Turn
from wording import errands, inquiry, joining, labels, meetings, staff, whistles

REFUSED = staff.REFUSED | joining.REFUSED | whistles.REFUSED | errands.REFUSED | meetings.REFUSED | inquiry.REFUSED


def words(turn: Turn, case: Case | None, refusal: CaseworkError) -> str:
    """The answer to a command that was refused; nothing has changed."""
    if case is not None and refusal.code == "no_chat":
        return f"{REFUSED['no_chat']}{turn.by_phone(case)}。"
    if case is None or refusal.code in REFUSED:
        more = str(refusal.facts.get("choices", ""))
        return REFUSED.get(refusal.code, REFUSED["desk_only"]) + more
    number = format_number(case.number)
    if refusal.code != "not_yours":
        return staff.not_now(number, case.id, case.status)
    if case.owner_id == turn.staff_row.id:
        return REFUSED["desk_only"]
    one = contact(turn.work, case)
    return staff.not_yours(number, case.id, labels.person(one.name, "", one.phone) if one else "")
