"""Tells whether somebody may be hurt in the next minutes, and by what; not the past, the feared, the asked-about."""

from __future__ import annotations

import re
from collections.abc import Iterable

from classifier.sieve import Sieve
from classifier.signals import CALL, SIGNALS, Signal
from classifier.signals.people import PERSON

SEARCHES = [(signal, words) for signal in SIGNALS for words in signal.words]
SIEVE = Sieve({place: words for place, (_, words) in enumerate(SEARCHES)})

NOW = re.compile(
    r"现在|正在|正(?=[打着烧冒])|刚刚?才?|突然|忽然|这会儿?|此刻|今天|今早|今晚|这[次回]|眼下|马上|还在"
    r"|又(?=着|打|冒|掉|困|摔|漏)|已经|到现在|至今|救命|快来|快点来|赶紧来|赶快来|快救|来人"
)
# Said after the event, these bring it into the present.
STILL = re.compile(
    r"救命|快(?:点|些)?来|赶[紧快](?:点)?来|快救|来人|正在|还在|到现在(?!物业|社区|也?没(?:人|个|说|处理|赔|给)|连)|越来越"
    r"|现在(?:还(?:在|没(?:出|灭|醒|找|回))|人|火|血|又(?=着|烧|冒|打|漏))|(?:还没|没)(?:出来|灭|醒|找到|回来)"
    r"|现在[^,。!?]{0,4}(?:起不来|出不来|流血|昏|冒|烧着)"
)
AS_STORY = re.compile(
    r"(?:去年|前年|上个?月|上周|前几天|昨天|前天|以前|上次)的?事"
    r"|^[^,。!?]{0,2}(?:上周|上个?月|去年|昨天|前天|前几天)"
)
# Who pays, who settles it: the matter is over, its consequences are not.
AFTERMATH = re.compile(
    r"想(?:申请|领|找|问|换|要个|装|办)|能(?:申请|领|报销|不能申请)|申请(?!出警)|装(?:个"
    r"|一|上|护栏|红绿灯|监控)|加(?:个|装)|建议|补(?:助|偿|贴)"
    r"|赔(?:多少|吗|不|偿|我)|险(?:赔|里|有|谁)|整改|(?:有没有?|有)监控|防走失|换一?个|案底"
    r"|物业费|找不到人赔|多少合理|垫了|就不管了|道歉|是不是[^,。!?]{0,8}的事|查查吧|石膏|以前"
    r"|(?:老师|学校|班主任|校长)(?:也|都|又|根本)?不(?:管|理|处理|问)"
    r"|[昨前][天晚日夜][^。!?]{0,12}[困关][^。!?]{0,3}了[^,。!?]{0,7}(?:分钟|小时|钟头)(?![^。!?]{0,8}(?:还|现在))"
    r"|护工费|(?:了)?(?:好?[几一两二三四五六七八九十半\d]+)个?(?:多)?(?:月|年|星期|礼拜)了?(?=[^。!?]{0,10}(?:影响|报(?!警)|补|申请|休息|谁管|投诉))"
    r"|那(?:件|个)?事[^。!?]{0,10}(?:没|有没有)|开(?:个)?玩笑|[没给]个?交代"
    r"|赔偿|赔钱|不赔|谁赔|医药费|住院费|伤残|鉴定|疫苗|报销|理赔|工伤|派出所(?:不|没|一直)|没个?说法|调解"
)
PAST = re.compile(
    r"去年|前年|大前年|上个?礼拜|国庆|五一(?:那|的时候)|那会儿?|[一二三四五六七八九十]月(?=走"
    r"|摔|着|被|丢|出|里)|昨日|(?<![到至])昨"
    r"|前日|前几年|往年|早年|那年|当年|以前|从前|曾经?|之前|上次|上回|那次|那回"
    r"|上个?(?:月|周|星期|礼拜|学期)|前(?:一)?阵子?|前段时间|前些(?:天|日子)|前几天|前两天|几天前|昨天|昨晚|昨夜"
    r"|前天|前晚|大前天|\d+年前|几年前|小时候|年轻时|[12]\d{3}年|(?<!\d)\d{1,2}月(?:\d{1,2}[日号]|份)"
    r"|今年(?:春|夏|秋|冬|年初|过年|[一二三四五六七八九十\d])|年前|过年(?:时|的时候)|着过|早就?发生过"
)
OLD = re.compile(
    r"去年|前年|前几年|早年|那年|当年|以前|从前|曾经|上次|上回|那次|上个月|小时候|\d+年前|几年前|[12]\d{3}年"
)
HABIT = re.compile(
    r"经常|常(?=咬|打|有|掉|着|漏|出)|一个?(?:月|年|星期)(?:里)?(?:出|发生|摔|撞)了?[两几三四五六七八九十好]"
    r"|一(?:用|开|插|碰"
    r"|下雨|刮风|打雷|通电)(?=[^,。!?]{0,6}就)|喝(?:醉|多|高)了?(?=就)|老(?=撞|咬)|老是|总是|总(?=[打冒困漏掉])|老(?=困"
    r"|打|着火|冒|漏|掉|摔|出|把人|关人)|天天|每天|动不动|常常|时常|常年"
    r"|长年|时不时|隔三差五|三天两头|好几次|多次|几次三番|频繁|频发|有时候?|偶尔|每次|每回|每到|每年"
    r"|一到(?:晚上|夜里|半夜|夏天|冬天|下雨|雨天|刮风|周末|饭点)|一下雨就|一刮风就|平时|平常|晚上总|一天到晚"
    r"|隔几天"
)
# However often it happens, blood is being lost now.
BLEEDING = re.compile(
    r"(?:直|正在|还在|一直)(?:往外)?[流淌冒喷]血|血(?:直[流冒淌]|止不|流不止)|[流淌](?:了)?(?:一地|一脸|好多|很多|不少)血"
)
FEAR = re.compile(
    r"扬言|看住|别(?=淹|摔|烧|砸|伤)|真(?=(?:的?着火|出事|有事)(?![了啦]))|等(?=出人命|出事|死人)"
    r"|趁没|快(?:倒|掉|断)了?(?=[^,。!?]{0,3}砸)"
    r"|进楼|没人看|以为|莫(?=引|惹|着|烧|掉|摔|淹|砸|出)|(?:总|老|天天|又|还)?说(?:是)?要(?=[打揍弄收整砸])|(?<!害)(?<!可)(?<!哪)怕(?!是(?!会))|担心|担忧|害怕(?:会|哪天|万一)?"
    r"|万一|要是|如果|假如|倘若|若是"
    r"|一旦"
    r"|会不会|会(?=着火|起火|失火|掉|摔|砸|塌|漏电|触电|出人命|爆炸|引|打|中毒|困|溺)|可能(?:会|引|造成|导致)|容易"
    r"|极易|很?易(?=燃|引发|滑倒|摔)|避免|以免|免得|省得|防止|预防(?!针|接种|疫苗)|防(?:范|溺|着)|防火(?![门墙卷服通])|提防"
    r"|(?<!不)小心|(?<!不)(?<!没)注意|当心|差点|差一点|险些|迟早|早晚(?!上)|说不定|难免|搞不好|弄不好"
    r"|随时(?:会|可能|都)?|生怕|恐怕|以防|严禁|禁止|不要|别(?=着火|掉|摔|打)|即使|就算|哪怕|哪天|真要|别等|非要等"
    r"|等到(?!现在)|再不"
)
NOT_SO = re.compile(r"(?:没有?(?:人)?(?:再)?|不是|并未|未|不会|不再|没发生|没有发生|不像|无)$")
AS_NOUN = re.compile(
    r"^的(?:那[家个次天]|房子|抓|凶手)|^的(?:人)?(?:一直|还|都)?没(?:抓|处理|赔)"
    r"|^(?:了)?(?:的)?(?:多发|频发|现象|严重(?!受)|成风)|^了?(?:之后|以后|后(?=怎么|没人管|如何|咋|的|维修|赔))"
    r"|^的?(?:安全)?(?:警示|警告|标志|隐患|风险|危险性?|原因|那次|那天|那会|那回|事(?:件|故|情|儿)?(?!了)|赔偿|损失|责任|鉴定"
    r"|问题|视频|新闻|演练|演习|通报|后续|后果|时(?!$)|的?时候|概率|几率|可能性|预防|预警|报警器|知识|应急"
    r"|怎么(?:处罚|判|赔)|犯法|违法|过(?!来|去))"
)
# "困过人", "走丢过一次": it has been, it is not.
BEFORE_NOW = re.compile(r"[^要路经通超不难,。!? ]过(?:一次|一回|几[次回]|人|火|的|[,。! ]|$)|(?<!不)过一[次回]")
OFTEN_AFTER = re.compile(r"^[^。!?]{0,14}(?:隔三差五|天天|经常|总是|老是|三天两头|每(?:天|次|回)|好几[次回])")
# Houses, people and calls that only bear the name of a drill, a film or a video.
NO_STORY = r"(?!院|学校|学生|机构|中心|班|厅|馆|店|城|公司|棚|台|楼|基地|点|室|栏|车|员|牌|放映|电话|通话|聊天|监控)"
KIN_SEEN = r"(?![^,。!?]{0,6}(?:我|俺|咱|爸|妈|爷|奶|娘|爹|孩子|老人))"
DRILL = re.compile(
    rf"骗局|讲课|来讲|刷到|听说|(?:群里?|网上)传|真的假的|戏[里上]|演(?:得|上)|演练|演习|演出里|(?:培训|宣传|讲座|新闻){NO_STORY}"
    rf"|电视(?:上|里|剧)|(?<!防盗)(?<![护纱丝])网上(?!买|购|订|约)|抖音{NO_STORY}|(?:看|刷|转|传|搜|那个)[^,。!?]{{0,4}}(?<!监控)视频{NO_STORY}(?!里){KIN_SEEN}"
    rf"|(?<!监控)视频[里上]{KIN_SEEN}|短视频|朋友圈(?:看|里看|刷|转)|知识|预案|剧本|电影{NO_STORY}|小说|梦见|做梦"
    r"|游戏里|谣言|案例|科普|手册"
)
HURRY = re.compile(r"快(?:点|些)?来(?!看|听|参加|领|学|报|玩|抢|买)|赶[紧快](?:点)?来|快救|来人")
# It has ended: for everything but a fire also when those it befell are safe.
ENDED = (
    r"没事了|没事儿了|虚惊|误报|控制住了|关了阀|处理好了|解决了"
    r"|(?<!没)(?<!没有)(?<!还没)(?<!没法)(?:扑灭|(?<!灯)(?<!灯也)(?<!灯都)灭了|灭掉了)"
)
BURNT_OUT = re.compile(ENDED)
OVER = re.compile(
    rf"{ENDED}|(?<!没)(?<!没有)(?<!还没)(?<!没法)(?:救出来"
    r"|救上来|放出来了|找到了|找着了|已经?回来了"
    r"|自己回来|(?:的|人|都|自己|已经)出来了(?! ?快)|去(?:了)?(?:闺女"
    r"|女儿|儿子|亲戚|外地|走亲戚)"
    r"|抢救过来|出院|已经?送医|送(?:到)?医院了|人没事"
    r"|都出来了)"
)
# Where nobody was hurt by a fall or a crash there is no danger; of gas or a loose wire it says nothing.
UNHURT = re.compile(r"没伤(?:到|着)?人|没人(?:受)?伤|人(?:都)?没(?:受)?伤")
# One is safe, another is not: 还有一个没上来, 孩子还在里面.
LEFT_BEHIND = re.compile(
    rf"(?:还有|还剩|剩下?|另外?)[^,。!?]{{0,4}}(?:[一两二三四五几]个|{PERSON})|{PERSON}[^,。!?]{{0,6}}(?:还|仍|没(?:出|上|下|醒|找)|不见|不动)"
    r"|还(?:在|没)(?:里|出|上|醒|找|楼|水|屋|烧|冒|漏|流)|(?<!都)没(?:出|上)来|(?:里面|里头|楼上|底下)[^,。!?]{0,3}(?:还)?有人"
)
ASKED = re.compile(
    r"先[^,。!?]{1,6}还是|按哪个|多久(?:能|可以|才)|去哪(?:里|儿)?(?:打针|看|治|报)|(?:打|拨)(?:什么|啥|哪个|哪里的?|几"
    r"|多少)(?:电话|号码?)?|什么电话|啥电话|电话(?:是)?多少"
    r"|(?:应该|应当|该|要)(?:怎么|怎样|咋|如何|找谁|打(?=什么|啥|哪|几|多少|1))"
    r"|怎么(?:处理|处置|急?救|逃生|报警|预防|防|避免|应对|自救|赔|判|投诉|举报)|咋(?:处理|预防|报警|急救)|如何"
    r"|怎样|(?:归|由|是)(?:谁|哪个?部门)管|谁(?:来)?(?:负责|赔)|算谁的|找谁(?:赔|负责|说理)?|是不是(?:应该|要|得)"
    r"|要不要|需要(?:注意)?什么|注意什么|能不能(?:报|赔|投诉|举报)|犯法吗|违法吗|请问|咨询|问一?下"
)
AFTER_FEAR = re.compile(
    r"^[^。!?]{0,10}(?:趁没出|都(?:不晓得|不知道|没人(?:知道|晓得|管得了)))|^险|^[^。!?]{0,4}全(?:楼|家|村)(?:遭殃|完)"
    r"|^[^。!?]{0,8}(?:就(?:麻烦|完|晚|糟|危险|来不及|不得了|惨)|可(?:咋|怎么|不得了|麻烦)|谁(?:来)?负责|(?:往哪"
    r"|怎么|咋)(?:跑|逃)|跑都|逃都|后果|不堪设想|消防车[^,。]{0,6}(?:进不|过不|开不|怎么进|咋进))"
)
HAZARD = re.compile(
    r"充电|飞线|通道|堵(?:着|住|了)|堆(?:放|满|着|了)|杂物|占用|占着|违停|乱停|停车|隐患|老化|私拉|乱拉|拉线"
    r"|不安全|危险|没有?灭火器|灭火器|消防栓"
)
HOW_TO = re.compile(r"怎么办|咋办|咋整|怎么弄")
CONCRETE = re.compile(
    r"我家|俺家|[我俺咱](?:的)?(?:[爸妈爹娘爷奶婆公儿娃孙叔婶哥姐弟妹]|老[婆公伴头汉]|媳妇|男人|闺女|女儿|孩子|屋头)|家里|我们|俺们|楼上|楼下|隔壁|对门|邻居|门口|快来|快点|赶紧|赶快|救命|现在|正在|刚|出不来|起不来"
    r"|晕|有人[^,。!?]{0,8}了|这里|这边|这儿|里面|好大|\d+(?:号楼|栋|单元|组)"
)
SENTENCE = re.compile(r"[^。!?;\n]+[。!?;\n]*")


def emergency(text: str, placed: bool = False) -> str | None:
    """The kind of emergency that is going on or has just happened; `placed` when the text says where.

    >>> emergency("着火了快来人")
    'fire'
    >>> emergency("楼道里电动车充电怕着火") is None
    True
    """
    pressing = CALL.search(text) is not None
    for place in sorted(SIEVE.left(text)):
        signal, words = SEARCHES[place]
        if signal.pressed and not pressing:
            continue
        if is_now(text, (found.span() for found in words.finditer(text)), signal, placed):
            return signal.kind
    return None


def is_now(text: str, spans: Iterable[tuple[int, int]], signal: Signal | None = None, placed: bool = False) -> bool:
    """Whether any of the words found at these spans speaks of the present."""
    return any(_present(text, start, end, signal, placed) for start, end in spans)


def _present(text: str, start: int, end: int, signal: Signal | None, placed: bool) -> bool:
    first, last = _sentence(text, start)
    before, after = text[first:end], text[end : max(last, end)]
    sentence = text[first : max(last, end)]
    if signal is not None and _taken_back(signal, text, start, end):
        return False
    if NOT_SO.search(text, first, start) or AS_NOUN.search(after) or _told(sentence):
        return False
    if BEFORE_NOW.search(text, start, end + 2) or OFTEN_AFTER.search(after):
        return False
    fears = signal is None or not signal.threatened
    if (fears and _feared(before, after)) or _over(text, end, signal):
        return False
    calls = STILL.search(text, end) is not None
    told = AS_STORY.search(after) or AFTERMATH.search(sentence)
    if not calls and (told or _bygone(text[:end], signal is not None and signal.lasting)):
        return False
    return calls or not _asked(sentence, text, placed)


def _taken_back(signal: Signal, text: str, start: int, end: int) -> bool:
    if signal.unless is None:
        return False
    return any(found.start() < end and start < found.end() for found in signal.unless.finditer(text))


def _sentence(text: str, offset: int) -> tuple[int, int]:
    for found in SENTENCE.finditer(text):
        if found.start() <= offset < found.end():
            return found.span()
    return 0, len(text)


def _feared(before: str, after: str) -> bool:
    """怕, 万一, 容易 before it, or 就麻烦了 after it."""
    # What follows tells a fear from a fact: 真着火怎么办, 真着火了.
    fears = [found.end() for found in FEAR.finditer(before + after) if found.end() <= len(before)]
    if fears:
        between = before[fears[-1] :]
        if len(between) <= 14 and not re.search(r"[, ].*(?:了|现在|突然)", between) and not NOW.search(between):
            return True
    return AFTER_FEAR.search(after) is not None and NOW.search(after) is None


def _told(sentence: str) -> bool:
    """Whether it is from a drill, a film or hearsay; nobody calls people to one of these in haste."""
    return DRILL.search(sentence) is not None and HURRY.search(sentence) is None


def _over(text: str, end: int, signal: Signal | None) -> bool:
    """Whether it has ended for everybody; a fire burns on when those in it are saved."""
    kind = signal.kind if signal is not None else None
    found = (BURNT_OUT if kind == "fire" else OVER).search(text, end)
    if found is None and kind == "injury":
        found = UNHURT.search(text, end)
    return found is not None and LEFT_BEHIND.search(text, found.end()) is None


def _bygone(before: str, lasting: bool) -> bool:
    """Whether the last word of time before it speaks of the past or of what happens again and again."""
    times = {"now": NOW, "then": OLD if lasting else PAST, "habit": HABIT}
    latest = {name: max((found.end() for found in words.finditer(before)), default=-1) for name, words in times.items()}
    habit = -1 if BLEEDING.search(before) else latest["habit"]
    return max(latest["then"], habit) > latest["now"]


def _asked(sentence: str, text: str, placed: bool) -> bool:
    """着火了打什么电话: a question in general, unless it says where or calls for help."""
    if placed or CONCRETE.search(text):
        return False
    if ASKED.search(sentence):
        return True
    return HOW_TO.search(sentence) is not None and (HAZARD.search(text) is not None or not re.search("了", sentence))
