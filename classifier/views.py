"""Cuts short views out of long example texts, so that short messages are understood as well as long ones."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from random import Random

Span = tuple[int, int]

TITLE = (7, 16)
OPENING_AFTER = (9, 14)
OPENING = (25, 38)


def short_views(words: Sequence[str], random: Random) -> list[Span]:
    """Word spans: all of it, its first words like a title, what follows them, and pieces from the middle."""
    ends = list(accumulate(len(word) for word in words))
    length = ends[-1] if ends else 0
    wanted = [(0, random.randint(*TITLE)), (random.randint(*OPENING_AFTER), random.randint(*OPENING))]
    if length > 80:
        wanted.append((random.randint(0, length - 40), 33))
    if length > 160:
        wanted.append((random.randint(0, length - 90), 80))
    spans = [(0, len(words))]
    for start, size in wanted:
        span = stretch(ends, start, size)
        if span not in spans and span[0] < span[1]:
            spans.append(span)
    return spans


def stretch(ends: Sequence[int], start: int, size: int) -> Span:
    """The words that begin at or after a character offset, until at least so many characters are taken.

    >>> stretch([2, 4, 6, 8], 2, 3)
    (1, 3)
    """
    first = min(bisect_left(ends, start) + 1, len(ends)) if start > 0 else 0
    begun = ends[first - 1] if first else 0
    last = bisect_left(ends, begun + size) + 1
    return first, min(last, len(ends))
