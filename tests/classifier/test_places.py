"""Places are found by their longest name, inside ranges, from home, and only when they are certain."""

from __future__ import annotations

import pytest

from classifier import Lexicon, PlaceWords, Reader
from tests.classifier.villages import PLACES, example_reader

SAID = [
    ("岩庄花园3号楼楼下路灯坏了", "yanzhuang-g1", "岩庄花园3号楼"),
    ("岩庄花园 八号楼停水", "yanzhuang-g2", "岩庄花园八号楼"),
    ("花园小区8栋", "yanzhuang-g2", "花园小区8栋"),
    ("花园8号楼", "yanzhuang-g2", "岩庄花园8号楼"),
    ("岩庄花园小区3号楼", "yanzhuang-g1", "岩庄花园小区3号楼"),
    ("岩庄花园13号楼", "yanzhuang-garden", "岩庄花园13号楼"),
    ("岩庄花园停水了,3号楼", "yanzhuang-g1", "岩庄花园3号楼"),
    ("岩庄花园1号楼到5号楼都停电了", "yanzhuang-g1", "岩庄花园1号楼到5号楼"),
    ("岩庄花园东门路灯坏了", "yanzhuang-garden", "岩庄花园东门"),
    ("岩庄社区岩庄花园二网格", "yanzhuang-g2", "岩庄花园二网格"),
    ("岩庄花园第2网格", "yanzhuang-g2", "岩庄花园第2网格"),
    ("岩庄停电了", "yanzhuang", "岩庄"),
    ("板大山东组", "bandashan-east", "板大山东组"),
    ("板大山东头电线断了", "bandashan-east", "板大山东头"),
    ("东组柴火垛着火了", "bandashan-east", "板大山村东组"),
    ("板大山", "bandashan", "板大山"),
    ("李家庄路灯坏了", "lijia", "李家庄"),
    ("天平村路灯坏了", "tianping-village", "天平村"),
    ("天平街道", "tianping", "天平街道"),
    ("我住岩庄花园3号楼,板大山村东头电线掉了", "bandashan-east", "板大山村东头"),
    ("不是岩庄花园,是板大山村", "bandashan", "板大山村"),
    ("岩庄街道", None, None),
    ("秤上的天平不准", None, None),
]
UNSURE = [
    ("3号楼路灯坏了", None, ("yanzhuang-g1",)),
    ("东头停电了", None, ("bandashan-east",)),
    ("花园里的树枯了", None, ("yanzhuang-garden",)),
    ("岩庄3号楼", "yanzhuang", ("yanzhuang-g1",)),
    ("岩庄花园5号楼和8号楼之间", "yanzhuang-garden", ("yanzhuang-g1", "yanzhuang-g2")),
    ("从岩庄到板大山的路坏了", "tianping", ("yanzhuang", "bandashan")),
]
AT_HOME = [
    ("3号楼路灯坏了", "yanzhuang-g2", "yanzhuang-g1", "岩庄花园3号楼"),
    ("13号楼门口积水", "yanzhuang-g1", "yanzhuang-garden", "岩庄花园13号楼"),
    ("东头停电了", "bandashan-west", "bandashan-east", "板大山村东头"),
    ("我家停电了", "yanzhuang-g1", "yanzhuang-g1", "岩庄花园一网格"),
    ("我们小区停水了", "yanzhuang-g1", "yanzhuang-garden", "岩庄花园"),
    ("我们村没路灯", "bandashan-east", "bandashan", "板大山村"),
    ("岩庄花园8号楼停水", "bandashan-east", "yanzhuang-g2", "岩庄花园8号楼"),
    ("路灯坏了", "yanzhuang-g1", None, None),
]


@pytest.mark.parametrize(("text", "unit", "said"), SAID)
def test_the_smallest_certain_unit_is_found(text: str, unit: str | None, said: str | None) -> None:
    guess = example_reader().place(text)
    assert (guess.unit, guess.said, guess.candidates) == (unit, said, ())


@pytest.mark.parametrize(("text", "unit", "candidates"), UNSURE)
def test_what_is_not_certain_is_offered(text: str, unit: str | None, candidates: tuple[str, ...]) -> None:
    guess = example_reader().place(text)
    assert (guess.unit, guess.candidates) == (unit, candidates)


@pytest.mark.parametrize(("text", "home", "unit", "said"), AT_HOME)
def test_a_resident_is_understood_from_her_home(text: str, home: str, unit: str | None, said: str | None) -> None:
    guess = example_reader().place(text, home=home)
    assert (guess.unit, guess.said) == (unit, said)


def test_only_units_within_the_limit_are_found() -> None:
    assert example_reader().place("岩庄花园3号楼", within="bandashan").unit is None
    assert example_reader().place("岩庄花园3号楼", within="yanzhuang").unit == "yanzhuang-g1"
    assert example_reader().place("东头停电", within="bandashan").unit == "bandashan-east"
    assert example_reader().place("3号楼停电", within="yanzhuang-garden").unit == "yanzhuang-g1"


def test_a_name_that_two_villages_share_is_settled_by_home_or_left_open() -> None:
    reader = Reader(
        Lexicon(
            (),
            (
                *PLACES,
                PlaceWords("north-school", "岩庄小学片", "grid", "yanzhuang", ("小学片",)),
                PlaceWords("south-school", "板大山小学片", "grid", "bandashan", ("小学片",)),
            ),
        )
    )
    guess = reader.place("小学片停水了")
    assert (guess.unit, set(guess.candidates)) == ("tianping", {"north-school", "south-school"})
    assert reader.place("小学片停水了", home="bandashan-east").unit == "south-school"
    assert reader.place("岩庄的小学片停水了").unit == "north-school"


def test_a_compound_known_only_by_its_grids_is_understood() -> None:
    reader = Reader(
        Lexicon(
            (),
            (
                PlaceWords("v", "柳林村", "village"),
                PlaceWords("a", "一片", "grid", "v", ("柳林苑1-4号楼",)),
                PlaceWords("b", "二片", "grid", "v", ("柳林苑5-9号楼",)),
            ),
        )
    )
    assert reader.place("柳林苑7号楼").unit == "b"
    assert reader.place("柳林苑12号楼").unit == "v"
    whole = reader.place("柳林苑停水")
    assert (whole.unit, whole.candidates) == ("v", ("a", "b"))


def test_stairs_nest_inside_buildings() -> None:
    micro = PlaceWords("m", "三号楼东", "micro", "yanzhuang-g1", ("岩庄花园3号楼1-2单元",))
    reader = Reader(Lexicon((), (*PLACES, micro)))
    assert reader.place("岩庄花园3号楼2单元").unit == "m"
    assert reader.place("岩庄花园3号楼3单元").unit == "yanzhuang-g1"
    assert reader.place("岩庄花园3号楼").unit == "yanzhuang-g1"


def test_a_parent_that_is_missing_or_circular_does_no_harm() -> None:
    loop = (PlaceWords("a", "甲村", "village", "b"), PlaceWords("b", "乙村", "village", "a"))
    lost = PlaceWords("c", "丙村东组", "grid", "nowhere", ("丙村1-3号",))
    reader = Reader(Lexicon((), (*loop, lost)))
    assert reader.place("丙村东组停电").unit == "c"
    assert reader.place("甲村停电").unit == "a"
