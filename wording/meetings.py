"""What is said about a meeting on a hard case (专题研究) and what it decided."""

from __future__ import annotations

from wording.push import Facts, Push, brief, line, note_or, verb_tap

HOW = "专题 {} 12月3日下午 城管、水务、村两委"
REFUSED = {
    "no_meeting": "这件没有定过专题研究，没动。先发“专题 号 12月3日下午 谁参加”。",
    "past": "这个时候已经过了，没记。写往后的日子，比如“专题 号 明天下午 谁参加”。",
    "bad_day": "哪天研究、谁参加？像这样：专题 号 12月3日下午 城管、水务、村两委。",
}


def called(number: str, when: str) -> str:
    """To 专题."""
    return f"{number}号{when}专题研究，经手人和住户都知道了。定了发“决定 {number} 怎么办”。"


def decided(number: str) -> str:
    """To 决定."""
    return f"{number}号定下来了，经手人和住户都知道了。"


def _undecided(f: Facts) -> str:
    return f"{brief(f)} 专题研究该有结果了，定的什么？发“决定 {f['number']} 怎么办”。\n{verb_tap('查', f, 'look')}"


PUSHES: dict[str, Push] = {
    "meeting": Push("remind", "专题研究", line("{number}号（{category} {place}）{until_words}专题研究，参加的：")),
    "meeting_for_her": Push(
        "update",
        "专门研究",
        line("{number}号（{category}）不好办，{until_words}几家坐下来专门研究，定了就告诉您。"),
        note_or("几家坐下来专门研究"),
    ),
    "decided": Push("remind", "定下来了", line("{number}号（{category} {place}）专题研究定了，照着办：")),
    "decided_for_her": Push(
        "update", "定下来了", line("{number}号（{category}）研究定了，{worker}照着办："), note_or("研究定了")
    ),
    "undecided": Push("remind", "该定了", _undecided, lambda f: "专题研究该有结果了"),
}
