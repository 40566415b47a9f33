"""Building, stair, group and house numbers: in a text, and in aliases that hold a range of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
NUMBER = r"(?:\d{1,4}|[零〇一二两三四五六七八九十百]{1,5}|(?<![a-z])[a-z](?![a-z]))"
# Longer words stand before their own beginnings.
CLASSES = {
    "court": ("号大院", "号院", "大院"),
    "building": ("号楼栋", "号居民楼", "号楼", "号栋", "栋楼", "幢楼", "#楼", "栋", "幢", "座", "#"),
    "entrance": ("号单元", "单元", "门洞", "号门洞"),
    "grid": ("号微网格", "号网格", "微网格", "网格"),
    "group": (
        "村民小组",
        "生产小队",
        "生产队",
        "村民组",
        "小组",
        "小队",
        "大队",
        "组",
        "队",
        "社(?!区|保|会)",
    ),
    "phase": ("期", "区(?!别|域)"),
    "lane": ("号弄", "号巷", "弄(?!堂)", "巷", "号胡同", "胡同"),
    "house": ("号(?!线|路|码|机|召|称|电|晚|早|上|下|开|停|来|到|那|以|之|前|后|才|就|就|又)",),
}
CLASS_OF = {re.sub(r"\(\?!.*", "", word): name for name, words in CLASSES.items() for word in words}
CLASS = "(?:" + "|".join(word for words in CLASSES.values() for word in words) + ")"
JOIN = r"(?:[、,，/和跟与及]|还有)"
TO = r"(?:[-~—–－至到]+)"
ITEM = rf"第?{NUMBER}{CLASS}?(?:{TO}第?{NUMBER})?"
# "两栋楼", "三栋房子": how many, not which one.
COUNT = r"(?!两[栋幢座]|[一三四五六七八九十][栋幢座](?:楼|房)|[一两三四五六七八九十]大?[队组]人|[一两几]个)"
STEP = re.compile(rf"{COUNT}(?P<list>{ITEM}(?:{JOIN}{ITEM})*)(?P<class>{CLASS})")
ITEMS = re.compile(rf"第?(?P<low>{NUMBER}){CLASS}?(?:{TO}第?(?P<high>{NUMBER}))?")
ROOM = re.compile(r"(?:\d{1,2}[层楼])?-?\d{3,4}(?:室|房间?|户)?(?!\d)|\d{1,2}(?:室|户)")
FILLER = re.compile(r"(?:的|里面|里边|里|那边|这边|小区|,|，|-|·)?")
# A number right after these belongs to a date, a sum, a telephone number or a longer word.
BEFORE_BARE = re.compile(r"[\d月.a-z年第]$")
LETTERS_FROM = 10_000


@dataclass(frozen=True, slots=True)
class Step:
    """One level of a numbered address: 6-12号楼 is building, ((6, 12),)."""

    level: str
    spans: tuple[tuple[int, int], ...]

    def covers(self, other: Step) -> bool:
        """Whether every number the other names lies in this one."""
        return self.level == other.level and all(
            any(low <= first and last <= high for low, high in self.spans) for first, last in other.spans
        )

    def singles(self) -> tuple[Step, ...]:
        """The same level, one number each; a long span only by its ends."""
        numbers = [n for low, high in self.spans for n in (range(low, high + 1) if high - low < 60 else (low, high))]
        return tuple(Step(self.level, ((number, number),)) for number in numbers)


def number(text: str) -> int | None:
    """The value of digits, Chinese numerals or one letter; None if it is none of these.

    >>> number("12"), number("十二"), number("二十"), number("一二"), number("一百零五")
    (12, 12, 20, 12, 105)
    """
    if text.isdecimal():
        return int(text)
    if len(text) == 1 and "a" <= text <= "z":
        return LETTERS_FROM + ord(text)
    if "十" in text or "百" in text:
        return _with_tens(text)
    digits = [DIGITS.get(char) for char in text]
    if not digits or None in digits:
        return None
    return int("".join(str(digit) for digit in digits))


def _with_tens(text: str) -> int | None:
    total, pending = 0, 0
    for char in text:
        if char in DIGITS:
            pending = DIGITS[char]
        elif char == "百":
            total, pending = total + max(pending, 1) * 100, 0
        elif char == "十":
            total, pending = total + max(pending, 1) * 10, 0
        else:
            return None
    return total + pending


def steps_at(text: str, start: int) -> tuple[tuple[Step, ...], int]:
    """The numbered levels that begin at an offset, and where they end: "8号楼2单元301"."""
    steps: list[Step] = []
    end = start
    while True:
        filler = FILLER.match(text, end)
        found = STEP.match(text, filler.end() if filler else end)
        step = _step(found) if found else None
        if found is None or step is None or any(step.level == known.level for known in steps):
            break
        steps.append(step)
        end = found.end()
    room = ROOM.match(text, end) if steps and steps[-1].level in ("building", "entrance", "house") else None
    return tuple(steps), room.end() if room else end


def bare_steps(text: str, taken: list[tuple[int, int]]) -> list[tuple[int, int, tuple[Step, ...]]]:
    """Numbered levels that stand alone in a text, outside the spans already taken."""
    found = []
    position = 0
    while position < len(text):
        match = STEP.search(text, position)
        if match is None:
            break
        start = match.start()
        busy = next((last for first, last in taken if first <= start < last), None)
        if busy is not None:
            position = busy
            continue
        steps, end = steps_at(text, start)
        if steps and not BEFORE_BARE.search(text, 0, start):
            found.append((start, end, steps))
        position = max(end, start + 1)
    return found


def split_alias(alias: str) -> tuple[str, tuple[Step, ...]]:
    """Divides "岩庄花园6-12号楼" into the name before the numbers and the numbers; no numbers: an empty tuple.

    >>> split_alias("岩庄花园6-12号楼")
    ('岩庄花园', (Step(level='building', spans=((6, 12),)),))
    >>> split_alias("岩庄花园")
    ('岩庄花园', ())
    """
    for start in range(len(alias)):
        if start and alias[start].isdecimal() and alias[start - 1].isdecimal():
            continue
        steps, end = steps_at(alias, start)
        if steps and end == len(alias):
            return alias[:start], steps
    return alias, ()


def _step(found: re.Match[str]) -> Step | None:
    spans = []
    for item in ITEMS.finditer(found["list"]):
        low = number(item["low"])
        high = number(item["high"]) if item["high"] else low
        if low is None or high is None:
            return None
        spans.append((min(low, high), max(low, high)))
    return Step(CLASS_OF[found["class"]], tuple(spans))
