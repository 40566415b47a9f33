"""The rules in force: one value made from a valid config file, swapped as a whole when the file changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from domain.catalog import Answer, Category, Route
from domain.deadlines import ORDINARY, URGENT, Limits, Terms, terms
from domain.durations import Duration
from domain.org import Organisation, Staff
from domain.survey import USUAL_REASONS, Reason
from domain.whistle import WhistleRule
from domain.worktime import Hours, WorkCalendar

OTHER = "other"


@dataclass(frozen=True, slots=True)
class CallBackRule:
    """Which share of the satisfied is called back all the same, and within what time."""

    share: float = 0.05
    within: Duration = field(default=Duration(2, "wd"))


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything an admin may change without a restart; `version` is the hash of the text it came from."""

    org: Organisation
    categories: Mapping[str, Category]
    routes: tuple[Route, ...]
    answers: tuple[Answer, ...]
    hours: Hours
    is_workday: Callable[[date], bool]
    zone: ZoneInfo
    limits: Limits = ORDINARY
    urgent_limits: Limits = URGENT
    quiet: tuple[time, time] | None = (time(21), time(8))
    undo: timedelta = timedelta(seconds=60)
    survey_open: timedelta = timedelta(days=3)
    survey_reasons: tuple[Reason, ...] = USUAL_REASONS
    return_visit: Duration = field(default=Duration(15, "d"))
    call_back: CallBackRule = field(default=CallBackRule())
    whistles: WhistleRule = field(default=WhistleRule())
    consent: Duration = field(default=Duration(4, "wh"))
    sure_at: float = 0.75
    tokenizer: str = "auto"
    learned_file: str = ""
    synonyms: Mapping[str, str] = field(default_factory=dict)
    version: str = ""
    _calendars: dict[tuple[str | None, str], WorkCalendar] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        if OTHER not in self.categories:
            raise ValueError(f"the category {OTHER!r} is missing: what fits nowhere else goes there")

    def calendar(self, unit_id: str | None = None, person: Staff | None = None) -> WorkCalendar:
        """The working time of a unit, or of a person with hours of his own; else the general one."""
        own = person if person is not None and person.hours is not None else None
        key = (None, own.phone) if own is not None else (unit_id, "")
        if key not in self._calendars:  # Kept, for a calendar remembers the days it has been asked for.
            hours = own.hours if own is not None else self.org.hours(unit_id)
            self._calendars[key] = WorkCalendar(hours or self.hours, self.is_workday, self.zone)
        return self._calendars[key]

    def terms(self, category_id: str | None, unit_id: str | None, urgent: bool) -> Terms:
        """The limits of a case of that category in that unit."""
        units = (self.org.units[unit].deadline for unit in self.org.path(unit_id))
        own = [self.category(category_id).deadline, *(one for one in units if one is not None)]
        return terms(self.limits, self.urgent_limits, own, urgent)

    def reasons(self, category_id: str | None) -> tuple[Reason, ...]:
        """What is offered when she says that it is not done: the category's own reasons, else the usual ones."""
        return self.category(category_id).reasons or self.survey_reasons

    def category(self, category_id: str | None) -> Category:
        """The category, or `other` for one that is unknown or was taken out since."""
        return self.categories.get(category_id or OTHER, self.categories[OTHER])
