"""What is said about 责任倒查: to those who are asked, to whoever asks, and what was found."""

from __future__ import annotations

from wording.marks import quote
from wording.push import Facts, Push, brief, line

REFUSED = {"no_inquiry": "这件没有在倒查，没动。要倒查，值班的或负责人发“倒查 号 查什么”。"}


def begun(number: str, asked: int) -> str:
    """To 倒查."""
    told = f"经手过的{asked}个人收到了，说明来了转给您。" if asked else "经手过的人这会儿都通知不到，请打电话问。"
    return f"{number}号开始倒查。{told}\n谁拿了多久、告诉过谁，在电脑上看：report trace {number}。结论发“认定 {number} …”。"


def stated(number: str) -> str:
    """To 说明."""
    return f"{number}号您的说明记下了，原话留着。"


def found(number: str) -> str:
    """To 认定."""
    return f"{number}号倒查的结论记下了，经手过的人都收到了。"


def _inquiry(f: Facts) -> str:
    return f"{brief(f)} {f['by']}在倒查：\n{quote(f['note'], 200)}\n当时怎么回事，发“说明 {f['number']} …”，原话留着。"


PUSHES: dict[str, Push] = {
    "inquiry": Push("remind", "请您说明", _inquiry),
    "statement": Push("remind", "说明来了", line("{number}号（{category} {place}）{by}说明：")),
    "finding": Push("remind", "倒查结论", line("{number}号（{category} {place}）倒查的结论，{by}：")),
}
