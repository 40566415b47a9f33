"""One message and everything a conversation needs to answer it; and the answer itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from casework.facts import contact, is_late, phone_only, promised_by, unit_name
from casework.joined import carrier
from casework.people import actor_for, staff_of
from casework.scope import own_work
from casework.work import Actor, Case, Person, StaffMember, Work, resident
from classifier import Reader, Verdict
from domain.lifecycle import Action
from domain.numbers import format_number
from domain.org import Staff
from wechat.inbound import Inbound
from wording import emergencies, labels, staff, times
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
    sms: str = emergencies.SMS
    verdict: Verdict | None = None
    staff: Staff | None = None
    _staff_row: StaffMember | None = None

    def __post_init__(self) -> None:
        """Find out whether a staff member is writing."""
        known = staff_of(self.work, self.person)
        if known is not None:
            self._staff_row, self.staff = known

    @property
    def staff_row(self) -> StaffMember:
        """The row of the staff member who writes; only asked for where `staff` is set."""
        assert self._staff_row is not None
        return self._staff_row

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

    @contextmanager
    def about(self, case: Case | None) -> Iterator[None]:
        """While it lasts, the work is done in the case's own account, whatever chat he writes in."""
        chat = self.work
        if case is not None:
            self.work = own_work(chat, case)
        try:
            yield
        finally:
            self.work = chat

    def local(self, at: datetime) -> datetime:
        """A moment in the village's own time."""
        return at.astimezone(self.work.rules.zone)

    def promise(self, due: datetime) -> str:
        """A limit as it is promised to a resident."""
        return times.promise(self.local(due), self.local(self.work.now))

    def promised_by(self, case: Case) -> str:
        """By when she may be promised an answer, in words."""
        return self.promise(promised_by(self.work, case))

    def by_phone(self, case: Case) -> str:
        """For staff: that her chat can't be reached, and for the owner and the desk her number; else empty."""
        alone, phone = phone_only(self.work, case)
        if not alone:
            return ""
        over = self.staff is not None and self.staff.role in ("chief", "desk")
        own = self.staff is not None and case.owner_id == self.staff_row.id
        if not over and (case.confidential or not own):
            return staff.no_wechat_concealed()
        return staff.no_wechat(phone)

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
        """The case as one line of her list; where another carries it, that one says how far it is."""
        known = carrier(self.work, case) if case.is_open else case
        if known.status in BASE_STATES:
            late = is_late(self.work, case)
            when = times.answer(self.promised_by(case), late, "回话") if known.first_words_at is None else ""
        else:
            when = self.moment(known.completed_at) if known.completed_at else ""
        who = self.who(case) if case.is_open else ""
        return CaseLine(case.id, format_number(case.number), self.say(case), self.place(case), known.status, who, when)

    def page(self, path: str) -> str:
        """The address of one of our pages."""
        return f"{self.base_url.rstrip('/')}/{path}"
