"""Numbered addresses are read from aliases and from speech."""

from __future__ import annotations

import pytest

from classifier.ranges import LETTERS_FROM, bare_steps, number, split_alias, steps_at

ALIASES = [
    ("岩庄花园6-12号楼", "岩庄花园", [("building", ((6, 12),))]),
    ("东湖1—8栋", "东湖", [("building", ((1, 8),))]),
    ("岩庄花园一至五号楼", "岩庄花园", [("building", ((1, 5),))]),
    ("岩庄花园1号楼至5号楼", "岩庄花园", [("building", ((1, 5),))]),
    ("岩庄花园1、2、3号楼", "岩庄花园", [("building", ((1, 1), (2, 2), (3, 3)))]),
    ("岩庄花园1-3、5、7-9号楼", "岩庄花园", [("building", ((1, 3), (5, 5), (7, 9)))]),
    ("岩庄花园3号楼1-2单元", "岩庄花园", [("building", ((3, 3),)), ("entrance", ((1, 2),))]),
    ("6-12号楼", "", [("building", ((6, 12),))]),
    ("a-c座", "", [("building", ((LETTERS_FROM + ord("a"), LETTERS_FROM + ord("c")),))]),
    ("板大山村三组", "板大山村", [("group", ((3, 3),))]),
    ("岩庄花园一网格", "岩庄花园", [("grid", ((1, 1),))]),
    ("五一村一组", "五一村", [("group", ((1, 1),))]),
    ("板大山村东组", "板大山村东组", []),
    ("岩庄社区", "岩庄社区", []),
]


@pytest.mark.parametrize(("alias", "base", "steps"), ALIASES)
def test_an_alias_is_split_into_name_and_numbers(alias: str, base: str, steps: list[tuple]) -> None:
    found_base, found = split_alias(alias)
    assert (found_base, [(step.level, step.spans) for step in found]) == (base, steps)


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("十二", 12), ("二十", 20), ("三七", 37), ("一百零五", 105), ("两", 2), ("楼", None), ("", None)],
)
def test_numbers_are_digits_or_chinese_numerals(text: str, value: int | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3#楼没电", ["3#楼"]),
        ("3-5号楼停水", ["3-5号楼"]),
        ("2单元楼上半夜装修", ["2单元"]),
        ("3号楼2单元501漏水", ["3号楼2单元501"]),
        ("三栋楼都没电", []),
        ("5月3号楼道灯坏了", []),
        ("我有两个单元的钥匙", []),
        ("报了3次了", []),
    ],
)
def test_only_which_one_is_an_address_and_not_how_many_or_when(text: str, said: list[str]) -> None:
    assert [text[start:end] for start, end, _ in bare_steps(text, [])] == said


def test_numbers_are_counted_from_where_a_name_ends() -> None:
    steps, end = steps_at("岩庄花园的8号楼停水", 4)
    assert [(step.level, step.spans) for step in steps] == [("building", ((8, 8),))]
    assert end == len("岩庄花园的8号楼")
