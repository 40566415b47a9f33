"""What is said where several people report one matter: to those who join, to the desk, and to whoever has it."""

from __future__ import annotations

from collections.abc import Sequence

from wording.marks import answer_tap, case_tap, quote
from wording.push import Facts, Push, brief, line, note_or, verb_tap

MOST_QUOTED = 3


def offer(people: int, question_id: int) -> str:
    """Behind a receipt: whether it is what neighbours have reported; nothing of theirs is shown."""
    taps = f"{answer_tap('是同一件', question_id, 1)}　{answer_tap('不是', question_id, 2)}"
    return f"已有{people}位邻居反映，是同一件事吗？不点也照办。\n{taps}"


def together(number: str, case_id: int, who: str, by: str) -> str:
    """To 是同一件; `by` is empty where an answer has been given already."""
    when = f"，最晚{by}前给您回话" if by else ""
    return (
        f"好，{number}号跟邻居报的一起办，{who or '值班的人'}来办{when}。\n"
        f"有消息照样按{number}号告诉您，办完也单独问您满不满意。\n{case_tap('点错了', case_id, 'undo')}"
    )


def apart(number: str, who: str, by: str) -> str:
    """To 不是."""
    return f"知道了，{number}号单独办，{who or '值班的人'}来办，最晚{by}前给您回话。"


def gone(number: str, who: str, by: str) -> str:
    """是同一件 about a matter that has ended meanwhile, or that can't be shared any more."""
    return f"那件这会儿并不到一起了，{number}号接着单独办，{who or '值班的人'}来办，最晚{by}前给您回话。"


def merged(number: str, root: str, people: int) -> str:
    """To 并 12 15."""
    return f"{number}号并到{root}号里一起办了，一共{people}人报。{number}号的住户照样收得到消息，办完单独问他。\n并错了发“拆 {number}”。"


def parted(number: str, who: str) -> str:
    """To 拆 15."""
    return f"{number}号拆出来单独办了，时限从现在算，{who or '值班的'}来办，住户也知道了。"


def which_to_part(numbers: Sequence[str]) -> str:
    """拆 12 where others have joined 12."""
    return f"没动。并在这件里的是：{'、'.join(numbers)}号。拆哪一件，像这样：拆 {numbers[0]}。"


def number_missing(root: str) -> str:
    """并 12 without the other number."""
    return f"把哪一件并到{root}号里？像这样：并 {root} 015（015并进{root}一起办）。"


def others(people: int) -> str:
    """On the page of a case and in the pool: how many have reported the same."""
    return f"另有{people}位邻居同报" if people else ""


def more(people: int) -> str:
    """Beside a case in a queue."""
    return f"+{people}人" if people else ""


def numbers_and_words(cases: Sequence[tuple[str, str]]) -> str:
    """On the page of a case: the numbers of those who have joined, and what some of them say."""
    if not cases:
        return ""
    said = "；".join(quote(words, 60) for _, words in cases[:MOST_QUOTED])
    return f"同报的：{'、'.join(number for number, _ in cases)}号，也说：{said}"


def carried_by(root: str) -> str:
    """On the page of a case that has joined another."""
    return f"并在{root}号里一起办"


REFUSED = {
    "itself": "这是同一个号，没动。像这样：并 012 015（015并进012一起办）。",
    "other_account": "这两件不是一个村的，不能并，没动。各办各的，要通气就发“备注 号 …”。",
    "ended": "有一件已经结了，不能并，没动。并还在办的，发“查 号”看看。",
    "circle": "这两件本来就在一起办，没动。要拆开，发“拆 号”。",
    "joined_before": "这件已经并到别的件里了，没动。要换一件并，先发“拆 号”。",
    "unripe": "这件正等部门办或等核实，现在并不了，没动。等它回来再并，或发“备注 号 …”通个气。",
    "own_course": "这件不是照常在办的（已经当场答复，或跟着通知走），不能并，没动。要单独办，先派人：“派 号 姓名”。",
    "alone_urgent": "紧急的事一件一件办，不能并，没动。各派各的人，要通气就发“备注 号 …”。",
    "alone_secret": "有一件替人保密，并了别人就看得到，没动。各办各的。",
    "alone_dispute": "纠纷各有各的当事人，不能并，没动。要一起调解，转给同一个人：“转 号 姓名”。",
    "not_joined": "这件没有并到别的件里，没什么可拆，没动。",
    "joined": "这件并在别的件里一起办，没单独动它。请对那一件办；要分开办，发“拆 号”。一起办的是：",
}


def _goes_on(f: Facts) -> str:
    why = "说已经好了" if f.get("why") == "settled" else "撤回了"
    act = verb_tap("查", f, "look")
    return f"{f['gone']}号的住户{why}，可还有{f['people']}位邻居报了这事，改成{brief(f)}接着办，时限不变。\n{act}"


PUSHES: dict[str, Push] = {
    # To those who have joined.
    "reopened_with": Push(
        "update",
        "重新办",
        line("{number}号（{category}）有邻居说没办好，一起重办，{promise}。"),
        note_or("有邻居说没办好，一起重办"),
    ),
    "not_yet": Push(
        "update",
        "接着办",
        line("对不住，{number}号（{category}）刚才说办完了是发错了，还在办，{promise}。"),
        note_or("刚才发错了，还在办"),
    ),
    "parted": Push(
        "update",
        "单独办",
        line("{number}号（{category}）看了不是邻居那件，单独办，{who}来办，{promise}。"),
        note_or("给您单独办"),
    ),
    # To staff.
    "merged": Push(
        "remind",
        "并到一起办",
        line("{number}号（{category} {place}）和{to}号是一件事，并到{to}号一起办，{by}在办；{number}号不用单独办了。"),
        lambda f: f"并到{f.get('to')}号一起办了",
    ),
    "goes_on": Push("remind", "接着办", _goes_on, lambda f: f"还有{f.get('people')}位邻居报，接着办"),
    "crowd": Push(
        "remind",
        "多人同报",
        line("{number}号（{category} {place}）已经有{people}个人报了，请您留意，看要不要发个“通知”或督办。"),
        lambda f: f"已经有{f.get('people')}个人报了",
    ),
}
