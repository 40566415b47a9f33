"""Case numbers as people write them ("037", "３７", "第37号", "三十七"), and the commands around them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

LARGEST = 999_999

_FULL_WIDTH = {ord("０") + digit: str(digit) for digit in range(10)}
_ONES = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_DIGITS = _ONES | {"零": 0, "〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
_ONE = f"[{''.join(_ONES)}]"
_BELOW_TEN_THOUSAND = re.compile(f"(?:({_ONE})千)?[零〇]?(?:({_ONE})百)?[零〇]?(?:({_ONE}?十))?[零〇]?({_ONE})?")
_CLIPPED = re.compile(f"(.*([百千万]))({_ONE})")  # 一百二 is 120, not 102.

# What makes "3…" a building, a room or a production group, even for a padded number.
_BUILDING = re.compile(
    r"号?[楼栋幢]|号(?:[院门房室]|线(?!路)|路(?![灯面口边上牌障]))"
    r"|单元|组(?![织装])|层|室(?![内外])|户(?![主口])"
)
_BUILDING_AFTER_SPACE = re.compile(r"\s+(?:号[楼院]|号?[栋幢]|单元(?!门))")
# What makes an unpadded "12…" an amount, a time or a bus line.
_AMOUNT = re.compile(
    r"路(?![灯面口边上牌障])|[米块元点天个年月时分秒度次条根辆袋桶斤吨亩岁期趟遍区只份多来余几%％℃]"
    r"|日(?!光)|公[里斤分]|位(?!置)|名(?!字)|人(?![不没已都])|星期|小时"
)
_LONGER = r"[0-9A-Za-z万亿]|[.．~～/／\-—－]\s*[0-9]|[:：][0-5][0-9](?![0-9])"
_NUMBER = re.compile(rf"[0-9]{{1,6}}(?!{_LONGER})|[{''.join(_DIGITS | _UNITS)}]{{1,11}}")
_HAO = re.compile(r"\s*号(?:工单|件|案)?")
_ORDINAL_END = re.compile(r"\s*[号件]")
_BEFORE = re.compile(r"\s*(?:[#＃]|[Nn][Oo]\.?|编号[:：]?)?\s*(第)?\s*")
_BEHIND = re.compile(r"[\s，,、:：。.]*")
_BREAK = re.compile(r"$|[\s，,。:：]")
_AFTER_VERB = re.compile(r"$|[\s:：]")


def format_number(number: int) -> str:
    """The number as it is written everywhere: at least three digits."""
    return f"{number:03d}"


def read_digits(text: str) -> int | None:
    """The value of a text that is only a number up to 999999, in ASCII, full-width or Chinese digits."""
    written = text.strip().translate(_FULL_WIDTH)
    if re.fullmatch("[0-9]{1,6}", written):
        return int(written)
    value = _read_chinese(written) if 0 < len(written) <= 11 else None
    return value if value is not None and value <= LARGEST else None


def find_number(text: str) -> int | None:
    """The case number a command's argument begins with; None for "3号楼", "2天", "12路" and the like."""
    taken = take_number(text)
    return taken[0] if taken else None


def take_number(text: str) -> tuple[int, str] | None:
    """The case number at the beginning and the words behind it, untouched but for marks between the two."""
    plain = text.translate(_FULL_WIDTH)
    before = _BEFORE.match(plain)
    start, ordinal = (before.end(), before[1] is not None) if before else (0, False)
    found = _NUMBER.match(plain, start)
    number = read_digits(found[0]) if found else None
    if found is None or not number or not _names_a_case(plain, found, ordinal):
        return None
    suffix = (_ORDINAL_END if ordinal else _HAO).match(plain, found.end())
    rest = text[suffix.end() if suffix else found.end() :]
    return number, _BEHIND.sub("", rest, count=1).strip()


def split_command(text: str, verbs: Iterable[str], wordy: Container[str] = ()) -> tuple[str, int | None, str] | None:
    """A typed command as (verb, number, rest), the longest fitting verb first; None if it is no command.

    Behind the verb comes a blank, a colon, a number or the end, so "问题很大" is an ordinary sentence.
    `wordy` verbs take words only: what follows them is never read as a case number.
    """
    said = text.strip()
    for verb in sorted(verbs, key=len, reverse=True):
        if not verb or not said.startswith(verb):
            continue
        behind = said[len(verb) :]
        apart = _AFTER_VERB.match(behind) is not None
        taken = None if verb in wordy else take_number(behind.lstrip(" \u3000:：") if apart else behind)
        if taken:
            return verb, *taken
        if apart:
            return verb, None, behind.lstrip(":：").strip()
    return None


def _names_a_case(plain: str, found: re.Match[str], ordinal: bool) -> bool:
    """Whether what stands around the digits lets them be the number of a case."""
    digits, end = found[0], found.end()
    padded = digits.startswith("0")
    if _BUILDING.match(plain, end) or (not padded and _BUILDING_AFTER_SPACE.match(plain, end)):
        return False
    if ordinal:
        return (_ORDINAL_END.match(plain, end) or _BREAK.match(plain, end)) is not None
    if not padded and _AMOUNT.match(plain, end):
        return False
    if digits.isascii() or _HAO.match(plain, end) or _BREAK.match(plain, end):
        return True
    return len(digits) > 1 and "十" in digits


def _read_chinese(written: str) -> int | None:
    """三七 and 三十七, 一百零五 and 一百二, 一万二千; None for anything else."""
    if all(sign in _DIGITS for sign in written):
        return int("".join(str(_DIGITS[sign]) for sign in written))
    clipped = _CLIPPED.fullmatch(written)
    if clipped:
        round_part = _read_chinese(clipped[1])
        return None if round_part is None else round_part + _ONES[clipped[3]] * _UNITS[clipped[2]] // 10
    high, wan, low = written.rpartition("万")
    if wan:
        parts = _section(high), _section(low) if low else 0
        return None if parts[0] is None or parts[1] is None else parts[0] * 10_000 + parts[1]
    return _section(written)


def _section(written: str) -> int | None:
    found = _BELOW_TEN_THOUSAND.fullmatch(written) if written else None
    if found is None:
        return None
    thousands, hundreds, tens, ones = found.groups()
    ten = _ONES.get(tens[0], 1) * 10 if tens else 0
    return _ONES.get(thousands, 0) * 1000 + _ONES.get(hundreds, 0) * 100 + ten + _ONES.get(ones, 0)
