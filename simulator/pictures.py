"""Draws a small picture for those who send a photo without having one."""

import struct
import zlib

WIDTH, HEIGHT = 240, 180


def sample() -> bytes:
    """A PNG of a lamp post at dusk: a few bands of colour and two bars, no drawing library."""
    rows = b"".join(b"\x00" + b"".join(_pixel(x, y) for x in range(WIDTH)) for y in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = (_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(rows)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _pixel(x: int, y: int) -> bytes:
    if (116 <= x < 124 and y > 40) or (116 <= x < 168 and 40 < y < 48):
        return b"\x33\x38\x40"
    if (x - 164) ** 2 + (y - 56) ** 2 < 120:
        return b"\x80\x80\x78"
    if y > 140:
        return b"\x6e\x66\x5a"
    return bytes((70 + y // 2, 84 + y // 2, 130 + y // 4))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
