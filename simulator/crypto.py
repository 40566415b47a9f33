"""The platform's signatures and its AES envelope, written from the protocol's description."""

import base64
import hashlib
import hmac
import secrets
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK = 32


class CryptoError(ValueError):
    """The envelope cannot be opened."""


def sign(*parts: str) -> str:
    """SHA-1 over the sorted parts: of three for the query, of four for an encrypted body."""
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()  # noqa: S324 - the protocol's


def signed(signature: str, *parts: str) -> bool:
    """Whether the signature fits, compared in constant time."""
    return hmac.compare_digest(signature.encode(), sign(*parts).encode())


def encrypt(xml: str, encoding_aes_key: str, app_id: str, salt: bytes | None = None) -> str:
    """Seal an XML text for one app: 16 random bytes, length, text, app id, padded to 32."""
    text = xml.encode()
    raw = (salt or secrets.token_bytes(16)) + struct.pack(">I", len(text)) + text + app_id.encode()
    pad = BLOCK - len(raw) % BLOCK
    worker = _cipher(encoding_aes_key).encryptor()
    return base64.b64encode(worker.update(raw + bytes([pad]) * pad) + worker.finalize()).decode()


def decrypt(sealed: str, encoding_aes_key: str, app_id: str) -> str:
    """Open an envelope and make sure it was meant for this app."""
    try:
        blob = base64.b64decode(sealed, validate=True)
        worker = _cipher(encoding_aes_key).decryptor()
        raw = worker.update(blob) + worker.finalize()
    except ValueError as error:
        raise CryptoError("the envelope is not base64 of whole AES blocks") from error
    raw = _unpad(raw)
    length = struct.unpack(">I", raw[16:20])[0] if len(raw) >= 20 else -1
    if length < 0 or 20 + length > len(raw):
        raise CryptoError("the envelope's length is wrong")
    if raw[20 + length :] != app_id.encode():
        raise CryptoError("the envelope is for another app id")
    try:
        return raw[20 : 20 + length].decode()
    except UnicodeDecodeError as error:
        raise CryptoError("the envelope's text is not UTF-8") from error


def _unpad(raw: bytes) -> bytes:
    pad = raw[-1] if raw else 0
    if not 1 <= pad <= BLOCK or raw[-pad:] != bytes([pad]) * pad:
        raise CryptoError("the envelope's padding is wrong")
    return raw[:-pad]


def _cipher(encoding_aes_key: str) -> Cipher[modes.CBC]:
    key = base64.b64decode(encoding_aes_key + "=")
    return Cipher(algorithms.AES(key), modes.CBC(key[:16]))
