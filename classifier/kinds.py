"""Tells what a report asks for: an answer, help, redress, an inquiry into wrongdoing, or a change."""

from __future__ import annotations

import re

from classifier.sieve import Sieve, Sifted

ENQUIRY, HELP, COMPLAINT, TIPOFF, SUGGESTION, PRAISE = (
    "enquiry",
    "help",
    "complaint",
    "tipoff",
    "suggestion",
    "praise",
)
KINDS = (ENQUIRY, HELP, COMPLAINT, TIPOFF, SUGGESTION, PRAISE)

ASKS_TO_TELL = re.compile(
    r"(?:怎么|如何|咋|在哪里?|去哪里?|哪里?能|哪儿)(?:可以)?(?:举报|投诉|反映|检举)"
    r"|(?:举报|投诉)(?:电话|方式|渠道)?(?:是)?(?:多少|什么|哪)"
)
TIP = re.compile(
    r"举报|揭发|检举|实名反映|贪污|受贿|行贿|挪用|侵吞|吃空饷|虚报|冒领|套取|骗取(?:低保|补贴|国家|补助)|吃回扣"
    r"|吃拿卡要|以权谋私|优亲厚友|暗箱操作|贿选|拉票|买选票|黑社会|村霸|恶势力|传销|邪教|聚众?赌博|赌博窝点|开赌场"
    r"|设赌|赌窝|卖淫|嫖娼|吸毒|贩毒|种罂粟|制假|造假窝点|地沟油|黑作坊|黑诊所|非法行医|偷排|直排河|偷倒"
    r"|倾倒(?:工业|化工|建筑)|盗采|盗挖|偷挖(?:沙|砂|山|矿)|非法采|偷砍|盗伐|滥伐|电鱼|毒鱼|私宰"
    r"|无证(?:经营|行医|办学|开店)|偷税|漏税|非法集资|贩卖|偷猎"
)
DEMAND = re.compile(r"投诉|控诉|差评|太不像话|太过分|太气人|忍无可忍|讨个?说法|要个?说法|维权")
SUGGEST = re.compile(
    r"建议|提议|提个?(?:意见|想法)|呼吁|倡议"
    r"|(?:希望|盼望?|期盼|最好|能不能|能否|可不可以|可否|是不是(?:可以|能)|要是能|应该|应当|可以|请求?|想让"
    r"|考虑)[^,。!?]{0,12}(?:增设|增加|加(?:个|一|几|盏|条)|加设|加装|添|安装|装(?:个|一|上|几|两|三|点|些)"
    r"|设(?:个|一|几|置|立)|修建|新建|建(?:个|一|设|造)|修(?:个|一条|条)|搞(?:个|一)|弄(?:个|一)|放(?:个|几|两)"
    r"|开通|开设|加开|延长|增开|改成|改为|改造|多(?:放|设|装|种|搞|组织|办|安排|开)|种(?:点|些|上)|画(?:上|个|几)"
    r"|加强|加大|定期|统一|规划|硬化|绿化)"
)
QUESTION = re.compile(
    r"请问|咨询|问一?下|想问|问问|打听|想(?:了解|知道)|怎么(?!还|没|又|老|总|这么|那么|就|不)|如何|怎样"
    r"|咋(?!还|没|又|老|总|这么|不)|谁(?:来)?管|归谁|(?:去|在|到|上)(?:哪|哪里|哪儿|啥地方|什么地方|哪个)"
    r"|(?:什么|啥)(?:时候|时间|材料|手续|证件|条件|政策|标准|流程|部门|地方)|哪天|几点|几号|几月|多少钱|多久"
    r"|多长时间|有没有|是不是|能不能(?:办|报|领|申请|享受|补办|交)|可以(?:办|报|领|申请|享受|交)[^,。]{0,8}吗"
    r"|符不符合|够不够|需要(?:什么|啥|哪些|带|几)|要带|哪些|多少|多大|吗(?:\?|$|[,。!])|呢(?:\?|$)|(?:没|不)\?$"
    r"|咋回事|怎么回事|为什么|为啥|为何|\?"
)
# How to go about a thing: an enquiry, whatever broke or got lost before it.
HOW_TO = re.compile(
    r"(?:怎么|如何|咋|怎样|去哪里?|在哪里?|到哪里?|哪里|哪儿)(?:能|可以|去|才能|个)?(?:办理|办(?=$|[,。?!呢啊]"
    r"|[^,。]{0,5}[证卡保手])|申请|申报|报名|报销|交(?!通)|缴|领|查(?!处)|补(?!偿|发)|转|迁|开(?!车|门)|落户|上户"
    r"|预约|登记|认定|评|参加|入(?!室)|换(?=$|[,。?!])|签|打(?:疫苗|针|$)|续|注销)"
)
WANTS_HELP = re.compile(r"求助|求求|帮帮|帮个忙|请帮|能帮|救救|想申请|请求(?:帮|救)")
# Questions that ask for nothing but redress: 怎么没人管, 能不能管管, 什么时候修.
RHETORIC = re.compile(
    r"(?:怎么|咋|为什么|为啥|为何)[^,。!?]{0,6}(?:没人|还不|还没|不(?:管|修|来|给|处理|解决|清|发|让)|老是?|总是?"
    r"|又|这么|那么|天天|经常)"
    r"|(?:能不能|可不可以|能否|可否|有没有人|有人)[^,。!?]{0,8}(?:管管?|修|清理|处理|解决|来看|查|治|弄走|拖走)"
    r"|没人管吗|谁(?:来|能)?管管|管不管|还有没有王法|还让不让"
)
BLAME = re.compile(
    r"管管|没人[管理]|老是|总是|天天|成天|整天|三天两头|隔三差五"
    r"|(?:怎么|咋|为什么|为啥|为何)[^,。!?]{0,6}(?:没人|还不|老|总|又)"
)
# Something done by somebody, or left undone: not a thing that broke by itself.
CONDUCT = re.compile(
    r"逼(?:我|着)|被[^,。!?]{0,6}扣|给(?:他|她|自己)?[^,。]{0,2}亲戚|打学生|药贵|收多了"
    r"|没人(?:管|理|处理|清|扫|收)|不管(?!用)|不(?:作为|处理|解决|理睬|负责|搭理)|推(?:诿|脱|卸|来推去)|踢皮球"
    r"|敷衍|糊弄|态度|扰民|吵(?:死|得|人|闹|到|着)|太吵|噪音|噪声"
    r"|乱(?:停|扔|倒|丢|堆|放|占|搭|建|收费|涨价|要价|贴|排|按|拉)|占(?:用|道|了|着|地)|霸占|强占|侵占"
    r"|堵(?:门|路|我家|大门|车|死消防)|被[^,。!?]{0,6}(?:车|人|他|她|杂物|摊)[^,。!?]{0,3}(?:堵|占)|挡(?:着|住|了)"
    r"|私(?:搭|拉|建|自|占)|违(?:建|章|停|规|法)|欠(?:薪|工资|钱|款|我|了)|拖欠|克扣"
    r"|不(?:发|给|退|还|让|准|拴|牵|签)|强(?:制|行|迫)|收费|涨价|缺斤|短(?:两|斤)|宰客|假(?:货|药|酒|烟)|虚假|骗"
    r"|欺负|威胁|辱骂|骂(?:人|我)|打(?:人|我)|偷|抢|遛狗|狗(?:叫|屎|粪)|随地|抽烟|油烟|烧(?:垃圾|秸秆)|排(?:污|放)"
    r"|高空抛物|扔(?:下|烟头|垃圾)|飞线|泼|拒绝|刁难|歧视|不公|不合理|霸王|捆绑|推销|开后门|走后门|补课|体罚|霸凌"
    r"|圈(?:地|起来)|砸了|盖了|搭(?:了|建)|没(?:有)?(?:手续|审批|公开|公示|说法|给(?:我|钱|补偿|工))"
    r"|没人(?:拉|打扫|修|来)|不(?:肯|认|公开|公示|交|养|赔|办|开|送|上门|作声)|到现在(?:也|都|还)?(?:没|不)"
    r"|(?:迟迟|一直|总|老)(?:不|没|被|锁|占)|年年涨|太离谱|贵(?:一倍|得|了)|过期|保健品|还要收|占(?!地|到|线)"
    r"|闹(?:到|得)|半年没动|睡觉|见不着人"
)
FAULT = re.compile(
    r"坏|不亮|停(?:水|电|气|暖|了)|没(?:水|电|气|暖|信号|网|灯|路)|漏|堵|冒|溢|塌|裂|断|倒了|掉|破|脏|臭|积水|淹"
    r"|黑(?!板)|生锈|松动|歪|坑|不通|打不开|不能用|用不了|跳闸|不热|不制冷|失灵|故障|丢了|缺|少了"
)

SIEVE = Sieve(
    {
        "asks_to_tell": ASKS_TO_TELL,
        "tip": TIP,
        "how_to": HOW_TO,
        "demand": DEMAND,
        "wants_help": WANTS_HELP,
        "suggest": SUGGEST,
        "question": QUESTION,
        "rhetoric": RHETORIC,
        "conduct": CONDUCT,
        "blame": BLAME,
        "fault": FAULT,
    }
)


OPENERS = ("请问", "咨询", "想问", "问一下", "问下", "想咨询", "我想问", "我想咨询")


def kind_of(flat: str, urgent: bool = False) -> str:
    """The kind of a text that is a report.

    >>> kind_of("请问低保怎么申请"), kind_of("3号楼路灯坏了"), kind_of("楼上天天吵到半夜")
    ('enquiry', 'help', 'complaint')
    """
    if urgent:
        return HELP
    said = SIEVE.sift(flat)
    asks_to_tell = said.has("asks_to_tell")
    if said.has("tip") and not asks_to_tell:
        return TIPOFF
    if asks_to_tell or (said.has("how_to") and not said.has("demand")):
        return ENQUIRY
    if said.has("demand"):
        return COMPLAINT
    return HELP if said.has("wants_help") else _by_mood(flat, said)


def _by_mood(flat: str, said: Sifted[str]) -> str:
    faulty = said.has("fault") or said.has("conduct")
    if "建议" in flat or (said.has("suggest") and not faulty):
        return SUGGESTION
    asks = said.has("question") and not said.has("rhetoric")
    if asks and (not faulty or flat.startswith(OPENERS)):
        return ENQUIRY
    return COMPLAINT if said.has("conduct") or said.has("blame") else HELP
