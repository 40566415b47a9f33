"""What holds for every text: read always the same way; a keyword never speaks against its category."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from classifier import CategoryWords, Reason
from classifier.scoring import Scorer
from tests.classifier.villages import PLACES, example_categories, example_reader

# Pieces of what people write, so that keywords, names, numbers and times meet in every order.
SAID = (
    "路灯 坏了 停水 着火 冒烟 掉水里 打人 不想活 没人管 咋还没来 谢谢 你好 修好了 3号楼 十二单元 岩庄花园 板大山 东头 "
    "学校门口 去年 现在 怕 万一 不是 垃圾 楼上 半夜 物业 低保 怎么办 举报 村主任 建议 电梯 困在 狗 咬 ， 。 ！ ？ 😊 "
    "[强] 路燈 ３號樓 ＡＢＣ 1 23 <a> ]]>"
)
SHREDS = [*SAID.split(), "\n", "\x00", "\ud800"]
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(SHREDS), max_size=12).map("".join))
LETTERS = st.from_regex(r"[路灯坏水停楼上下道不亮]{1,4}( [路灯坏水]{1,2})?", fullmatch=True)
WEIGHTS = st.sampled_from([0.5, 1.0, 2.0, 3.0, 4.5])
KEYWORDS = st.dictionaries(LETTERS, WEIGHTS, max_size=6)
UNITS = {place.unit for place in PLACES}


@given(TEXTS)
@settings(deadline=None)
def test_any_text_is_read_and_always_in_the_same_way(text: str) -> None:
    verdict = example_reader().read(text)
    assert example_reader().read(text) == verdict
    assert (verdict.category is None) == (not verdict.opens)
    assert verdict.category in {None, *(category.id for category in example_categories())}
    assert verdict.unit is None or verdict.unit in UNITS
    assert 0 <= verdict.score <= 1
    assert 0 <= verdict.margin <= 1


def total(scorer: Scorer, text: str, category: str) -> float:
    """What a text weighs for one category, with a reason from elsewhere beside its words."""
    cuts = set(range(0, len(text) + 1, 2))
    score = scorer.score(text, borders=lambda: cuts, heard=[Reason("听来的", 0.7, category)])
    return sum(reason.weight for reason in score.reasons if reason.category == category)


@given(
    own=KEYWORDS,
    other=KEYWORDS,
    word=LETTERS,
    weight=WEIGHTS,
    text=st.text(alphabet="路灯坏水停楼上下道不亮,门口旁边", max_size=30),
)
@settings(deadline=None)
def test_one_more_keyword_never_lowers_its_category(
    own: dict[str, float], other: dict[str, float], word: str, weight: float, text: str
) -> None:
    mine, theirs = CategoryWords("mine", "我的", own), CategoryWords("theirs", "别的", other)
    more = replace(mine, keywords={**own, word: max(weight, own.get(word, 0.0))})
    before = total(Scorer((mine, theirs)), text, "mine")
    after = total(Scorer((more, theirs)), text, "mine")
    assert after >= before - 0.001 * len(own) - 0.001  # Reasons are rounded to a thousandth each.
