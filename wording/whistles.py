"""What is said about a whistle (吹哨): to the desk, to the departments, to whoever whistled, and to the resident."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wording import labels
from wording.marks import answer_tap, case_tap, clean, quote
from wording.push import Facts, Push, brief, line, verb_tap

KINDS = {"routine": "常规哨", "key": "重点哨", "hard": "疑难哨"}
GRADES = {"好": 1, "一般": 2, "差": 3}
HOW = "吹哨 {} 城管 井盖塌了要围挡"


@dataclass(frozen=True, slots=True)
class CallLine:
    """One case to which a department has been called."""

    case_id: int
    number: str
    what: str
    place: str
    when: str
    lead: bool
    reported: bool
    claimed: bool


def asked(number: str, names: str, desk: str) -> str:
    """To 吹哨: the desk passes it on."""
    return f"{number}号吹哨请{names}，报给{desk}了，呼应了马上告诉您。没呼应之前您先盯着，给住户回个话。"


def begun(number: str, names: str) -> str:
    """To 吹哨 that went straight through, and to 呼应."""
    return f"{number}号请了{names}，住户也知道了。他们报到、办完都会告诉您，办完请您去现场看一眼。"


def answered(number: str, names: str) -> str:
    """To 呼应."""
    return f"{number}号呼应了，{names}马上收到，吹哨的和住户也知道了。"


def reported(number: str, names: str) -> str:
    """To 报到."""
    return f"{number}号记下了：{names}报到。办完发张照片，再发“办结 {number} 怎么办的”，吹哨的去现场看过才算。"


def claimed(number: str) -> str:
    """To 办结 from a department."""
    return f"{number}号记下了，请吹哨的去现场看一眼，看过再问住户。没好会告诉您。"


def accepted_part(number: str, left: str) -> str:
    """To 验收 while others are still at it."""
    return f"{number}号这一家验收了，还等{left}。"


def accepted(number: str) -> str:
    """To 验收 of the last: as good as 办结."""
    return f"{number}号验收了，办结了，马上问住户满不满意。"


def grade_asked(number: str, question_id: int, name: str) -> str:
    """The whistler grades a department."""
    taps = "　".join(answer_tap(f"{name}{grade}", question_id, place) for place, grade in enumerate(GRADES, 1))
    return f"{name}这回办得怎么样？{taps}"


def graded(number: str, name: str) -> str:
    """To 评."""
    return f"记下了，{number}号给{name}的评价。"


def refused(number: str, names: str) -> str:
    """To 没好."""
    return f"{number}号退回{names}接着办，他们知道哪儿没好了，住户那边还没问。"


def let_go(number: str, over: bool) -> str:
    """To 收哨."""
    return f"{number}号收哨了，您接着办，办好发“办结 {number} …”。" if over else f"{number}号不等这一家了，别家接着办。"


def calls(lines: Sequence[CallLine]) -> str:
    """To 待办 from a department: where it has been called."""
    if not lines:
        return "没有吹到您这儿的哨。"
    return "\n".join([f"吹哨请您来的{len(lines)}件：", *map(_call_line, lines)])


def _call_line(one: CallLine) -> str:
    state = "等验收" if one.claimed else ("办着" if one.reported else "没报到")
    role = "主办" if one.lead else "协办"
    verb, label = ("done", "办结") if one.reported else ("report", "报到")
    act = "" if one.claimed else case_tap(f"{label}{one.number}", one.case_id, verb)
    when = f" {one.when}" if one.when else ""
    return f"{one.number} {clean(one.what)} {clean(one.place)} {role}，{state}{when} {act}".replace("  ", " ")


def request(f: Facts) -> str:
    """The desk is asked to pass a whistle on."""
    kind = KINDS.get(f.get("whistle_kind", ""), "")
    return (
        f"{brief(f)} {f['by']}吹哨（{kind}）请{f.get('names', '')}：\n{quote(f['note'], 200)}\n请您定："
        f"{case_tap('呼应', f['case_id'], 'answer')}　{case_tap('退回', f['case_id'], 'refuse')}{verb_tap('查', f, 'look')}\n"
        f"要换部门，发“呼应 {f['number']} 部门”，第一个主办。"
    )


def _call(f: Facts) -> str:
    role = "主办" if f.get("lead") else "协办"
    until = f"{f['until_words']}前报到：" if f.get("until") else "能来就点一下："
    return (
        f"【吹哨】{brief(f)}\n请{f['department']}{role}：{quote(f['note'], 200)}\n住户说：{quote(f['summary'])}\n"
        f"{until}{verb_tap('报到', f, 'report')}{verb_tap('查', f, 'look')}\n"
        f"办完发张照片，再发“办结 {f['number']} 怎么办的”。"
    )


def _unreached(f: Facts) -> str:
    return f"{brief(f)} 吹哨请{f['department']}，名册上没有能通知到的人，请您打电话告诉他们：\n{quote(f['note'], 200)}"


def _claimed(f: Facts) -> str:
    return (
        f"{brief(f)} {f['department']}说办好了：{quote(f['note'], 200)}\n请您去现场看一眼，拍张照片，再点：\n"
        f"{verb_tap('验收', f, 'accept')}　{verb_tap('没好', f, 'not_fixed')}{verb_tap('查', f, 'look')}"
    )


def _claim_refused(f: Facts) -> str:
    return (
        f"{brief(f)} 吹哨的去看了，还没好：\n{quote(f['note'], 200)}\n请接着办，办完再发“办结 {f['number']} 怎么办的”。"
    )


def _late(f: Facts) -> str:
    return (
        f"{brief(f)} 吹哨请的{f['department']}，{f['until_words']}就该{labels.CLOCK[f['clock']]}，还没有。\n"
        f"{quote(f['summary'])}\n请您过问。{verb_tap('查', f, 'look')}"
    )


def _reported(f: Facts) -> str:
    said = f"：{quote(f['note'], 200)}" if f.get("note") else "。"
    return f"{brief(f)} {f['department']}{f['by']}报到了{said}"


PUSHES: dict[str, Push] = {
    "whistle_call": Push("task", "吹哨请您", _call),
    "department_unreached": Push("remind", "通知不到", _unreached, lambda f: f"请打电话找{f['department']}"),
    "reported_in": Push("remind", "部门报到", _reported, lambda f: f"{f['department']}报到了"),
    "claimed": Push("remind", "请您验收", _claimed, lambda f: f"{f['department']}说办好了，请去看一眼"),
    "claim_refused": Push("remind", "还没好", _claim_refused),
    "claim_accepted": Push(
        "remind", "验收了", line("{number}号（{category}）吹哨的去看过，{department}办好了，辛苦。")
    ),
    "whistle_over": Push("remind", "不用来了", line("{number}号（{category}）{department}不用再来了，谢谢。")),
    "department_late": Push(
        "remind", "部门超时", _late, lambda f: f"{f['department']}没{labels.CLOCK[f['clock']]}，请过问"
    ),
    "whistled": Push(
        "update",
        "请了部门",
        lambda f: (
            f"{f['number']}号（{clean(f['category'])}）一家办不了，请了{clean(f['note'])}一起办，还是{f['worker']}盯着。"
        ),
        lambda f: f"请了{f['note']}一起办",
    ),
    "department_in": Push(
        "update",
        "部门来了",
        line("{number}号（{category}）{department}来人办了。"),
        lambda f: f"{f['department']}来人办了 {f.get('note') or ''}".strip(),
    ),
}
REFUSED = {
    "no_department": "没有这个部门，没吹。可以请：",
    "which_department": "请哪个部门？像这样：吹哨 号 城管 井盖塌了。可以请：",
    "not_called": "这件没有吹哨请这个部门，没动。发“查 号”看看。",
    "nothing_claimed": "还没有哪家说办好了，没动。不等了，发“收哨 号 原因”。",
    "look_first": "这一家说办好了，先去看一眼：好了发“验收 号”，没好发“没好 号 哪儿没好”。",
    "needs_look": "先去现场看一眼，拍张照片发来，再点〔验收〕。没好，发“没好 号 哪儿没好”。",
    "bad_grade": "怎么评？像这样：评 号 城管 好。可以写：好、一般、差。",
}
