"""Tells a learned lexicon by its first line, without numpy and without reading the rest."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

FORMAT = "lianxin-words 1"


def is_learned(path: Path) -> bool:
    """Whether a file begins as one that `save` wrote, packed or not."""
    try:
        with path.open("rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            first = gzip.GzipFile(fileobj=raw).readline(100) if packed else raw.readline(100)
    except (OSError, EOFError, zlib.error):
        return False
    return first.decode("utf-8", "replace").strip() == FORMAT
