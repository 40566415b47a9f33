"""Manners around a report change nothing in it; thanks for something done are not a report."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.classifier.villages import example_reader

GOLD = Path(__file__).with_name("gold.tsv")
AROUND = (
    "{}，谢谢",
    "{}，辛苦了",
    "{} 谢谢你们",
    "{}，非常感谢！",
    "{}，哈哈",
    "谢谢，{}",
    "你们辛苦了，{}",
    "感谢领导，{}",
    "哈哈，{}",
    "你好，{}",
    "领导好，{}",
    "书记您好，{}",
    "王主任，{}",
    "谢谢村长，{}",
    "早上好，{}",
)
MATTERS = """
路灯坏了，谢谢
你们辛苦了，我家没水了
感谢领导，村里的路坑坑洼洼
谢谢书记，可是垃圾还是没人拉
3号楼停水了，辛苦处理一下
水压太小，洗澡都洗不成，谢谢师傅
路灯修了一半就扔那儿了，谢谢
电梯修了好几回了还是老困人，辛苦你们
哈哈，楼道灯又不亮了，感谢
感谢你们修了路，就是路灯还没装
你好，谢谢你们上次修好路灯,但是现在垃圾桶又满了
修路辛苦了，只是下水道没通
谢谢你们通了水，不过水是黄的
"""
DONE = """
灯亮了，谢谢
谢谢大家投票
井盖给安上了 辛苦辛苦
低保补发到账了，谢谢
火灭了，谢谢消防员
钥匙送回来了 特别感谢
下雨天还在扫街，辛苦了
"""
GREETINGS = """
书记好
王书记好
村长好
支书您好
主任好
书记
干部
李主任
老师好
您好王书记
各位邻居
早上好各位邻居，愿您天天开心
大家早上好，祝各位乡亲好运
"""
SPOKEN_OF = [
    ("书记好多年不公开账目了", "governance"),
    ("主任收了红包才给盖章", "governance"),
    ("老师好凶，天天打学生", "education"),
    ("书记好，我家停水了", "water_drainage"),
    ("李主任，路灯坏了半个月", "roads_lighting"),
]


def reports() -> list[str]:
    """The messages of the hand-written table that open a case."""
    with GOLD.open(encoding="utf-8", newline="") as lines:
        return [
            row["text"]
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            if row["opens"] == "yes"
        ]


@pytest.mark.parametrize("around", AROUND)
def test_manners_around_a_report_change_nothing(around: str) -> None:
    changed = []
    for text in reports():
        plain, kind = example_reader().read(text), example_reader().read(around.format(text))
        if (kind.opens, kind.category, kind.urgent) != (plain.opens, plain.category, plain.urgent):
            changed.append(text)
    assert changed == []


@pytest.mark.parametrize("text", MATTERS.strip().splitlines())
def test_a_matter_told_with_thanks_opens(text: str) -> None:
    assert example_reader().read(text).opens


@pytest.mark.parametrize("text", DONE.strip().splitlines())
def test_thanks_for_what_is_done_open_nothing(text: str) -> None:
    assert not example_reader().read(text).opens


@pytest.mark.parametrize("text", GREETINGS.strip().splitlines())
def test_a_greeting_by_title_opens_nothing(text: str) -> None:
    verdict = example_reader().read(text)
    assert (verdict.opens, verdict.intent) == (False, "greeting")


@pytest.mark.parametrize(("text", "category"), SPOKEN_OF)
def test_an_official_who_is_spoken_of_is_told_from_one_who_is_spoken_to(text: str, category: str) -> None:
    verdict = example_reader().read(text)
    assert (verdict.opens, verdict.category) == (True, category)


@pytest.mark.parametrize("text", ["书记来了", "主任在村部", "王书记今天开会"])
def test_the_title_of_an_official_alone_is_no_matter(text: str) -> None:
    assert not example_reader().read(text).opens
