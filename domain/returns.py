"""Why a case was returned: the reasons that are counted, and how each is said."""

from __future__ import annotations

import re

OTHER = "other"
REASONS: dict[str, re.Pattern[str]] = {
    "outside": re.compile(
        r"不(?:属|在)[^，。]{0,4}(?:辖区|片|网格|村|小区|管区)|不是[^，。]{0,4}(?:辖区|片|网格|村|小区)的?"
    ),
    "not_ours": re.compile(
        r"不(?:归|该|由|属于?)[^，。]{0,4}(?:管|办|职责|部门)|不是[^，。]{0,4}(?:职责|的事)|没有?权限"
    ),
    "duplicate": re.compile(r"重复|报过|一件事|同一件|已经有人在办"),
    "unclear": re.compile(r"说不清|不清楚|看不懂|没说(?:明|清)|地址不|找不到(?:地方|人|地址)|联系不上"),
}


def reason_of(words: str) -> str:
    """The code of the reason that the words give, `other` for any that is not on the list.

    >>> reason_of("不属我辖区")
    'outside'
    """
    return next((code for code, said in REASONS.items() if said.search(words)), OTHER)
