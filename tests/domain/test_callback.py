"""What a desk writes about a call-back."""

from __future__ import annotations

import pytest

from domain.callback import DOOR, PHONE, REOPENED, UNREACHED, UPHELD, Heard, is_sampled, read_call

ALL = ("lawful", "in_place", "accepted")


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("满意", Heard(PHONE, "rated", 1, ())),
        ("上门 满意 灯亮着", Heard(DOOR, "rated", 1, ())),
        ("电话 一般 来得慢", Heard(PHONE, "rated", 2, ())),
        ("没办好 还是不亮", Heard(PHONE, REOPENED, 3, ())),
        ("不满意", Heard(PHONE, REOPENED, 3, ())),
        ("没接通", Heard(PHONE, UNREACHED, None, ())),
        ("上门不在家", Heard(DOOR, UNREACHED, None, ())),
        ("维持 合规 落实", Heard(PHONE, UPHELD, None, ("lawful", "in_place"))),
        ("上门 维持 合规 落实 他也接受了", Heard(DOOR, UPHELD, None, ALL)),
        ("维持 三看都到位", Heard(PHONE, UPHELD, None, ALL)),
        ("打过了", None),
        ("", None),
    ],
)
def test_what_came_of_a_call(words: str, heard: Heard | None) -> None:
    assert read_call(words) == heard


def test_a_share_is_sampled_and_always_the_same_cases() -> None:
    tokens = [f"token-{n}" for n in range(2000)]
    chosen = [token for token in tokens if is_sampled(token, 0.1)]
    assert chosen == [token for token in tokens if is_sampled(token, 0.1)]
    assert 140 < len(chosen) < 260
    assert not any(is_sampled(token, 0) for token in tokens)
    assert all(is_sampled(token, 1) for token in tokens)
