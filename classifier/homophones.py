"""Finds names that speech recognition wrote with other characters of the same sound: 颜庄花园 for 岩庄花园."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import IntEnum
from typing import Any, NamedTuple

from classifier.sounds import Sounds

HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
# A word that is at least so common is what was meant, and not the name that sounds like a part of it.
WORD_FROM = 40
# The commonest characters of all (的, 是, 不, 你, 了) never stand in a name for another.
FUNCTION_FROM = 100_000
# Everyday words of one character: "李家狗" is a dog before it is 李家沟.
EVERYDAY_FROM = 3000
LONGEST_WORD = 4
# Characters that end the names of places; where one of these is right, the rest is a name.
PLACE_END = frozenset("村庄屯湾沟岭寨铺垸坝坪冲坳店集镇乡街路巷弄里坊苑园城庭区组队社道场")
ENDING = re.compile(r"(?:村|社区|街道|小区|镇|乡|网格)$")


class Trust(IntEnum):
    """How far a name that was only heard may be believed."""

    NEVER = 0
    IF_FOLLOWED = 1  # Only with 村, 社区, a number or a landmark right after it.
    ASK = 2  # Worth asking about; certain with one of these after it.
    SURE = 3


class Heard(NamedTuple):
    """A stretch of text that sounds like one or several names."""

    start: int
    end: int
    words: tuple[str, ...]
    trust: Trust


class Homophones:
    """All names by their sounds, searched in one pass."""

    def __init__(self, words: Iterable[str], sounds: Sounds, frequency: Callable[[str], int]) -> None:
        self._sounds, self._frequency = sounds, frequency
        named = [word for word in dict.fromkeys(words) if HAN.fullmatch(word)]
        self._root = _automaton([(word, [sounds.signs(char) for char in word]) for word in named])
        self._begin = re.compile(_beginnings(self._root))

    def find(self, text: str) -> list[Heard]:
        """Stretches that sound like a name but are written otherwise, from left to right, the longest of each start."""
        written = self._sounds.write(text)
        found = []
        for begin in self._begin.finditer(written):
            heard = self._at(text, written, begin.start())
            if heard is not None:
                found.append(heard)
        return found

    def _at(self, text: str, written: str, start: int) -> Heard | None:
        node, best = self._root, None
        for end in range(start, len(written)):
            step = node.get(written[end])
            if step is None:
                break
            node = step
            if "" in node:
                best = self._judged(text, start, end + 1, node[""]) or best
        return best

    def _judged(self, text: str, start: int, end: int, words: Sequence[str]) -> Heard | None:
        said = text[start:end]
        if said in words or self._is_ordinary(text, start, end):
            return None
        trusts = {word: self._trust(said, word) for word in words}
        trust = max(trusts.values())
        if trust is Trust.NEVER:
            return None
        return Heard(start, end, tuple(word for word in words if trusts[word] is not Trust.NEVER), trust)

    def _trust(self, said: str, word: str) -> Trust:
        wrong = [at for at, char in enumerate(said) if char != word[at]]
        if any(self._frequency(said[at]) >= FUNCTION_FROM for at in wrong) or self._has_word(said, wrong):
            return Trust.NEVER
        blurred = self._sounds.differing(said, word)
        if len(said) == 2:
            return _trust_in_two(said, wrong, blurred)
        if blurred > (len(said) - 1) // 2 or len(wrong) == len(said):
            return Trust.IF_FOLLOWED if blurred == 0 else Trust.NEVER
        rare = all(self._frequency(said[at]) < EVERYDAY_FROM for at in wrong)
        clear = said[-1] == word[-1] and (said[-1] in PLACE_END or len(said) > 3)
        return Trust.SURE if rare or clear or len(said) - len(wrong) > 2 else Trust.ASK

    def _is_ordinary(self, text: str, start: int, end: int) -> bool:
        """Whether an everyday word fills the stretch or reaches across one of its ends."""
        if self._frequency(text[start:end]) >= WORD_FROM:
            return True
        if self._is_cut(text, start):
            return True
        return ENDING.search(text, start, end) is None and self._is_cut(text, end)

    def _is_cut(self, text: str, at: int) -> bool:
        """Whether an everyday word has an offset inside it."""
        return any(
            self._frequency(text[first:last]) >= WORD_FROM
            for first in range(max(0, at - LONGEST_WORD + 1), at)
            for last in range(at + 1, min(len(text), first + LONGEST_WORD) + 1)
        )

    def _has_word(self, said: str, wrong: Sequence[int]) -> bool:
        """Whether a character that differs belongs to an everyday word inside the stretch: 填平 in 填平村."""
        return any(
            self._frequency(said[first:last]) >= WORD_FROM
            for at in wrong
            for first in range(at + 1)
            for last in range(max(at, first + 1) + 1, len(said) + 1)
        )


def _trust_in_two(said: str, wrong: Sequence[int], blurred: int) -> Trust:
    """Two characters are few: they must sound just so, and one of them must be right or a 村 follow."""
    if blurred:
        return Trust.NEVER
    if len(wrong) == 2:
        return Trust.IF_FOLLOWED
    return Trust.SURE if wrong == [0] and said[1] in PLACE_END else Trust.ASK


def _automaton(items: Sequence[tuple[str, Sequence[frozenset[str]]]]) -> dict[str, Any]:
    """A tree over sounds in which names that share sounds share branches; the words that end at a node stand at ""."""
    known: dict[tuple[int, tuple[int, ...]], dict[str, Any]] = {}

    def node(depth: int, members: tuple[int, ...]) -> dict[str, Any]:
        if (depth, members) not in known:
            made: dict[str, Any] = {}
            known[depth, members] = made
            ending = tuple(items[i][0] for i in members if len(items[i][1]) == depth)
            if ending:
                made[""] = ending
            for sign, going in _going(items, members, depth).items():
                made[sign] = node(depth + 1, going)
        return known[depth, members]

    return node(0, tuple(range(len(items))))


def _going(
    items: Sequence[tuple[str, Sequence[frozenset[str]]]], members: Sequence[int], depth: int
) -> dict[str, tuple[int, ...]]:
    """Which of some names go on from a depth with which sound."""
    going: dict[str, list[int]] = {}
    for i in members:
        for sign in items[i][1][depth] if depth < len(items[i][1]) else ():
            going.setdefault(sign, []).append(i)
    return {sign: tuple(own) for sign, own in going.items()}


def _beginnings(root: Mapping[str, Any]) -> str:
    """A pattern for the places where a name may begin, by its first two sounds."""
    if not root:
        return r"(?!)"
    seconds = {sign for node in root.values() for sign in node if sign}
    return f"[{''.join(sorted(root))}](?=[{''.join(sorted(seconds))}])"
