"""Reads config files from disk: bytes to text to plain data, and where each key was written."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.settings.errors import ConfigError, KeyPath, Problem, written
from bot.settings.lines import LineMap, map_lines

_PLACE = re.compile(r"[（(]?\(at line (\d+), column (\d+)\)")
_NAME = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_SAVE_AS_UTF8 = "请用记事本打开这个文件，点“另存为”，编码选 UTF-8，再存一次"


@dataclass(slots=True)
class Source:
    """The data of the config and of the files it names, and what was found wrong so far."""

    path: Path
    data: dict[str, Any]
    lines: LineMap
    parts: dict[str, tuple[Path, LineMap]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, path: KeyPath, message: str, hint: str = "") -> None:
        self.problems.append(self.located(path, message, hint))

    def located(self, path: KeyPath, message: str, hint: str = "") -> Problem:
        file, lines = self.parts.get(str(path[0]) if path else "", (self.path, self.lines))
        return Problem(file, lines.find(path), written(path), message, hint)


def read_source(path: Path) -> Source:
    """The main file alone; raises ConfigError when it can't be read at all."""
    text = read_text(path)
    return Source(path, parse_toml(path, text), map_lines(text))


def merge_files(source: Source, env: Mapping[str, str]) -> None:
    """Put the rows of `units_file` and `staff_file` where [[units]] and [[staff]] would be."""
    for section in ("units", "staff"):
        try:
            _merge_file(source, section, env)
        except ConfigError as error:
            source.problems.extend(error.problems)


def expanded(source: Source, sections: Iterable[str], env: Mapping[str, str]) -> dict[str, Any]:
    """The sections with every `${NAME}` read from the environment."""
    return {key: _expand(source, source.data[key], (key,), env) for key in sections if key in source.data}


def read_text(path: Path) -> str:
    """UTF-8, a BOM forgiven; anything else is refused with the way to mend it."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ConfigError([Problem(path, None, "", "读不到这个文件", error.strerror or "")]) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        what = "这个文件的编码是 GBK" if _is_gbk(raw) else "这个文件不是 UTF-8 编码"
        raise ConfigError([Problem(path, line, "", f"{what}，请另存为 UTF-8", _SAVE_AS_UTF8)]) from error


def _is_gbk(raw: bytes) -> bool:
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def parse_toml(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = int(place.group(1)) if place else len(text.splitlines()) or None
        reason = _PLACE.sub("", str(error)).strip()
        hint = "查一查引号、括号、等号、逗号是不是英文的，有没有成对，同一个名字是不是写了两遍"
        raise ConfigError([Problem(path, line, "", f"这一行写法不对：{reason}", hint)]) from error


def _merge_file(source: Source, section: str, env: Mapping[str, str]) -> None:
    key = f"{section}_file"
    named = _expand(source, source.data.pop(key, None), (key,), env)
    if named is None or named == "":
        return
    if not isinstance(named, str):
        source.problem((key,), "这里要写文件名，用引号括起来")
    elif section in source.data:
        source.problem((key,), f"[[{section}]] 和 {key} 只能写一样", f"把 [[{section}]] 挪进 {named}，或删掉 {key}")
    else:
        file = source.path.parent / named
        source.data[section], lines = _read_rows(file, section)
        source.parts[section] = (file, lines)


def _read_rows(file: Path, section: str) -> tuple[Any, LineMap]:
    text = read_text(file)
    if file.suffix.lower() == ".csv":
        return _read_csv(text, section)
    data = parse_toml(file, text)
    strange = [key for key in data if key != section]
    if strange:
        lines = map_lines(text)
        raise ConfigError(
            [Problem(file, lines.find((key,)), key, f"这个文件里只能有 [[{section}]]") for key in strange]
        )
    return data.get(section, []), map_lines(text)


def _read_csv(text: str, section: str) -> tuple[list[dict[str, Any]], LineMap]:
    """One row, one entry; empty cells are left out."""
    reader = csv.DictReader(io.StringIO(text))
    rows: list[dict[str, Any]] = []
    lines = LineMap()
    for row in reader:
        cells = {(name or "").strip(): (cell or "").strip() for name, cell in row.items() if isinstance(cell, str)}
        if not any(cells.values()):
            continue
        lines.lines[(section, len(rows))] = reader.line_num
        rows.append({name: cell for name, cell in cells.items() if cell})
    return rows, lines


def split_list(cell: str) -> list[str]:
    """Several values in one cell are parted by a semicolon or 、"""
    return [part.strip() for part in re.split(r"[;；、]", cell) if part.strip()]


def _expand(source: Source, value: Any, path: KeyPath, env: Mapping[str, str]) -> Any:
    """`${NAME}` in a value, at any depth, is read from the environment."""
    if isinstance(value, dict):
        return {key: _expand(source, inner, (*path, key), env) for key, inner in value.items()}
    if isinstance(value, list):
        return [_expand(source, inner, (*path, index), env) for index, inner in enumerate(value)]
    if not isinstance(value, str) or "${" not in value:
        return value
    for name in _NAME.findall(value):
        if name not in env:
            source.problem(path, f"环境变量 {name} 没有设置", f"先 export {name}=…，或者把值直接写在这里")
    return _NAME.sub(lambda match: env.get(match.group(1), ""), value)
