"""Writes the XML of messages and events, and seals it in the account's mode."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from simulator.config import AccountConfig
from simulator.crypto import encrypt, sign

Fields = Mapping[str, Any]


def document(fields: Fields) -> str:
    """An `<xml>` of the fields: numbers bare, texts in CDATA, mappings and lists nested."""
    return f"<xml>{_elements(fields.items())}</xml>"


def _elements(pairs: Iterable[tuple[str, Any]]) -> str:
    return "".join(f"<{key}>{_value(value)}</{key}>" for key, value in pairs)


def _value(value: Any) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        return _elements(value.items())
    if isinstance(value, list):
        return _elements(("item", item) for item in value)
    return cdata(str(value))


def cdata(text: str) -> str:
    """A CDATA section that no text can break out of."""
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def request(account: AccountConfig, openid: str, xml: str, now: float) -> tuple[dict[str, str], bytes]:
    """Query and body of one delivery, signed afresh and encrypted if the account's mode says so."""
    stamp, nonce = str(int(now)), str(secrets.randbelow(10**10))
    query = {
        "signature": sign(account.token, stamp, nonce),
        "timestamp": stamp,
        "nonce": nonce,
        "openid": openid,
    }
    if account.mode == "plain":
        return query, xml.encode()
    sealed = encrypt(xml, account.encoding_aes_key or "", account.app_id)
    query |= {"encrypt_type": "aes", "msg_signature": sign(account.token, stamp, nonce, sealed)}
    envelope = f"<Encrypt>{cdata(sealed)}</Encrypt></xml>"
    if account.mode == "compat":
        return query, (xml.removesuffix("</xml>") + envelope).encode()
    return query, f"<xml><ToUserName>{cdata(account.original_id)}</ToUserName>{envelope}".encode()
