"""Keeps uploaded and received media for three days, as the platform does."""

import secrets
from dataclasses import dataclass

from simulator.audio import AudioError, seconds
from simulator.clock import Clock
from simulator.errors import PlatformError

LIFE = 3 * 24 * 3600.0
MEGABYTE = 1024 * 1024
LIMITS = {"image": 10 * MEGABYTE, "voice": 2 * MEGABYTE, "video": 10 * MEGABYTE, "thumb": 64 * 1024}
SIGNATURES = {
    "image": (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8"),
    "voice": (b"#!AMR\n", b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"),
    "thumb": (b"\xff\xd8\xff",),
}


@dataclass(frozen=True, slots=True)
class Medium:
    """One stored file."""

    id: str
    account: str
    kind: str
    data: bytes
    content_type: str
    until: float
    seconds: float = 0.0


class MediaStore:
    """The platform's temporary media."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._media: dict[str, Medium] = {}

    def keep(self, account: str, kind: str, data: bytes, content_type: str, length: float = 0.0) -> Medium:
        """Store a file and name it."""
        until = self._clock() + LIFE
        medium = Medium(secrets.token_urlsafe(48), account, kind, data, content_type, until, length)
        self._media[medium.id] = medium
        return medium

    def upload(self, account: str, kind: str, data: bytes) -> Medium:
        """Store what a developer uploads, if it keeps the platform's limits."""
        if kind not in LIMITS:
            raise PlatformError(40004)
        if not data:
            raise PlatformError(41005)
        if len(data) > LIMITS[kind]:
            raise PlatformError(40006)
        if not _genuine(kind, data):
            raise PlatformError(40005)
        length = _length(data) if kind == "voice" else 0.0
        if length > 61:
            raise PlatformError(45007)
        return self.keep(account, kind, data, guess_type(kind, data), length)

    def get(self, account: str, media_id: str) -> Medium:
        """A file of this account that is not yet forgotten, or 40007."""
        medium = self._media.get(media_id)
        if medium is None or medium.account != account or self._clock() >= medium.until:
            raise PlatformError(40007)
        return medium

    def find(self, media_id: str) -> Medium | None:
        """A file for showing in the page: phones keep what they have once seen."""
        return self._media.get(media_id)


def guess_type(kind: str, data: bytes) -> str:
    """The content type by the first bytes."""
    for start, name in (
        (b"\x89PNG", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"GIF8", "image/gif"),
        (b"#!AMR", "audio/amr"),
    ):
        if data.startswith(start):
            return name
    return "audio/mpeg" if kind == "voice" else "video/mp4" if kind == "video" else "image/jpeg"


def _genuine(kind: str, data: bytes) -> bool:
    if kind == "video":
        return data[4:8] == b"ftyp"
    return data.startswith(SIGNATURES[kind])


def _length(data: bytes) -> float:
    try:
        return seconds(data)
    except AudioError as error:
        raise PlatformError(40005) from error
