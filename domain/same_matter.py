"""When two people speak of one matter: what may be offered to a neighbour, and what joined cases still may do."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Protocol

from domain.catalog import Category
from domain.coordinates import metres_between
from domain.lifecycle import Action
from domain.numbers import read_digits
from domain.rules import OTHER

JOINED = "joined"  # The course of a case that has joined another one.
NEAR = 50.0  # Metres within which two points are the same place.
FRESH = timedelta(weeks=12)  # How long after its report a case is still offered to neighbours.
CROWD = 5  # So many people behind one matter raise a flag at the desk.
ONE_PERSONS = ("enquiry", "tipoff")  # Kinds of matters that are one person's own and never offered.
SHORTEST = 2  # Signs that a place must have to be recognised within a longer one.

BUILDING = re.compile(r"([0-9０-９一二三四五六七八九十百]+)\s*(?:号楼|栋|幢|座|号院)")
# 好, 行 and 嗯 answer the receipt as well as the question behind it, so they are no yes.
SAME = re.compile(
    r"(?:嗯+|应该|可能|就)*(?:是|对|没错|一样)(?:的|啊|呀|哦|了)?"
    r"|(?:嗯+|应该|可能|就|对|是)*(?:同一件|一回事|一件事|同一个|一样|这件|这个)(?:事)?(?:的|啊|呀|哦|了)?"
)
OTHER_ONE = re.compile(
    r"(?:不是|不一样|不对|另一件|另外一件|两回事|两码事)(?:的|啊|呀|哦)?(?:同一件|一回事|一件事|同一个|这件|这个)?(?:事)?"
)
BESIDES = re.compile(r"[\s，。、,.!！的]")

# What may happen to a case while another one carries it: everything else is done to that one.
WHILE_JOINED = frozenset(
    {
        Action.PART,
        Action.WITHDRAW,
        Action.SETTLE,
        Action.URGE,
        Action.NOTE,
        Action.SAY,
        Action.ADD,
        Action.RECLASSIFY,
        Action.RELOCATE,
        Action.SPLIT,
        Action.CONCEAL,
        Action.PRAISE,
        Action.TELL,
        Action.INQUIRE,
        Action.STATE,
        Action.FIND,
    }
)


class Told(Protocol):
    """What the rules look at in a case."""

    category: str
    kind: str
    course: str
    is_open: bool
    urgent: bool
    emergency: str | None
    confidential: bool
    unit: str | None
    place: str | None
    lat: float | None
    lng: float | None
    received_at: datetime


def stands_alone(case: Told, category: Category) -> str | None:
    """Why a case must never be put together with another: `urgent`, `secret` or `dispute`; None if it may."""
    if case.urgent or case.emergency is not None:
        return "urgent"
    if case.confidential or category.goes_past(case.kind):
        return "secret"
    return "dispute" if category.mediation else None


def may_be_offered(case: Told, category: Category) -> bool:
    """Whether a case is of a sort that several people have at once and may be asked about."""
    known = case.category != OTHER and case.kind not in ONE_PERSONS
    return known and case.is_open and case.course == "full" and stands_alone(case, category) is None


def is_near(one: Told, other: Told) -> bool:
    """Whether two cases are in the same place: by their points if both have one, else by the same unit's words."""
    metres = _metres(one, other)
    if metres is not None:
        return metres <= NEAR
    if one.unit is None or one.unit != other.unit or not one.place or not other.place:
        return False
    return _same_words(one.place, other.place)


def is_elsewhere(one: Told, other: Told) -> bool:
    """Whether two cases are in different places for sure: by their points, else by the numbers of their buildings."""
    metres = _metres(one, other)
    if metres is not None:
        return metres > NEAR
    houses = building(one.place or ""), building(other.place or "")
    return None not in houses and houses[0] != houses[1]


def _metres(one: Told, other: Told) -> float | None:
    """How far their points are from each other; None where one has none."""
    if one.lat is None or one.lng is None or other.lat is None or other.lng is None:
        return None
    return metres_between((one.lng, one.lat), (other.lng, other.lat))


def _same_words(one: str, other: str) -> bool:
    houses = building(one), building(other)
    if None not in houses:
        return houses[0] == houses[1]
    if houses != (None, None):
        return False  # A building, and something that is none: nobody knows.
    shorter, longer = sorted((BESIDES.sub("", one), BESIDES.sub("", other)), key=len)
    return len(shorter) >= SHORTEST and longer.endswith(shorter)


def building(place: str) -> int | None:
    """The number of the building that words name, 三号楼 like 3号楼; None where they name none."""
    found = BUILDING.search(place)
    return read_digits(found[1]) if found else None


def is_alike(one: Told, other: Told, now: datetime) -> bool:
    """Whether a case is so like another, in category, place and time, that she may be asked if they are the same."""
    return one.category == other.category and now - other.received_at <= FRESH and is_near(one, other)


def read_answer(words: str) -> bool | None:
    """Whether a typed line says that it is the same matter, or that it is not; None where it says neither.

    >>> read_answer("是同一件事"), read_answer("不是一回事"), read_answer("好的")
    (True, False, None)
    """
    said = "".join(sign for sign in words if sign.isalnum())
    if OTHER_ONE.fullmatch(said):
        return False
    return True if SAME.fullmatch(said) else None


def is_crowd(people: int) -> bool:
    """Whether so many stand behind a matter that the desk is told."""
    return people >= CROWD
