"""Why cases are returned, as people write it."""

from __future__ import annotations

import pytest

from domain.returns import reason_of


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("不属我辖区", "outside"),
        ("不是我网格的 在隔壁村", "outside"),
        ("不归我管，找城管", "not_ours"),
        ("这不是我们职责", "not_ours"),
        ("重复了，上午报过", "duplicate"),
        ("说不清在哪", "unclear"),
        ("电话打不通联系不上", "unclear"),
        ("今天忙", "other"),
    ],
)
def test_the_reason_of_a_return(words: str, reason: str) -> None:
    assert reason_of(words) == reason
