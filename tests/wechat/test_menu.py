"""Menus within WeChat's limits, and errors beyond them."""

from __future__ import annotations

import pytest

from wechat.menu import Entry, conditional_menu, default_menu

RESIDENTS: list[Entry] = [
    ("我的事", [("看进度", "progress"), ("撤回", "withdraw")]),
    ("办事指南", "https://example.org/guide"),
    ("帮助", "help"),
]


def test_a_menu_has_buttons_that_click_or_open() -> None:
    assert default_menu(RESIDENTS) == {
        "button": [
            {
                "name": "我的事",
                "sub_button": [
                    {"type": "click", "name": "看进度", "key": "progress"},
                    {"type": "click", "name": "撤回", "key": "withdraw"},
                ],
            },
            {"type": "view", "name": "办事指南", "url": "https://example.org/guide"},
            {"type": "click", "name": "帮助", "key": "help"},
        ]
    }


def test_a_conditional_menu_names_its_tag_as_a_string() -> None:
    menu = conditional_menu([("待办", "queue")], 101)
    assert menu["matchrule"] == {"tag_id": "101"}
    assert menu["button"] == [{"type": "click", "name": "待办", "key": "queue"}]


BUTTON = ("键", "key")
FITS: list[list[Entry]] = [
    [("字" * 5, "k")],  # 15 bytes
    [("字" * 5 + "a", "k")],  # 16 bytes
    [("上", [("字" * 20, "k")])],  # 60 bytes
    [("上", [BUTTON] * 5)],
    [BUTTON] * 3,
    [("键", "k" * 128)],
    [("键", "https://e.org/" + "u" * 1010)],
]
REFUSED: list[list[Entry]] = [
    [],
    [BUTTON] * 4,
    [("上", [])],
    [("上", [BUTTON] * 6)],
    [("字" * 5 + "ab", "k")],
    [("字" * 6, "k")],
    [("上", [("字" * 20 + "a", "k")])],
    [("字" * 6, [BUTTON])],
    [("", "k")],
    [("  ", "k")],
    [("键", "")],
    [("键", "k" * 129)],
    [("键", "字" * 43)],
    [("键", "https://e.org/" + "u" * 1011)],
]


@pytest.mark.parametrize("entries", FITS)
def test_what_fits_is_built(entries: list[Entry]) -> None:
    assert len(default_menu(entries)["button"]) == len(entries)


@pytest.mark.parametrize("entries", REFUSED)
def test_what_wechat_would_refuse_is_refused(entries: list[Entry]) -> None:
    with pytest.raises(ValueError):
        default_menu(entries)
    with pytest.raises(ValueError):
        conditional_menu(entries, 1)
