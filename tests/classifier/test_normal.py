"""Every text is brought to one form before it is read."""

from __future__ import annotations

import pytest

from classifier.normal import normal


@pytest.mark.parametrize(
    ("raw", "flat"),
    [
        ("３號樓，路燈壞了！", "3号楼,路灯坏了!"),
        ("樓下著火了", "楼下着火了"),
        ("著名", "著名"),
        ("停水了\n停水了\n 停水了 ", "停水了"),
        ("路\u0000灯\ud800坏\u200b了", "路灯坏了"),
        ("坏了[微笑]👍", "坏了"),
        ("KTV太吵", "ktv太吵"),
        ("", ""),
    ],
)
def test_a_text_becomes_plain(raw: str, flat: str) -> None:
    assert normal(raw).flat == flat


def test_spaces_between_parts_are_kept_beside_the_flat_form() -> None:
    assert normal("岩庄花园  八号楼\t停水").text == "岩庄花园 八号楼 停水"
