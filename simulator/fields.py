"""The rules a category template's field values must keep, or the send is refused with 47003."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from simulator.config import Template
from simulator.errors import PlatformError

EMOJI = re.compile(
    "[\U0001f000-\U0001ffff\u200d\u20e3\ufe0f\u231a\u231b\u23e9-\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653"
    "\u267f\u2693\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd"
    "\u2705\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55]"
)
HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
CLOCK = r"([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?"
DAY = r"\d{4}年(0?[1-9]|1[0-2])月(0?[1-9]|[12]\d|3[01])日"
MOMENT = rf"({DAY} ?)?{CLOCK}"
DATE = rf"{DAY}( ?{CLOCK})?"
PATTERNS = {
    "thing": r".{1,20}",
    "short_thing": r".{1,5}",
    "character_string": r"[\x20-\x7e]{1,32}",
    "number": r"(?=.{1,32}$)\d+(\.\d+)?",
    "letter": r"[A-Za-z]{1,32}",
    "symbol": rf"[^\w\s{HAN}]{{1,5}}",
    "time": rf"{MOMENT}(~{MOMENT})?",
    "date": rf"{DATE}(~{DATE})?",
    "phone_number": r"[\d+\-() *#]{1,17}",
    "name": rf"(?=.*[{HAN}])[^\d]{{1,10}}|[^\d{HAN}]{{1,20}}",
    "phrase": rf"[{HAN}]{{1,5}}",
    "amount": r"[¥￥$€£]?\d{1,10}(\.\d+)?元?",
    "car_number": rf"[{HAN}A-Za-z0-9][A-Za-z0-9]{{0,6}}[{HAN}A-Za-z0-9]",
    "const": r".{1,20}",
    "enum": r".{1,20}",
}
RULES = {kind: re.compile(pattern) for kind, pattern in PATTERNS.items()}


def check(template: Template, data: Any) -> None:
    """Refuse data whose first offending field breaks its rule; keys the template lacks are ignored."""
    if not isinstance(data, Mapping):
        raise PlatformError(47001)
    for key in template.keys:
        part = data.get(key, {})
        value = part.get("value", "") if isinstance(part, Mapping) else None
        if not isinstance(value, str):
            raise PlatformError(47001)
        wrong = problem(key, value, template.choices.get(key, ()))
        if wrong:
            raise PlatformError(47003, f"argument invalid! data.{key}.value {wrong}")


def problem(key: str, value: str, choices: tuple[str, ...] = ()) -> str | None:
    """What is wrong with one value, in the platform's words, or None."""
    if not value.strip():
        return "is empty"
    if any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in value):
        return "invalid"
    if EMOJI.search(value):
        return "invalid"
    if choices and value not in choices:
        return "invalid"
    rule = RULES.get(key.rstrip("0123456789"))
    return None if rule is None or rule.fullmatch(value) else "invalid"
