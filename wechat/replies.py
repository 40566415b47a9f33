"""Passive replies: taps and links in a text, its length, and the XML that goes back on the same request."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Literal

from wechatpy.replies import BaseReply, ImageReply, TextReply, VoiceReply

from wechat import crypto
from wechat.credentials import Credentials
from wechat.envelope import clean
from wechat.inbound import Inbound

SUCCESS = "success"  # Says "nothing to say"; stays plain in every mode.
LIMIT = 2048  # UTF-8 bytes, links included.
ELLIPSIS = "…"
# 〔label|id〕 is a tap, 〔label|https://…〕 a page; a label never holds the marks themselves.
_MARKER = re.compile(r"〔([^〔〕|\n]+)\|(?:(https?://[^\s〔〕\"<>]+)|([A-Za-z0-9_.:\-]{1,64}))〕")
_ANCHOR = re.compile(r"〔?<a href=\"[^\"\n]*\">[^<\n]*</a>〕?")
# WeChat reads links out of any text, and a label stands inside an address: only full-width forms of these.
_TEXT_MARKS = str.maketrans({"<": "＜", ">": "＞"})
_LABEL_MARKS = str.maketrans(dict(zip("<>&\"'#%+?=", "＜＞＆＂＇＃％＋？＝", strict=True)))
_FOREIGN_MARKS = str.maketrans({"〔": "［", "〕": "］", "<": "＜", ">": "＞"})


def literal(text: str) -> str:
    """Somebody else's words, fit to stand in our text: they can make neither a tap nor a link."""
    return clean(text).translate(_FOREIGN_MARKS)


def tap(label: str, tap_id: str) -> str:
    """The marker of a tap; typing the label means the same."""
    return f"〔{_label(label)}|{tap_id}〕"


def link(label: str, url: str) -> str:
    """The marker of a link to one of our pages."""
    return f"〔{_label(label)}|{url}〕"


def render(text: str) -> str:
    """The text with its markers as links that WeChat understands, and no other markup in it."""
    parts, end = [], 0
    for match in _MARKER.finditer(text):
        parts.append(text[end : match.start()].translate(_TEXT_MARKS))
        parts.append(_anchor(*match.groups()))
        end = match.end()
    return "".join(parts) + text[end:].translate(_TEXT_MARKS)


def plain(text: str) -> str:
    """The text for where links do not work: taps as words to type, pages as addresses."""
    return _MARKER.sub(lambda m: f"〔{_shown(m[1])}〕" if m[3] else f"{m[1]} {m[2]}", text)


def fits(text: str) -> bool:
    """Whether a text with markers, once rendered, goes out whole."""
    return _size(render(text)) <= LIMIT


def fit(text: str, limit: int = LIMIT) -> str:
    """A rendered text within `limit` bytes: whole lines as far as they go, never half a link."""
    if _size(text) <= limit:
        return text
    room = limit - _size("\n" + ELLIPSIS)
    lines: list[str] = []
    for line in text.split("\n"):
        if _size(line) + (1 if lines else 0) > room:
            break
        room -= _size(line) + (1 if lines else 0)
        lines.append(line)
    if any(line.strip() for line in lines):
        return "\n".join(lines).rstrip("\n") + "\n" + ELLIPSIS
    return _cut_line(text.strip("\n").split("\n")[0], limit - _size(ELLIPSIS)) + ELLIPSIS


def reply_xml(inbound: Inbound, content: str, credentials: Credentials, now: datetime) -> str:
    """The answer to `inbound`, encrypted if it was; a text with nothing in it becomes SUCCESS."""
    content = fit(_safe(content).strip())
    if not content:
        return SUCCESS
    return _seal(inbound, TextReply(content=content, **_address(inbound, now)), credentials, now)


def media_reply_xml(
    inbound: Inbound, kind: Literal["voice", "image"], media_id: str, credentials: Credentials, now: datetime
) -> str:
    """A voice or a picture that WeChat still holds, sent back on the same request."""
    media_id = _safe(media_id).strip()
    if not media_id:
        return SUCCESS
    if kind == "voice":
        return _seal(inbound, VoiceReply(voice=media_id, **_address(inbound, now)), credentials, now)
    return _seal(inbound, ImageReply(image=media_id, **_address(inbound, now)), credentials, now)


def _label(label: str) -> str:
    """Within 〔…〕 the label is shown and sent back, so both take the same full-width marks."""
    return re.sub(r"\s+", " ", label.replace("|", "｜").translate(_FOREIGN_MARKS)).strip()


def _shown(label: str) -> str:
    return label.translate(_LABEL_MARKS)


def _anchor(label: str, url: str | None, tap_id: str | None) -> str:
    label = _shown(label)
    if url:
        return f'<a href="{url}">{label}</a>'
    return f'〔<a href="weixin://bizmsgmenu?msgmenucontent={label}&msgmenuid={tap_id}">{label}</a>〕'


def _cut_line(line: str, limit: int) -> str:
    """As much of one line as fits, character by character, with each link as one piece."""
    pieces, end = [], 0
    for match in _ANCHOR.finditer(line):
        pieces += [*line[end : match.start()], match[0]]
        end = match.end()
    kept = ""
    for piece in [*pieces, *line[end:]]:
        if _size(kept) + _size(piece) > limit:
            break
        kept += piece
    return kept


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def _safe(text: str) -> str:
    """Without what would break out of CDATA or out of XML; wechatpy escapes neither."""
    return clean(text).replace("]]>", "]]＞")


def _address(inbound: Inbound, now: datetime) -> dict[str, str | int]:
    return {"source": inbound.to, "target": inbound.openid, "time": int(now.timestamp())}


def _seal(inbound: Inbound, reply: BaseReply, credentials: Credentials, now: datetime) -> str:
    xml = str(reply.render())
    return crypto.encrypt(credentials, xml, int(now.timestamp())) if inbound.encrypted else xml
