"""How an answer to "is it really done?" is read: digits, words, and words with a reason behind them."""

from __future__ import annotations

import pytest

from domain.survey import read_answer

ANSWERS = [
    ("1", (1, "")),
    ("２", (2, "")),
    ("3 没弄好", (3, "没弄好")),
    ("③", (3, "")),
    ("满意", (1, "")),
    ("很满意！", (1, "")),
    ("满意了谢谢", (1, "谢谢")),
    ("没办好，亮了一会儿又灭了", (3, "亮了一会儿又灭了")),
    ("办好了，满意", (1, "满意")),
    ("修好了", (1, "")),
    ("一般", (2, "")),
    ("办了，一般", (2, "")),
    ("还行", (2, "")),
    ("不满意 还是不亮", (3, "还是不亮")),
    ("不太满意", (3, "")),
    ("没办好", (3, "")),
    ("没修好，还漏", (3, "还漏")),
    ("没有解决", (3, "")),
    ("压根没人来过", None),  # A reason, which the conversation reads.
    ("1号楼灯坏了", None),
    ("3号楼", None),
    ("12", None),
    ("满意度调查是什么", None),
    ("好了伤疤忘了疼", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "answer"), ANSWERS)
def test_an_answer_is_read_as_it_is_meant(text: str, answer: tuple[int, str] | None) -> None:
    assert read_answer(text) == answer
