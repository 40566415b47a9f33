"""What every use case is handed: one transaction, the rules in force, and the moment it happens."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import ForUpdateParameter

from domain.account import Account
from domain.lifecycle import Role
from domain.rules import Rules
from models.case import Case
from models.leave import Leave
from models.medium import Medium
from models.person import Person
from models.question import Question
from models.staff import StaffMember

# Conversations, pages and jobs speak of these by the names of the use cases; they never import a table.
__all__ = [
    "SYSTEM",
    "Actor",
    "Case",
    "CaseworkError",
    "Medium",
    "Person",
    "Question",
    "StaffMember",
    "Work",
    "case_by_id",
    "find_case",
    "resident",
    "resident_of",
    "staff_by_id",
]


# Strong enough to keep two writers apart, weak enough that rows pointing here can be added meanwhile: a resident and
# her worker, each holding the own person's row and telling the other something, would otherwise wait in a circle.
LOCK: ForUpdateParameter = {"key_share": True}


# Statements of the way that every message takes are built once: building one costs as much as running it.
ON_LEAVE = and_(Leave.begins <= bindparam("now"), Leave.ends > bindparam("now"))
AWAY = select(StaffMember.phone).join(Leave, Leave.staff_id == StaffMember.id).where(ON_LEAVE)
CASE = (
    select(Case)
    .where(Case.id == bindparam("case"))
    .with_for_update(key_share=True)
    .execution_options(populate_existing=True)
)


@dataclass(slots=True)
class Work:
    """One unit of work: `session` is one transaction, `now` is the server's receipt time in UTC."""

    session: Session
    rules: Rules
    account: Account
    now: datetime
    accounts: Mapping[str, Account] = field(default_factory=dict)  # All of them, by id.
    # By this the message or the look of the sweep that began it, and every push it makes, are found in the logs.
    trace: str = field(default_factory=lambda: secrets.token_hex(6))
    touched: dict[int, Case] = field(default_factory=dict)  # What has happened to something; see casework.clocks.
    opened: set[int] = field(default_factory=set)  # The cases that have been opened in it.
    asked: dict[int, list[Question]] = field(default_factory=dict)  # By person; see casework.questions.
    up_to_date: set[int] = field(default_factory=set)  # People whom all their news has reached.
    empty_handed: set[int] = field(default_factory=set)  # People who have sent nothing that awaits its case.
    staff: dict[int, StaffMember] = field(default_factory=dict)  # The rows met so far, by id.
    chats: dict[int, list[Person]] = field(default_factory=dict)  # Where staff are reached, by id of the staff row.
    _away: frozenset[str] | None = None

    @property
    def away(self) -> frozenset[str]:
        """The phones of those on leave now; nobody on leave is given anything."""
        if self._away is None:
            phones = self.session.connection().execute(AWAY, {"now": self.now})
            self._away = frozenset(phone for (phone,) in phones)
        return self._away

    def on_leave(self, phones: Iterable[str]) -> None:
        """What has been read along with something else: the phones of those on leave now."""
        self._away = frozenset(phones)

    def writing_late(self) -> AbstractContextManager[Any]:
        """Within it what was changed is not written before each question to the database, but once at the end.

        For the way that most messages take: whoever asks there for what it has just changed must flush.
        """
        return self.session.no_autoflush

    def forget_away(self) -> None:
        """Somebody has just left or come back."""
        self._away = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something to a case, in which role, and by what name others read of it."""

    role: Role
    staff_id: int | None = None
    person_id: int | None = None
    name: str = ""
    phone: str = ""


SYSTEM = Actor(Role.SYSTEM, name="系统")


class CaseworkError(Exception):
    """Something a person asked for that can't be done; `code` is turned into words at the edge."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def resident(person: Person) -> Actor:
    """The actor for a resident's own act."""
    return Actor(Role.RESIDENT, person_id=person.id)


def resident_of(case: Case) -> Actor:
    """The actor for an act of the case's own reporter, who came by the link that only she has."""
    return Actor(Role.RESIDENT, person_id=case.reporter_id)


def case_by_id(work: Work, case_id: int) -> Case:
    """Load one case for change, as it is now and locked, so that two people act one after the other."""
    case = find_case(work, case_id)
    if case is None:
        raise LookupError(f"no case {case_id}")
    return case


def find_case(work: Work, case_id: int | None) -> Case | None:
    """The same, or None when there is no such case."""
    if not case_id:
        return None
    changed = (*work.session.dirty, *work.session.new)
    if any(isinstance(one, Case) for one in changed):
        work.session.flush()  # What this transaction has changed must not be read over.
    with work.session.no_autoflush:
        return work.session.scalars(CASE, {"case": case_id}).one_or_none()


def staff_by_id(work: Work, staff_id: int | None) -> StaffMember | None:
    """The staff row, or None."""
    if not staff_id:
        return None
    if staff_id not in work.staff and (row := work.session.get(StaffMember, staff_id)) is not None:
        work.staff[staff_id] = row
    return work.staff.get(staff_id)
