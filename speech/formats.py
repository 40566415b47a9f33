"""Tells what a recording is by its first bytes: its name and the platform's Format field say "amr" to everything."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of recording: how its file ends, its content type, and the container that PyAV knows it by."""

    name: str
    ending: str
    mime: str
    container: str = ""  # Empty: no container, or nothing here decodes it.


AMR = Format("amr", ".amr", "audio/amr", "amr")
AMR_WB = Format("amr-wb", ".awb", "audio/amr-wb", "amr")
SILK = Format("silk", ".silk", "audio/silk")
OGG_SPEEX = Format("ogg-speex", ".spx", "audio/x-speex", "ogg")
SPEEX = Format("speex", ".speex", "audio/x-speex-with-header-byte")
OGG = Format("ogg", ".ogg", "audio/ogg", "ogg")
WAV = Format("wav", ".wav", "audio/wav", "wav")
MP3 = Format("mp3", ".mp3", "audio/mpeg", "mp3")

BEGINNINGS = (
    (b"#!AMR\n", AMR),
    (b"#!AMR-WB\n", AMR_WB),
    (b"#!SILK_V3", SILK),
    (b"\x02#!SILK_V3", SILK),  # WeChat's own client puts a byte before it.
    (b"ID3", MP3),
)
SPEEX_IN_OGG = slice(28, 36)  # The first page of an Ogg stream has a header of 28 bytes when it holds one packet.
# Bytes of a 20 ms frame of wideband Speex at each of its eleven qualities (the Speex manual, table of bit-rates).
SPEEX_FRAMES = (10, 15, 20, 25, 32, 42, 52, 60, 70, 86, 106)
ENOUGH_FRAMES = 5


def tell(data: bytes) -> Format | None:
    """The format of a recording, or None for what is none that is known."""
    for beginning, known in BEGINNINGS:
        if data.startswith(beginning):
            return known
    if data.startswith(b"OggS"):
        return OGG_SPEEX if data[SPEEX_IN_OGG] == b"Speex   " else OGG
    if data.startswith(b"RIFF") and data[8:12] == b"WAVE":
        return WAV
    if _is_mp3(data):
        return MP3
    return SPEEX if speex_frame(data) else None


def _is_mp3(data: bytes) -> bool:
    """A frame of MPEG audio layer III: eleven set bits, then a version that is not reserved, and the layer."""
    return len(data) > 3 and data[0] == 0xFF and data[1] & 0xE6 == 0xE2 and data[1] & 0x18 != 0x08


def speex_frame(data: bytes) -> int:
    """The length of the frames of the JS-SDK's Speex (16 kHz), or 0 for anything else.

    It has no header at all: before each frame stands a byte with its length, the same for all of them.
    """
    length = data[0] if data else 0
    step = length + 1
    if length not in SPEEX_FRAMES or len(data) % step or len(data) < step * ENOUGH_FRAMES:
        return 0
    return length if all(one == length for one in data[::step]) else 0
