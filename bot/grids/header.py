"""Finds the header of a sheet and says what each of its columns means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.grids.sheets import Sheet

# What offices call a column, without the words around it that say nothing.
COLUMNS = {
    "id": ("编号", "编码", "单位编号", "网格编号", "网格编码", "网格代码", "id"),
    "name": ("名称", "单位", "单位名称", "name"),
    "level": ("级别", "层级", "单位级别", "level"),
    "parent": ("上级", "上级单位", "parent"),
    "aliases": ("别名", "俗称", "又叫", "aliases"),
    "range": ("楼栋范围", "楼栋", "楼号", "楼幢", "楼栋号", "管辖楼栋", "包含楼栋", "覆盖楼栋", "网格范围", "管辖范围"),
    "boundary": ("边界", "boundary"),
    "duty_phone": ("值班电话", "值守电话", "办公电话", "duty_phone"),
    "special": ("类型", "网格类型", "专属网格", "special"),
    "hours": ("上班时间", "hours"),
    "worker": ("网格员", "专职网格员", "姓名", "网格员姓名"),
    "phone": ("电话", "联系电话", "联系方式", "手机", "手机号", "手机号码", "网格员电话", "网格员联系电话"),
    "district": ("区县", "县区", "区", "县", "district"),
    "street": ("街道", "乡镇", "镇街", "街镇", "镇", "乡", "街道乡镇", "乡镇街道", "街道办", "street"),
    "village": ("社区", "村", "村社区", "社区村", "村居", "行政村", "村庄", "村委会", "居委会", "village"),
    "compound": ("小区", "院落", "compound"),
    "grid": ("网格", "grid"),
    "micro": ("微网格", "micro"),
}
MEANING = {word: column for column, words in COLUMNS.items() for word in words}
NAMING = frozenset({"name", "district", "street", "village", "compound", "grid", "micro"})
# "*所属社区（必填）：" is 社区.
AROUND = re.compile(r"\([^)]*\)|[\s*:/、.-]")
EMPTY_BEGIN, EMPTY_END = re.compile(r"^(?:所属|所在|管理|辖区)"), re.compile(r"(?:名称|姓名|号码)$")
LOOK_AT = 20


@dataclass(frozen=True, slots=True)
class Header:
    """Where a sheet's header stands; `columns` by place, `unused` the titles that mean nothing to us."""

    row: int
    columns: dict[int, str]
    unused: tuple[str, ...]


def meaning(title: str) -> str | None:
    """What a column of this title holds, or None."""
    word = AROUND.sub("", title).lower()
    shorter = EMPTY_BEGIN.sub("", word)
    for tried in (word, shorter, EMPTY_END.sub("", shorter)):
        if tried in MEANING:
            return MEANING[tried]
    return None


def find_header(sheet: Sheet) -> Header | None:
    """The row among the first ones that names the most columns; None if none names a unit and one thing more.

    Of two rows that are one header, as when 网格员 stands above 姓名 and 电话, the lower one says more.
    """
    best: tuple[int, Header] | None = None
    for number, cells in sheet.rows[:LOOK_AT]:
        header = _header(number, cells)
        known = set(header.columns.values())
        if len(known) >= 2 and known & NAMING and (best is None or len(known) > best[0]):
            best = len(known), header
    return best[1] if best else None


def _header(number: int, cells: Sequence[str]) -> Header:
    columns: dict[int, str] = {}
    unused = []
    for place, title in enumerate(cells):
        column = meaning(title)
        if column is None or column in columns.values():
            unused.append(title)
        else:
            columns[place] = column
    return Header(number, columns, tuple(dict.fromkeys(title for title in unused if title)))


def first_table(sheets: Iterable[Sheet]) -> tuple[Sheet, Header] | None:
    """The first sheet that has a header, with it."""
    for sheet in sheets:
        header = find_header(sheet)
        if header is not None:
            return sheet, header
    return None
