"""The recordings that tests decode: real files with synthetic speech, and what else arrives in their place."""

from __future__ import annotations

import io
import wave
from pathlib import Path
from typing import Any

import av

SAMPLES = Path(__file__).parent / "samples"
AMR = (SAMPLES / "lamp.amr").read_bytes()
AMR_WB = (SAMPLES / "lamp.awb").read_bytes()
OGG_SPEEX = (SAMPLES / "short.spx").read_bytes()
SILK = b"#!SILK_V3" + bytes(range(200))
LAMP_SECONDS = 6.3
SHORT_SECONDS = 2.6


def header_byte_speex() -> bytes:
    """The frames of `short.spx` as the JS-SDK sends them: each behind a byte with its length, and nothing else."""
    source: Any
    with av.open(io.BytesIO(OGG_SPEEX)) as source:
        frames = [bytes(packet) for packet in source.demux(audio=0) if packet.size]
    return b"".join(bytes([len(frame)]) + frame for frame in frames)


def wav(seconds: float, *, rate: int = 16000, sample: bytes = b"\x00\x10") -> bytes:
    """A file that holds one sample again and again."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(sample * int(rate * seconds))
    return out.getvalue()
