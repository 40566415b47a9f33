"""Weighs whether a text that is nothing else brings a matter for the account, or is talk meant for somebody."""

from __future__ import annotations

import re
from typing import NamedTuple

from classifier.courtesy import TITLES, without_kindness, without_manners
from classifier.phrases import PROBLEM
from classifier.scoring import Score
from classifier.sieve import Sieve, Sifted


class Sign(NamedTuple):
    """Something in a text that speaks for a matter (above zero) or for talk (below)."""

    weight: float
    words: re.Pattern[str]


KIN = r"(?:爸|妈|爹|娘|爷|奶|叔|婶|姨|姑|舅|伯|哥|姐|弟|妹|嫂|公|婆|儿子?|闺女|丫头|媳妇|幺妹|妹子|弟娃|老伴|伢子)+"
TALK_START = (
    rf"^(?:(?:姐妹|家人|宝子|朋友|乡亲|邻居|兄弟)们|(?:(?:老|小|大|表|堂|二|三|四|幺)?{KIN}(?:们|子)?"
    r"|[老小](?![区人孩学太头娘爹师是板伙年时])[\u4e00-\u9fff]"
    r"|[\u4e00-\u9fff](?:姐|哥|总|老板|叔|婶|嫂|经理)|老板娘?|亲(?:们|爱的)?|宝(?:子们|贝|宝)?|兄弟|哥们"
    r"|各位(?:邻居|家人|亲|宝妈|姐妹|乡亲|朋友)|老师(?:好|您好)?|师傅)"
    r"(?=[,，。!！:：、 ~]|你|您|我|俺|今|明|晚|在|帮|借|把|来|到|下|给|上|快|啥|那))"
)

SIGNS = {
    "problem": Sign(1.5, PROBLEM),
    "asks_office": Sign(
        1.5,
        re.compile(
            r"请问|咨询|想问|问一?下|问哈|打听|建议|提议|希望|盼|反映|投诉|举报|求助|求求|管管|管不管|有没有人管|归谁管|谁管"
            r"|哪个?部门|找谁|找哪个?|怎么(?:办|申请|领|交|报|处理|补|弄|算)|咋(?:办|整|申请|领|交|补|弄|搞|算)|如何|能不能|可不可以"
            r"|能否|可否|能办|要(?:什么|啥|哪些)(?:材料|手续|证)|材料|手续|补贴|政策|标准|几点(?:上班|下班|开门|关门|开饭|停|来)"
            r"|你们(?:来|快来|管|倒是|给|去|看|派)|(?:麻烦|请)(?:再)?(?:你们|社区|村里|派|来|帮|给|安排|看|处理)|派人|来人|社区(?:能|给|有没有|管)"
            r"|村里(?:能|给|有没有|管|咋|怎么)|街道(?:能|给|有没有|管)|合不合法|合法(?:不|吗)|犯法|违法|凭(?:啥|什么)|啥时候(?:修|来|通|发|开)"
        ),
    ),
    "distress": Sign(
        1.0,
        re.compile(
            r"受不了|没法(?:住|过|睡|走|活)|不敢|害怕|吓|急死|愁|烦死|气死|遭罪|难受|怕|可怜|欺负|冤|委屈|睡不着|睡不好"
            r"|到现在|一天到晚|没一个管|好几?(?:天|个月|年)了|半(?:个月|年)|迟迟|一直(?:没|不)|老是|总是|天天|三天两头|隔三差五"
        ),
    ),
    "question": Sign(
        0.5, re.compile(r"吗|么(?=$|[,。?])|哪|几时|啥时候|什么时候|多少|多久|怎|咋|\?|不(?=$)|没(?=$)|伐(?=$)")
    ),
    "whether": Sign(
        0.6,
        re.compile(
            r"([\u4e00-\u9fff])[不没]\1|有没有|有没得|有没(?=$|[,。])|真的假的|是不是|(?:能|要|可以|允许|收|批|管)[^,。]{0,6}不(?=$"
            r"|[,。?])|哪里(?:能|有|可以)"
        ),
    ),
    "mine": Sign(
        0.6,
        re.compile(
            r"我家|我屋|俺家|我们(?:家|楼|村|小区|单元|这)|俺们?(?:村|这|家)|我(?:孙|孩|娃|妈|爸|爹|娘|爷|奶|老|儿|闺|女|媳|婆)|俺(?:孙|孩|娃|妈|爹|娘|那)"
            r"|门口|窗|墙|楼[上下道顶]|隔壁|邻居|对门|院[里子坝]|家里|屋里|村[里口头]|巷|弄堂|路[上边]|地里|田"
        ),
    ),
    "address": Sign(-2.2, re.compile(TALK_START)),
    "trade": Sign(
        -2.2,
        re.compile(
            r"全场|只剩[一二三两四五六七\d]天|跳楼价|甩卖|清仓|接龙|谁要(?=$|[,。?])|还有[^,。]{1,4}没(?=$|[,。? ])"
            r"|拼(?:团|车|单|一?单|顺风车)|团购|包邮|下单|到货|新(?:到|款|店|品|鲜)|开业|打折|特价|优惠|便宜卖|低价|批发|[一二两三四五六七八九\d]折"
            r"|求(?:领养|租|购|合租|带)|出售|转让|出租|合租|要的(?:言语|联系|说|私|加|来|报名|接)|有意(?:者|加|联系)?|(?:加"
            r"|➕)(?:我)?(?:个)?(?:微信?|v|薇信?|卫星)"
            r"|(?:[一二两三四五六七八九十百\d]+|几)(?:块|元)(?:钱)?(?:一|[一二两三四五六七八九十\d]*)(?:斤|个|箱|只|件|盒|袋)|(?:多少|好多|几多)钱一(?:斤|个)"
            r"|来[一二两三四五六七八九十半\d]+(?:斤|份|碗|个|箱|件|瓶)|送货(?:到|上)门|自家(?:种|养|产)|土鸡蛋|招(?:日结|临时|小时工|钟点工|保姆|[男女]工"
            r"|兼职|学徒|工人?(?=[,，]))|日结|急招|高价回收|回收(?:旧|手机|家电|老酒|名酒)"
            r"|代办|办证|贷款|刷单|信用卡|返利|红包|领(?:鸡蛋|福利)|投(?:我|他|她|俺|我家)?[^,。]{0,6}一票|投(?:个)?票给|给[^,。]{0,8}投(?:个|一)?票|帮(?:我|忙)[^,。]{0,6}(?:投|砍|点赞)"
        ),
    ),
    "private": Sign(
        -3.7,
        re.compile(
            r"^[^,。]{0,4}(?:是不是|会不会|要不要|要|会|又要)?(?:下雨|下雪|降温|变天|打雷|刮风|出太阳)(?:不|吗|么|没|了吗|了吧|吧)?$"
            r"|是[^,。是不]{1,4}(?:师傅|老板|先生|女士|医生|大夫|经理)(?:吗|不|吧|么)|不见不散|(?:回头|晚点|改天|明天)(?:再)?(?:说|聊|讲)(?=$|[,。!])|送(?:了)?(?:我|俺|咱)(?:家)?[一两二三几]|刚(?:到站|下车|下班|到家)|我先[睡撤走]了|换号了|存一?下[^,。]{0,2}号|^(?:我|俺)(?:还)?(?:在|正)[^,。吗]{1,8}呢$"
            r"|(?:集合|排练|集中)(?:唱|跳|排|打球|出发|去)|^你(?:们)?(?:家)?[^,。]{0,2}(?:把|将)?车[^,。]{0,3}[挪移]|我(?:问|叫|让)你|让我问|你教教?我"
            r"|你(?:那个?|的|家)?[^,。]{0,8}(?:了没有?|[好完上到]电?没有?|了吗)$|(?:作业|球赛?|电视剧?|电影|比赛|节目)[^,。]{0,4}(?:看|写|做)[了完]?没|(?:今晚|晚上)[^,。]{0,4}(?:放|演|播)(?:啥|什么)"
            r"|^(?:我|俺)?(?:们)?(?:刚|已经)?到(?:家|了|单位|学校|站)(?:了)?|老同学|(?:电话|号码|微信)(?:我)?(?:存|记|加)(?:下|好|上)?了|(?:已经|我)?(?:交|缴|付|充)了(?:哈|哦|啊|呀|哟)"
            r"|想死你|作业本|[一二三四五六]年级[一二三四五六七八]班|包饺子|羊肉卷|(?:快递|外卖|包裹)[^,。]{0,4}到了|你的?(?:快递|外卖|包裹)|(?:给你|帮你|替你)|(?:放|搁)(?:你|前台|驿站|门卫|传达室)"
            r"|你点的|你(?:家|屋)[^,。]{0,2}(?:wifi|密码|沙发|孩子|的[牛羊狗鸡])"
            r"|借(?:我|给我|点|[一二两三四五六七八九十百千\d]+)[^,。]{0,4}(?:块|钱|千|百)|(?:下月|过两天|回头|改天)(?:就)?还"
            r"|转(?:给你|过去|你)|请(?:一天|半天|个|[一二两三\d]天)假|请你(?:吃|喝)"
            r"|签个?字(?=$|[,。])|接(?:一下)?(?:孩子|娃)(?!的)|不回(?:来|家)(?:吃饭)?|等你|找你|想你|我在开会|(?:莫|别)(?:打"
            r"|发)(?:了|给我)|你到(?:哪|底)|在家(?:吗|不|没)"
            r"|落你|(?:给|帮)我(?:留|带|捎|拿|买)|(?:下班|一会儿?|待会儿?|改天|回头)(?:去|过去|来)?(?:拿|取|接)|你查一?下|收到(?:请)?回复"
        ),
    ),
    "invitation": Sign(
        -2.0,
        re.compile(
            r"三缺一|(?:来家|过来|来我家)(?=$|[,。 ])|来家吃|撸串"
            r"|走不走(?=$|[,。?])|(?:同学|战友|家族|姐妹)[^,。]{0,2}聚会|都来热闹"
            r"|喝(?:一杯|两杯|酒|茶)(?=$|[,。?!不吗去来啊呀哈]|了)|打(?:牌|麻将)(?=$|[,。?!不吗去来啊])"
            r"|(?:出来|过来|一起)(?:玩|吃|喝|耍|聚|坐|走|拍|跳|唱|打)|来不来|去不去(?=$|[,。?])|有一起的"
            r"|(?:都|记得|一起)来哈|老地方|下棋|跳舞[^,。]{0,6}(?:来|集合)|(?:今晚|晚上|明天|周末|中午|明晚)[^,。]{0,6}(?:聚"
            r"|吃(?:饭|火锅|烧烤)|约|出来|来我家|上我家)"
        ),
    ),
    "praise": Sign(
        -2.2,
        re.compile(
            r"谢谢|感谢|多谢|谢(?:啦|了|天谢地)|辛苦|点(?:个)?赞|夸|表扬|大拇指|好人|真不赖|没多收|和好了|好样的|热心|贴心|耐心|手艺(?:好|不错)|搭帮(?!我)"
            r"|多亏|真(?:好|棒|不错|香|肥|甜|鲜|嫩|俊|稀罕|舒坦|美|巴适|热心|给力|心细)"
            r"|(?:好|香|美|巴适|得劲|安逸|舒服|周到|仔细|和气|客气|细心)(?:得很|着呢|着嘞|惨了)|(?:蛮|挺|交关)(?:好|好吃|香)"
            r"|(?:真|好|挺|蛮|很)(?:热闹|浪漫|精彩|好玩|有意思|顺利|年轻|逗)|得了?第[一二三123]|跑了第[一二三]|一点(?:都|也)不(?:疼|痛|累|贵|难)|(?<![得的])厉害(?=$|[,。!])|下回还来"
            r"|好吃|漂亮|踏实多了|方便多了|亮堂多了|好多了|比(?:以前|原来|打电话)(?:好|强|宽|快|亮)|有救|没得说|没话说"
        ),
    ),
    "notice": Sign(
        -2.0,
        re.compile(
            r"请(?:各位|大家|广大|全体|家长|业主|村民)[^。!?]{0,14}(?:配合|参加|到校|到场|准备|转告|带好|注意|遵守|按时|准时|前往|储水)"
            r"|互相转告|请(?:提前|带好|准时|按时)|望(?:大家)?周知|特此通知"
        ),
    ),
    "no_need": Sign(
        -2.0,
        re.compile(
            r"不用(?:再)?(?:来|派|管|处理|修|麻烦)|没事没事|虚惊|通知[^,。]{0,4}看到|^(?:看到|知道|晓得|收到)了?|打错|发错|(?:撳|按|点|发|打)错|闹着玩|开玩笑|逗你"
        ),
    ),
    "laughter": Sign(-1.3, re.compile(r"哈哈|嘿嘿|呵呵|嘻嘻|笑死|[😂🤣😄😁😆]")),
    "story": Sign(
        -1.8,
        re.compile(
            r"那个(?:视频|新闻|电影|电视剧)|(?:看|刷)(?:了|到)?(?:个|一个|那个)?(?:视频|新闻|电影|电视剧)|(?:视频|新闻"
            r"|电影)(?:我|你)?看|(?:电影|电视|游戏|小说|新闻)[里上]"
            r"|梦[到见]|做梦|演(?:得|出)|晓得不(?=$|[,。])|你说这|还记得不|记不记得|^别信"
        ),
    ),
    "small_talk": Sign(
        -1.5,
        re.compile(
            r"天气|烧香|拜年|磕头|过寿|[七八九]十大寿|高寿|工分|双黄蛋|胖了|瘦了[几两三]斤|[一两二三四五六七八九]斤[一二三四五六七八九]两|(?:快|好)啊?今天|(?:楼上|上面|前面|群主)(?:的)?说[得的](?:对|好|是|没错|在理)|(?:累|热|冷|困|饿)死(?:我|了)"
            r"|心情|太阳(?:好|真)|桂花|花开|下雪(?:了|啦)(?=$|[,。!])|吃(?:了|过)(?:吗|没|伐|饭)|吃(?:啥|什么)(?=$"
            r"|[,。?了])|无聊|聊(?:天|聊)|你是(?:谁|哪个|真人|机器人)|听得(?:到|见)(?:不|吗|么)|喂+|在不在|好久不见|光棍|对象(?=$|[,。])"
        ),
    ),
}
SIEVE = Sieve({name: sign.words for name, sign in SIGNS.items()})
# Beside one of these, thanks and laughter are manners.
TROUBLE = ("problem", "asks_office", "distress", "whether")
# What the words of a category add, and how much of it at most; then a named place.
ONLY_TALK, IN_TALK = frozenset({"praise", "laughter", "story", "no_need"}), 0.35
BY_CATEGORY, MOST_BY_CATEGORY, BY_PLACE = 0.8, 3.5, 0.6
# 书记, 主任: naming an official is not yet a matter; something else must speak for it.
MOST_BY_TITLE = 0.5
OPENS_FROM = 0.5


def weight(flat: str, category_sum: float, placed: bool) -> float:
    """How much speaks for a matter; it opens from OPENS_FROM on.

    `category_sum` is the weight of the best category's words, `placed` says that a place is named. In thanks,
    jokes and news those words say what the talk is about, not that something is wrong.

    >>> weight("路灯坏了", 5.0, False) > OPENS_FROM > weight("晚上出来撸串不", 0.0, False)
    True
    """
    said = _said(flat)
    signs = {name: sign.weight for name, sign in SIGNS.items() if said.has(name)}
    matter = signs.pop("problem", 0.0) + min(BY_CATEGORY * category_sum, MOST_BY_CATEGORY)
    if not ONLY_TALK.isdisjoint(signs) and "asks_office" not in signs:
        matter *= IN_TALK
    return sum(signs.values()) + matter + (BY_PLACE if placed else 0.0)


def told(score: Score) -> float:
    """The weight of the best category's words but for hints; those that only name an official add next to nothing."""
    reasons = [reason for reason in score.reasons if reason.category == score.category]
    titles = sum(reason.weight for reason in reasons if TITLES.fullmatch(reason.word))
    return score.firm - max(0.0, titles - MOST_BY_TITLE)


def _said(flat: str) -> Sifted[str]:
    """The signs of a text; thanks and laughter that are manners, or beside trouble, say nothing."""
    plain = without_kindness(flat)
    if plain != flat:
        sifted = SIEVE.sift(plain)
        if any(sifted.has(name) for name in TROUBLE):
            return sifted
    return SIEVE.sift(without_manners(flat))
