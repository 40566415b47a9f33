"""Imports a table of units, and of the workers it names, into the files that the config takes them from."""

from __future__ import annotations

from pathlib import Path

from bot.grids import files
from bot.grids.entries import Entry, read_entries
from bot.grids.findings import Report, UnreadableError
from bot.grids.header import first_table
from bot.grids.people import add_worker
from bot.grids.sheets import read_sheets
from bot.grids.tree import Row, Tree


def import_table(file: Path, config: Path, *, dry_run: bool = False, replace: bool = False) -> Report:
    """Take in every row that can be used, tell of every one that can't.

    Units that are known already keep their ids and what the table does not speak of; with `replace` those that are
    not in the table go. Raises UnreadableError, or ConfigError when what the config has is in disorder itself.
    """
    units, staff = files.kept(config, "units"), files.kept(config, "staff")
    if units.inline:
        raise UnreadableError("配置里直接写了 [[units]]：先把它们挪进表格，再从配置里删掉，免得两边不一样")
    report, entries = _read(file)
    _refuse_disorder(units)
    tree = Tree(dict(row) for row in units.rows)
    placed = tree.place_all(entries, report)
    if replace:
        _leave_out(tree, report)
    _drop_faulty(tree, units.rows, report)
    good = {row["id"] for row in tree.rows}
    placed = [(entry, unit) for entry, unit in placed if unit in good]
    report.units = len(good & set(tree.lines))
    people = _people(staff, placed, report)
    if placed and not dry_run:
        for section, rows in ((units, tree.rows), (staff, people)):
            if rows != section.rows:
                files.write(section, rows)
                report.written.append(section.file)
    if placed:
        _tell_missing(report, units, staff, people)
    return report


def _read(file: Path) -> tuple[Report, list[Entry]]:
    found = first_table(read_sheets(file))
    if found is None:
        raise UnreadableError("没找到表头：前 20 行里要有一行写着列名，像“社区、网格名称、楼栋范围、网格员、电话”")
    sheet, header = found
    report = Report(f"{file.name} 的“{sheet.name}”" if sheet.name else file.name)
    if header.unused:
        report.notes.append(f"没用上的列：{'、'.join(header.unused)}")
    entries = read_entries(sheet, header, report)
    if not entries and not report.findings:
        report.notes.append("表头下面一行也没有")
    return report, entries


def _refuse_disorder(units: files.Kept) -> None:
    wrong = files.faults(units.rows)
    if wrong:
        told = "；".join(f"{units.rows[place].get('name', '')}：{reason}" for place, reason in wrong.items())
        raise UnreadableError(f"原来的 {units.file.name} 就有错，先改好再导：{told}")


def _leave_out(tree: Tree, report: Report) -> None:
    """Units that the table does not speak of, when the table is the whole truth."""
    gone = [row for row in tree.rows if row["id"] not in tree.lines]
    tree.rows = [row for row in tree.rows if row["id"] in tree.lines]
    if gone:
        report.notes.append(f"表里没有、去掉了的：{'、'.join(str(row['name']) for row in gone)}")


def _drop_faulty(tree: Tree, before: list[Row], report: Report) -> None:
    """Without one unit those below it may fail as well, so until nothing is wrong any more.

    A unit that was there before the import stays as it was.
    """
    sound = {row["id"]: row for row in before}
    while wrong := files.faults(tree.rows):
        for place, reason in wrong.items():
            row = tree.rows[place]
            report.add(tree.lines.get(row["id"], 0), str(row.get("name", "")), reason)
        left = [sound.pop(row["id"], None) if place in wrong else row for place, row in enumerate(tree.rows)]
        tree.rows = [row for row in left if row is not None]


def _people(staff: files.Kept, placed: list[tuple[Entry, str]], report: Report) -> list[Row]:
    """The staff with the workers of the table; untouched when they stand in the config itself."""
    named = [(entry, person, unit) for entry, unit in placed for person in entry.workers]
    if staff.inline:
        if named:
            report.notes.append(f"表里有 {len(named)} 位网格员没写进去：配置里直接写了 [[staff]]，先挪进 staff_file")
        return staff.rows
    rows = [dict(row) for row in staff.rows]
    for entry, person, unit in named:
        hindrance = add_worker(rows, person, unit)
        if hindrance:
            report.add(entry.row, person[0], f"{hindrance}，没写进人员表")
        else:
            report.workers += 1
    return rows


def _tell_missing(report: Report, units: files.Kept, staff: files.Kept, people: list[Row]) -> None:
    """What the admin has to add by hand."""
    if not units.named:
        report.notes.append(f'还差一步：在配置最上面（所有方括号之前）加一行  units_file = "{units.file.name}"')
    if people and not staff.named and not staff.inline:
        report.notes.append(f'还差一步：在配置最上面（所有方括号之前）加一行  staff_file = "{staff.file.name}"')
    if not any(row.get("role") in ("chief", "desk") for row in people):
        report.notes.append("还没有书记（chief）或值班的（desk）：没人管的事没处去，配置会被退回，至少写一个")
