"""Decodes a recording to 16 kHz mono samples, within bounds: what a stranger sends may be broken, endless or a bomb."""

from __future__ import annotations

import io
import wave
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from speech import formats
from speech.formats import Format

RATE = 16000  # Samples a second.
LONGEST = 60.0  # Seconds; a phone records no longer voice.
ROUNDED = 2.0  # Seconds by which a codec's padding may exceed that.
BIGGEST = 2 * 1024 * 1024  # Bytes; the platform's own limit for a voice.
SHORTEST = 0.3  # Seconds in which nobody says anything.
QUIET = 30  # A loudest sample (of 32767) below this is silence with the noise of a codec.
RATES = range(4000, 192001)  # A rate outside would only serve to blow up when resampled.


class Unreadable(Exception):  # noqa: N818 - it is an answer about a file, not a fault of ours.
    """Why nothing could be decoded: too_big, silk, unknown, broken, too_long or silent."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Sound:
    """Decoded sound: 16-bit little-endian samples of one channel at 16 kHz."""

    pcm: bytes

    @property
    def seconds(self) -> float:
        """How long it is."""
        return len(self.pcm) / 2 / RATE

    @property
    def samples(self) -> list[float]:
        """The samples between -1 and 1, as recognisers want them."""
        return [one / 32768 for one in self._whole()]

    @property
    def loudest(self) -> int:
        """The largest sample, without its sign."""
        return max((abs(one) for one in self._whole()), default=0)

    def wav(self) -> bytes:
        """The sound as a file that every browser plays."""
        out = io.BytesIO()
        with wave.open(out, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(self.pcm)
        return out.getvalue()

    def _whole(self) -> array[int]:
        return array("h", self.pcm)  # Every machine this runs on is little-endian.


def decode(data: bytes, *, longest: float = LONGEST) -> Sound:
    """The sound of a recording of any known format. Raises Unreadable.

    Damaged frames are skipped as long as most are whole: phones lose some on the way.
    """
    if len(data) > BIGGEST:
        raise Unreadable("too_big")
    known = formats.tell(data)
    if known is None:
        raise Unreadable("unknown")
    if known is formats.SILK:
        raise Unreadable("silk")
    sound = _resampled(data, known, longest)
    if sound.seconds < SHORTEST or sound.loudest < QUIET:
        raise Unreadable("silent")
    return sound


def _resampled(data: bytes, known: Format, longest: float) -> Sound:
    import av  # The library is large, and only those who decode sound need it.

    pcm, length = bytearray(), 0.0
    try:
        resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
        for frame in _frames(data, known):
            length += frame.samples / frame.sample_rate
            if length > longest + ROUNDED:
                raise Unreadable("too_long")
            for piece in resampler.resample(frame):
                pcm += _bytes(piece)
        for piece in resampler.resample(None) if pcm else ():
            pcm += _bytes(piece)
    except (av.error.FFmpegError, IndexError, ValueError) as error:
        raise Unreadable("broken") from error
    return Sound(bytes(pcm))


def _bytes(frame: Any) -> bytes:
    """The samples of a frame; its buffer may be longer than what it holds."""
    return bytes(frame.planes[0])[: frame.samples * 2]


def _frames(data: bytes, known: Format) -> Iterator[Any]:
    """The decoded frames; raises Unreadable when there are none or too many are damaged."""
    import av

    good = bad = 0
    for packet in _speex_packets(data) if known is formats.SPEEX else _packets(data, known.container):
        try:
            frames = packet.decode()
        except av.error.FFmpegError:
            bad += 1
            continue
        for frame in frames:
            if frame.sample_rate not in RATES:
                raise Unreadable("broken")
            good += 1
            yield frame
    if good == 0 or bad > good:
        raise Unreadable("broken")


def _packets(data: bytes, container: str) -> Iterator[Any]:
    """The packets of the first stream of sound; the container is given, so that nothing else is tried on the bytes."""
    import av

    source: Any
    with av.open(io.BytesIO(data), format=container) as source:
        yield from source.demux(source.streams.audio[0])


@dataclass(frozen=True, slots=True)
class _SpeexPacket:
    """A frame that came without a container, with the decoder that goes through all of them."""

    decoder: Any
    frame: bytes

    def decode(self) -> list[Any]:
        import av

        return list(self.decoder.decode(av.Packet(self.frame)))


def _speex_packets(data: bytes) -> Iterator[_SpeexPacket]:
    import av

    decoder = av.CodecContext.create("speex", "r")
    decoder.sample_rate, decoder.layout = RATE, "mono"
    step = formats.speex_frame(data) + 1
    for start in range(0, len(data), step):
        yield _SpeexPacket(decoder, data[start + 1 : start + step])
