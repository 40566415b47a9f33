"""Template fields: every value is brought into the shape its type allows, so that no send fails."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")
DEFAULTS = {
    "thing": "请点开查看",
    "short_thing": "请查看",
    "character_string": "-",
    "number": "0",
    "letter": "A",
    "symbol": "-",
    "time": "00:00",
    "date": "2000年1月1日",
    "phone_number": "0",
    "name": "工作人员",
    "phrase": "有更新",
    "amount": "0元",
    "car_number": "A0",
    "const": "其他",
    "enum": "其他",
}
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_KEPT_SYMBOLS = frozenset("°℃℉№㎏㎜㎝㎞㎡㎥")  # So in Unicode, but no emoji.
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d"
_DAY = r"(\d{4})年(\d{1,2})月(\d{1,2})日"
_POINT = re.compile(rf"(?:{_DAY})?(?: ?({_CLOCK}))?", re.ASCII)
_KEY = re.compile(r"([a-z_]+?)\d*")
_DATA = re.compile(r"\{\{\s*(\w+)\.DATA\s*\}\}", re.ASCII)


def fit_field(key: str, value: object, default: str | None = None) -> str:
    """`value` as the field `key` (a type and a number, such as thing2) takes it; never empty."""
    kind = kind_of(key)
    fit = _FITS[kind]
    for candidate in (value, default):
        fitted = "" if candidate is None else fit(_said(candidate, kind))
        if fitted:
            return fitted
    return DEFAULTS[kind]


def kind_of(key: str) -> str:
    """The field's type; one we do not know is treated as a thing, the commonest."""
    match = _KEY.fullmatch(key)
    return match[1] if match and match[1] in DEFAULTS else "thing"


def template_data(fields: Mapping[str, str], facts: Mapping[str, object]) -> dict[str, dict[str, str]]:
    """The `data` of a template: `fields` says which fact goes under which key."""
    return {key: {"value": fit_field(key, facts.get(fact))} for key, fact in fields.items()}


def missing_keys(fields: Mapping[str, str], content: str) -> list[str]:
    """The keys of `fields` that the template's own content does not have."""
    found = set(_DATA.findall(content))
    return [key for key in fields if key not in found]


def unfilled_keys(fields: Mapping[str, str], content: str) -> list[str]:
    """The keys of the template's content that `fields` leaves empty; WeChat refuses such a message."""
    return [key for key in dict.fromkeys(_DATA.findall(content)) if key not in fields]


def _said(value: object, kind: str) -> str:
    """The value as one line without emoji or control characters."""
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return _day(value) + (" 00:00" if kind == "time" else "")
    return _line(str(value))


def _moment(value: datetime) -> str:
    local = value.astimezone(BEIJING) if value.tzinfo else value
    return f"{_day(local)} {local:%H:%M}"


def _day(value: date) -> str:
    return f"{value.year:04d}年{value.month}月{value.day}日"


def _line(text: str) -> str:
    kept = "".join(" " if char.isspace() else char for char in text if char.isspace() or _plain(char))
    return " ".join(kept.split())


def _plain(char: str) -> bool:
    if "\ufe00" <= char <= "\ufe0f" or char == "\u20e3":
        return False  # What turns a digit or a sign into an emoji.
    category = unicodedata.category(char)
    if category == "So":
        return char in _KEPT_SYMBOLS
    return category not in _DROPPED and not (category == "Sk" and char > "\uffff")


def _units(text: str) -> int:
    """Length as WeChat's JavaScript counts it: a rare character outside the BMP is two."""
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str, limit: int, end: str = "") -> str:
    if _units(text) <= limit:
        return text
    text = text[:limit]
    while text and _units(text) + len(end) > limit:
        text = text[:-1]
    return text.rstrip() + end


def _thing(text: str) -> str:
    return _cut(text, 20, "…")


def _only(allowed: str, limit: int) -> Callable[[str], str]:
    """Keeps the characters of the class, full-width forms made ordinary, up to the limit."""
    unwanted = re.compile(f"[^{allowed}]")
    return lambda text: unwanted.sub("", unicodedata.normalize("NFKC", text))[:limit]


def _number(text: str) -> str:
    match = re.search(r"[0-9]+(?:\.[0-9]+)?", unicodedata.normalize("NFKC", text))
    return match[0][:32].rstrip(".") if match else ""


def _phone(text: str) -> str:
    runs = re.findall(r"[0-9+\-()*#]+", unicodedata.normalize("NFKC", text))
    return next((run[:17] for run in runs if re.search("[0-9]", run[:17])), "")


def _name(text: str) -> str:
    kept = re.sub(f"[^{_HAN}A-Za-z·.' -]", "", text)
    limit = 10 if re.search(f"[{_HAN}]", kept) else 20
    kept = kept.strip()[:limit].rstrip()
    return kept if re.search(f"[{_HAN}A-Za-z]", kept) else ""


def _amount(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).replace(",", "")
    match = re.search(r"([¥$€£]?)([0-9]{1,10})(?![0-9])(\.[0-9]{1,2})?[0-9]*(元?)", text)
    return "".join(part or "" for part in match.groups()) if match else ""


def _plate(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).upper()
    match = re.search("[\u4e00-\u9fff]?[A-Z0-9]{1,7}[\u4e00-\u9fff]?", text)
    return match[0][:8] if match and len(match[0]) > 1 else ""


def _points(text: str, kind: str) -> str:
    """One point of time or two with ~ between; "" if any of it is not what the type wants."""
    points = [point.strip() for point in unicodedata.normalize("NFKC", text).split("~")]
    if len(points) > 2 or not all(_is_point(point, kind) for point in points):
        return ""
    return "~".join(points)


def _is_point(text: str, kind: str) -> bool:
    match = _POINT.fullmatch(text)
    if not match or not (match[4] if kind == "time" else match[1]):
        return False
    if not match[1]:
        return True
    try:
        date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return False
    return True


_FITS: dict[str, Callable[[str], str]] = {
    "thing": _thing,
    "short_thing": lambda text: _cut(text, 5),
    "character_string": _only(r"\x21-\x7e", 32),
    "number": _number,
    "letter": _only("A-Za-z", 32),
    "symbol": _only(r"!-/:-@\[-^`{-~", 5),
    "time": lambda text: _points(text, "time"),
    "date": lambda text: _points(text, "date"),
    "phone_number": _phone,
    "name": _name,
    "phrase": lambda text: re.sub("[^\u4e00-\u9fff]", "", text)[:5],
    "amount": _amount,
    "car_number": _plate,
    "const": lambda text: text,
    "enum": lambda text: text,
}
