"""The grid workers that a table names beside its grids, and how they join the config's list of staff."""

from __future__ import annotations

import re
from typing import Any

from bot.grids.findings import Report
from bot.settings.source import split_list

Person = tuple[str, str]  # (name, phone)
Row = dict[str, Any]

PHONE = re.compile(r"\+?\d[\d-]{2,19}")
ROUNDED = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
MARKS = re.compile(r"[、,;/]")
LONGEST_PHONE = 13


def read_workers(row: int, worker: str, phone: str, report: Report) -> tuple[Person, ...]:
    """Who works in the unit of this row; what keeps somebody out is told."""
    names, phones = _names(worker), _phones(phone)
    if not names:
        return ()
    fault = _fault(names, phones)
    if fault:
        report.add(row, "、".join(names), f"{fault}，没写进人员表")
        return ()
    return tuple(zip(names, phones, strict=True))


def _names(text: str) -> list[str]:
    """Parted by marks or spaces; "示 例" with a space inside is one name."""
    names: list[str] = []
    for part in MARKS.split(text):
        pieces = part.split()
        names += ["".join(pieces)] if any(len(piece) == 1 for piece in pieces) else pieces
    return [name for name in names if name]


def _phones(text: str) -> list[str]:
    """Parted by marks; by spaces only where that leaves whole numbers: 138 0000 0000 is one."""
    phones: list[str] = []
    for part in MARKS.split(text):
        whole = part.replace(" ", "")
        phones += [whole] if len(whole) <= LONGEST_PHONE else part.split()
    return [phone for phone in phones if phone]


def _fault(names: list[str], phones: list[str]) -> str:
    if not phones:
        return "网格员没写电话（认人靠手机号）"
    if any(ROUNDED.fullmatch(phone) for phone in phones):
        return "电话成了科学计数法（把那一列设成“文本”再填）"
    wrong = [phone for phone in phones if not PHONE.fullmatch(phone)]
    if wrong:
        return f"电话“{wrong[0]}”不对"
    if len(names) != len(phones):
        return f"网格员 {len(names)} 个、电话 {len(phones)} 个，对不上"
    return ""


def add_worker(staff: list[Row], person: Person, unit: str) -> str:
    """Put a worker of this unit into the list, or the unit to the worker who is there. Returns what hinders it."""
    name, phone = person
    known = next((row for row in staff if row.get("phone") == phone), None)
    if known is None:
        staff.append({"name": name, "phone": phone, "role": "worker", "unit": [unit]})
    elif known.get("name") != name:
        return f"电话 {phone} 已经是{known.get('name')}的"
    else:
        known["unit"] = list(dict.fromkeys([*_units(known), unit]))
    return ""


def _units(row: Row) -> list[str]:
    units = row.get("unit") or []
    return split_list(units) if isinstance(units, str) else list(units)
