"""Tells a report from what is none: greetings, thanks, wrong sends, and words about a matter already told."""

from __future__ import annotations

import re
from typing import NamedTuple

from classifier.courtesy import GREETING, MANNERLY, POLITE, THANKS, WISHES, parts, well_done
from classifier.phrases import (
    ABOUT_TO_SAY,
    AD_NOT,
    AD_WORDS,
    ASKING,
    ASSENT,
    CJK,
    CODE_MARKS,
    COMMAND,
    CONTRAST,
    DONE,
    FILLERS,
    KNOWN,
    LATIN_WORDS,
    MARKS,
    NUMBERS_ONLY,
    PICTURE_NAMES,
    PICTURES,
    PRAISED,
    PRIVATE,
    PROBLEM,
    SAYS,
    TABLE,
    TOLD,
    UNDONE,
    WAITING,
)
from classifier.sieve import Sieve, Sifted

MANNERS = Sieve(
    {
        "greeting": GREETING,
        "thanks": THANKS,
        "polite": POLITE,
        "praised": PRAISED,
        "wishes": WISHES,
        "private": PRIVATE,
        "turn": CONTRAST,
        "trade": AD_WORDS,
    }
)
SAYINGS = Sieve(SAYS)
# Nothing but an address to open, or somebody who buys up or hires.
PLAIN_AD = re.compile(
    r"https?:\S+$|(?:高价|长期|大量|现金|上门)+(?:回收|收购|收)|(?:急聘|急招|诚聘|招聘)[^,。!?吗]{1,10}[名人个]$"
)


class Purpose(NamedTuple):
    """What a text is for; `whole` when it is nothing but that, else `rest` is what remains to be read.

    `skip` characters at the start are thanks for an earlier matter and say nothing of this one.
    """

    intent: str | None
    whole: bool
    rest: str
    skip: int = 0


def purpose(text: str, flat: str) -> Purpose:
    """What a text is for besides a report; the caller decides whether the rest is one.

    >>> purpose("你好", "你好")
    Purpose(intent='greeting', whole=True, rest='', skip=0)
    >>> purpose("路灯坏了", "路灯坏了")
    Purpose(intent=None, whole=False, rest='路灯坏了', skip=0)
    """
    bare = MARKS.sub("", flat)
    plain = FILLERS.sub("", bare)
    if bare in TABLE or plain in TABLE:
        return Purpose(TABLE.get(bare) or TABLE[plain], True, "")
    if ASSENT.fullmatch(bare):
        return Purpose("yes", True, "")
    if ABOUT_TO_SAY.fullmatch(plain):
        return Purpose("greeting", True, "")
    if _empty(bare, plain, text) or bare in KNOWN or COMMAND.match(text):
        return Purpose(None, True, "")
    said = MANNERS.sift(flat)
    rest = _without_manners(flat, said)
    if rest != flat:
        plain = FILLERS.sub("", MARKS.sub("", rest))
    if plain in TABLE:
        return Purpose(TABLE[plain], True, "")
    if not plain:
        return Purpose("thanks" if said.has("thanks") else "greeting", True, "")
    return _spoken(flat, rest, said)


def _spoken(flat: str, rest: str, said: Sifted[str]) -> Purpose:
    if said.has("praised") and is_praise(flat):
        return Purpose("praise", True, "")
    turn = said.search("turn") if said.has("thanks") else None
    if turn is not None and THANKS.search(flat, 0, turn.start()) and DONE.search(flat, 0, turn.start()):
        return Purpose(None, False, flat[turn.end() :], turn.end())
    if said.may("trade") and is_ad(flat):
        return Purpose("ad", True, "")
    if said.has("wishes") and not PROBLEM.search(WISHES.sub("", flat)):
        return Purpose("greeting", True, "")
    if said.has("private") and not PROBLEM.search(PRIVATE.sub("", flat)):
        return Purpose("wrong_send", False, flat)
    sayings = SAYINGS.sift(rest)
    for intent, words in SAYS.items():
        if sayings.has(intent):
            return Purpose(intent, False, TOLD.sub("", words.sub("", rest)))
    return Purpose(None, False, rest)


def is_praise(flat: str) -> bool:
    """Thanks for something done, with no trouble left over in it."""
    if not PRAISED.search(flat) or not well_done(flat):
        return False
    matter = MANNERLY.sub("", flat)
    after = CONTRAST.split(matter, maxsplit=1)[1:]
    if after and len(CJK.findall(after[0])) >= 4 and not PRAISED.search(after[0]):
        return False
    return not any(_complains(part) for part in parts(matter)) and not _asks(flat)


def _complains(part: str) -> bool:
    """Whether a clause tells of trouble, or of something that was done and did not last."""
    if PRAISED.search(part):
        return False
    return UNDONE.search(part) is not None if DONE.search(part) else PROBLEM.search(part) is not None


def _asks(flat: str) -> bool:
    return any(ASKING.search(part) for part in re.split(r"[,。!?;]", flat) if not re.search("继续|保持", part))


def is_ad(flat: str) -> bool:
    """Several words of trade, and none of trouble."""
    found = {match.group() for match in AD_WORDS.finditer(flat)}
    if len(found) < 2 and not PLAIN_AD.match(flat):
        return False
    return not AD_NOT.search(flat)


def picture(raw: str) -> str | None:
    """What a message of nothing but pictures says."""
    for intent, pictures in PICTURES.items():
        if any(char in pictures for char in raw):
            return intent
    named = PICTURE_NAMES.search(raw)
    return ("yes" if named.group(1) else "thanks") if named else None


def has_problem(rest: str) -> bool:
    """Whether something is wrong in what is left of a text."""
    return PROBLEM.search(rest) is not None


def content(rest: str) -> int:
    """How many characters are left when the words of waiting and asking again are taken away."""
    return len(CJK.findall(WAITING.sub("", rest)))


def _without_manners(flat: str, said: Sifted[str]) -> str:
    rest = flat
    if said.may("greeting", "thanks", "polite"):  # What one of them leaves may hold another.
        rest = POLITE.sub("", THANKS.sub("", GREETING.sub("", rest)))
    return rest.strip(",。!? ~、")


def _empty(bare: str, plain: str, text: str) -> bool:
    """No words in it: only marks, digits, one syllable over and over, or code; `plain` is `bare` without fillers."""
    if not bare or NUMBERS_ONLY.match(bare) or bare.isdecimal():
        return True
    if CJK.search(bare):
        return not plain or (len(bare) > 1 and bare == bare[0] * len(bare))
    return len(set(LATIN_WORDS.findall(bare and text))) < 3 or CODE_MARKS.search(text) is not None
