"""One delivery of WeChat, from request to Inbound: verified, decrypted, parsed; or refused."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from wechat import crypto, envelope, events, signature
from wechat.credentials import Credentials
from wechat.envelope import text
from wechat.faults import BadSignature, Unreadable

__all__ = ["BadSignature", "Credentials", "Inbound", "Kind", "Unreadable", "read", "reread", "verify_url"]

UNSUPPORTED = "【收到不支持的消息类型"
_OPENID = re.compile(r"[A-Za-z0-9_\-.@]{1,128}")
_MSG_ID = re.compile(r"[\x21-\x7e]{1,64}")


class Kind(StrEnum):
    """What sort of thing arrived."""

    text = "text"
    image = "image"
    voice = "voice"
    video = "video"
    location = "location"
    link = "link"
    unsupported = "unsupported"
    event = "event"
    unknown = "unknown"


_KINDS = {
    "text": Kind.text,
    "image": Kind.image,
    "voice": Kind.voice,
    "video": Kind.video,
    "shortvideo": Kind.video,
    "location": Kind.location,
    "link": Kind.link,
    "event": Kind.event,
}


@dataclass(frozen=True, slots=True, repr=False)
class Inbound:
    """A message or event as it came; `key` is the same for every resending of it and for nothing else."""

    account: str
    key: str
    kind: Kind
    openid: str
    to: str
    created_at: int
    msg_id: str | None = None
    text: str = ""
    tap_id: str | None = None
    media_id: str | None = None
    media_id_16k: str | None = None
    format: str | None = None
    recognition: str | None = None
    pic_url: str | None = None
    thumb_media_id: str | None = None
    lat: float | None = None
    lng: float | None = None
    label: str | None = None
    title: str | None = None
    description: str | None = None
    url: str | None = None
    event: str = ""
    event_key: str = ""
    scene: str | None = None
    ticket: str | None = None
    scan_result: str | None = None
    receipt_id: str | None = None
    receipt_status: str | None = None
    choices: tuple[events.Choice, ...] = ()
    raw_type: str = ""
    encrypted: bool = False

    def __repr__(self) -> str:
        """What may stand in a log: neither who nor what was said."""
        return f"Inbound({self.key}, {self.kind}{self.event and ' ' + self.event})"


def verify_url(credentials: Credentials, query: Mapping[str, str]) -> str:
    """The echo that proves to WeChat that this address is ours; three-part signature in every mode."""
    signature.check(query, credentials.token)
    return query.get("echostr", "")


def read(credentials: Credentials, query: Mapping[str, str], body: bytes) -> Inbound:
    """The delivery, verified and parsed. Raises BadSignature (403) or Unreadable."""
    signature.check(query, credentials.token)
    xml = envelope.decode(body)
    encrypted = envelope.encrypted_part(xml)
    if encrypted is not None:
        signature.check_encrypted(query, credentials.token, encrypted)
        xml = envelope.decode(crypto.decrypt(credentials, encrypted))
    elif query.get("encrypt_type", "").lower() == "aes":
        raise Unreadable("announced as encrypted, but there is no <Encrypt>")
    return _inbound(credentials, envelope.fields(xml), encrypted is not None)


def reread(credentials: Credentials, body: bytes) -> Inbound:
    """A delivery that was verified when it came and has been kept as it was. Raises the same."""
    xml = envelope.decode(body)
    encrypted = envelope.encrypted_part(xml)
    if encrypted is not None:
        xml = envelope.decode(crypto.decrypt(credentials, encrypted))
    return _inbound(credentials, envelope.fields(xml), encrypted is not None)


def _inbound(credentials: Credentials, data: Mapping[str, Any], encrypted: bool) -> Inbound:
    openid, to = text(data, "FromUserName"), text(data, "ToUserName")
    if to != credentials.original_id:
        raise BadSignature("wrong account: the body is meant for another original id")
    if not _OPENID.fullmatch(openid):
        raise Unreadable("FromUserName is not an openid")
    kind = _kind(data)
    more = _event(data) if kind is Kind.event else _message(data, kind)
    return Inbound(
        account=credentials.id,
        key=_key(credentials.id, data, kind),
        kind=kind,
        openid=openid,
        to=to,
        created_at=_seconds(text(data, "CreateTime")),
        raw_type=text(data, "MsgType").lower(),
        encrypted=encrypted,
        **more,
    )


def _kind(data: Mapping[str, Any]) -> Kind:
    kind = _KINDS.get(text(data, "MsgType").lower(), Kind.unknown)
    if kind is Kind.text and text(data, "Content").startswith(UNSUPPORTED):
        return Kind.unsupported
    return kind


def _message(data: Mapping[str, Any], kind: Kind) -> dict[str, Any]:
    lat, lng = events.place(data) if kind is Kind.location else (None, None)
    return {
        "msg_id": text(data, "MsgId") or None,
        "text": text(data, "Content").strip(),
        "tap_id": _tap(data),
        "media_id": text(data, "MediaId") or None,
        "media_id_16k": text(data, "MediaId16K") or None,
        "format": text(data, "Format") or None,
        "recognition": text(data, "Recognition") or None,
        "pic_url": text(data, "PicUrl") or None,
        "thumb_media_id": text(data, "ThumbMediaId") or None,
        "lat": lat,
        "lng": lng,
        "label": text(data, "Label") or None,
        "title": text(data, "Title") or None,
        "description": text(data, "Description") or None,
        "url": text(data, "Url") or None,
    }


def _event(data: Mapping[str, Any]) -> dict[str, Any]:
    lat, lng = events.place(data)
    receipt_id, receipt_status = events.receipt(data)
    event, event_key = events.name(data), events.key(data)
    return {
        "event": event,
        "event_key": event_key,
        "scene": events.scene(data),
        "ticket": text(data, "Ticket") or None,
        "url": event_key if event == "view" else None,
        "scan_result": text(_inner(data, "ScanCodeInfo"), "ScanResult") or None,
        "lat": lat,
        "lng": lng,
        "label": text(_inner(data, "SendLocationInfo"), "Label") or None,
        "title": text(_inner(data, "SendLocationInfo"), "Poiname") or None,
        "receipt_id": receipt_id,
        "receipt_status": receipt_status,
        "choices": events.choices(data),
    }


def _inner(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    inner = data.get(name)
    return inner if isinstance(inner, dict) else {}


def _tap(data: Mapping[str, Any]) -> str | None:
    """The tap's id, whose tag is lower case on the wire and may hold any string."""
    return next((text(data, name) for name in data if name.lower() == "bizmsgmenuid"), "") or None


def _seconds(value: str) -> int:
    """CreateTime is for the key and for show only, so a broken one costs nothing."""
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 12 else 0


def _key(account: str, data: Mapping[str, Any], kind: Kind) -> str:
    msg_id = text(data, "MsgId")
    if kind is not Kind.event and _MSG_ID.fullmatch(msg_id):
        return f"{account}:{msg_id}"
    parts = [text(data, "FromUserName"), text(data, "CreateTime")]
    if kind is Kind.event:
        parts += [events.name(data), events.key(data), text(data, "MsgID"), text(data, "Ticket")]
        parts += [events.fingerprint(data)] if parts[2].startswith("subscribe_msg_") else []
    else:
        parts += [msg_id, text(data, "MsgType"), text(data, "Content"), text(data, "MediaId")]
    digest = hashlib.sha256("\x00".join(parts).encode()).hexdigest()[:40]
    return f"{account}:{'e' if kind is Kind.event else 'm'}-{digest}"
