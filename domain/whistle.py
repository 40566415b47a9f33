"""A whistle for departments (吹哨): its kinds and their limits, and whom and what a line that blows it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from domain.durations import Duration
from domain.org import Department


class Kind(StrEnum):
    """How grave it is; the grave ones are answered by the street."""

    ROUTINE = "routine"
    KEY = "key"
    HARD = "hard"


KIND_WORDS = {"常规": Kind.ROUTINE, "重点": Kind.KEY, "疑难": Kind.HARD}
SEPARATORS = re.compile(r"[\s、，,;；]+")
LIKE_AN_OFFICE = re.compile(r"\S{1,8}(?:局|所|队|公司|委|厅|中心|部门)")


@dataclass(frozen=True, slots=True)
class WhistleLimits:
    """How long a department has to report in, and from the call on to have it done."""

    report_in: Duration
    finish: Duration


@dataclass(frozen=True, slots=True)
class WhistleRule:
    """The limits of whistles; `answer` is what the desk has to pass one on or send it back."""

    answer: Duration = field(default=Duration(30, "dm"))
    urgent_report_in: Duration = field(default=Duration(30, "m"))
    kinds: Mapping[Kind, WhistleLimits] = field(
        default_factory=lambda: {
            Kind.ROUTINE: WhistleLimits(Duration(1, "wd"), Duration(3, "wd")),
            Kind.KEY: WhistleLimits(Duration(4, "wh"), Duration(5, "wd")),
            Kind.HARD: WhistleLimits(Duration(3, "wd"), Duration(15, "wd")),
        }
    )

    def limits(self, kind: Kind, urgent: bool) -> WhistleLimits:
        """Those of a kind; whoever is called in an emergency reports in at once."""
        usual = self.kinds[kind]
        return WhistleLimits(self.urgent_report_in, usual.finish) if urgent else usual


@dataclass(frozen=True, slots=True)
class WhistleCall:
    """What a line names: the kind, the departments with the leading one first, the rest of the words.

    `unknown` is a word that sounds like an office and is none of the departments.
    """

    kind: Kind
    departments: tuple[str, ...]
    words: str
    unknown: str = ""


def read_call(line: str, departments: Iterable[Department]) -> WhistleCall:
    """Read “重点 城管、水务 井盖塌了”: kind and departments stand before the reason, in any order.

    >>> read_call("城管 井盖塌了", [Department("city", "城管")]).departments
    ('city',)
    """
    by_name = {name: one.id for one in departments for name in (one.id, one.name, *one.aliases)}
    kind, found, rest = Kind.ROUTINE, [], line.strip(" 　、，,;；")
    while rest:
        word, _, after = _first(rest)
        if plain := KIND_WORDS.get(word.removesuffix("哨")):
            kind = plain
        elif word in by_name:
            found.append(by_name[word])
        else:
            break
        rest = after
    word = _first(rest)[0] if rest else ""
    unknown = word if word and LIKE_AN_OFFICE.fullmatch(word) else ""
    return WhistleCall(kind, tuple(dict.fromkeys(found)), rest, unknown)


def _first(line: str) -> tuple[str, str, str]:
    """The first word, what parts it from the rest, and the rest."""
    parted = SEPARATORS.search(line)
    if parted is None:
        return line, "", ""
    return line[: parted.start()], parted.group(), line[parted.end() :]
