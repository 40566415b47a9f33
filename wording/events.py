"""What is said about known events (通知): to whoever reports one, and to the desk that announces it."""

from __future__ import annotations

from collections.abc import Sequence

from wording.marks import case_tap, clean, quote


def receipt(number: str, case_id: int, event: str, what: str) -> str:
    """The receipt of somebody who reports what is known: the news, and that she will hear of the end."""
    return (
        f"收到了，这事记成{number}号：{what}。\n这事我们知道：{clean(event)}\n不用再跑，好了马上告诉您。\n"
        f"{case_tap('不是这件事', case_id, 'not_event')}"
    )


def left(number: str, who: str, by: str) -> str:
    """To 不是这件事."""
    return f"知道了，{number}号单独办，{who or '值班的人'}来办，最晚{by}前给您回话。"


def posted(event_id: int, what: str, where: str, words: str) -> str:
    """To 通知."""
    return (
        f"通知{event_id}发出了：{where}，{what}。往后报这事的，当场告诉他：\n{quote(words, 200)}\n"
        f"好了发“结束通知 {event_id} 已经来水”，报过的都会收到。"
    )


def unclear() -> str:
    """通知 whose matter was not understood."""
    return "没看明白通知的是什么事，还没发。像这样：通知 岩庄花园今天8点到18点停水检修。"


def listed(rows: Sequence[tuple[int, str, int]]) -> str:
    """To 通知 alone: what goes on, and how many have joined."""
    if not rows:
        return "现在没有挂着的通知。要发，像这样：通知 岩庄花园今天8点到18点停水检修。"
    return "\n".join(f"通知{event_id}：{clean(words)}（{count}人报过）" for event_id, words, count in rows)


def over(event_id: int, count: int) -> str:
    """To 结束通知."""
    return f"通知{event_id}结束了，报过的{count}人马上收到，并问一句是不是真好了。"


def which() -> str:
    """结束通知 without the number of one that goes on."""
    return "结束哪一个？发“通知”看编号，再发“结束通知 编号 一句话”，比如“结束通知 3 已经来水”。"
