"""Reads a history of texts with their categories from a CSV file, and says plainly what is wrong with one."""

from __future__ import annotations

import csv
import gzip
import zlib
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import click

COLUMNS = ("text", "label")
LONGEST_CELL = 1_000_000


def read_history(path: Path) -> list[tuple[str, str]]:
    """Text and category of each row that has both; spaces around a category and doubled ones fall away."""
    apart = ((text, " ".join(label.split())) for text, label in _rows(path))
    rows = [(text, label) for text, label in apart if text.strip() and label]
    if not rows:
        raise click.ClickException(f"{path.name} 里一行能用的也没有：每行要有 text（原话）和 label（类别）")
    return rows


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    csv.field_size_limit(LONGEST_CELL)
    # Strict: else a quote without its partner swallows all rows up to the next one, or to the end.
    table = csv.DictReader(StringIO(_text(path), newline=""), strict=True)
    begins = 1
    try:
        missing = [column for column in COLUMNS if column not in (table.fieldnames or ())]
        if missing:
            there = "、".join(table.fieldnames or ()) or "什么也没有"
            raise click.ClickException(f"{path.name} 第一行要有 text 和 label 两列，现在是：{there[:80]}")
        begins = table.line_num + 1
        for row in table:
            yield row["text"] or "", row["label"] or ""
            begins = table.line_num + 1
    except csv.Error as error:
        raise click.ClickException(f"{path.name} 第 {begins} 行读不了，多半是引号没有配对") from error


def _text(path: Path) -> str:
    raw = path.read_bytes()
    try:
        if raw[:2] == b"\x1f\x8b":
            raw = gzip.decompress(raw)
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{path.name} 不是 UTF-8，请在表格软件里另存为“CSV UTF-8”") from error
    except (OSError, EOFError, zlib.error) as error:
        raise click.ClickException(f"{path.name} 压缩包坏了，解不开") from error
