"""Workbooks as a street office keeps them, and configs that take units from files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from tests.bot.configs import VALID, write_config

UNITS, STAFF, DEPARTMENTS = (VALID.index(mark) for mark in ("[[units]]", "[[staff]]", "[[departments]]"))


def config_with(folder: Path, units_file: str | None, *, inline_staff: bool = False) -> Path:
    """A config whose units, and unless told otherwise staff, stand in files of their own."""
    lines = [f'units_file = "{units_file}"'] if units_file else []
    lines += [] if inline_staff else ['staff_file = "staff.csv"']
    staff = VALID[STAFF:DEPARTMENTS] if inline_staff else ""
    account = VALID[:UNITS].replace('unit = "v1"\n', "")
    return write_config(folder, "\n".join(lines) + "\n" + account + staff + VALID[DEPARTMENTS:])


def workbook(file: Path, sheets: dict[str, list[Any]], merged: Iterable[str] = ()) -> Path:
    """Writes an XLSX; `merged` are areas of its last sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    for area in merged:
        book.worksheets[-1].merge_cells(area)
    book.save(file)
    return file


def square(longitude: float, latitude: float, size: float = 0.01) -> list[list[float]]:
    """A closed ring."""
    east, north = longitude + size, latitude + size
    corners = [[longitude, latitude], [east, latitude], [east, north], [longitude, north]]
    return [*corners, corners[0]]


def figure(properties: dict[str, Any], *rings: list[Any], **more: Any) -> dict[str, Any]:
    """A feature with one polygon."""
    return {"type": "Feature", "properties": properties, "geometry": polygon(*rings)} | more


def polygon(*rings: list[Any]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def drawing(file: Path, *features: dict[str, Any], **more: Any) -> Path:
    """Writes a GeoJSON file."""
    data = {"type": "FeatureCollection", "features": features} | more
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return file
