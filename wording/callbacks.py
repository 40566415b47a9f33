"""What is said about call-backs (回访) and special care: to the desk, to her, and to whoever had the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wording.marks import case_tap, clean
from wording.push import Facts, Push, brief, line, note_or, verb_tap

WHY = {
    "not_done": "住户说没办好",
    "care": "特殊关爱的人",
    "sample": "抽到的",
    "no_chat": "没用微信，问满不满意",
    "visit": "调解过的，上门看看有没有反复",
}
PAGE = 6
HOW = "打完电话或上过门，发“回访 {} 满意 …”“回访 {} 没办好 …”“回访 {} 没接通”；确实办到头了，三看都过了，发“回访 {} 维持 合规 落实 接受”。"


@dataclass(frozen=True, slots=True)
class CallLine:
    """One case to be called back."""

    case_id: int
    number: str
    what: str
    place: str
    why: str
    phone: str
    tries: int


def waiting(lines: Sequence[CallLine], total: int) -> str:
    """To 回访: whom to ring up, the most pressing first."""
    if not lines:
        return "没有等着回访的。"
    rows = [_line(one) for one in lines]
    more = f"还有{total - len(lines)}件，办完这些再发“回访”。" if total > len(lines) else ""
    how = HOW.format(*[lines[0].number] * 4)
    return "\n".join(row for row in [f"要回访的{total}件：", *rows, more, how] if row)


def _line(one: CallLine) -> str:
    tried = f"，打过{one.tries}次没接通" if one.tries else ""
    phone = f" {one.phone}" if one.phone else "（没留电话，在聊天里问或上门）"
    look = case_tap(f"查{one.number}", one.case_id, "look")
    return f"{one.number} {clean(one.what)} {clean(one.place)} {WHY[one.why]}{tried}{phone} {look}".replace("  ", " ")


def result_missing(number: str) -> str:
    """回访 12 without what came of it."""
    return HOW.format(*[number] * 4)


def recorded(number: str, outcome: str, tries: int, most: int) -> str:
    """To 回访 12 …."""
    return {
        "rated": f"{number}号回访记下了。",
        "reopened": f"{number}号重办了，经手人和住户都知道了。",
        "upheld": f"{number}号维持原来的结果，三看记下了，住户也知道了。",
        "unreached": f"{number}号没接通记下了（第{tries}次），"
        + ("过后再打。" if tries < most else "不再打了，算没评，不算满意。"),
    }[outcome]


def to_call_back(number: str, who: str) -> str:
    """To a 没办好 that the desk will judge."""
    desk = who or "值班的人"
    return f"知道了，{number}号您说没办好。这回由{desk}打电话给您，重新核实，不让您再跑。\n哪儿没弄好，先在这儿说一句也行。"


def care_noted(number: str, care: str) -> str:
    """To 关爱 12 独居."""
    return f"记下了：{number}号的住户是{care}，往后他的事排在前头，上门办，办完回访。只有经手的和值班的看得到。"


def care_dropped(number: str) -> str:
    """To 关爱 12 无."""
    return f"改了：{number}号的住户不用特殊关爱了。"


CARE_KINDS = ("独居", "孤寡", "高龄", "残疾", "困境儿童", "留守", "失独", "优抚", "重病", "困难")


def care_missing(number: str) -> str:
    """关爱 without a kind that is on the list."""
    return f"是哪一种？像这样：关爱 {number} 独居。可以写：{'、'.join(CARE_KINDS)}；取消写“无”。"


def _call_back(f: Facts) -> str:
    how = HOW.format(*[f["number"]] * 4)
    return f"{brief(f)} {WHY.get(f.get('why', ''), '要回访')}，请您打电话问问，{f['until_words']}前。\n{verb_tap('查', f, 'look')}\n{how}"


PUSHES: dict[str, Push] = {
    "call_back": Push("remind", "请您回访", _call_back, lambda f: f"{WHY.get(f.get('why', ''), '')}，请打电话问问"),
    "call_back_late": Push("remind", "回访超时", line("{number}号（{category} {place}）到点还没回访，请您过问。")),
    "reopened_for_her": Push(
        "update",
        "重新办",
        line("您跟值班的说{number}号（{category}）没办好，马上重办，{promise}。"),
        note_or("马上重办"),
    ),
    "upheld": Push(
        "update",
        "回访过了",
        line("{number}号（{category}）值班的跟您核实过了，按原来的结果结了。还有话随时说。"),
        note_or("核实过了"),
    ),
    "voice_called_back": Push(
        "update",
        "会打给您",
        line("您那段语音听着是说{number}号没办好。这回由值班的打电话给您，重新核实。"),
        note_or("会打电话给您"),
    ),
}
