"""From when to when somebody says he is away: 明天, 3天, 11月28日到30日, 周五到周日, 今天下午."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.numbers import read_digits

NAMED = {"今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2, "大后天": 3}
HALVES = {"上午": (time(0), time(12)), "下午": (time(12), time(0)), "": (time(0), time(0))}
LONGEST = timedelta(days=366)
_NUMBER = r"[0-9０-９一二两三四五六七八九十]{1,3}"
_DAY = re.compile(
    rf"(?:(?P<named>大后天|今天|今日|明天|明日|后天)|(?P<next>下)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"
    rf"|(?:(?P<month>{_NUMBER})[月./-])?(?P<day>{_NUMBER})(?:[日号](?!楼)|(?=\s*(?:到|至|[-—~～]|$))))(?P<half>上午|下午)?"
)
_TO = re.compile(r"\s*(?:到|至|[-—~～])\s*")
_LASTING = re.compile(rf"\s*(?:起|开始)?\s*(?P<days>{_NUMBER})\s*天")
_FOR = re.compile(rf"(?P<half>半天)|(?P<days>{_NUMBER}|半)\s*天")


def read_absence(text: str, now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime, str] | None:
    """(begin, end, the words behind it) in the zone's local time; None if no such time can be read.

    It begins now where the day is today, else at the beginning of its first day, and ends with its last.
    """
    said = text.strip()
    if found := _FOR.match(said):
        return _lasting(found, now.astimezone(zone), said)
    today, first = now.astimezone(zone).date(), _DAY.match(said)
    if first is None or (begin := _date(first, today, today)) is None:
        return None
    end, half, behind = begin, first["half"] or "", first.end()
    if to := _TO.match(said, behind):
        last = _DAY.match(said, to.end())
        until = _date(last, today, begin) if last else None
        if last is None or until is None:
            return None
        end = until
        half, behind = last["half"] or "", last.end()
    elif lasting := _LASTING.match(said, behind):
        end, behind = begin + timedelta(days=max((read_digits(lasting["days"]) or 1) - 1, 0)), lasting.end()
    return _span((begin, first["half"] or ""), (end, half), now.astimezone(zone), said[behind:].strip(" ，,"))


def _lasting(found: re.Match[str], now: datetime, said: str) -> tuple[datetime, datetime, str] | None:
    """3天 from today; 半天 is the rest of this half of the day."""
    rest = said[found.end() :].strip(" ，,")
    if found["half"] or found["days"] == "半":
        noon = now.replace(hour=12, minute=0, second=0, microsecond=0)
        return now, noon if now < noon else _midnight(now, 1), rest
    days = read_digits(found["days"]) or 0
    return (now, _midnight(now, days), rest) if days else None


def _date(found: re.Match[str], today: date, after: date) -> date | None:
    """The day that is meant: 明天 and 下周五 are seen from today, 周日 and 11日 from the day they come after."""
    if found["named"]:
        return today + timedelta(days=NAMED[found["named"]])
    if found["weekday"]:
        wanted = "一二三四五六日".index(found["weekday"].replace("天", "日"))
        if found["next"]:
            return today + timedelta(days=7 + wanted - today.weekday())
        return after + timedelta(days=(wanted - after.weekday()) % 7)
    return _calendar_day(read_digits(found["month"]) if found["month"] else None, read_digits(found["day"]), after)


def _calendar_day(month: int | None, day: int | None, today: date) -> date | None:
    """The next such day, today included."""
    for year, one in ((today.year, month or today.month), (today.year + (month is not None), month or today.month + 1)):
        year, one = (year + 1, 1) if one > 12 and month is None else (year, one)
        try:
            found = date(year, one, day or 0)
        except ValueError:
            continue
        if found >= today:
            return found
    return None


def _span(
    first: tuple[date, str], last: tuple[date, str], now: datetime, rest: str
) -> tuple[datetime, datetime, str] | None:
    begin = datetime.combine(first[0], HALVES[first[1]][0], now.tzinfo)
    ends = HALVES[last[1]][1]
    end = datetime.combine(last[0] + timedelta(days=ends == time(0)), ends, now.tzinfo)
    begin = max(begin, now)
    return (begin, end, rest) if begin < end <= begin + LONGEST else None


def _midnight(now: datetime, days: int) -> datetime:
    return datetime.combine(now.date() + timedelta(days=days), time(0), now.tzinfo)
