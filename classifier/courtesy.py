"""The small coin of a talk: greetings, wishes, thanks, and what is left of a message without them."""

from __future__ import annotations

import re

from classifier.phrases import COMMENDED, CONTRAST, DONE, UNDONE
from classifier.sieve import Sieve

SURNAME = (
    r"[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋"
    r"蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范"
    r"石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文]"
)
TITLE = (
    r"(?:村|居|总|副|老|小|大队|妇女|社区|街道|镇|乡|党)?"
    r"(?:书记|支书|主任|村长|镇长|乡长|组长|队长|会计|干部|委员|所长|站长|校长)"
)
# Who is spoken to: 王书记, 尊敬的领导, 各位邻居.
ADDRESS = (
    rf"(?:各位|尊敬的|敬爱的|亲爱的)?(?:{SURNAME}?(?:{TITLE}|领导|老师|师傅|医生|大夫|警官|经理)|同志|大家|各位|亲|网格员|社区"
    r"|村委|管理员|邻居|乡亲|朋友|家人)们?"
)
END = r"(?=$|[,。!?:~])"
GREETING = re.compile(
    rf"(?:{ADDRESS})*(?:你们?好|您们?好|好呀|大家好)(?:{ADDRESS}{END})?|(?:^|(?<=[,。!?])){ADDRESS}好(?=$|[,。!?:~啊呀我俺咱请想麻])"
    rf"|^{ADDRESS}{END}|哈喽"
    rf"|哈啰|hello|hi(?![a-z])|嗨|(?:早上|上午|中午|下午|晚上|早晨|傍晚)好(?:{ADDRESS}{END})?|早安|晚安|午安|^早$|在吗|在不在|在么"
    r"|在不|有人(?:在)?(?:吗|么|没|不)|打扰(?:一下|了|您|你)*|领导(?=$|[,。!])"
    r"|测试(?:一下)?|test"
)
WISHES = re.compile(
    r"(?:祝|愿(?:您|你|大家|各位|我们|天下))[^。!?]{0,20}(?:开心|美好|安好|好运|好心情|快乐|幸福|安康|健康|吉祥|如意|发财|顺利|平安|愉快|团圆|大吉|年年"
    r"|步步|兴旺)"
    r"|(?:新年|春节|元旦|中秋|端午|元宵|国庆|节日|周末|生日|除夕|小年|腊八|重阳|五一)(?:节)?(?:快乐|安康|愉快|吉祥"
    r"|好)|恭喜发财|万事如意|阖家|身体健康|早上好[,!。]?(?:朋友|祝)|早安"
)
WHOM = rf"(?:了|啦|你们?|您们?|{ADDRESS}|政府|一下|帮忙|关心|支持|理解|配合|回复|啊|哈|哦|呀|!|~)*"
MUCH = r"(?:非常|太|多|十分|万分|真是|真的?|实在|先|那就|那)*"
THANKS = re.compile(
    rf"{MUCH}(?:谢谢?|感谢|感恩|多谢|辛苦|麻烦|拜托|劳驾|有劳){WHOM}|thanks?(?:you)?|thx|3q|给您?添麻烦了"
)
# Thanks that ask for nothing, and laughter.
KIND = rf"(?:你们?|您们?|{ADDRESS})?{MUCH}(?:谢谢?|感谢|感恩|多谢|辛苦){WHOM}|哈哈+|嘿嘿+|呵呵+|嘻嘻+"
KINDNESS = re.compile(KIND)
# They stand alone, or close what was said without a mark: manners, whatever the message is about.
MANNERLY = re.compile(rf"(?:^|(?<=[,。!?~、]))(?:{KIND})(?=$|[,。!?~、])|{MUCH}(?:谢谢|感谢|多谢){WHOM}$")
POLITE = re.compile(
    r"不好意思|对不起|抱歉|请(?:尽快|及时|帮忙|帮|领导)?(?:处理|解决|回复|安排)?(?=$)|请问(?=$)|劳烦"
    r"|我想(?:问|说|反映|咨询)一?下?(?=$)"
)


# "下雨天还在扫，辛苦了": the pains that somebody takes.
TOIL = re.compile(r"(?:天|半夜|[雨雪])[^,。!?]{0,4}(?:还|都)?在[^,。!?]{0,6},?辛苦")
# "村干部" says what is told about, "书记" alone may only be spoken to.
TITLES = re.compile(rf"(?!村干部|村支书){TITLE}")
PARTS = re.compile(rf"[,。!?;]|{CONTRAST.pattern}")
SPOKEN_TO = Sieve({"greeting": GREETING, "kindness": KINDNESS})
MANNERS = Sieve({"kindness": KINDNESS, "mannerly": MANNERLY})


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
    return flat if TOIL.search(flat) else _without("mannerly", flat)


def without_kindness(flat: str) -> str:
    """A text without any thanks and laughter, unless it tells of something well done."""
    return _without("kindness", flat)


def spans(flat: str) -> list[tuple[int, int]]:
    """Where a text greets, thanks and speaks to somebody: 书记 in 书记您好 is no matter of the village hall's."""
    said = SPOKEN_TO.left(flat)
    return [
        found.span() for name, words in SPOKEN_TO.expressions.items() if name in said for found in words.finditer(flat)
    ]


def _without(manners: str, flat: str) -> str:
    if manners not in MANNERS.left(flat):
        return flat
    left = MANNERS.expressions[manners].sub("", flat)
    return flat if left == flat or well_done(flat) else left.strip(",。!~、")
