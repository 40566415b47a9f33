"""Reads the sheets of a CSV or XLSX file as rows of plain text, however the office has saved it."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.grids.findings import UnreadableError

# What a cell holds whose formula has failed.
ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; a row is its number in the file and its cells."""

    name: str
    rows: list[tuple[int, list[str]]]


def read_sheets(file: Path) -> list[Sheet]:
    """All sheets of a file. Raises UnreadableError."""
    ending = file.suffix.lower()
    if ending == ".xlsx":
        return _read_workbook(file)
    if ending in (".csv", ".txt"):
        return [Sheet("", _read_csv(file))]
    if ending == ".xls":
        raise UnreadableError("这是旧格式 .xls：在表格软件里点“另存为”，选 .xlsx 或 CSV，再导一次")
    raise UnreadableError("只认 CSV、XLSX 表格和 GeoJSON 边界（.geojson、.json）")


def _read_csv(file: Path) -> list[tuple[int, list[str]]]:
    text = _decoded(file.read_bytes())
    begin = text[:2000]
    delimiter = max(",\t;", key=begin.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [(reader.line_num, [_clean(cell) for cell in row[:MOST_COLUMNS]]) for row in reader]
    except csv.Error as error:
        raise UnreadableError(f"第 {reader.line_num} 行读不了，多半是引号没有配对") from error


def _decoded(raw: bytes) -> str:
    """UTF-8, what Excel calls Unicode text, or GBK; each is recognised by what the others can't be."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableError("认不出这个文件的编码：在表格软件里点“另存为”，选“CSV UTF-8”，再导一次")


def _read_workbook(file: Path) -> list[Sheet]:
    """Formulas as the values they had when the file was saved; merged cells all with the text of their first."""
    from openpyxl import load_workbook  # Imported here: it is heavy, and only a workbook needs it.
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(file, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise UnreadableError("打不开这个表格：可能坏了，或者加了密码。在表格软件里另存为 .xlsx 或 CSV 再试") from error
    sheets = []
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            merged = _merged(sheet)
            width = min(sheet.max_column, MOST_COLUMNS)
            rows = [
                (number, [_clean(merged.get((number, place), value)) for place, value in enumerate(row, start=1)])
                for number, row in enumerate(sheet.iter_rows(max_col=width, values_only=True), start=1)
            ]
            sheets.append(Sheet(sheet.title, rows))
    return sheets


def _merged(sheet: Any) -> dict[tuple[int, int], Any]:
    return {
        (row, column): sheet.cell(area.min_row, area.min_col).value
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }


def _clean(value: Any) -> str:
    """A cell as one line of half-width text; a whole number that was kept with a decimal point loses it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = " ".join(unicodedata.normalize("NFKC", str(value)).split())
    if text in ERRORS:
        return ""
    whole, point, rest = text.partition(".")
    return whole if point and whole.isdecimal() and rest.strip("0") == "" else text
