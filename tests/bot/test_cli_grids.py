"""`grids import`: from an office's table to the file of units."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import main
from bot.settings import load_settings
from tests.bot.configs import VALID, write_config

TABLE = """\
名称,级别,上级,别名,值班电话,类型,编号,边界
示例街道,街道,,,0538-0000000,,s1,
示例村,村,示例街道,示例庄；老庄,,,v1,
示例村一网格,网格,示例村,示例庄1-5号楼,,学校,,"117.1,36.1;117.2,36.1;117.2,36.2"
"""
START, END = VALID.index("[[units]]"), VALID.index("[[staff]]")


def config_with(folder: Path, units_file: str | None) -> Path:
    line = f'units_file = "{units_file}"\n' if units_file else ""
    return write_config(folder, line + VALID[:START] + VALID[END:])


def import_table(folder: Path, config: Path, table: bytes) -> Result:
    file = folder / "table.csv"
    file.write_bytes(table)
    return CliRunner().invoke(main, ["grids", "import", str(file), "--config", str(config)])


@pytest.mark.parametrize("name", ["units.csv", "grids.toml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_a_table_becomes_the_units_of_the_config(tmp_path: Path, name: str, encoding: str) -> None:
    config = config_with(tmp_path, name)
    result = import_table(tmp_path, config, TABLE.encode(encoding))
    assert result.exit_code == 0, result.output
    assert "3 个单位" in result.output
    units = load_settings(config, {}).rules.org.units
    assert units["v1"].parent == "s1"
    assert units["v1"].aliases == ("示例庄", "老庄")
    [grid] = [unit for unit in units.values() if unit.level == "grid"]
    assert (grid.parent, grid.special) == ("v1", "school")
    assert grid.boundary == ((117.1, 36.1), (117.2, 36.1), (117.2, 36.2))


def test_a_second_import_gives_the_same_ids(tmp_path: Path) -> None:
    config = config_with(tmp_path, "units.csv")
    import_table(tmp_path, config, TABLE.encode())
    first = load_settings(config, {}).rules.org.units
    import_table(tmp_path, config, TABLE.encode())
    assert load_settings(config, {}).rules.org.units == first


def test_a_config_that_names_no_file_is_told_what_to_add(tmp_path: Path) -> None:
    result = import_table(tmp_path, config_with(tmp_path, None), TABLE.encode())
    assert 'units_file = "units.csv"' in result.output
    assert (tmp_path / "units.csv").exists()


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        ("示例村,村,", "示例村,大队,", 3, "大队"),
        ("老庄,,,v1", "老庄,,,s1", 3, "两遍"),
        ("网格,示例村,", "网格,别的村,", 4, "别的村"),
        ("别名", "昵称", 1, "昵称"),
        ("示例街道,街道,,", "示例街道,街道,示例村,", 2, "绕了一圈"),
    ],
)
def test_a_faulty_table_is_refused_whole(tmp_path: Path, old: str, new: str, line: int, word: str) -> None:
    config = config_with(tmp_path, "units.csv")
    result = import_table(tmp_path, config, TABLE.replace(old, new, 1).encode())
    assert result.exit_code == 1
    assert f"table.csv:{line}" in result.stderr
    assert word in result.stderr
    assert not (tmp_path / "units.csv").exists()


def test_units_written_in_the_config_itself_are_not_passed_over(tmp_path: Path) -> None:
    result = import_table(tmp_path, write_config(tmp_path), TABLE.encode())
    assert result.exit_code == 1
    assert "[[units]]" in result.stderr


def test_a_workbook_is_asked_for_as_csv(tmp_path: Path) -> None:
    book = tmp_path / "grids.xlsx"
    book.write_bytes(b"PK")
    result = CliRunner().invoke(
        main, ["grids", "import", str(book), "--config", str(config_with(tmp_path, "units.csv"))]
    )
    assert result.exit_code == 2
    assert "CSV" in result.stderr
