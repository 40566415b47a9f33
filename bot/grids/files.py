"""The files of units and staff that a config names: what stands in them, and how they are written anew."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.settings import ConfigError
from bot.settings.checks import check_rules
from bot.settings.errors import Problem
from bot.settings.explain import report as report_faults
from bot.settings.ladder import check_ladder
from bot.settings.lines import LineMap
from bot.settings.schema import RulesFile, StaffEntry, UnitEntry
from bot.settings.source import Source, merge_files, read_source

Row = dict[str, Any]
ENTRIES: dict[str, type[BaseModel]] = {"units": UnitEntry, "staff": StaffEntry}


@dataclass(slots=True)
class Kept:
    """One section of the config: its file, whether the config names it, and the rows that are there."""

    section: str
    file: Path
    named: bool
    inline: bool  # The rows stand in the config itself, which is not ours to write.
    rows: list[Row]


def kept(config: Path, section: str, env: Mapping[str, str] = os.environ) -> Kept:
    """What the config has now. Raises ConfigError when its file can't be read."""
    source = read_source(config)
    inline = bool(source.data.get(section))
    named = str(source.data.get(f"{section}_file") or "")
    file = config.parent / (named or f"{section}.csv")
    if inline or not file.is_file():
        return Kept(section, file, bool(named), inline, list(source.data.get(section, [])))
    source.data = {f"{section}_file": named or file.name}
    merge_files(source, env)
    if source.problems:
        raise ConfigError(source.problems)
    return Kept(section, file, bool(named), False, list(source.data[section]))


def faults(units: list[Row]) -> dict[int, str]:
    """What the config would refuse in these units: the place in the list, and the reason."""
    source = Source(Path("units"), {"units": units}, LineMap())
    try:
        rules = RulesFile.model_validate(source.data)
    except ValidationError as error:
        report_faults(source, error, RulesFile)
    else:
        check_rules(source, rules)
        check_ladder(source, rules, with_staff=False)
    return {place: problem.message for problem in source.problems if (place := _place(problem)) is not None}


def _place(problem: Problem) -> int | None:
    """units[3].level is about the third."""
    section, bracket, rest = problem.key.partition("[")
    return int(rest.partition("]")[0]) - 1 if section == "units" and bracket else None


def write(section: Kept, rows: list[Row]) -> None:
    """Whole or not at all: the running product may read it at any moment."""
    as_toml = section.file.suffix.lower() == ".toml"
    text = _as_toml(section.section, rows) if as_toml else _as_csv(ENTRIES[section.section], rows)
    draft = section.file.with_name(f".{section.file.name}.new")
    draft.write_text(text, encoding="utf-8", newline="")
    os.replace(draft, section.file)


def _as_csv(entry: type[BaseModel], rows: list[Row]) -> str:
    """With a BOM, so that office programs read it as UTF-8."""
    used = [name for name in entry.model_fields if any(row.get(name) for row in rows)]
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.DictWriter(out, used, restval="", lineterminator="\r\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows({name: _cell(name, value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def _cell(name: str, value: Any) -> Any:
    if name == "boundary" and isinstance(value, list):
        return ";".join(f"{longitude},{latitude}" for longitude, latitude in value)
    return ";".join(value) if isinstance(value, list) else value


def _as_toml(section: str, rows: list[Row]) -> str:
    """A JSON string is a TOML string as well."""
    tables = []
    for row in rows:
        lines = (f"{key} = {_value(key, value)}" for key, value in row.items() if value not in (None, "", []))
        tables.append("\n".join([f"[[{section}]]", *lines]) + "\n")
    return "\n".join(tables)


def _value(key: str, value: Any) -> str:
    if key == "boundary" and isinstance(value, str):
        value = UnitEntry.model_validate({"id": "x", "name": "x", "level": "grid", "boundary": value}).boundary
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{inner} = {_value(inner, each)}" for inner, each in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)
