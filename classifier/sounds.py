"""How characters sound, without tones: the same, or near enough to be taken for one another in a dialect."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

FIRST, LAST = 0x4E00, 0x9FFF
# Rarer readings of a character are of no use in the names of places and people.
MOST_READINGS = 3
# Sounds are written as characters that no text has, so that a text can be searched by its sounds.
PRIVATE_FROM, PRIVATE_TO = 0xE000, 0xF8FF
NEAR_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("r", "l"))
NEAR_FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"))
# f and h are mixed up only where h is spoken with rounded lips.
HU = {"hu": "fu", "hua": "fa", "huan": "fan", "huang": "fang", "hui": "fei", "hun": "fen"}


def folded(syllable: str) -> str:
    """One spelling for all syllables that dialects mix up: zh and z, n and l, f and h, ang and an, and so on.

    >>> folded("zhuang"), folded("zuan"), folded("nin"), folded("ling"), folded("huang"), folded("fan")
    ('zuan', 'zuan', 'lin', 'lin', 'fan', 'fan')
    """
    syllable = HU.get(syllable, syllable)
    for long, short in NEAR_INITIALS:
        if syllable.startswith(long):
            syllable = short + syllable[len(long) :]
            break
    for long, short in NEAR_FINALS:
        if syllable.endswith(long):
            return syllable[: -len(long)] + short
    return syllable


class Sounds:
    """The readings of every character, and a way to write a text by its sounds."""

    def __init__(self, readings: dict[str, frozenset[str]]) -> None:
        self._readings = readings
        by_set: dict[frozenset[str], str] = {}
        self._written: dict[int, str] = {}
        for char, own in readings.items():
            near = frozenset(folded(one) for one in own)
            sound = by_set.setdefault(near, chr(min(PRIVATE_FROM + len(by_set), PRIVATE_TO)))
            self._written[ord(char)] = sound
        self._sounds_of: dict[str, set[str]] = defaultdict(set)
        for near, sound in by_set.items():
            for one in near:
                self._sounds_of[one].add(sound)

    def write(self, text: str) -> str:
        """A text with a sign for its sound in the place of each character; of the same length."""
        return text.translate(self._written)

    def signs(self, char: str) -> frozenset[str]:
        """The signs of all sounds that a character may be taken for; none for what is no Chinese character."""
        near = (folded(one) for one in self._readings.get(char, ()))
        return frozenset(sign for one in near for sign in self._sounds_of[one])

    def same(self, one: str, other: str) -> bool:
        """Whether two texts sound alike character by character, tones aside."""
        return len(one) == len(other) and all(
            a == b or not self._read(a).isdisjoint(self._read(b)) for a, b in zip(one, other, strict=True)
        )

    def differing(self, one: str, other: str) -> int:
        """How many characters at the same place do not sound quite alike."""
        return sum(not self.same(a, b) for a, b in zip(one, other, strict=True))

    def near(self, one: str, other: str) -> bool:
        """Whether two texts may be taken for one another in some dialect."""
        return len(one) == len(other) and all(
            a == b or self._written.get(ord(b)) in self.signs(a) for a, b in zip(one, other, strict=True)
        )

    def _read(self, char: str) -> frozenset[str]:
        return self._readings.get(char, frozenset())


@lru_cache(maxsize=1)
def sounds() -> Sounds:
    """The sounds of all common characters, loaded once a process."""
    from pypinyin import pinyin_dict  # Imported here: it costs a quarter of a second, and only a reader needs it.
    from pypinyin.contrib.tone_convert import to_normal

    toneless = lru_cache(maxsize=None)(to_normal)
    return Sounds(
        {
            chr(code): frozenset(map(toneless, readings.split(",")[:MOST_READINGS]))
            for code, readings in pinyin_dict.pinyin_dict.items()
            if FIRST <= code <= LAST
        }
    )
