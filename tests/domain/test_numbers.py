"""Case numbers as people write them, and what looks like one but is a house, a time or an amount."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.numbers import LARGEST, find_number, format_number, read_digits, split_command, take_number

VERBS = ("接", "办", "办结", "回", "问", "退", "转", "延期", "催", "报", "随手办")
WORDY = ("报", "随手办")


@pytest.mark.parametrize(
    ("number", "written"), [(1, "001"), (37, "037"), (999, "999"), (1000, "1000"), (123456, "123456")]
)
def test_a_number_is_written_with_three_digits_at_least(number: int, written: str) -> None:
    assert format_number(number) == written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("037", 37),
        (" ０３７ ", 37),
        ("三十七", 37),
        ("〇三七", 37),
        ("零三七", 37),
        ("三七", 37),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百", 100),
        ("一百零五", 105),
        ("一百二", 120),
        ("一百一十二", 112),
        ("一千零三", 1003),
        ("两千五", 2500),
        ("一万二", 12000),
        ("一万二千三百四十五", 12345),
        ("十二万", 120000),
        ("九十九万九千九百九十九", 999999),
        ("零", 0),
        ("999999", 999999),
    ],
)
def test_digits_are_read(text: str, value: int) -> None:
    assert read_digits(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "十十",
        "百",
        "万",
        "一百万",
        "三百万",
        "1234567",
        "3十",
        "12a",
        "路灯",
        "-1",
        "1.5",
        "٣٧",
        "二三十",
    ],
)
def test_what_is_no_number_is_not_read(text: str) -> None:
    assert read_digits(text) is None


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("12 换了灯泡", 12, "换了灯泡"),
        ("12换了灯泡", 12, "换了灯泡"),
        ("037", 37, ""),
        ("０３７", 37, ""),
        ("０３７ 换了灯泡", 37, "换了灯泡"),
        ("三十七号 换了灯泡", 37, "换了灯泡"),
        ("三十七 换了灯泡", 37, "换了灯泡"),
        ("三十七，换了灯泡", 37, "换了灯泡"),
        ("三十七换了灯泡", 37, "换了灯泡"),
        ("〇三七", 37, ""),
        ("十二", 12, ""),
        ("第037号", 37, ""),
        ("第12件 好了", 12, "好了"),
        ("第 12 号 好了", 12, "好了"),
        ("12号", 12, ""),
        ("12 号 好了", 12, "好了"),
        ("12号换了灯泡", 12, "换了灯泡"),
        ("037号路灯换了", 37, "路灯换了"),
        ("12号线路修好了", 12, "线路修好了"),
        ("12号件 好了", 12, "好了"),
        ("#12 好了", 12, "好了"),
        ("No.12 好了", 12, "好了"),
        ("编号：12 好了", 12, "好了"),
        ("12，好了。", 12, "好了。"),
        ("12、好了", 12, "好了"),
        ("12. 好了", 12, "好了"),
        ("12：3号楼的灯换了", 12, "3号楼的灯换了"),
        ("12 3号楼的灯换了", 12, "3号楼的灯换了"),
        ("12 2天 等配件", 12, "2天 等配件"),
        ("12 15", 12, "15"),
        ("12 路灯换了", 12, "路灯换了"),
        ("12路灯换了", 12, "路灯换了"),
        ("037路灯换了", 37, "路灯换了"),
        ("12人不在", 12, "人不在"),
        ("12张三", 12, "张三"),
        ("12位置不对", 12, "位置不对"),
        ("12组织人清了", 12, "组织人清了"),
        ("037 单元漏水停了", 37, "单元漏水停了"),
        ("12 单元门修好了", 12, "单元门修好了"),
        ("12 我下午两点过去  ", 12, "我下午两点过去"),
        ("123456 好了", 123456, "好了"),
    ],
)
def test_a_case_number_at_the_beginning_is_taken(text: str, number: int, rest: str) -> None:
    assert take_number(text) == (number, rest)
    assert find_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        # buildings, rooms, production groups
        *(
            "3号楼",
            "12栋",
            "12幢",
            "3单元",
            "3 单元漏水",
            "12 号楼的灯",
            "3组",
            "5楼",
            "5层",
            "302室",
            "12户",
        ),
        *(
            "12号院",
            "12号线",
            "12号路",
            "037号楼",
            "037栋",
            "三号楼",
            "十二栋",
            "第三组",
            "3-2-101漏水",
            "12A栋",
        ),
        *("6-12号楼的灯", "6~12栋"),
        # amounts, times, bus lines
        *(
            "12路",
            "12路公交",
            "3米",
            "2块",
            "50元",
            "2点",
            "两点",
            "2天",
            "3个",
            "10分钟",
            "3公里",
            "5人",
            "3名",
            "3位",
        ),
        *(
            "2.5米",
            "12:30过去",
            "12：30",
            "1/2",
            "20多户",
            "三十来户",
            "３天",
            "2026年",
            "5月",
            "3日",
            "12kg",
            "3万",
        ),
        # ordinary words that begin like a numeral
        *("一会儿就去", "一直没人", "十分抱歉", "千万别来", "万一", "百姓", "两口子", "第一次", "第二天"),
        # no number, no case, or none at the beginning
        *("", " ", "换了灯泡", "换了 12 个灯泡", "000", "零", "1234567", "13800000001", "第", "#", "号"),
    ],
)
def test_what_only_looks_like_a_case_number_is_left_alone(text: str) -> None:
    assert take_number(text) is None
    assert find_number(text) is None


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("办结 037 换了灯泡", ("办结", 37, "换了灯泡")),
        ("办结037换了灯泡", ("办结", 37, "换了灯泡")),
        ("办结０３７　换了灯泡", ("办结", 37, "换了灯泡")),
        ("  办结\n037\n换了灯泡 ", ("办结", 37, "换了灯泡")),
        ("办结：037，换了灯泡", ("办结", 37, "换了灯泡")),
        ("办结三十七号换了灯泡", ("办结", 37, "换了灯泡")),
        ("办结 换了灯泡", ("办结", None, "换了灯泡")),
        ("办结", ("办结", None, "")),
        ("办 12", ("办", 12, "")),
        ("接12", ("接", 12, "")),
        ("接 12", ("接", 12, "")),
        ("接第12号", ("接", 12, "")),
        ("接 水管", ("接", None, "水管")),
        ("回 12 我下午两点过去", ("回", 12, "我下午两点过去")),
        ("回 两点过去", ("回", None, "两点过去")),
        ("问 12 楼门口那盏/路边那盏", ("问", 12, "楼门口那盏/路边那盏")),
        ("问 12 a/b", ("问", 12, "a/b")),
        ("退 12 不属我辖区", ("退", 12, "不属我辖区")),
        ("转 12 示例员甲", ("转", 12, "示例员甲")),
        ("延期 12 2天 等配件", ("延期", 12, "2天 等配件")),
        ("办结 3号楼的灯换了", ("办结", None, "3号楼的灯换了")),
        ("报 3号楼灯坏了", ("报", None, "3号楼灯坏了")),
        ("报 12 只羊丢了", ("报", None, "12 只羊丢了")),
        ("随手办：2 袋垃圾清了", ("随手办", None, "2 袋垃圾清了")),
    ],
)
def test_a_command_is_split(text: str, command: tuple[str, int | None, str]) -> None:
    assert split_command(text, VERBS, WORDY) == command


@pytest.mark.parametrize(
    "text",
    [
        *(
            "问题很大",
            "接水管坏了",
            "办结了",
            "回家路上灯坏了",
            "转角的灯不亮",
            "报警了没",
            "退休金没发",
            "催了三次",
        ),
        *(
            "接12路公交的站牌倒了",
            "办3号楼的事",
            "回一下",
            "报12栋灯坏了",
            "",
            " ",
            "12 换了灯泡",
            "请办结 12",
        ),
    ],
)
def test_an_ordinary_sentence_is_no_command(text: str) -> None:
    assert split_command(text, VERBS, WORDY) is None


def test_an_empty_verb_never_matches() -> None:
    assert split_command("12", ("",)) is None


SIGNS = st.text("0123456789０１二三十百千万零〇两号楼第栋 　，：:.#-办结接回问\n", max_size=12)


@given(SIGNS | st.text())
def test_no_text_breaks_the_readers(text: str) -> None:
    number = find_number(text)
    assert number is None or 0 < number <= LARGEST
    value = read_digits(text)
    assert value is None or 0 <= value <= LARGEST
    command = split_command(text, VERBS, WORDY)
    assert command is None or (command[0] in VERBS and text.rstrip().endswith(command[2]))


@given(st.integers(1, LARGEST), st.sampled_from(VERBS[:9]), st.sampled_from(["", " ", "　", "：", " 第"]))
def test_a_number_that_we_wrote_is_found_again(number: int, verb: str, between: str) -> None:
    written = format_number(number)
    assert read_digits(written) == number
    assert split_command(f"{verb}{between}{written}号 换了灯泡", VERBS) == (verb, number, "换了灯泡")
