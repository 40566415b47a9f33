"""The two marks our texts carry: a tap 〔label|id〕, which the protocol kit turns into a link, and quoted words."""

from __future__ import annotations

QUOTED = 60  # Characters of somebody's own words that are repeated back.


def tap(label: str, tap_id: str) -> str:
    """A tappable label; typing the label does the same."""
    return f"〔{clean(label)}|{tap_id}〕"


def answer_tap(label: str, question_id: int, place: int) -> str:
    """The tap that answers a question with its option number `place` (from 1)."""
    return tap(label, f"q{question_id}.{place}")


def case_tap(label: str, case_id: int, verb: str) -> str:
    """The tap that does `verb` to a case."""
    return tap(label, f"c{case_id}.{verb}")


def clean(words: str) -> str:
    """Somebody's words with our own marks made harmless."""
    return words.replace("〔", "[").replace("〕", "]").replace("|", "/")


def quote(words: str, limit: int = QUOTED) -> str:
    """Somebody's words in quotation marks, one line, cut where they are long."""
    line = " ".join(clean(words).split())
    return f"“{line if len(line) <= limit else line[: limit - 1] + '…'}”"
