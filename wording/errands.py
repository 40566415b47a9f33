"""What is said about news for people without a chat: to whoever has to pass it on, and to the desk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wording.marks import case_tap, clean, quote
from wording.push import Facts, Push, line

DOOR = re.compile(r"^(?:上门|入户|当面|见面)\s*")
PHONE = re.compile(r"^(?:打?电话|打过电话|打了电话)\s*")
HOW = {"phone": "打电话", "door": "上门"}
REFUSED = {"nothing_to_tell": "这件没有要您告知住户的，没动。发“待办”看看。"}
NEWS = {
    "signed": "有人接了",
    "dispatched": "派下去了",
    "handed": "换了人办",
    "said": "有回话",
    "completed": "办完了",
    "rejected": "这儿办不了",
    "extended": "要晚几天",
    "seen": "值班的看到了",
    "suspended": "先挂着",
    "resumed": "接着办了",
    "upheld": "核实过了",
    "reopened_for_her": "重新办",
    "decided_for_her": "研究定了",
}


@dataclass(frozen=True, slots=True)
class ErrandLine:
    """One case about which somebody without a chat is to be told."""

    case_id: int
    number: str
    what: str
    phone: str
    words: str


def how(rest: str) -> tuple[str, str]:
    """(phone or door, what was said) of the words behind 告知; a phone call where nothing is said."""
    if found := DOOR.match(rest):
        return "door", rest[found.end() :]
    found = PHONE.match(rest)
    return "phone", rest[found.end() :] if found else rest


def told(number: str, way: str, *, rates: bool) -> str:
    """To 告知."""
    ask = "满不满意，值班的回访时会问。" if rates else ""
    return f"记下了，{number}号{HOW[way]}告诉住户了。{ask}"


def waiting(lines: Sequence[ErrandLine]) -> str:
    """Those to be told, in the queue of whoever has to tell them; empty if none."""
    if not lines:
        return ""
    return "\n".join(["要告诉住户的（他没用微信）：", *map(_line, lines)])


def _line(one: ErrandLine) -> str:
    phone = one.phone or "没留电话，请上门"
    words = f" {quote(one.words, 30)}" if one.words else ""
    return f"{one.number} {clean(one.what)}{words} {phone} {case_tap(f'告知{one.number}', one.case_id, 'told')}"


def _way(f: Facts) -> str:
    if f.get("phone_of"):
        return f"住户没用微信，请打电话告诉他：{f['phone_of']}"
    if f.get("behalf"):
        return f"是替{clean(f['behalf'])}报的，请告诉他"
    return "住户没用微信，也没留电话，请上门说一声"


def _pass_on(f: Facts) -> str:
    """News for somebody without a chat: whoever reads this is to ring up."""
    who = f"（{f['who']}）" if f.get("who") and f.get("news") in ("signed", "dispatched", "handed") else ""
    words = f"\n{quote(f['note'], 200)}" if f.get("note") else ""
    done = case_tap(f"告知{f['number']}", f["case_id"], "told")
    news = NEWS.get(f.get("news", ""), "有消息了")
    return f"{f['number']}号（{f['category']}）{news}{who}。{_way(f)}。{words}\n告诉了点一下：{done}"


def _pass_on_note(f: Facts) -> str:
    return f"请打电话{f['phone_of']}" if f.get("phone_of") else "请上门告诉住户"


PUSHES: dict[str, Push] = {
    "pass_on": Push("remind", "请打电话", _pass_on, _pass_on_note),
    "untold": Push("remind", "没人告知", line("{number}号（{category}）住户没用微信，{name}还没告诉他，请您打电话。")),
}
