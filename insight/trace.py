"""The trace of a case (责任倒查): who held it how long, against which limits, who was told what, and if it arrived."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.lifecycle import Action
from domain.rules import Rules
from models.case import Case, HistoryEntry
from models.outbox import OutboxRow
from models.person import Person
from models.staff import StaffMember

GIVEN = (Action.DISPATCH, Action.HAND_OVER, Action.RULE, Action.TAKE)  # After these somebody else has it.
LEFT = (Action.RETURN, Action.UNDO_WITHDRAW)  # After these it lies at the desk.
OVER = (Action.COMPLETE, Action.VERIFY, Action.RECORD, Action.SETTLE, Action.REJECT, Action.WITHDRAW)


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody had it from one moment (UTC) to another; nobody named is the desk. `worked` is working time."""

    who: str | None
    begins: datetime
    ends: datetime
    worked: timedelta


@dataclass(frozen=True, slots=True)
class Limit:
    """A clock by the rules in force: when it began, its limit, when it was met; `late` is how much after the limit."""

    clock: str
    begins: datetime
    due: datetime
    met: datetime | None
    late: timedelta


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the history, with the name of whoever took it; the resident is never named."""

    at: datetime
    action: str
    role: str
    who: str
    words: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """One piece of news: to whom, by which channel, and what became of it; `who` is None for the resident."""

    at: datetime
    kind: str
    who: str | None
    channel: str | None
    status: str
    arrived: datetime | None


@dataclass(frozen=True, slots=True)
class Trace:
    """All of it."""

    case: Case
    held: tuple[Held, ...]
    limits: tuple[Limit, ...]
    steps: tuple[Step, ...]
    told: tuple[Told, ...]


def find(session: Session, account: str, number: int) -> Case | None:
    """The newest case of that number in an account."""
    query = select(Case).where(Case.account == account, Case.number == number)
    return session.scalars(query.order_by(Case.id.desc()).limit(1)).first()


def trace(session: Session, rules: Rules, case: Case, now: datetime) -> Trace:
    """The trace of a case as it stands now. Limits are those of the rules in force, moved by what was granted."""
    query = select(HistoryEntry).where(HistoryEntry.case_id == case.id).order_by(HistoryEntry.id)
    history = list(session.scalars(query))
    names = {row.id: row.name for row in session.scalars(select(StaffMember))}
    return Trace(
        case,
        tuple(_held(rules, case, history, names, now)),
        tuple(_limits(rules, case, history, now)),
        tuple(_step(entry, names) for entry in history),
        tuple(_told(session, case, names)),
    )


def _held(
    rules: Rules, case: Case, history: Sequence[HistoryEntry], names: dict[int, str], now: datetime
) -> Iterator[Held]:
    calendar = rules.calendar(case.unit)
    who: str | None = None
    begins = history[0].at if history else case.received_at
    for entry in history[1:]:
        following = _holder(entry, names, who)
        if following != who and entry.at == begins:
            who = following  # It lay nowhere in between.
        elif following != who:
            yield Held(who, begins, entry.at, calendar.working_between(begins, entry.at))
            who, begins = following, entry.at
        if Action(entry.action) in OVER:
            yield Held(who, begins, entry.at, calendar.working_between(begins, entry.at))
            begins = entry.at
    if case.is_open:
        yield Held(who, begins, now, calendar.working_between(begins, now))


def _holder(entry: HistoryEntry, names: dict[int, str], before: str | None) -> str | None:
    """Who has it after a step."""
    action = Action(entry.action)
    if action in LEFT or (action is Action.NOTE and "before" in entry.facts):  # Went on leave, or is no longer there.
        return None
    if action not in GIVEN:
        return before
    named = entry.facts.get("owner")
    return str(named) if named else names.get(entry.staff_id or 0, before)


def _limits(rules: Rules, case: Case, history: Sequence[HistoryEntry], now: datetime) -> Iterator[Limit]:
    terms, calendar = rules.terms(case.category, case.unit, case.urgent), rules.calendar(case.unit)
    begun = case.begun_at or case.received_at
    if case.course == "full":
        due = terms.due("dispatch", case.received_at, calendar)
        yield _limit("dispatch", case.received_at, due, case.dispatched_at, now, case)
    if case.dispatched_at is not None:
        due = terms.due("sign", case.dispatched_at, calendar)
        yield _limit("sign", case.dispatched_at, due, case.signed_at, now, case)
    yield _limit("answer", begun, case.answer_due, case.first_words_at, now, case)
    yield _limit("solve", begun, case.solve_due, case.completed_at or case.closed_at, now, case)


def _limit(clock: str, begins: datetime, due: datetime, met: datetime | None, now: datetime, case: Case) -> Limit:
    """An open case that has not met it is late until now, one that has ended without is not."""
    end = met or (now if case.is_open else due)
    return Limit(clock, begins, due, met, max(end - due, timedelta()))


def _step(entry: HistoryEntry, names: dict[int, str]) -> Step:
    who = names.get(entry.staff_id, "") if entry.staff_id else ""
    return Step(entry.at, entry.action, entry.role, who, entry.words or "", entry.facts.get("unit"))


def _told(session: Session, case: Case, names: dict[int, str]) -> Iterator[Told]:
    query = select(OutboxRow, Person.staff_id).join(Person, Person.id == OutboxRow.person_id)
    query = query.where(OutboxRow.case_id == case.id).order_by(OutboxRow.id)
    for row, staff_id in session.execute(query):
        who = names.get(staff_id) if staff_id and row.person_id != case.reporter_id else None
        yield Told(row.created_at, row.kind, who, row.channel, row.status, row.finished_at)
