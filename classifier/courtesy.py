"""The small coin of a talk: greetings, wishes, thanks, and what is left of a message without them."""

from __future__ import annotations

import re

from classifier.phrases import COMMENDED, CONTRAST, DONE, UNDONE

GREETING = re.compile(
    r"(?:领导|书记|主任|同志|大家|师傅|老师|各位|亲|网格员|社区|村委|管理员)*(?:你们?好|您们?好|好呀|大家好)|哈喽"
    r"|哈啰|hello|hi(?![a-z])|嗨|(?:早上|上午|中午|下午|晚上|早晨|傍晚)好|早安|晚安|午安|^早$|在吗|在不在|在么"
    r"|在不|有人(?:在)?(?:吗|么|没|不)|打扰(?:一下|了|您|你)*|(?:各位|尊敬的)?领导(?:好)?(?=$|[,。!])"
    r"|测试(?:一下)?|test"
)
WISHES = re.compile(
    r"(?:祝|恭祝|祝福|祝愿|祝您?)[^。!?]{0,20}(?:快乐|幸福|安康|健康|吉祥|如意|发财|顺利|平安|愉快|团圆|大吉|年年"
    r"|步步|兴旺)"
    r"|(?:新年|春节|元旦|中秋|端午|元宵|国庆|节日|周末|生日|除夕|小年|腊八|重阳|五一)(?:节)?(?:快乐|安康|愉快|吉祥"
    r"|好)|恭喜发财|万事如意|阖家|身体健康|早上好[,!。]?(?:朋友|祝)|早安"
)
WHOM = (
    r"(?:了|啦|你们?|您们?|大家|各位|领导|书记|主任|师傅|同志|社区|网格员|政府|村委|一下|帮忙|关心|支持|理解|配合|回复"
    r"|啊|哈|哦|呀|!|~)*"
)
MUCH = r"(?:非常|太|多|十分|万分|真是|真的?|实在|先|那就|那)*"
THANKS = re.compile(
    rf"{MUCH}(?:谢谢?|感谢|感恩|多谢|辛苦|麻烦|拜托|劳驾|有劳){WHOM}|thanks?(?:you)?|thx|3q|给您?添麻烦了"
)
# Thanks that ask for nothing, and laughter.
KIND = rf"(?:你们?|您们?|大家|领导|书记|师傅|同志)?{MUCH}(?:谢谢?|感谢|感恩|多谢|辛苦){WHOM}|哈哈+|嘿嘿+|呵呵+|嘻嘻+"
KINDNESS = re.compile(KIND)
# They stand alone, or close what was said without a mark: manners, whatever the message is about.
MANNERLY = re.compile(rf"(?:^|(?<=[,。!?~、]))(?:{KIND})(?=$|[,。!?~、])|{MUCH}(?:谢谢|感谢|多谢){WHOM}$")
POLITE = re.compile(
    r"不好意思|对不起|抱歉|请(?:尽快|及时|帮忙|帮|领导)?(?:处理|解决|回复|安排)?(?=$)|请问(?=$)|劳烦"
    r"|我想(?:问|说|反映|咨询)一?下?(?=$)"
)


# "下雨天还在扫，辛苦了": the pains that somebody takes.
TOIL = re.compile(r"(?:天|半夜|[雨雪])[^,。!?]{0,4}(?:还|都)?在[^,。!?]{0,6},?辛苦")
PARTS = re.compile(rf"[,。!?;]|{CONTRAST.pattern}")


def parts(flat: str) -> list[str]:
    """The clauses of a text, parted at its marks and at the words that turn it."""
    return PARTS.split(flat)


def well_done(flat: str) -> bool:
    """Whether something is said to be done, and for good, or somebody is commended."""
    if COMMENDED.search(flat):
        return True
    return any(DONE.search(part) and not UNDONE.search(part) for part in parts(flat))


def without_manners(flat: str) -> str:
    """A text without the thanks and laughter that stand alone; told of something well done, they are its matter.

    >>> without_manners("路灯坏了,谢谢"), without_manners("灯亮了,谢谢")
    ('路灯坏了', '灯亮了,谢谢')
    """
    return flat if TOIL.search(flat) else _without(MANNERLY, flat)


def without_kindness(flat: str) -> str:
    """A text without any thanks and laughter, unless it tells of something well done."""
    return _without(KINDNESS, flat)


def _without(words: re.Pattern[str], flat: str) -> str:
    left = words.sub("", flat)
    return flat if left == flat or well_done(flat) else left.strip(",。!~、")
