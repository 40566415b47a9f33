"""An office's table becomes units and workers; what could not be used is told, row by row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.grids.findings import Report, UnreadableError
from bot.grids.tables import import_table
from bot.rules import to_lexicon
from bot.settings import load_settings
from classifier import Reader
from tests.bot.grids.books import config_with, workbook

HEAD = ["序号", "所属社区", "小区名称", "网格名称", "楼栋范围", "网格员", "联系电话"]
ROWS: list[list[Any]] = [
    ["示例街道网格员信息表", *[None] * 6],
    HEAD,
    [1, "示例社区", "示例花园", "第一网格", "1-5号楼", "示例甲", 13800000011.0],
    [2, None, None, "第二网格", "６—12号楼", "示 例乙", "138 0000 0012"],
    [None] * 7,
    [3, None, "示例家园", "３", "1、2、3号楼", "示例丙、示例丁", "13800000013/13800000014"],
    ["合计", None, None, 3, None, None, None],
]
MERGED = ["A1:G1", "B3:B6", "C3:C4"]


def imported(folder: Path, config: Path, rows: list[Any], merged: tuple[str, ...] = (), **how: bool) -> Report:
    return import_table(workbook(folder / "网格.xlsx", {"网格": rows}, merged), config, **how)


def reasons(report: Report) -> dict[int, str]:
    return {finding.row: finding.reason for finding in report.in_order()}


def test_an_offices_workbook_becomes_units_and_workers(tmp_path: Path) -> None:
    config = config_with(tmp_path, "units.csv")
    report = imported(tmp_path, config, ROWS, tuple(MERGED))
    assert (report.units, report.workers) == (6, 4)
    assert reasons(report) == {7: "是合计，不是单位"}
    add_chief(tmp_path)
    org = load_settings(config, {}).rules.org
    names = {unit.name: unit for unit in org.units.values()}
    assert set(names) == {"示例社区", "示例花园", "示例花园第一网格", "示例花园第二网格", "示例家园", "示例家园3网格"}
    assert names["示例花园第二网格"].parent == names["示例花园"].id
    assert names["示例家园3网格"].aliases == ("1,2,3号楼",)
    assert [one.name for one in org.workers(names["示例花园第二网格"].id)] == ["示例乙"]
    assert [one.phone for one in org.workers(names["示例家园3网格"].id)] == ["13800000013", "13800000014"]


def add_chief(folder: Path) -> None:
    """Somebody above, without whom a config is refused."""
    [village] = [line for line in (folder / "units.csv").read_text(encoding="utf-8").splitlines() if ",village" in line]
    with (folder / "staff.csv").open("a", encoding="utf-8", newline="") as file:
        file.write(f"示例站长,13800000099,chief,{village.split(',')[0]}\r\n")


def test_what_was_imported_is_found_in_what_people_say(tmp_path: Path) -> None:
    config = config_with(tmp_path, "units.csv")
    imported(tmp_path, config, ROWS, tuple(MERGED))
    add_chief(tmp_path)
    org = load_settings(config, {}).rules.org
    reader = Reader(to_lexicon(load_settings(config, {}).rules))
    for said, name in {
        "示例花园3号楼路灯坏了": "示例花园第一网格",
        "示例花园八号楼路灯坏了": "示例花园第二网格",
        "示例家园2号楼路灯坏了": "示例家园3网格",
    }.items():
        unit = reader.read(said).unit
        assert unit is not None
        assert org.units[unit].name == name


def test_a_second_import_changes_nothing(tmp_path: Path) -> None:
    config = config_with(tmp_path, "units.csv")
    imported(tmp_path, config, ROWS, tuple(MERGED))
    first = [(tmp_path / name).read_bytes() for name in ("units.csv", "staff.csv")]
    imported(tmp_path, config, ROWS, tuple(MERGED))
    assert [(tmp_path / name).read_bytes() for name in ("units.csv", "staff.csv")] == first


def test_a_csv_without_merged_cells_means_the_community_above(tmp_path: Path) -> None:
    config = config_with(tmp_path, "units.csv")
    file = tmp_path / "a.csv"
    file.write_text("社区,网格\n示例社区,第一网格\n,第二网格\n另一社区,第一网格\n", encoding="utf-8")
    import_table(file, config)
    text = (tmp_path / "units.csv").read_text(encoding="utf-8")
    assert [name for name in ("示例社区第一网格", "示例社区第二网格", "另一社区第一网格") if name not in text] == []


@pytest.mark.parametrize(
    ("row", "told", "units", "workers"),
    [
        ([9, "示例社区", "", "", "", "", ""], None, 4, 2),
        ([9, "", "", "", "", "示例己", "13800000019"], "没有名称", 4, 2),
        ([9, "示例社区", "", "九网格", "东至大路", "示例己", "13800000019"], "看不出是几号楼", 5, 3),
        ([9, "示例社区", "", "九网格", "", "示例己", ""], "没写电话", 5, 2),
        ([9, "示例社区", "", "九网格", "", "示例己", "1.38E+10"], "科学计数法", 5, 2),
        ([9, "示例社区", "", "九网格", "", "示例己", "小灵通"], "小灵通", 5, 2),
        ([9, "示例社区", "", "九网格", "", "示例己、示例庚", "13800000019"], "对不上", 5, 2),
        ([9, "示例社区", "", "九网格", "", "示例己", "13800000011"], "已经是示例甲的", 5, 2),
        ([9, "示例社区", "", "九网格", "", "示例甲", "13800000011"], None, 5, 3),
    ],
)
def test_a_row_of_no_use_is_told_and_the_rest_is_taken(
    tmp_path: Path, row: list[Any], told: str | None, units: int, workers: int
) -> None:
    config = config_with(tmp_path, "units.csv")
    report = imported(tmp_path, config, [*ROWS[1:4], row], ("B2:B3", "C2:C3"))
    found = reasons(report)
    assert list(found) == ([] if told is None else [4])
    assert told is None or told in found[4]
    assert (report.units, report.workers) == (units, workers)


def test_workers_stay_out_of_a_config_that_holds_its_staff_itself(tmp_path: Path) -> None:
    config = config_with(tmp_path, "units.csv", inline_staff=True)
    report = imported(tmp_path, config, ROWS, tuple(MERGED))
    assert not (tmp_path / "staff.csv").exists()
    assert any("4 位网格员没写进去" in note for note in report.notes)


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    config = config_with(tmp_path, "units.csv")
    before = sorted(path.name for path in tmp_path.iterdir())
    report = imported(tmp_path, config, ROWS, tuple(MERGED), dry_run=True)
    assert (report.units, report.written) == (6, [])
    assert sorted(path.name for path in tmp_path.iterdir()) == [*before, "网格.xlsx"]


def test_units_that_a_table_does_not_speak_of_stay_unless_it_replaces_all(tmp_path: Path) -> None:
    config = config_with(tmp_path, "units.csv")
    imported(tmp_path, config, ROWS, tuple(MERGED))
    other = [HEAD, [1, "另一社区", None, "一网格", None, None, None]]
    imported(tmp_path, config, other)
    assert "示例花园第一网格" in (tmp_path / "units.csv").read_text(encoding="utf-8")
    report = imported(tmp_path, config, other, replace=True)
    assert "示例花园第一网格" not in (tmp_path / "units.csv").read_text(encoding="utf-8")
    assert any("示例花园第一网格" in note for note in report.notes)


def test_a_name_that_several_units_have_needs_the_one_above(tmp_path: Path) -> None:
    config = config_with(tmp_path, "units.csv")
    head = ["社区", "网格", "楼栋范围"]
    imported(tmp_path, config, [head, ["示例社区", "东网格", ""], ["另一社区", "东网格", ""]])
    report = imported(tmp_path, config, [["网格", "楼栋范围"], ["东网格", "1-5号楼"]])
    assert "写上所属社区" in reasons(report)[2]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["户数", "备注"], [1, "x"]], "没找到表头"),
        ([], "没找到表头"),
    ],
)
def test_a_book_without_a_table_is_refused(tmp_path: Path, rows: list[list[Any]], told: str) -> None:
    with pytest.raises(UnreadableError, match=told):
        imported(tmp_path, config_with(tmp_path, "units.csv"), rows)


def test_a_file_of_units_in_disorder_is_not_written_over(tmp_path: Path) -> None:
    config = config_with(tmp_path, "units.csv")
    (tmp_path / "units.csv").write_text("id,name,level,parent\na,示例村,village,b\n", encoding="utf-8")
    with pytest.raises(UnreadableError, match="示例村"):
        imported(tmp_path, config, ROWS, tuple(MERGED))
