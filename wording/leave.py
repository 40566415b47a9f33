"""What is said about leave: to whoever asks for it, and to whoever stands in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from wording import times
from wording.push import Facts, Push

HOW = "比如“请假 明天”“请假 3天”“请假 11月28日到30日”“请假 今天下午”"


def when_missing() -> str:
    """请假 without a time that can be read."""
    return f"没看明白请到哪天，还没请。{HOW}。"


def overlaps(begins: str, ends: str) -> str:
    """Leave over a time that is leave already."""
    return f"{begins}到{ends}已经请过假了，没再请。要改，先发“销假”，再请一次。"


def span(begins: datetime, ends: datetime, now: datetime) -> str:
    """From when to when, in local times; an end at midnight is the day before."""
    last = ends - timedelta(seconds=1)
    start = "现在" if begins <= now else times.day(begins, now) + (times.clock(begins) if begins.hour else "")
    end = times.day(last, now) + ("" if ends.hour == 0 else times.clock(ends))
    return f"{start}到{end}" if begins <= now or begins.date() != last.date() or begins.hour or ends.hour else end


def granted(when: str, count: int, names: Sequence[str], substitute: str, *, begun: bool) -> str:
    """To 请假."""
    head = f"请假记下了：{when}。这几天不会派给您。"
    if not begun:
        later = f"到时手上没办完的交给{substitute}。" if substitute else "到时手上没办完的交给同片的人或值班的。"
        return f"{head}\n{later}早回来发“销假”。"
    handed = f"手上{count}件交给了{'、'.join(names)}，住户也知道了。" if count else "手上没有要交的事。"
    return f"{head}\n{handed}早回来发“销假”。"


def back() -> str:
    """To 销假."""
    return "欢迎回来，从现在起又会派给您了。交出去的事还在接手的人那儿。"


def was_not_away() -> str:
    """销假 of somebody who is not on leave."""
    return "您没在请假，照常派单。"


def _stands_in(f: Facts) -> str:
    return f"{f['name']}{f['from_words']}到{f['until_words']}请假，这几天他那儿的事先派给您，辛苦了。"


PUSHES: dict[str, Push] = {
    "stands_in": Push("remind", "请您代班", _stands_in, lambda f: f"{f.get('name')}请假，请您代几天"),
}
