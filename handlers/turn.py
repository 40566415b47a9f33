"""One message and everything a conversation needs to answer it; and the answer itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from casework.facts import contact, unit_name
from casework.people import actor_for, staff_of
from casework.work import Actor, Case, Person, Work, resident
from classifier import Reader, Verdict
from domain.lifecycle import Action
from domain.numbers import format_number
from domain.org import Staff
from wechat.inbound import Inbound
from wording import labels, times
from wording.resident import CaseLine

BASE_STATES = ("received", "dispatched", "signed")


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back: text with 〔tap|id〕 marks, or a medium that the platform still holds.

    An `emergency` reply carries nothing but itself. Empty text and no medium: nothing to say.
    """

    text: str
    medium: tuple[str, str] | None = None  # (kind, media id)
    emergency: bool = False


NOTHING = Reply("")


@dataclass(slots=True)
class Turn:
    """A message in its unit of work; `staff` is set when the chat is bound to a staff member."""

    work: Work
    reader: Reader
    message: Inbound
    person: Person
    base_url: str = ""
    sms: str = "12110"
    verdict: Verdict | None = None
    staff: Staff | None = None
    staff_row: Any = None
    scratch: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find out whether a staff member is writing."""
        known = staff_of(self.work, self.person)
        if known is not None:
            self.staff_row, self.staff = known

    @property
    def text(self) -> str:
        """What she wrote."""
        return self.message.text

    @property
    def me(self) -> Actor:
        """The person as the resident of her own cases."""
        return resident(self.person)

    def read(self, text: str) -> Verdict:
        """What words mean to somebody who lives where she lives."""
        return self.reader.read(text, home=self.person.home_unit, within=self.work.account.unit)

    def verdict_of_text(self) -> Verdict:
        """The reading of this message; made before the transaction where there was one to make."""
        if self.verdict is None:
            self.verdict = self.read(self.text)
        return self.verdict

    def as_staff(self, case: Case, action: Action) -> Actor:
        """The staff member as the actor of an act on a case."""
        assert self.staff is not None
        return actor_for(self.work, case, self.staff_row, self.staff, action)

    def local(self, at: datetime) -> datetime:
        """A moment in the village's own time."""
        return at.astimezone(self.work.rules.zone)

    def promise(self, due: datetime) -> str:
        """A limit as it is promised to a resident."""
        return times.promise(self.local(due), self.local(self.work.now))

    def moment(self, at: datetime) -> str:
        """A moment as one says it."""
        return times.moment(self.local(at), self.local(self.work.now))

    def who(self, case: Case) -> str:
        """Who has the case, with post and number."""
        one = contact(self.work, case)
        return labels.person(one.name, one.title, one.phone) if one else ""

    def say(self, case: Case) -> str:
        """The case's category in plain words."""
        return self.work.rules.category(case.category).say

    def place(self, case: Case) -> str:
        """Where it is, in her words or by the unit's name."""
        return case.place or unit_name(self.work, case.unit) or ""

    def line(self, case: Case) -> CaseLine:
        """The case as one line of her list."""
        if case.status in BASE_STATES:
            when = f"最晚{self.promise(case.answer_due)}前回话" if case.first_words_at is None else ""
        else:
            when = self.moment(case.completed_at) if case.completed_at else ""
        who = self.who(case) if case.is_open else ""
        return CaseLine(case.id, format_number(case.number), self.say(case), self.place(case), case.status, who, when)

    def page(self, path: str) -> str:
        """The address of one of our pages."""
        return f"{self.base_url.rstrip('/')}/{path}"
