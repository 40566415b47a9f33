"""`grids import`: from an office's own files to those of the config."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import main
from bot.settings import load_settings
from tests.bot.configs import write_config
from tests.bot.grids.books import config_with, drawing, figure, square, workbook

TABLE = """\
名称,级别,上级,别名,值班电话,类型,编号,边界
示例街道,街道,,,0538-0000000,,s1,
示例村,村,示例街道,示例庄；老庄,,,v1,
示例村一网格,网格,示例村,示例庄1-5号楼,,学校,,"117.1,36.1;117.2,36.1;117.2,36.2"
"""
STAFF = "name,phone,role,unit\n示例站长,13800000002,chief,s1\n"


def config_in(folder: Path, units_file: str | None) -> Path:
    (folder / "staff.csv").write_text(STAFF, encoding="utf-8")
    return config_with(folder, units_file)


def invoke(file: Path, config: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["grids", "import", str(file), *options, "--config", str(config)])


def import_text(folder: Path, config: Path, table: bytes, *options: str) -> Result:
    file = folder / "table.csv"
    file.write_bytes(table)
    return invoke(file, config, *options)


@pytest.mark.parametrize("name", ["units.csv", "grids.toml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_a_table_becomes_the_units_of_the_config(tmp_path: Path, name: str, encoding: str) -> None:
    config = config_in(tmp_path, name)
    result = import_text(tmp_path, config, TABLE.encode(encoding))
    assert result.exit_code == 0, result.output
    assert "3 个单位" in result.output
    units = load_settings(config, {}).rules.org.units
    assert units["v1"].parent == "s1"
    assert units["v1"].aliases == ("示例庄", "老庄")
    [grid] = [unit for unit in units.values() if unit.level == "grid"]
    assert (grid.parent, grid.special) == ("v1", "school")
    assert grid.boundary == ((117.1, 36.1), (117.2, 36.1), (117.2, 36.2))


@pytest.mark.parametrize("name", ["units.csv", "grids.toml"])
def test_a_second_import_gives_the_same_units(tmp_path: Path, name: str) -> None:
    config = config_in(tmp_path, name)
    import_text(tmp_path, config, TABLE.encode())
    first = load_settings(config, {}).rules.org.units
    import_text(tmp_path, config, TABLE.encode())
    assert load_settings(config, {}).rules.org.units == first


@pytest.mark.parametrize("name", ["units.csv", "grids.toml"])
def test_what_was_written_is_found_in_order(tmp_path: Path, name: str) -> None:
    config = config_in(tmp_path, name)
    import_text(tmp_path, config, TABLE.encode())
    result = CliRunner().invoke(main, ["rules", "check", "--json", "--config", str(config)])
    assert (result.exit_code, json.loads(result.stdout)["problems"]) == (0, [])


def test_a_config_that_names_no_file_is_told_what_to_add(tmp_path: Path) -> None:
    result = import_text(tmp_path, config_in(tmp_path, None), TABLE.encode())
    assert 'units_file = "units.csv"' in result.output
    assert (tmp_path / "units.csv").exists()


@pytest.mark.parametrize(
    ("old", "new", "line", "word", "units"),
    [
        ("示例村,村,", "示例村,大队,", 3, "大队", 1),
        ("老庄,,,v1", "老庄,,,s1", 3, "两遍", 1),
        ("网格,示例村,", "网格,别的村,", 4, "别的村", 2),
        ("0538-0000000", "白天打", 2, "电话", 0),
        ("示例街道,街道,,", "示例街道,街道,示例村,", 2, "示例村", 0),
        ("学校", "工厂", 4, "工厂", 3),
    ],
)
def test_each_row_of_no_use_is_told_with_its_reason(
    tmp_path: Path, old: str, new: str, line: int, word: str, units: int
) -> None:
    config = config_in(tmp_path, "units.csv")
    result = import_text(tmp_path, config, TABLE.replace(old, new, 1).encode(), "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 1
    assert told["units"] == units
    assert any(one["row"] == line and word in one["reason"] for one in told["unused"])
    assert (tmp_path / "units.csv").exists() is (units > 0)


def test_units_written_in_the_config_itself_are_not_passed_over(tmp_path: Path) -> None:
    result = import_text(tmp_path, write_config(tmp_path), TABLE.encode())
    assert result.exit_code == 1
    assert "[[units]]" in result.stderr


def test_people_read_what_became_of_each_row(tmp_path: Path) -> None:
    rows = [["社区", "网格", "户数"], ["示例社区", "一网格", 300], ["合计", "1", 300]]
    result = invoke(workbook(tmp_path / "表.xlsx", {"网格": rows}), config_in(tmp_path, "units.csv"))
    assert "表.xlsx 的“网格”：2 个单位；写进了 " in result.stdout
    assert "✗ 第 3 行：是合计" in result.stdout
    assert "! 没用上的列：户数" in result.stdout


def test_a_map_is_drawn_and_tells_as_json(tmp_path: Path) -> None:
    config = config_in(tmp_path, "units.csv")
    import_text(tmp_path, config, TABLE.encode())
    result = invoke(
        drawing(tmp_path / "map.json", figure({"name": "示例村"}, square(117.1, 36.1))), config, "--json", "--dry-run"
    )
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "source": "map.json",
        "units": 0,
        "boundaries": 1,
        "workers": 0,
        "unused": [],
        "notes": [],
        "written": [],
    }


@pytest.mark.parametrize(("name", "option"), [("a.csv", ["--crs", "gcj02"]), ("a.json", ["--replace"])])
def test_options_of_the_other_kind_of_file_are_wrong_usage(tmp_path: Path, name: str, option: list[str]) -> None:
    file = tmp_path / name
    file.write_text("{}", encoding="utf-8")
    assert invoke(file, config_in(tmp_path, "units.csv"), *option).exit_code == 2


def test_an_old_workbook_is_asked_for_in_another_form(tmp_path: Path) -> None:
    book = tmp_path / "grids.xls"
    book.write_bytes(b"\xd0\xcf\x11\xe0")
    result = invoke(book, config_in(tmp_path, "units.csv"))
    assert result.exit_code == 1
    assert "另存为" in result.stderr
