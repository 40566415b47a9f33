"""The reader as a whole: pure, steady, quick, and never at a loss."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest

from classifier import CategoryWords, Lexicon, PlaceWords, Reader
from tests.classifier.villages import example_categories, example_reader

NASTY = [
    "",
    "\x00",
    "\ud800",
    "\uffff",
    "（" * 500,
    "9" * 5000,
    "号楼" * 400,
    "3-" * 300 + "号楼",
    "的" * 3000,
    "\n" * 50,
]


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_no_text_makes_it_raise(text: str) -> None:
    assert example_reader().read(text, home="no such unit", within="nor this").category in (None, "other", "property")


def test_random_text_is_read_the_same_every_time() -> None:
    dice = random.Random(7)
    letters = "路灯坏了停水3号楼岩庄花园板大山村着火怎么谢谢,。!? ab<>&'\u200b一二十单元组"
    for _ in range(300):
        text = "".join(dice.choices(letters, k=dice.randint(0, 40)))
        assert example_reader().read(text) == example_reader().read(text)


def test_the_package_is_imported_without_its_heavy_parts() -> None:
    code = "import classifier, sys; print({'jieba', 'opencc', 'shapely'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_an_unknown_matter_is_other_and_unsure() -> None:
    verdict = example_reader().read("村里有件怪事要说")
    assert (verdict.opens, verdict.category, verdict.sure, verdict.runner_up) == (True, "other", False, None)


def test_two_likely_categories_are_not_sure() -> None:
    lamps = CategoryWords("lamps", "路灯", {"灯": 2.0})
    house = CategoryWords("house", "物业", {"楼道": 2.0})
    verdict = Reader(Lexicon((lamps, house))).read("楼道灯坏了")
    assert (verdict.category, verdict.runner_up, verdict.margin, verdict.sure) == ("lamps", "house", 0.0, False)


def test_the_thresholds_are_the_callers() -> None:
    lamps = CategoryWords("lamps", "路灯", {"灯": 2.0})
    assert Reader(Lexicon((lamps,)), sure_at=0.5).read("灯坏了").sure
    assert not Reader(Lexicon((lamps,)), sure_at=0.99).read("灯坏了").sure


def test_a_categorys_own_urgent_word_is_urgent_only_when_it_is_now() -> None:
    bridge = CategoryWords("bridge", "桥", {"桥": 2.0}, urgent=("桥晃了",))
    reader = Reader(Lexicon((bridge,)))
    assert reader.read("村口桥晃了").urgent
    assert reader.read("村口桥晃了").emergency is None
    assert not reader.read("去年村口桥晃了没人修").urgent


def test_a_ready_answer_is_found_for_an_enquiry() -> None:
    office = CategoryWords("office", "别的事", {"上班": 2.0})
    reader = Reader(Lexicon((office,), answers=(("低保 材料",), ("几点上班", "上班时间"))))
    assert reader.read("请问社区几点上班").answer == 1
    assert reader.read("办低保要什么材料").answer == 0
    assert reader.read("路灯坏了").answer is None


def test_a_street_of_five_hundred_grids_is_read_to_the_house() -> None:
    street = PlaceWords("s", "柳林街道", "street")
    villages = [PlaceWords(f"v{i}", f"柳林第{i}村", "village", "s", (f"柳{i}村",)) for i in range(25)]
    grids = [
        PlaceWords(f"g{i}-{j}", f"柳{i}村{j}片", "grid", f"v{i}", (f"柳{i}村{j * 10}-{j * 10 + 9}号楼",))
        for i in range(25)
        for j in range(1, 21)
    ]
    reader = Reader(Lexicon(example_categories(), (street, *villages, *grids)))
    for i in range(0, 25, 3):
        verdict = reader.read(f"柳{i}村{i * 5 + 30}号楼楼下路灯坏了半个多月了,晚上老人出来看不见路")
        assert (verdict.unit, verdict.category) == (f"g{i}-{(i * 5 + 30) // 10}", "roads_lighting")


def test_an_emergency_told_in_words_of_no_category_speaks_for_the_category_of_its_kind() -> None:
    def read(*emergencies: str) -> str | None:
        words = CategoryWords("safety", "安全", {"护栏": 3.0}, emergencies=emergencies)
        return Reader(Lexicon(categories=(words,))).read("着火了着火了快来人").category

    assert (read("fire"), read("gas")) == ("safety", None)
