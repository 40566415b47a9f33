"""The SHA-1 signatures of WeChat's callbacks, compared in constant time."""

from __future__ import annotations

import hmac
from collections.abc import Mapping

from wechatpy.utils import WeChatSigner

from wechat.faults import BadSignature


def sign(*parts: str) -> str:
    """The hex SHA-1 of the parts, sorted and joined."""
    signer = WeChatSigner()
    signer.add_data(*(part.encode("utf-8", "replace") for part in parts))
    return str(signer.signature)


def check(query: Mapping[str, str], token: str) -> None:
    """Raises BadSignature unless `signature` fits token, timestamp and nonce."""
    _compare(query, "signature", token, ())


def check_encrypted(query: Mapping[str, str], token: str, encrypted: str) -> None:
    """Raises BadSignature unless `msg_signature` covers the encrypted body as well."""
    _compare(query, "msg_signature", token, (encrypted,))


def _compare(query: Mapping[str, str], name: str, token: str, more: tuple[str, ...]) -> None:
    given = query.get(name, "")
    timestamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
    if not token or not given or not timestamp or not nonce:
        raise BadSignature(f"{name}, timestamp or nonce is missing")
    expected = sign(token, timestamp, nonce, *more)
    if not hmac.compare_digest(expected.encode(), given.encode("utf-8", "replace")):
        raise BadSignature(f"{name} does not fit")
