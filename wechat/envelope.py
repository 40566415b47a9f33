"""From the bytes of a delivery to the flat fields of one message; junk of any kind becomes Unreadable."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from defusedxml.ElementTree import fromstring
from wechatpy.parser import parse_message

from wechat.faults import Unreadable

MAX_BODY = 1_000_000
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECLARATION = re.compile(r"<!(?!\[CDATA\[)")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def decode(body: bytes) -> str:
    """UTF-8, without what XML forbids: half a character must not cost a resident her message."""
    if len(body) > MAX_BODY:
        raise Unreadable("the body is too long")
    return _NOT_XML.sub("", body.decode("utf-8-sig", "ignore"))


def encrypted_part(xml: str) -> str | None:
    """The text of `<Encrypt>` directly under the root, or None in a plain body."""
    if "<Encrypt" not in xml:
        return None
    element = _root(xml).find("Encrypt")
    return None if element is None else "".join((element.text or "").split())


def fields(xml: str) -> dict[str, Any]:
    """Every element of the message by its name, as wechatpy reads it."""
    if _DECLARATION.search(xml):
        _root(xml)  # Refuses what a declaration may do; a message as the platform writes it has none.
    try:
        data = parse_message(xml)._data
    # wechatpy lets whatever its parser and its lookups raise pass through, six kinds so far.
    except Exception as error:
        raise Unreadable(f"no WeChat message: {type(error).__name__}") from None
    return dict(data)


def text(data: Mapping[str, Any], name: str) -> str:
    """The element's text, cleaned; "" when it is missing, empty or not text at all."""
    value = data.get(name)
    if isinstance(value, list):
        value = next((each for each in value if isinstance(each, str)), "")
    return clean(value) if isinstance(value, str) else ""


def clean(value: str) -> str:
    """Without control characters other than the line break, and without halves of characters."""
    value = value.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _CONTROL.sub("", value)


def _root(xml: str) -> Any:
    try:
        root = fromstring(xml, forbid_dtd=True)
    # Expat's errors, defusedxml's refusals and broken encodings share no narrower base.
    except Exception as error:
        raise Unreadable(f"no XML: {type(error).__name__}") from None
    if root.tag != "xml":
        raise Unreadable("no XML: the root is not <xml>")
    return root
