"""Reads an answer to "is it really done?": a digit, a word or a sentence that begins with one."""

from __future__ import annotations

import re
from dataclasses import dataclass

GOOD, FAIR, NOT_DONE = 1, 2, 3
TO_DESK = "回访"
_WORDS: tuple[tuple[int, str], ...] = (
    (
        NOT_DONE,
        (
            r"(很|非常|太|一点都|还是)?不(太|怎么|很|大)?满意|不好|(还)?没(有)?(办|修|弄|搞|解决)好?了?"
            r"|没解决|不行|差评|没办完|没人来"
        ),
    ),
    (FAIR, r"(办了[,，\s]*)?一般(般)?|还行|凑合|马马虎虎|还可以"),
    (GOOD, r"(很|非常|挺|十分)?满意|(办|修|弄|搞)好了|解决了|好评|好了"),
)
_DIGIT = re.compile(r"([1-3])(?:[\s,，.。、!！:：)）]+(.*))?", re.DOTALL)
_END = r"(?=$|[\s,，.。、!！;；:：了啦呀啊])"
_PATTERNS = [(rating, re.compile(rf"(?:{words}){_END}(.*)", re.DOTALL)) for rating, words in _WORDS]
_MARKS = " ,，.。、!！;；:：\n"
_FULL_WIDTH = str.maketrans("１２３①②③", "123123")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why it is not done, to be tapped; one that needs no second visit goes to the call-back desk instead."""

    words: str
    redo: bool = True


USUAL_REASONS = (Reason("还是坏的"), Reason("压根没人来"), Reason("只弄了一半"))


def parse_reason(text: str) -> Reason:
    """As an admin writes it: "还是坏的", or "态度不好:回访". Raises ValueError for anything else behind the colon.

    >>> parse_reason("态度不好:回访")
    Reason(words='态度不好', redo=False)
    """
    words, colon, way = text.replace("：", ":").partition(":")
    if not words.strip() or (colon and way.strip() != TO_DESK):
        raise ValueError(f"{text!r}: behind the colon only {TO_DESK} may stand")
    return Reason(words.strip(), redo=not colon)


def read_answer(text: str) -> tuple[int, str] | None:
    """(rating 1–3, the words behind it), or None if the text is no answer to the survey."""
    said = text.strip().translate(_FULL_WIDTH)
    digit = _DIGIT.fullmatch(said)
    if digit:
        return int(digit[1]), (digit[2] or "").strip()
    for rating, pattern in _PATTERNS:
        found = pattern.match(said)
        if found:
            behind = found[found.re.groups].lstrip(f"{_MARKS}了啦呀啊")
            return rating, behind.rstrip(_MARKS)
    return None
