"""The first answer to a matter: what was understood, its number, who comes and by when there is an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wording.marks import answer_tap, case_tap, clean


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt says; `who` and `by` are already plain words, empty where nothing is known."""

    case_id: int
    number: str
    what: str
    where: str
    who: str
    by: str
    discreet: bool = False
    confidential: bool = False
    off_hours: str = ""
    needs_photo: bool = False
    again: bool = False  # The case was there before these words.

    @property
    def head(self) -> str:
        """收到了，这事记成037号; 记成 only where a case was opened."""
        return f"收到了，{'还是' if self.again else '这事记成'}{self.number}号"


def receipt(one: Receipt) -> str:
    """The receipt when place and person are known."""
    lines = [
        f"{one.head}。",
        f"什么事：{one.what}",
        f"在哪儿：{clean(one.where)}" if one.where else "",
        f"谁来办：{one.who}" if one.who else "",
        _by(one),
        "您的名字替您保密，办事的人看不到。" if one.confidential else "",
        "哪儿不对，说一声就改；" + ("最好再拍张照片发来。" if one.needs_photo else "有照片接着发。"),
        _corrections(one),
    ]
    return _join(lines)


def _by(one: Receipt) -> str:
    night = f"现在下班了，{one.off_hours}有人接；" if one.off_hours else ""
    return f"{night}最晚{one.by}前给您回话，办好办不好都有准话。"


def _corrections(one: Receipt) -> str:
    taps = [case_tap("地方不对", one.case_id, "place"), case_tap("事不对", one.case_id, "kind")]
    if one.discreet and not one.confidential:
        taps.append(case_tap("替我保密", one.case_id, "hide"))
    return "　".join(taps)


def place_unknown(one: Receipt, question_id: int, options: Sequence[str]) -> str:
    """The receipt when the place is missing: the desk has it, and she is asked with the nearest units to tap."""
    given = f"，已经交给{one.who}" if one.who else "，值班的人会看到"
    taps = [answer_tap(option, question_id, place) for place, option in enumerate(options, 1)]
    lines = [
        f"{one.head}{given}。",
        f"什么事：{one.what}",
        "就差一句：在哪儿？" + ("点一下就行：" if taps else ""),
        *taps,
        "也可以直接说，比如“东门口”，或者发个位置。",
        _no_answer(one),
        case_tap("替我保密", one.case_id, "hide") if one.discreet and not one.confidential else "",
    ]
    return _join(lines)


def _no_answer(one: Receipt) -> str:
    night = f"现在下班了，{one.off_hours}有人接；" if one.off_hours else ""
    return f"不答也不耽误，{night}最晚{one.by}前在这儿给您回话。"


def voice(one: Receipt, question_id: int | None, options: Sequence[str]) -> str:
    """The receipt for a voice message that nobody has heard yet; always with the emergency line."""
    listener = f"{one.who}会亲自听" if one.who else "值班的人会亲自听"
    taps = [answer_tap(option, question_id or 0, place) for place, option in enumerate(options, 1)]
    lines = [
        f"记成{one.number}号了：您说的那段语音收到了，{listener}，最晚{one.by}前给您回话。",
        EMERGENCY_LINE,
        "方便的话再打几个字：在哪儿、什么事，来得更快。",
        "　".join(taps),
    ]
    return _join(lines)


def voice_unheard(one: Receipt) -> str:
    """The receipt for a voice on an account that has no right to fetch it: nobody can hear it here."""
    lines = [
        f"记成{one.number}号了。可这个号听不了语音，麻烦您打几个字：在哪儿、什么事。",
        EMERGENCY_LINE,
        f"不打也给您留着，{one.who or '值班的人'}最晚{one.by}前找您问清楚。",
    ]
    return _join(lines)


EMERGENCY_LINE = "要是着火、有人伤着、有人打人，别等：打119、120、110。"


def wordless(one: Receipt, kind: str) -> str:
    """The receipt for a photo, video or place that came without a word."""
    lines = [
        f"{kind}收到了，先记成{one.number}号" + (f"，交给了{one.who}。" if one.who else "。"),
        "再说一句：这是什么事、在哪儿？打字、说话都行。",
        f"不说也不耽误，最晚{one.by}前在这儿问您。",
    ]
    return _join(lines)


def unsure(one: Receipt, question_id: int, options: tuple[str, str]) -> str:
    """The receipt when two categories are close: dispatched by the better guess, both offered to tap."""
    given = f"派给了{one.who}" if one.who else "交上去了"
    lines = [
        f"{one.head}。",
        f"在哪儿：{clean(one.where)}" if one.where else "",
        f"我先当“{options[0]}”{given}，最晚{one.by}前给您回话。",
        "是不是这回事？点一下：",
        *(answer_tap(f"{place} {option}", question_id, place) for place, option in enumerate(options, 1)),
        "不点也照办，派错了我马上改。",
    ]
    return _join(lines)


def answered(number: str, answer: str, question_id: int) -> str:
    """A configured answer to an enquiry, at once, with the way on to a person."""
    lines = [
        f"收到了，这事记成{number}号。",
        clean(answer),
        "没说清楚的话，值班的人再答您。",
        f"{answer_tap('清楚了', question_id, 1)}　{answer_tap('还有不明白的', question_id, 2)}",
    ]
    return _join(lines)


def joined(number: str, what: str, who: str, sense: str = "看") -> str:
    """Further words, a photo or a voice have gone to the case she is talking about."""
    return f"{what}放到{number}号里了，{who or '办事的人'}{sense}得到。"


def _join(lines: Sequence[str]) -> str:
    return "\n".join(line for line in lines if line)
