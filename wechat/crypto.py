"""AES for message bodies: wechatpy's cipher, with every length and name checked around it."""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets

from wechatpy.crypto import PrpCrypto

from wechat.credentials import Credentials
from wechat.faults import BadSignature, Unreadable
from wechat.signature import sign

BLOCK = 32
HEAD = 16  # Random bytes before the length.
ENVELOPE = (
    "<xml><Encrypt><![CDATA[{encrypted}]]></Encrypt>"
    "<MsgSignature><![CDATA[{signature}]]></MsgSignature>"
    "<TimeStamp>{timestamp}</TimeStamp><Nonce><![CDATA[{nonce}]]></Nonce></xml>"
)


class _Cipher(PrpCrypto):
    def get_random_string(self) -> str:
        """Sixteen characters nobody can guess; wechatpy draws them from the ordinary generator."""
        return secrets.token_hex(HEAD // 2)


def decrypt(credentials: Credentials, encrypted: str) -> bytes:
    """The XML inside `encrypted`. The caller has checked msg_signature already."""
    cipher = _cipher(credentials)
    try:
        plain = cipher.cipher.decrypt(base64.b64decode(encrypted, validate=True))
    except (binascii.Error, ValueError) as error:
        raise Unreadable("the encrypted part is no AES text") from error
    content = _unpad(plain)[HEAD:]
    length = int.from_bytes(content[:4], "big")
    xml, app_id = content[4 : 4 + length], content[4 + length :]
    if len(content) < 4 or len(xml) < length:
        raise Unreadable("the encrypted part is shorter than it says")
    if not hmac.compare_digest(app_id, credentials.app_id.encode()):
        raise BadSignature("the encrypted part names another AppID")
    return xml


def encrypt(credentials: Credentials, xml: str, timestamp: int) -> str:
    """The reply `xml` in the encrypted envelope that WeChat expects back."""
    nonce = secrets.token_hex(8)
    encrypted = _cipher(credentials).encrypt(xml, credentials.app_id).decode("ascii")
    signature = sign(credentials.token, str(timestamp), nonce, encrypted)
    return ENVELOPE.format(encrypted=encrypted, signature=signature, timestamp=timestamp, nonce=nonce)


def _cipher(credentials: Credentials) -> PrpCrypto:
    if not credentials.encoding_aes_key:
        raise Unreadable("an encrypted body, but the account has no encoding_aes_key")
    try:
        key = base64.b64decode(credentials.encoding_aes_key + "=")
    except (binascii.Error, ValueError) as error:
        raise Unreadable("the account's encoding_aes_key is not Base64") from error
    if len(key) != BLOCK:
        raise Unreadable("the account's encoding_aes_key does not hold 32 bytes")
    return _Cipher(key)


def _unpad(plain: bytes) -> bytes:
    """PKCS7 over 32-byte blocks, so that a pad of 17 to 32 is as good as a short one."""
    pad = plain[-1] if plain else 0
    if not 1 <= pad <= BLOCK or plain[-pad:] != bytes([pad]) * pad:
        raise Unreadable("the encrypted part is padded wrongly")
    return plain[:-pad]
