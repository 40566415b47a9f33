"""What was written about a call-back: how it was made, what came of it, and the three looks (三看)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

PHONE, DOOR = "phone", "door"
RATED, REOPENED, UPHELD, UNREACHED = "rated", "reopened", "upheld", "unreached"
# 三看: lawful, measures really in place, the person understands and accepts.
LOOKS = {
    "lawful": re.compile(r"合规|合法|依规|依法|政策(?:对|没问题)"),
    "in_place": re.compile(r"落实|到位|真办了|做到"),
    "accepted": re.compile(r"接受|理解|认可|想通"),
}
ALL_LOOKS = re.compile(r"三看(?:都)?(?:没问题|到位|过了?|好|齐)")
OUTCOMES: tuple[tuple[re.Pattern[str], str, int | None], ...] = (
    (re.compile(r"没接通|没接|打不通|不在家|没人应|关机|联系不上"), UNREACHED, None),
    (re.compile(r"维持"), UPHELD, None),
    (re.compile(r"没办好|不满意|重办|没解决|没好"), REOPENED, 3),
    (re.compile(r"一般|还行|凑合"), RATED, 2),
    (re.compile(r"满意|办好了|解决了|好了"), RATED, 1),
)
DOOR_WORDS = re.compile(r"上门|入户|当面|现场")


@dataclass(frozen=True, slots=True)
class Heard:
    """What a call-back brought; `looks` are those of the three that were said to hold."""

    how: str
    outcome: str
    rating: int | None
    looks: tuple[str, ...]

    @property
    def all_three(self) -> bool:
        """Whether all three looks hold, without which nothing is upheld."""
        return len(self.looks) == len(LOOKS)


def read_call(words: str) -> Heard | None:
    """What the desk writes behind 回访 12; None if it does not say what came of it.

    >>> read_call("上门 满意 灯亮着")
    Heard(how='door', outcome='rated', rating=1, looks=())
    """
    found = next(((outcome, rating) for said, outcome, rating in OUTCOMES if said.search(words)), None)
    if found is None:
        return None
    whole = ALL_LOOKS.search(words) is not None
    looks = tuple(name for name, said in LOOKS.items() if whole or said.search(words))
    return Heard(DOOR if DOOR_WORDS.search(words) else PHONE, found[0], found[1], looks)


def is_sampled(token: str, share: float) -> bool:
    """Whether a case belongs to the share that is called back: always the same for the same case."""
    number = int.from_bytes(hashlib.sha256(token.encode()).digest()[:4], "big")
    return number < share * 2**32
