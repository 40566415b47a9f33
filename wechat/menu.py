"""The JSON of the menus under the chat, held to WeChat's limits before it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

MAX_TOP, MAX_SUB = 3, 5
TOP_BYTES, SUB_BYTES = 16, 60
KEY_BYTES, URL_BYTES = 128, 1024

Button = tuple[str, str]  # Label, and the key or the page's address.
Entry = Button | tuple[str, Sequence[Button]]  # A button, or a label over several.


def default_menu(entries: Sequence[Entry]) -> dict[str, Any]:
    """The menu everybody sees. Raises ValueError where WeChat would refuse it."""
    if not 1 <= len(entries) <= MAX_TOP:
        raise ValueError(f"a menu has 1 to {MAX_TOP} buttons, not {len(entries)}")
    return {"button": [_top(entry) for entry in entries]}


def conditional_menu(entries: Sequence[Entry], tag_id: int) -> dict[str, Any]:
    """The menu of those who carry the tag, such as the staff."""
    return default_menu(entries) | {"matchrule": {"tag_id": str(tag_id)}}


def _top(entry: Entry) -> dict[str, Any]:
    label, inner = entry
    if isinstance(inner, str):
        return _button(label, inner, TOP_BYTES)
    if not 1 <= len(inner) <= MAX_SUB:
        raise ValueError(f"{label!r} has 1 to {MAX_SUB} buttons under it, not {len(inner)}")
    return {
        "name": _name(label, TOP_BYTES),
        "sub_button": [_button(sub, key, SUB_BYTES) for sub, key in inner],
    }


def _button(label: str, key: str, limit: int) -> dict[str, Any]:
    name = _name(label, limit)
    if key.startswith(("https://", "http://")):
        return {"type": "view", "name": name, "url": _bounded(key, URL_BYTES, "address")}
    return {"type": "click", "name": name, "key": _bounded(key, KEY_BYTES, "key")}


def _name(label: str, limit: int) -> str:
    return _bounded(label.strip(), limit, "label")


def _bounded(value: str, limit: int, what: str) -> str:
    size = len(value.encode())
    if not 1 <= size <= limit:
        raise ValueError(f"the {what} {value!r} has {size} bytes; WeChat takes 1 to {limit}")
    return value
