"""Tables are read however an office has saved them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.grids.findings import UnreadableError
from bot.grids.header import find_header, first_table, meaning
from bot.grids.sheets import Sheet, read_sheets
from tests.bot.grids.books import workbook

TABLE = "社区,网格名称,电话\n示例社区,第一网格,１３８００００００01\n"


def test_a_workbook_loses_its_title_its_merging_and_its_decimal_points(tmp_path: Path) -> None:
    rows = [
        ["示例街道网格表", None, None],
        ["社区", "网格", "手机"],
        ["示例社区", "第一网格", 13800000001.0],
        [None, " 第二\n网格 ", "１３８"],
    ]
    file = workbook(tmp_path / "a.xlsx", {"表": rows}, ["A1:C1", "A3:A4"])
    [sheet] = read_sheets(file)
    assert sheet.rows[2:] == [
        (3, ["示例社区", "第一网格", "13800000001"]),
        (4, ["示例社区", "第二 网格", "138"]),
    ]


def test_the_first_sheet_with_a_header_is_taken(tmp_path: Path) -> None:
    table = [["名称", "级别"], ["示例村", "村"]]
    sheets = read_sheets(workbook(tmp_path / "a.xlsx", {"说明": [["填表说明"]], "网格": table, "旧": table}))
    found = first_table(sheets)
    assert found is not None
    assert (found[0].name, found[1].row) == ("网格", 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_is_read_in_every_usual_form(tmp_path: Path, encoding: str, delimiter: str) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(TABLE.replace(",", delimiter).encode(encoding))
    [sheet] = read_sheets(file)
    assert sheet.rows[1] == (2, ["示例社区", "第一网格", "13800000001"])


def test_failed_formulas_are_empty(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("社区,网格\n#REF!,第一网格\n", encoding="utf-8")
    assert read_sheets(file)[0].rows[1] == (2, ["", "第一网格"])


@pytest.mark.parametrize(
    ("name", "raw", "told"),
    [
        ("a.xls", b"", "另存为"),
        ("a.docx", b"", "只认"),
        ("a.xlsx", b"PK broken", "打不开"),
        ("a.csv", b"\xff\xff\x81", "CSV UTF-8"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(tmp_path: Path, name: str, raw: bytes, told: str) -> None:
    file = tmp_path / name
    file.write_bytes(raw)
    with pytest.raises(UnreadableError, match=told):
        read_sheets(file)


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("网格名称", "grid"),
        ("*所属社区（必填）：", "village"),
        ("社区名称", "village"),
        ("楼栋范围", "range"),
        ("网格员姓名", "worker"),
        ("联系 电话", "phone"),
        ("手机号码", "phone"),
        ("单位", "name"),
        ("级别", "level"),
        ("上级单位", "parent"),
        ("duty_phone", "duty_phone"),
        ("户数", None),
        ("", None),
    ],
)
def test_titles_are_understood_with_what_stands_around_them(title: str, column: str | None) -> None:
    assert meaning(title.replace("（", "(").replace("）", ")").replace("：", ":")) == column


def test_of_a_header_in_two_rows_the_fuller_one_counts() -> None:
    rows = [
        ["社区", "网格", "网格员", "网格员"],
        ["社区", "网格", "姓名", "联系电话"],
        ["示例社区", "1", "示例甲", "138"],
    ]
    header = find_header(Sheet("", list(enumerate(rows, start=1))))
    assert header is not None
    assert (header.row, list(header.columns.values())) == (2, ["village", "grid", "worker", "phone"])


@pytest.mark.parametrize("row", [["名称"], ["电话", "网格员"], ["说明", "备注"]])
def test_a_row_that_names_no_unit_is_no_header(row: list[str]) -> None:
    assert find_header(Sheet("", [(1, row)])) is None
