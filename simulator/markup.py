"""Reads the links in a text as the chat does: taps, pages, and plain words."""

import html
import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

LINK = re.compile(r"<a\s+[^>]*?href\s*=\s*(?P<quote>[\"'])(?P<href>.*?)(?P=quote)[^>]*>(?P<label>.*?)</a>", re.S)
Segment = dict[str, Any]


def segments(text: str) -> list[Segment]:
    """The text in pieces: {type: text|tap|link, text, and id and content, or url}."""
    pieces: list[Segment] = []
    end = 0
    for match in LINK.finditer(text):
        piece = _link(match["href"], match["label"])
        if piece:
            pieces.append({"type": "text", "text": text[end : match.start()]})
            pieces.append(piece)
            end = match.end()
    pieces.append({"type": "text", "text": text[end:]})
    return [piece for piece in pieces if piece["text"]]


def shown(pieces: list[Segment]) -> str:
    """What can be read on the screen."""
    return "".join(piece["text"] for piece in pieces)


def taps(pieces: list[Segment]) -> list[tuple[str, str]]:
    """(label, id) of every choice to tap."""
    return [(piece["text"], piece["id"]) for piece in pieces if piece["type"] == "tap"]


def links(pieces: list[Segment]) -> list[tuple[str, str]]:
    """(label, address) of every link to a page."""
    return [(piece["text"], piece["url"]) for piece in pieces if piece["type"] == "link"]


def _link(href: str, label: str) -> Segment | None:
    href = html.unescape(href)
    parts = urlsplit(href)
    if parts.scheme == "weixin" and parts.netloc == "bizmsgmenu":
        query = dict(parse_qsl(parts.query))
        if not query.get("msgmenucontent"):
            return None
        content = query["msgmenucontent"]
        return {"type": "tap", "text": label, "content": content, "id": query.get("msgmenuid", "")}
    if parts.scheme in ("http", "https") and parts.netloc:
        return {"type": "link", "text": label, "url": href}
    return None
