"""Reads a table of units as an office keeps it, and writes the file that the config takes them from."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.settings import ConfigError, Problem
from bot.settings.checks import check_rules
from bot.settings.explain import report
from bot.settings.ladder import check_ladder
from bot.settings.lines import LineMap
from bot.settings.schema import RulesFile, UnitEntry
from bot.settings.source import Source, read_source, split_list

COLUMNS = {
    "编号": "id",
    "名称": "name",
    "级别": "level",
    "上级": "parent",
    "别名": "aliases",
    "边界": "boundary",
    "值班电话": "duty_phone",
    "类型": "special",
    "上班时间": "hours",
}
LEVELS = {
    "区县": "district",
    "区": "district",
    "县": "district",
    "街道": "street",
    "乡镇": "street",
    "乡": "street",
    "镇": "street",
    "村": "village",
    "社区": "village",
    "行政村": "village",
    "小区": "compound",
    "网格": "grid",
    "微网格": "micro",
}
SPECIALS = {"学校": "school", "企业": "firm", "市场": "market", "景区": "scenic"}
DEFAULT_NAME = "units.csv"

Row = dict[str, str]


def import_units(table: Path, config: Path) -> tuple[Path, int, bool]:
    """Check the table, write it; returns the file, the number of units, whether the config names the file.

    Raises ConfigError with every fault of the table, and then writes nothing.
    """
    settings = read_source(config)
    if settings.data.get("units"):
        hint = "先把它们挪进表格再从配置里删掉，免得两边不一样"
        raise ConfigError([settings.located(("units",), "配置里已经直接写了 [[units]]", hint)])
    named = str(settings.data.get("units_file") or "")
    target = config.parent / (named or DEFAULT_NAME)
    rows, lines = _read(table)
    _resolve(rows)
    _check(Source(table, {"units": rows}, lines))
    _write(target, rows)
    return target, len(rows), bool(named)


def _read(table: Path) -> tuple[list[Row], LineMap]:
    """Rows with our own names for the columns; Excel's GBK is taken as it comes."""
    raw = table.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", errors="replace")
    reader = csv.DictReader(io.StringIO(text, newline=""))
    unknown = [name for name in reader.fieldnames or () if _column(name) not in UnitEntry.model_fields]
    if unknown or not reader.fieldnames:
        message = f"没见过这些列：{'、'.join(unknown)}"
        raise ConfigError([Problem(table, 1, "", message, f"认得的列：{'、'.join(COLUMNS)}")])
    rows: list[Row] = []
    lines = LineMap()
    for record in reader:
        row = {_column(name): cell.strip() for name, cell in record.items() if name and cell and cell.strip()}
        if row:
            lines.lines[("units", len(rows))] = reader.line_num
            rows.append(row)
    return rows, lines


def _column(name: str) -> str:
    return COLUMNS.get(name.strip(), name.strip())


def _resolve(rows: list[Row]) -> None:
    """Chinese words into ours, a name as parent into its id, and an id for a row that has none."""
    for row in rows:
        row["level"] = LEVELS.get(row.get("level", ""), row.get("level", ""))
        if "special" in row:
            row["special"] = SPECIALS.get(row["special"], row["special"])
        row.setdefault("id", _made_id(row))
    ids = {row.get("name", ""): row["id"] for row in rows}
    for row in rows:
        if "parent" in row:
            row["parent"] = ids.get(row["parent"], row["parent"])


def _made_id(row: Mapping[str, str]) -> str:
    """The same for the same name under the same parent, so that a second import changes nothing."""
    name = f"{row.get('parent', '')}/{row.get('name', '')}"
    return "u" + hashlib.sha256(name.encode()).hexdigest()[:10]


def _check(source: Source) -> None:
    try:
        rules = RulesFile.model_validate(source.data)
    except ValidationError as error:
        report(source, error, RulesFile)
    else:
        check_rules(source, rules)
        check_ladder(source, rules, with_staff=False)
    faults = [problem for problem in source.problems if problem.key.startswith("units")]
    if faults:
        raise ConfigError(faults)


def _write(target: Path, rows: list[Row]) -> None:
    """Whole or not at all: the running product may read it at any moment."""
    text = _as_toml(rows) if target.suffix.lower() == ".toml" else _as_csv(rows)
    draft = target.with_name(f".{target.name}.new")
    draft.write_text(text, encoding="utf-8", newline="")
    os.replace(draft, target)


def _as_csv(rows: list[Row]) -> str:
    """With a BOM, so that office programs read it as UTF-8."""
    used = [name for name in UnitEntry.model_fields if any(name in row for row in rows)]
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.DictWriter(out, used, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _as_toml(rows: list[Row]) -> str:
    """A JSON string is a TOML string as well; a list of aliases stays a list."""
    tables = []
    for row in rows:
        values: dict[str, Any] = dict(row)
        if "aliases" in row:
            values["aliases"] = split_list(row["aliases"])
        if "boundary" in row:
            values["boundary"] = UnitEntry.model_validate(row).boundary
        lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())
        tables.append("\n".join(["[[units]]", *lines]) + "\n")
    return "\n".join(tables)
