"""Turns recordings into what the platform stores (AMR) and what a browser plays (MP3)."""

import io
import math
import struct
import wave
from typing import Any

import av

MAX_SECONDS = 60


class AudioError(ValueError):
    """The bytes hold no sound that can be read."""


def to_amr(data: bytes) -> bytes:
    """8 kHz AMR-NB, as a MediaId gives; such a file is handed through untouched."""
    if data.startswith(b"#!AMR\n"):
        return data
    return _convert(data, "libopencore_amrnb", "amr", 8000)


def to_16k(data: bytes) -> bytes:
    """16 kHz sound for MediaId16K; MP3, since no free encoder writes AMR-WB or Speex here. AMR-WB is handed through."""
    if data.startswith(b"#!AMR-WB\n"):
        return data
    return _convert(data, "libmp3lame", "mp3", 16000)


def to_mp3(data: bytes) -> bytes:
    """Sound for a browser's audio element."""
    return _convert(data, "libmp3lame", "mp3", 16000)


def seconds(data: bytes) -> float:
    """How long a recording is, by decoding it (AMR carries no length)."""
    try:
        source: Any
        with av.open(io.BytesIO(data)) as source:
            return float(sum(frame.samples / frame.sample_rate for frame in source.decode(audio=0)))
    except (av.FFmpegError, IndexError) as error:
        raise AudioError("no sound in it") from error


def sample(length: float = 4.0) -> bytes:
    """A made-up recording for those without a microphone: a hum that rises and falls like speech."""
    rate = 16000
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(b"".join(_hum(n / rate) for n in range(int(rate * length))))
    return out.getvalue()


def _hum(at: float) -> bytes:
    syllable = max(0.0, math.sin(2 * math.pi * 3.2 * at))
    pitch = 170 + 40 * math.sin(2 * math.pi * 0.7 * at)
    voice = sum(math.sin(2 * math.pi * pitch * k * at) / k for k in (1, 2, 3, 5))
    return struct.pack("<h", int(6500 * syllable * voice / 2.1))


def _convert(data: bytes, codec: str, container: str, rate: int) -> bytes:
    out = io.BytesIO()
    try:
        with av.open(io.BytesIO(data)) as source, av.open(out, "w", format=container) as target:
            _encode(source, target, codec, rate)
    except (av.FFmpegError, IndexError) as error:
        raise AudioError("no sound in it") from error
    return out.getvalue()


def _encode(source: Any, target: Any, codec: str, rate: int) -> None:
    """Resample to one channel at `rate` and encode at most a minute, as a phone would record."""
    stream = target.add_stream(codec, rate=rate, layout="mono")
    stream.codec_context.open()
    resampler = av.AudioResampler(
        format=stream.codec_context.format.name,
        layout="mono",
        rate=rate,
        frame_size=stream.codec_context.frame_size or None,
    )
    left = MAX_SECONDS * rate
    for frame in source.decode(audio=0):
        for piece in resampler.resample(frame):
            target.mux(stream.encode(piece))
            left -= piece.samples
        if left <= 0:
            break
    for piece in resampler.resample(None):
        target.mux(stream.encode(piece))
    target.mux(stream.encode(None))
