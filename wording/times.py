"""Times as a neighbour says them: 今天17点, 明天（周四）18点, 后天9点半."""

from __future__ import annotations

from datetime import datetime, timedelta

WEEKDAYS = "一二三四五六日"
NEAR = ("今天", "明天", "后天")


def clock(at: datetime) -> str:
    """A local time of day: 18点, 9点半, 14点05分."""
    if at.minute == 0:
        return f"{at.hour}点"
    if at.minute == 30:
        return f"{at.hour}点半"
    return f"{at.hour}点{at.minute:02d}分"


def day(at: datetime, now: datetime) -> str:
    """A local day as seen from `now`: 今天, 明天（周四）, 11月25日（周三）."""
    distance = (at.date() - now.date()).days
    weekday = f"（周{WEEKDAYS[at.weekday()]}）"
    if 0 <= distance < len(NEAR):
        return NEAR[distance] + ("" if distance == 0 else weekday)
    if distance == -1:
        return "昨天"
    return f"{at.month}月{at.day}日" + (weekday if distance > 0 else "")


def moment(at: datetime, now: datetime) -> str:
    """A local day and time: 明天（周四）18点."""
    return day(at, now) + clock(at)


def promise(due: datetime, now: datetime) -> str:
    """A time by which something is promised: exact within three hours, else up to the next half hour."""
    if due - now <= timedelta(hours=3):
        up = due if due.second == due.microsecond == 0 else due + timedelta(minutes=1)
        return moment(up.replace(second=0, microsecond=0), now)
    past = timedelta(minutes=due.minute % 30, seconds=due.second, microseconds=due.microsecond)
    return moment(due - past + (timedelta(minutes=30) if past else timedelta(0)), now)


def answer(by: str, late: bool, verb: str = "给您回话") -> str:
    """The promise of an answer; one that was missed is owned up to and made anew."""
    return f"已经晚了，对不住，{by}前一定{verb}" if late else f"最晚{by}前{verb}"


def span(length: timedelta) -> str:
    """A length of time in one unit: 2天, 3小时, 20分钟."""
    minutes = max(1, int(length.total_seconds() // 60))
    if minutes >= 48 * 60:
        return f"{minutes // (24 * 60)}天"
    return f"{minutes // 60}小时" if minutes >= 60 else f"{minutes}分钟"
