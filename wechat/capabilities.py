"""What each kind of account may do at all; everything else a bot tries comes back as 48001."""

from __future__ import annotations

from typing import Literal

AccountKind = Literal["service", "subscription"]

ALL = frozenset(
    {
        "template",
        "custom",
        "menu",
        "conditional_menu",
        "tags",
        "media",
        "qr",
        "oauth",
        "msgmenu_push",
        "user_info",
    }
)
# msgmenu is left out for a verified subscription account: it is answered with 40200 there.
_VERIFIED_SUBSCRIPTION = frozenset({"custom", "menu", "conditional_menu", "tags", "media", "user_info"})
# WeChat's own pages disagree on this one; it is worth a try, because a refusal costs nothing.
_PLAIN_SERVICE = frozenset({"menu"})


def capabilities(kind: AccountKind, verified: bool) -> frozenset[str]:
    """The abilities of an account; receiving and answering passively work on every one."""
    if kind == "service":
        return ALL if verified else _PLAIN_SERVICE
    if kind == "subscription":
        return _VERIFIED_SUBSCRIPTION if verified else frozenset()
    raise ValueError(f"no such kind of account: {kind!r}")
