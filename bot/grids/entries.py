"""Reads the rows under a header: which unit each speaks of, what stands above it, and who works there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.grids.findings import Report
from bot.grids.header import Header, meaning
from bot.grids.people import Person, read_workers
from bot.grids.sheets import Sheet
from bot.settings.source import split_list
from classifier.normal import flat
from classifier.ranges import split_alias
from domain.org import LEVELS

LEVEL_WORDS = {
    "district": ("区县", "区", "县", "市辖区"),
    "street": ("街道", "乡镇", "乡", "镇", "镇街"),
    "village": ("村", "社区", "行政村", "村居"),
    "compound": ("小区", "院落"),
    "grid": ("网格",),
    "micro": ("微网格",),
}
LEVEL_OF = {word: level for level, words in LEVEL_WORDS.items() for word in (level, *words)}
LEVEL_NAMES = {level: words[0] for level, words in LEVEL_WORDS.items()}
SPECIALS = {"学校": "school", "企业": "firm", "市场": "market", "景区": "scenic"}
# A unit whose level is not written is what its name ends with; longer endings first.
ENDINGS = (
    ("微网格", "micro"),
    ("网格", "grid"),
    ("组", "grid"),
    ("街道办事处", "street"),
    ("街道", "street"),
    ("镇", "street"),
    ("乡", "street"),
    ("社区", "village"),
    ("村", "village"),
    ("小区", "compound"),
    ("花园", "compound"),
    ("家园", "compound"),
    ("苑", "compound"),
)
CARRIED = ("district", "street", "village")
FACTS = frozenset({"boundary", "duty_phone", "special", "hours"})
SUMS = frozenset({"合计", "小计", "总计", "共计"})
BARE_NUMBER = re.compile(r"\d{1,3}")

Named = tuple[str, str]  # (level, name)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a unit, the units above it as far as they are written, and what is said of it."""

    row: int
    level: str
    name: str
    above: tuple[Named, ...]  # The highest first.
    parent: str
    id: str
    aliases: tuple[str, ...]
    facts: dict[str, str]  # boundary, duty_phone, special, hours
    workers: tuple[Person, ...]


def read_entries(sheet: Sheet, header: Header, report: Report) -> list[Entry]:
    """The entries of a sheet; every row that is none is told."""
    entries: list[Entry] = []
    for row, cells in sheet.rows:
        if row <= header.row or _is_header_again(cells, header):
            continue
        values = {column: cells[place] for place, column in header.columns.items() if place < len(cells)}
        values = {column: text for column, text in values.items() if text}
        if SUMS & {cell.replace(" ", "") for cell in cells}:
            report.add(row, "", "是合计，不是单位")
            continue
        if not values:
            continue
        entry = _entry(row, values, _carried(header, entries), report)
        if entry is not None:
            entries.append(entry)
    return entries


def _is_header_again(cells: list[str], header: Header) -> bool:
    """Long tables repeat their header on every page."""
    return all(place < len(cells) and meaning(cells[place]) == column for place, column in header.columns.items())


def _carried(header: Header, entries: list[Entry]) -> tuple[Named, ...]:
    """The villages of the row before: a cell merged over several rows is empty in all but the first of a CSV."""
    if not entries or not set(CARRIED) & set(header.columns.values()):
        return ()
    last = entries[-1]
    return tuple(named for named in (*last.above, (last.level, last.name)) if named[0] in CARRIED)


def _entry(row: int, values: dict[str, str], before: tuple[Named, ...], report: Report) -> Entry | None:
    written = [(level, values[level]) for level in reversed(LEVELS) if level in values]
    unit = _unit(row, values, written, report)
    if unit is None:
        return None
    level, name = unit
    rank = LEVELS.index(level)
    above = [named for named in written if LEVELS.index(named[0]) > rank]
    if "parent" not in values and level not in CARRIED and not any(named[0] in CARRIED for named in above):
        above = [*before, *above]
    facts = {key: text for key, text in values.items() if key in FACTS}
    _special(row, name, facts, report)
    return Entry(
        row=row,
        level=level,
        name=name,
        above=tuple(above),
        parent=values.get("parent", ""),
        id=values.get("id", ""),
        aliases=(*split_list(values.get("aliases", "")), *_ranges(row, name, values.get("range", ""), report)),
        facts=facts,
        workers=read_workers(row, values.get("worker", ""), values.get("phone", ""), report),
    )


def _unit(row: int, values: dict[str, str], written: list[Named], report: Report) -> Named | None:
    """What the row is about: the unit of its name column, else the smallest unit that is written in it."""
    if "name" not in values:
        if not written:
            report.add(row, "", "没有名称")
            return None
        return _with_word(*written[-1])
    name, said = values["name"], values.get("level", "")
    level = LEVEL_OF.get(said) if said else _guessed(name)
    if level is None:
        known = "、".join(LEVEL_NAMES.values())
        reason = f"级别“{said}”不认识" if said else "看不出是哪一级，加一列“级别”"
        report.add(row, name, f"{reason}；可以写：{known}")
        return None
    return _with_word(level, name)


def _with_word(level: str, name: str) -> Named:
    """A grid that is only a number is called 3网格."""
    return (level, f"{name}网格") if level == "grid" and BARE_NUMBER.fullmatch(name) else (level, name)


def _guessed(name: str) -> str | None:
    return next((level for ending, level in ENDINGS if name.endswith(ending)), None)


def _special(row: int, name: str, facts: dict[str, str], report: Report) -> None:
    said = facts.pop("special", "")
    if said in SPECIALS or said in SPECIALS.values():
        facts["special"] = SPECIALS.get(said, said)
    elif said and "普通" not in said and "一般" not in said:
        report.add(row, name, f"类型“{said}”不认识，没写；可以写：{'、'.join(SPECIALS)}")


def _ranges(row: int, name: str, text: str, report: Report) -> list[str]:
    """楼栋范围 as aliases: each part that names buildings, and what has no building in it is told."""
    parts = [part for part in re.split(r"[;；。\n]|[,，](?=\D)", text) if part.strip()]
    ranges = [part.strip() for part in parts]
    good = [part for part in ranges if split_alias(flat(part))[1]]
    if len(good) < len(ranges):
        lost = "；".join(part for part in ranges if part not in good)
        report.add(row, name, f"范围“{lost}”看不出是几号楼到几号楼，没写进别名；写成“花园小区1-5号楼”这样")
    return [part.replace("、", ",") for part in good]  # In a cell of the config 、 parts one alias from the next.
