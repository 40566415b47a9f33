"""What the events carry beside the common fields: scenes, receipts, subscription choices, places."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wechat.envelope import text

RECEIPTS = ("templatesendjobfinish", "subscribe_msg_sent_event")
_QR_PREFIX = "qrscene_"
_LISTS = ("SubscribeMsgPopupEvent", "SubscribeMsgChangeEvent", "SubscribeMsgSentEvent")
# wechatpy renames a follow by its kind of code; on the wire it is always `subscribe`.
_RENAMED = {"subscribe_scan": "subscribe", "subscribe_scan_product": "subscribe"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a subscription event: a template accepted or refused, or one notice sent."""

    template_id: str
    status: str
    msg_id: str = ""
    error_code: str = ""


def name(data: Mapping[str, Any]) -> str:
    """The event's name in lower case, as WeChat spells it in either."""
    spelled = text(data, "Event").strip().lower()
    return _RENAMED.get(spelled, spelled)


def key(data: Mapping[str, Any]) -> str:
    """EventKey as it came, with the prefix that wechatpy cuts off."""
    value = text(data, "EventKey")
    return _QR_PREFIX + value if text(data, "Event") == "subscribe_scan" else value


def scene(data: Mapping[str, Any]) -> str | None:
    """The scene of the code that was scanned, new follower or old; None for other events."""
    event, value = name(data), key(data)
    if event == "scan" or (event == "subscribe" and value.startswith(_QR_PREFIX)):
        return value.removeprefix(_QR_PREFIX)
    return None


def choices(data: Mapping[str, Any]) -> tuple[Choice, ...]:
    """The lines of a subscription event, which come as one element or as several."""
    found = []
    for holder in _LISTS:
        inner = data.get(holder)
        lines = inner.get("List") if isinstance(inner, dict) else None
        for line in lines if isinstance(lines, list) else [lines]:
            if isinstance(line, dict):
                found.append(_choice(line))
    return tuple(found)


def receipt(data: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Which message a delivery receipt is about, and its outcome: success, user_block or system_failed."""
    if name(data) not in RECEIPTS:
        return None, None
    if name(data) == "templatesendjobfinish":
        return text(data, "MsgID") or None, outcome(text(data, "Status"))
    sent = choices(data)
    if not sent:
        return None, None
    return sent[0].msg_id or None, outcome(sent[0].status)


def outcome(status: str) -> str:
    """WeChat spells its outcomes with and without a space; whatever is not known has failed."""
    words = status.lower().replace(":", " ").replace("：", " ").split()
    if words == ["success"]:
        return "success"
    return "user_block" if "block" in words else "system_failed"


def place(data: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """(latitude, longitude) of a location message, a LOCATION event or a picked place."""
    picked = data.get("SendLocationInfo")
    source = picked if isinstance(picked, dict) else data
    lat = degrees(text(source, "Location_X") or text(source, "Latitude"), 90)
    lng = degrees(text(source, "Location_Y") or text(source, "Longitude"), 180)
    return (lat, lng) if lat is not None and lng is not None else (None, None)


def degrees(value: str, most: float) -> float | None:
    """A coordinate within ±`most`, or None for anything else."""
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) and abs(number) <= most else None


def fingerprint(data: Mapping[str, Any]) -> str:
    """A hash of a subscription event's list: two of them may share every other field."""
    lists = [data.get(holder) for holder in _LISTS]
    return hashlib.sha256(json.dumps(lists, sort_keys=True).encode()).hexdigest()


def _choice(line: Mapping[str, Any]) -> Choice:
    return Choice(
        template_id=text(line, "TemplateId"),
        status=text(line, "SubscribeStatusString") or text(line, "ErrorStatus"),
        msg_id=text(line, "MsgID"),
        error_code=text(line, "ErrorCode"),
    )
