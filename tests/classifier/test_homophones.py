"""Names that speech recognition has misheard are found; ordinary words that sound like a name are left alone."""

from __future__ import annotations

import pytest

from classifier import Lexicon, PlaceWords, Reader
from classifier.sounds import folded, sounds
from tests.classifier.villages import example_reader


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("颜庄花园3号楼路灯坏了", "yanzhuang-g1"),
        ("严庄花园八号楼停水了", "yanzhuang-g2"),
        ("班大山村水渠堵了", "bandashan"),
        ("板达山村的桥断了", "bandashan"),
        ("李家装村口垃圾没人拉", "lijia"),
        ("岩装花园2号楼漏水", "yanzhuang-g1"),
    ],
)
def test_a_misheard_name_is_the_place_it_sounds_like(text: str, unit: str) -> None:
    assert example_reader().read(text).unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "化粪池要填平",
        "严重影响休息",
        "这家装修太吵了",
        "办大事的人不在",
        "他家装了个大喇叭",
        "天平秤不准",
        "我说的是谎话",
    ],
)
def test_what_only_sounds_like_a_name_is_none(text: str) -> None:
    verdict = example_reader().read(text)
    assert verdict.unit in (None, "tianping")


def test_sounds_that_dialects_mix_up_are_near() -> None:
    assert folded("zhuang") == folded("zuan")
    assert sounds().same("庄", "装")
    assert sounds().near("李明", "李民")
    assert not sounds().near("李明", "李强")


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("刘临村路灯坏了", ("willow", "woods")),  # 柳林 and 刘林 sound alike, and neither is written.
        ("柳林村路灯坏了", ()),
        ("路灯坏了", ()),
    ],
)
def test_a_misheard_name_that_fits_several_places_is_asked_about(text: str, candidates: tuple[str, ...]) -> None:
    places = (PlaceWords("willow", "柳林村", "village"), PlaceWords("woods", "刘林村", "village"))
    assert Reader(Lexicon((), places), cache_dir=None).place(text).candidates == candidates
