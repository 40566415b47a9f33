"""Customer-service messages inside the window, and the typing sign."""

from collections.abc import Callable
from typing import Any

from simulator import markup
from simulator.api.basic import OK
from simulator.api.gate import Call, Route
from simulator.capabilities import CUSTOM, MSGMENU, may
from simulator.errors import PlatformError
from simulator.follower import Follower

LONGEST = 2048
EXCHANGE = 30.0
Shown = dict[str, Any]


def send(call: Call) -> dict[str, Any]:
    """Check the message first, then spend one of what the person allows."""
    with call.world.lock:
        person = call.world.known(call.account.config.id, call.field("touser"))
        kind = call.field("msgtype")
        reader = READERS.get(kind) if isinstance(kind, str) else None
        if reader is None:
            raise PlatformError(40008)
        part = call.field(str(kind))
        if not isinstance(part, dict):
            raise PlatformError(47001)
        shown = reader(call, part)
        if not person.following:
            raise PlatformError(45015)
        person.allowances.spend(call.now)
        person.last_exchange = call.now
        person.typing = False
        person.chat.add(call.now, "account", **shown)
    return OK


def _text(call: Call, part: dict[str, Any]) -> Shown:
    content = _string(part, "content")
    if not content.strip():
        raise PlatformError(44004)
    if len(content.encode()) > LONGEST:
        raise PlatformError(45002)
    pieces = markup.segments(content)
    return {"kind": "text", "text": markup.shown(pieces), "segments": pieces, "pushed": True}


def _media(kind: str) -> Callable[[Call, dict[str, Any]], Shown]:
    def read(call: Call, part: dict[str, Any]) -> Shown:
        medium = call.world.media.get(call.account.config.id, _string(part, "media_id"))
        return {"kind": kind, "media_id": medium.id, "seconds": round(medium.seconds), "pushed": True}

    return read


def _news(call: Call, part: dict[str, Any]) -> Shown:
    articles = part.get("articles")
    if not isinstance(articles, list) or not articles:
        raise PlatformError(47001)
    if len(articles) > 1:
        raise PlatformError(45008)
    article = {
        "title": _string(articles[0], "title"),
        "about": str(articles[0].get("description", "")),
        "url": str(articles[0].get("url", "")),
    }
    return {"kind": "news", "text": article["title"], "articles": [article], "pushed": True}


def _msgmenu(call: Call, part: dict[str, Any]) -> Shown:
    if not may(call.account.config, MSGMENU):
        raise PlatformError(40200)
    items = part.get("list")
    if not isinstance(items, list) or not items:
        raise PlatformError(47001)
    pieces: list[dict[str, Any]] = [{"type": "text", "text": str(part.get("head_content", ""))}]
    for item in items:
        label, tap_id = _string(item, "content"), str(item.get("id", ""))
        if not label or not tap_id:
            raise PlatformError(47001)
        pieces += [
            {"type": "text", "text": "\n"},
            {"type": "tap", "text": label, "content": label, "id": tap_id},
        ]
    tail = str(part.get("tail_content", ""))
    pieces.append({"type": "text", "text": f"\n{tail}" if tail else ""})
    pieces = [piece for piece in pieces if piece["text"]]
    return {"kind": "text", "text": markup.shown(pieces), "segments": pieces, "pushed": True}


def _string(part: Any, name: str) -> str:
    value = part.get(name, "") if isinstance(part, dict) else None
    if not isinstance(value, str):
        raise PlatformError(47001)
    return value


def typing(call: Call) -> dict[str, Any]:
    """Show or end "the other side is typing"; only soon after an exchange."""
    with call.world.lock:
        person = call.world.known(call.account.config.id, call.field("touser"))
        command = call.field("command")
        if command not in ("Typing", "CancelTyping"):
            raise PlatformError(45072)
        _set_typing(call, person, command == "Typing")
    return OK


def _set_typing(call: Call, person: Follower, on: bool) -> None:
    if not person.following or call.now - person.last_exchange > EXCHANGE:
        raise PlatformError(45080)
    if on and person.typing:
        raise PlatformError(45081)
    person.typing = on
    person.chat.add(call.now, "note", "typing", on=on)


READERS: dict[str, Callable[[Call, dict[str, Any]], Shown]] = {
    "text": _text,
    "image": _media("image"),
    "voice": _media("voice"),
    "video": _media("video"),
    "news": _news,
    "msgmenu": _msgmenu,
}

ROUTES = (
    Route("POST", "/cgi-bin/message/custom/send", send, CUSTOM),
    Route("POST", "/cgi-bin/message/custom/typing", typing, CUSTOM),
)
