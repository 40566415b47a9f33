"""Judges the developer's passive reply as strictly as the platform: right, nothing, or a fault."""

import re
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from simulator.config import AccountConfig
from simulator.crypto import CryptoError, decrypt, signed
from simulator.markup import segments

LONGEST = 2048
MEDIA_KINDS = {"image": "Image", "voice": "Voice", "video": "Video"}
NOTHING_SHOWN = ("transfer_customer_service", "transfer_biz_ai_ivr")


class ReplyError(Exception):
    """Why the user sees the notice of a broken service."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply that passed: kind is nothing, text, image, voice, video, music, news or transfer."""

    kind: str
    content: str = ""
    media_id: str = ""
    articles: list[dict[str, str]] = field(default_factory=list)

    @property
    def segments(self) -> list[dict[str, Any]]:
        return segments(self.content)


def judge(account: AccountConfig, openid: str, status: int, body: str) -> Reply:
    """The reply in an HTTP answer, or ReplyError with the reason."""
    if status != 200:
        raise ReplyError(f"HTTP status {status}")
    if body in ("", "success"):
        return Reply("nothing")
    root = _parse(body)
    if root.find("Encrypt") is not None:
        root = _parse(_open(account, root))
    elif account.mode == "safe":
        raise ReplyError("a plain reply in safe mode")
    return _reply(root, account, openid)


def _parse(body: str) -> Element:
    try:
        root = fromstring(body)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise ReplyError(f"neither success nor XML: {error}") from error
    if root.tag != "xml":
        raise ReplyError(f"the root element is {root.tag}, not xml")
    return root


def _open(account: AccountConfig, root: Element) -> str:
    """Check the four parts of an encrypted reply and open it."""
    if account.mode == "plain":
        raise ReplyError("an encrypted reply in plain mode")
    parts = [_text(root, name) for name in ("Encrypt", "MsgSignature", "TimeStamp", "Nonce")]
    if not all(parts):
        raise ReplyError("an encrypted reply needs Encrypt, MsgSignature, TimeStamp and Nonce")
    sealed, signature, stamp, nonce = parts
    if not signed(signature, account.token, stamp, nonce, sealed):
        raise ReplyError("the reply's MsgSignature is wrong")
    try:
        return decrypt(sealed, account.encoding_aes_key or "", account.app_id)
    except CryptoError as error:
        raise ReplyError(str(error)) from error


def _reply(root: Element, account: AccountConfig, openid: str) -> Reply:
    if _text(root, "ToUserName") != openid:
        raise ReplyError("ToUserName is not the user's openid")
    if _text(root, "FromUserName") != account.original_id:
        raise ReplyError("FromUserName is not the account's original id")
    if not re.fullmatch(r"\d{9,11}", _text(root, "CreateTime")):
        raise ReplyError("CreateTime is not a time in seconds")
    kind = _text(root, "MsgType")
    if kind == "text":
        return Reply("text", content=_content(root))
    if kind in MEDIA_KINDS:
        return Reply(kind, media_id=_media_id(root, MEDIA_KINDS[kind]))
    if kind == "news":
        return Reply("news", articles=_articles(root))
    if kind == "music":
        return Reply("music", content=_text(root, "Music/Title"))
    if kind in NOTHING_SHOWN:
        return Reply("transfer")
    raise ReplyError(f"MsgType {kind!r} is unknown")


def _content(root: Element) -> str:
    content = _text(root, "Content")
    if not content.strip():
        raise ReplyError("Content is empty")
    size = len(content.encode())
    if size > LONGEST:
        raise ReplyError(f"Content is {size} bytes long, more than {LONGEST}")
    return content


def _media_id(root: Element, element: str) -> str:
    media_id = _text(root, f"{element}/MediaId")
    if not media_id:
        raise ReplyError("MediaId is empty")
    return media_id


def _articles(root: Element) -> list[dict[str, str]]:
    names = {"title": "Title", "about": "Description", "url": "Url"}
    items = [{name: _text(item, tag) for name, tag in names.items()} for item in root.findall("Articles/item")]
    if _text(root, "ArticleCount") != "1" or len(items) != 1:
        raise ReplyError("a reply holds exactly one article")
    return items


def _text(root: Element, path: str) -> str:
    return root.findtext(path) or ""
