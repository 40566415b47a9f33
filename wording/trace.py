"""The trace of a case in words: who held it, the limits, the steps, who was told; the resident is never named."""

from __future__ import annotations

from datetime import datetime, timedelta

from wording import labels
from wording.marks import clean
from wording.pushes import PUSHES
from wording.times import span

ARRIVED = {
    "queued": "等着发",
    "inflight": "正在发",
    "sent": "发出去了",
    "delivered": "收到了",
    "held": "没发出去，等他来时再说",
    "told": "他来时当面说了",
    "unknown": "发没发到说不清，他来时再说",
    "failed": "没发到",
    "cancelled": "没发，后来用不着了",
}
CHANNEL = {"template": "模板消息", "custom": "客服消息", None: "聊天里"}
WHO = {"resident": "住户", "system": "系统"}
HEADS = {"held": "谁拿着：", "limits": "时限（按现在的规则算）：", "steps": "一步一步：", "told": "告诉过谁："}


def head(number: str, category: str, place: str, status: str) -> str:
    """The first line."""
    return f"{number}号 {category} {clean(place)}，{labels.STATUS[status]}".replace(" ，", "，")


def held(who: str | None, begins: datetime, ends: datetime, worked: timedelta) -> str:
    """Somebody had it for a while."""
    return (
        f"  {who or '值班台'} {_at(begins)} 到 {_at(ends)}，{f'上班时间{span(worked)}' if worked else '没到上班时间'}"
    )


def limit(clock: str, due: datetime, met: datetime | None, late: timedelta) -> str:
    """A limit and how it was kept."""
    done = f"{_at(met)}做到" if met else "没做到"
    kept = f"，超{span(late)}" if late else ("，没超" if met else "")
    return f"  {labels.CLOCK[clock]} 最晚 {_at(due)}，{done}{kept}"


def step(at: datetime, action: str, role: str, who: str, words: str) -> str:
    """One step."""
    said = f"：{clean(words)}" if words else ""
    return f"  {_at(at)} {who or WHO.get(role, '值班台')} {labels.STEP[action]}{said}"


def told(at: datetime, kind: str, who: str | None, channel: str | None, status: str, arrived: datetime | None) -> str:
    """One piece of news."""
    when = f" {_at(arrived)}" if arrived else ""
    phrase = PUSHES[kind].phrase if kind in PUSHES else kind
    return f"  {_at(at)} {who or '住户'} {phrase}，{CHANNEL.get(channel, '聊天里')}，{ARRIVED[status]}{when}"


def _at(moment: datetime) -> str:
    return f"{moment:%m-%d %H:%M}"
