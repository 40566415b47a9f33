"""The example street's staff: names that nobody bears, put together by rule, and telephone numbers of no one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.demo.street import COMMUNITIES, STREET, STREET_NAME, Unit

WORKERS = 498
# 73 and 10 share no divisor, so that counting along both never repeats a pair.
SURNAMES = (
    "张王李赵刘陈杨黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
    "苏卢蒋蔡贾魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔"
)
STEMS = "甲乙丙丁戊己庚辛壬癸"
CHIEFS_FROM, DESKS_FROM, STREET_FROM, DEPARTMENTS_FROM = 501, 551, 601, 611


@dataclass(frozen=True, slots=True)
class Member:
    """A row of the table of staff."""

    name: str
    phone: str
    role: str
    unit: str = ""
    department: str = ""
    title: str = ""
    substitute: str = ""


def phone(number: int) -> str:
    """A telephone number that only looks like one."""
    return f"1380000{number:04}"


def name(number: int) -> str:
    """A name that is plainly an example; different for every number up to 730."""
    return SURNAMES[number % len(SURNAMES)] + STEMS[number % len(STEMS)]


def staff(units: Sequence[Unit], departments: Iterable[str]) -> list[Member]:
    """Workers for every grid, chief and desk for every village, the street's own people, one a department."""
    villages = [unit for unit in units if unit.level == "village"]
    found = [*_workers(units)]
    for place, unit in enumerate(villages):
        found.append(_member(CHIEFS_FROM + place, "chief", unit.id, title=f"{unit.name}书记"))
    found += [_member(DESKS_FROM + place, "desk", unit.id) for place, unit in enumerate(villages)]
    found.append(_member(STREET_FROM, "chief", STREET, title=f"{STREET_NAME}主任"))
    found += [_member(STREET_FROM + place, "desk", STREET) for place in (1, 2)]
    for place, department in enumerate(departments):
        found.append(_member(DEPARTMENTS_FROM + place, "department", department=department))
    return found


def _workers(units: Sequence[Unit]) -> Iterator[Member]:
    """Ordinary grids first; in the end those who stand in for all the grids of a community."""
    grids = [unit for unit in units if unit.level == "grid"]
    ordered = sorted(grids, key=lambda unit: bool(unit.special))
    reserve = dict(zip(COMMUNITIES, range(len(ordered) + 1, WORKERS + 1), strict=False))
    for number, unit in enumerate(ordered, 1):
        stand_in = reserve.get(_community(unit))
        yield _member(number, "worker", unit.id, substitute=phone(stand_in) if stand_in else "")
    for community, number in reserve.items():
        yield _member(number, "worker", next(unit.id for unit in ordered if _community(unit) == community))


def _community(unit: Unit) -> str:
    return unit.id.split("-")[0]


def _member(
    number: int, role: str, unit: str = "", department: str = "", title: str = "", substitute: str = ""
) -> Member:
    return Member(name(number - 1), phone(number), role, unit, department, title, substitute)
