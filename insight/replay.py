"""Reads the first words of recent cases by two sets of rules, to tell what an edit of the rules would change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from classifier import Reader
from domain import destination
from domain.destination import Matter
from domain.lifecycle import Action
from domain.rules import Rules
from domain.wordless import is_wordless
from models.case import Case, HistoryEntry
from models.person import Person

LONGEST = 2000  # Characters of a text that are read when it comes.
AT_ONCE = 500  # Cases held in memory.


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody first wrote of a case, and what is needed to read it once more."""

    number: int
    account: str
    at: datetime
    text: str
    home: str | None
    secret: bool
    said: str | None  # The category that a person, the resident or the desk, has given to it.


@dataclass(frozen=True, slots=True)
class Placing:
    """Where words lead. Without a category they would open nothing; `owner` is a person or a desk."""

    category: str | None
    unit: str | None
    owner: str | None


NOTHING = Placing(None, None, None)


@dataclass(frozen=True, slots=True)
class Compared:
    """Words, and where each of the two sets of rules leads them."""

    words: Words
    before: Placing
    after: Placing

    @property
    def changed(self) -> bool:
        return self.before != self.after


class Placer:
    """One set of rules with its reader; `bases` are the units of the accounts."""

    def __init__(self, rules: Rules, reader: Reader, bases: Mapping[str, str]) -> None:
        self._rules, self._reader, self._bases = rules, reader, bases

    def place(self, words: Words) -> Placing:
        """Category, unit and owner by these rules, at the moment the words came; nothing for an unknown account."""
        base, units = self._bases.get(words.account), self._rules.org.units
        if base is None or base not in units:
            return NOTHING
        home = words.home if words.home in units else None
        verdict = self._reader.read(words.text[:LONGEST], home=home, within=base)
        if not verdict.opens:
            return NOTHING
        unit = verdict.unit or home
        matter = Matter(verdict.category or "other", verdict.kind or "help", unit, verdict.urgent, base)
        return Placing(matter.category, unit, self._owner(matter, words.at))

    def _owner(self, matter: Matter, at: datetime) -> str:
        """The name of whoever gets it first; the road upwards from a missing person is the desk's."""
        org = self._rules.org
        target = destination.target_of(self._rules, matter, at)
        members = destination.members_of(org, matter, target)
        if members:
            return members[0].name
        desk = destination.desk_of(org, matter, target)
        return f"{org.units[desk].name}值班台"


def recent_words(session: Session, since: datetime) -> Iterator[Words]:
    """The first words of each case that came in by a text since then, oldest first; photos alone say nothing."""
    said = _said_by_people(session, since)
    query = (
        select(Case, HistoryEntry.words, Person.home_unit)
        .join(HistoryEntry, (HistoryEntry.case_id == Case.id) & (HistoryEntry.action == Action.OPEN.value))
        .outerjoin(Person, Person.id == Case.reporter_id)
        .where(*_within(since))
        .order_by(Case.id)
        .execution_options(yield_per=AT_ONCE)
    )
    for case, first, home in session.execute(query):
        text = case.words if is_wordless(first or "") else first
        if text and not is_wordless(text):
            yield Words(
                number=case.number,
                account=case.account,
                at=case.received_at,
                text=text,
                home=None if case.on_behalf else home,
                secret=case.confidential,
                said=said.get(case.id),
            )


def how_many(session: Session, since: datetime) -> int:
    """Cases that `recent_words` goes through, for a progress bar."""
    return session.scalar(select(func.count()).select_from(Case).where(*_within(since))) or 0


def _within(since: datetime) -> tuple[ColumnElement[bool], ...]:
    return (Case.received_at >= since, Case.course != "passing")


def _said_by_people(session: Session, since: datetime) -> dict[int, str]:
    """The category of each case to which a person has given one, and not taken it back."""
    query = (
        select(Case.id, Case.category, HistoryEntry.facts)
        .join(HistoryEntry, HistoryEntry.case_id == Case.id)
        .where(HistoryEntry.action == Action.RECLASSIFY.value, *_within(since))
        .order_by(HistoryEntry.id)
    )
    last = {case_id: (category, facts) for case_id, category, facts in session.execute(query)}
    return {case_id: category for case_id, (category, facts) in last.items() if not facts.get("undo")}
