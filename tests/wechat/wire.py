"""Deliveries as WeChat makes them, signed and encrypted without any code of the product."""

from __future__ import annotations

import base64
import hashlib
import os

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from wechat.credentials import Credentials

TOKEN = "exampletoken42"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
APP_ID = "wxexample00000001"
ORIGINAL_ID = "gh_example0001"
OPENID = "oExample_resident-01"
PLAIN = Credentials("village", ORIGINAL_ID, APP_ID, TOKEN)
SAFE = Credentials("village", ORIGINAL_ID, APP_ID, TOKEN, AES_KEY)


def sha1(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()  # noqa: S324 (WeChat's choice)


def signed(timestamp: str = "1780000000", nonce: str = "n0nce", **more: str) -> dict[str, str]:
    return {"timestamp": timestamp, "nonce": nonce, "signature": sha1(TOKEN, timestamp, nonce), **more}


def message(kind: str, inner: str, to: str = ORIGINAL_ID, created: str = "1780000000") -> bytes:
    return (
        f"<xml><ToUserName><![CDATA[{to}]]></ToUserName><FromUserName><![CDATA[{OPENID}]]></FromUserName>"
        f"<CreateTime>{created}</CreateTime><MsgType><![CDATA[{kind}]]></MsgType>{inner}</xml>"
    ).encode()


def event(name: str, inner: str = "", created: str = "1780000000") -> bytes:
    return message("event", f"<Event><![CDATA[{name}]]></Event>{inner}", created=created)


def aes(raw: bytes, key: str = AES_KEY) -> str:
    """AES-256-CBC of a text that is padded already."""
    secret = base64.b64decode(key + "=")
    encryptor = Cipher(algorithms.AES(secret), modes.CBC(secret[:16])).encryptor()
    return base64.b64encode(encryptor.update(raw) + encryptor.finalize()).decode()


def unaes(encrypted: str, key: str = AES_KEY) -> bytes:
    secret = base64.b64decode(key + "=")
    decryptor = Cipher(algorithms.AES(secret), modes.CBC(secret[:16])).decryptor()
    return decryptor.update(base64.b64decode(encrypted)) + decryptor.finalize()


def pad(raw: bytes) -> bytes:
    count = 32 - len(raw) % 32
    return raw + bytes([count]) * count


def sealed(xml: bytes, app_id: str = APP_ID, head: bytes | None = None) -> str:
    head = os.urandom(16) if head is None else head
    return aes(pad(head + len(xml).to_bytes(4, "big") + xml + app_id.encode()))


def safe_body(encrypted: str) -> bytes:
    return (
        f"<xml><ToUserName><![CDATA[{ORIGINAL_ID}]]></ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>"
    ).encode()


def safe_query(encrypted: str, **more: str) -> dict[str, str]:
    query = signed(encrypt_type="aes")
    query["msg_signature"] = sha1(TOKEN, query["timestamp"], query["nonce"], encrypted)
    return query | more
