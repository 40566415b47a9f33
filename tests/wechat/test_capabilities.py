"""The capability matrix, row by row."""

from __future__ import annotations

from typing import get_args

import pytest

from wechat.capabilities import AccountKind, capabilities

MATRIX: dict[str, tuple[bool, bool, bool, bool]] = {
    # ability            subscription  verified subscription  service  verified service
    "template": (False, False, False, True),
    "custom": (False, True, False, True),
    "menu": (False, True, True, True),
    "conditional_menu": (False, True, False, True),
    "tags": (False, True, False, True),
    "media": (False, True, False, True),
    "qr": (False, False, False, True),
    "oauth": (False, False, False, True),
    "msgmenu_push": (False, False, False, True),
    "user_info": (False, True, False, True),
}
KINDS: list[tuple[AccountKind, bool]] = [
    ("subscription", False),
    ("subscription", True),
    ("service", False),
    ("service", True),
]


@pytest.mark.parametrize("ability", MATRIX)
def test_each_account_has_what_the_matrix_gives_it(ability: str) -> None:
    assert tuple(ability in capabilities(kind, verified) for kind, verified in KINDS) == MATRIX[ability]


@pytest.mark.parametrize(("kind", "verified"), KINDS)
def test_no_account_has_an_ability_outside_the_matrix(kind: AccountKind, verified: bool) -> None:
    assert capabilities(kind, verified) <= set(MATRIX)


def test_another_kind_of_account_is_refused() -> None:
    assert get_args(AccountKind) == ("service", "subscription")
    with pytest.raises(ValueError):
        capabilities("miniprogram", True)  # type: ignore[arg-type]
