"""Puts what is known of a case into the facts that a receipt is made of."""

from __future__ import annotations

from casework.work import Case
from domain.numbers import format_number
from handlers.turn import Turn
from wording import times
from wording.receipts import Receipt


def receipt_of(turn: Turn, case: Case) -> Receipt:
    """The facts of a receipt; times and persons already in words."""
    category = turn.work.rules.category(case.category)
    return Receipt(
        case_id=case.id,
        number=format_number(case.number),
        what=category.say,
        where=turn.place(case),
        who=turn.who(case),
        by=turn.promised_by(case),
        discreet=category.discreet,
        confidential=case.confidential,
        off_hours=_off_hours(turn, case),
        needs_photo=category.needs_photo,
    )


def _off_hours(turn: Turn, case: Case) -> str:
    """When somebody is on duty again, if nobody is now; emergencies do not wait for that."""
    calendar = turn.work.rules.calendar(case.unit)
    if case.urgent or calendar.open_at(turn.work.now):
        return ""
    return times.moment(turn.local(calendar.next_open(turn.work.now)), turn.local(turn.work.now))
