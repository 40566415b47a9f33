"""What can be reported, what is answered at once, and where each goes: the admin's tables as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.durations import Duration
from domain.survey import Reason


@dataclass(frozen=True, slots=True)
class OwnLimits:
    """The own limits of a category or a unit; None leaves the general one in force."""

    sign: Duration | None = None
    answer: Duration | None = None
    solve: Duration | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """One subject. `confidential` hides the reporter always, `discreet` offers her to be hidden.

    `mediation`: two parties, an agreement, a return visit. `reasons`: why it may not be done, to be tapped.
    """

    id: str
    name: str
    say: str
    keywords: Mapping[str, float]
    vocabulary: str | None = None
    exclude: tuple[str, ...] = ()
    urgent: tuple[str, ...] = ()
    emergencies: tuple[str, ...] = ()
    deadline: OwnLimits = OwnLimits()
    needs_photo: bool = False
    department: str | None = None
    weight: float = 1.0
    confidential: bool = False
    discreet: bool = False
    mediation: bool = False
    reasons: tuple[Reason, ...] = ()

    def goes_past(self, kind: str) -> bool:
        """Whether what is said is against a person or a cadre, so that the unit concerned must not know of it."""
        return kind == "tipoff" or self.confidential


@dataclass(frozen=True, slots=True)
class Answer:
    """A ready answer to an enquiry, good in one unit or everywhere, until the end of a day or for ever."""

    words: tuple[str, ...]
    text: str
    valid_until: date | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class RouteWhen:
    """What must hold for a route; an empty tuple or None asks nothing."""

    category: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    urgent: bool | None = None
    hours: str | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """Cases that fit `when` go `to`: grid, desk, desk:<level>, chief or department:<id>."""

    when: RouteWhen
    to: str
