"""The facts of a case as they are frozen into an outbox row or shown in a reply: plain JSON, no wording."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from casework.joined import carrier
from casework.work import Work, staff_by_id
from domain.deadlines import next_promise
from domain.numbers import format_number
from models.case import Case
from models.person import Person

SUMMARY = 40  # Characters of her own words that stand for the case where there is room for a line.
SETTLING_IN = timedelta(minutes=30)  # How long after opening an answer may be promised at the earliest.


@dataclass(frozen=True, slots=True)
class Contact:
    """A person that a resident may call: a name, the post in plain words, a number."""

    name: str
    title: str
    phone: str


def contact(work: Work, case: Case) -> Contact | None:
    """Who has the case now: its owner, else the first of its desk; None where nobody is named at all."""
    case = carrier(work, case)
    row = staff_by_id(work, case.owner_id)
    if row is not None:
        entry = work.rules.org.staff.get(row.phone)
        return Contact(row.name, _title(work, entry.role, entry.title, None) if entry else "", row.phone)
    desk = work.rules.org.desk(case.desk_unit or work.account.unit, work.away)
    if desk is None or not desk.staff:
        return None
    first = desk.staff[0]
    return Contact(first.name, _title(work, first.role, first.title, desk.unit_id), first.phone)


def _title(work: Work, role: str, title: str | None, unit: str | None) -> str:
    """A post as plain words are made of it: the config's own title, else `role@unit name` for the wording."""
    return title or f"{role}@{unit_name(work, unit) or ''}"


def summary(case: Case) -> str:
    """Her words in one short line."""
    line = " ".join(case.words.split())
    return line if len(line) <= SUMMARY else line[: SUMMARY - 1] + "…"


def case_facts(work: Work, case: Case, *, for_her: bool) -> dict[str, Any]:
    """What a push about the case may say to her, or else to staff; times are ISO strings in UTC."""
    who, carried = contact(work, case), carrier(work, case)
    return {
        "case_id": case.id,
        "number": format_number(case.number),
        "summary": summary(case),
        "category": work.rules.category(case.category).say,
        "place": case.place or unit_name(work, case.unit) or "",
        "worker": who.name if who else "",
        "title": who.title if who else "",
        "phone": who.phone if who else "",
        "due": iso(promised_by(work, case) if for_her else answer_by(work, case)),
        "late": is_late(work, case),
        "time": iso(work.now),
        "village": unit_name(work, work.account.unit) or work.account.name,
        "token": case.token,
        "care": case.care,
        "urgent": case.urgent,
        "emergency": case.emergency,
        "confidential": case.confidential,
        "behalf": case.on_behalf or "",
        "with": format_number(carried.number) if carried is not case else "",
    }


def is_late(work: Work, case: Case) -> bool:
    """Whether she was promised an answer by a time that has passed, and has heard nothing."""
    case = carrier(work, case)
    if case.first_words_at is not None or case.answer_due > work.now:  # No promise is for a time before the limit.
        return False
    return _first_promised(work, case) <= work.now


def answer_by(work: Work, case: Case) -> datetime:
    """By when staff are to answer: the limit, or an honest new time once that has passed."""
    case = carrier(work, case)
    return case.answer_due if case.answer_due > work.now else _next_promise(work, case)


def promised_by(work: Work, case: Case) -> datetime:
    """By when she may be promised an answer: never a time that has passed, nor one when nobody is there yet."""
    case = carrier(work, case)
    promised = _first_promised(work, case)
    if promised <= work.now:
        return _next_promise(work, case)
    return _when_open(work, case, promised, work.now)


def _first_promised(work: Work, case: Case) -> datetime:
    """What she was told when this round of the case began."""
    return _when_open(work, case, case.answer_due, case.begun_at or case.received_at)


def _when_open(work: Work, case: Case, due: datetime, said: datetime) -> datetime:
    """The limit, but not before somebody has settled in where it is `said` while nobody is on duty."""
    calendar = work.rules.calendar(case.unit)
    if case.urgent or calendar.open_at(said):
        return due
    return max(due, calendar.next_open(said) + SETTLING_IN)


def _next_promise(work: Work, case: Case) -> datetime:
    return next_promise(work.now, case.urgent, work.rules.calendar(case.unit))


def phone_only(work: Work, case: Case) -> tuple[bool, str]:
    """(whether her chat can't be reached at all, the number to ring): who rang up, or has left the account."""
    reporter = work.session.get_one(Person, case.reporter_id)
    return reporter.openid is None, reporter.phone or ""


def unit_name(work: Work, unit: str | None) -> str | None:
    """A unit's name, or None."""
    known = work.rules.org.units.get(unit) if unit else None
    return known.name if known else None


def iso(moment: datetime | None) -> str | None:
    """A moment for JSON."""
    return moment.isoformat() if moment else None
