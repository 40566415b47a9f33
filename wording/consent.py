"""What is said about requests to the level above: more time, a pause, laying aside; and about what was decided."""

from __future__ import annotations

from wording import whistles
from wording.marks import case_tap, quote
from wording.push import Facts, Push, brief, line, note_or, verb_tap

WISH = {"dispute": "裁定归谁办", "extend": "延期", "pause": "停表问住户", "suspend": "挂账", "whistle": "吹哨"}


def asked_above(number: str, kind: str) -> str:
    """To 延期, 问 near the limit, and 挂账: the level above decides."""
    why = "快到点了，停表要上一级点头，" if kind == "pause" else ""
    return f"{why}{number}号{WISH[kind]}报上去了，准不准一有信就告诉您。没准之前表还在走，先给住户回个话。"


def laid_aside(number: str) -> str:
    """To 挂账 by the street itself."""
    return f"{number}号挂账了，住户也知道了；满30天提醒再看一次。要接着办，发“恢复 {number}”。"


def decided(number: str, kind: str, granted: bool) -> str:
    """To 准 and 驳."""
    return f"{number}号{WISH[kind]}，{'准了' if granted else '没准'}，已经告诉他了。"


def resumed(number: str, who: str) -> str:
    """To 恢复."""
    return f"{number}号接着办，在{who}手上，住户也知道了。"


def _wish(f: Facts) -> str:
    return WISH.get(f.get("request", ""), "请示")


def _request(f: Facts) -> str:
    days = f"{f['days']}天" if f.get("days") else ""
    if f.get("request") == "whistle":
        return whistles.request(f)
    if f.get("request") == "dispute":
        how = f"请裁定，比如“裁定 {f['number']} 姓名 理由”。{verb_tap('查', f, 'look')}"
        return f"{brief(f)} 退了两回还说不归他，{f['by']}说：\n{quote(f['note'], 200)}\n{how}"
    return (
        f"{brief(f)} {f['by']}请示{_wish(f)}{days}：\n{quote(f['note'], 200)}\n"
        f"{verb_tap('准', f, 'grant')}　{verb_tap('驳', f, 'refuse')}{verb_tap('查', f, 'look')}"
    )


def _granted(f: Facts) -> str:
    words = f"\n{quote(f['note'], 200)}" if f.get("note") else ""
    done = "呼应" if f.get("request") == "whistle" else "准"
    return f"{brief(f)} {_wish(f)}{f.get('names', '')}，{f['by']}{done}了。{words}"


def _refused(f: Facts) -> str:
    words = f"：{quote(f['note'], 200)}" if f.get("note") else "。"
    return f"{brief(f)} {_wish(f)}，{f['by']}没准{words}\n接着办，先给住户回个话。"


def _review(f: Facts) -> str:
    resume = case_tap("接着办", f["case_id"], "resume")
    return f"{brief(f)} 挂账满30天了，看看现在能不能办。\n{quote(f['summary'])}\n{resume}　{verb_tap('查', f, 'look')}"


PUSHES: dict[str, Push] = {
    "suspended": Push(
        "update",
        "先挂着",
        line("{number}号（{category}）眼下办不了，先挂着，没丢；{until_words}前我们再看一次，能办马上办。原因："),
        note_or("眼下办不了，先挂着"),
    ),
    "resumed": Push("update", "接着办了", line("{number}号（{category}）接着办了，{promise}。"), note_or("接着办了")),
    "request": Push("remind", "请您点头", _request, lambda f: f"请示{_wish(f)}：{f.get('note', '')}"),
    "granted": Push("remind", "准了", _granted, lambda f: f"{_wish(f)}准了"),
    "refused": Push("remind", "没准", _refused, lambda f: f"{_wish(f)}没准：{f.get('note', '')}"),
    "review": Push("remind", "挂账该看", _review, lambda f: "挂账满30天，看看能不能办"),
}
