"""Tells a report from what is none: greetings, thanks, wrong sends, and words about a matter already told."""

from __future__ import annotations

import re
from dataclasses import dataclass

CJK = re.compile(r"[\u3400-\u9fff]")
MARKS = re.compile(r"[^\w\u3400-\u9fff]+|_+")
NUMBERS_ONLY = re.compile(r"^[\d第号件的]+$")
LATIN_WORDS = re.compile(r"[a-z]{2,}")
CODE_MARKS = re.compile(r"[<>{}=;*\\$|^`&]|--|://")
FILLERS = re.compile(r"(?:[嗯呃额哦噢啊呀唉哎喂诶欸嘿哈呵嘻哼吧啦呢哟呗么嘛]|那个|就是说|然后)+")

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
THANKS = re.compile(
    r"(?:非常|太|多|十分|万分|真是|真的?|实在|先|那就|那)*(?:谢谢?|感谢|感恩|多谢|辛苦|麻烦|拜托|劳驾|有劳)(?:了"
    r"|啦|你们?|您们?|大家|各位|领导|书记|主任|师傅|同志|社区|网格员|政府|村委|一下|帮忙|关心|支持|理解|配合|回复"
    r"|啊|哈|哦|呀|!|~)*|thanks?(?:you)?|thx|3q|给您?添麻烦了"
)
POLITE = re.compile(
    r"不好意思|对不起|抱歉|请(?:尽快|及时|帮忙|帮|领导)?(?:处理|解决|回复|安排)?(?=$)|请问(?=$)|劳烦"
    r"|我想(?:问|说|反映|咨询)一?下?(?=$)"
)
PRAISED = re.compile(
    r"谢|感谢|感恩|表扬|点赞|好评|夸|赞(?!助|成)|辛苦|给力|锦旗|感谢信|太好了|真好|真不错|真棒|棒|好样的|热心|贴心"
    r"|耐心|细心|负责任|态度(?:真|很|特别|非常)?好|效率(?:真|很)?高"
    r"|(?:来|办事|处理|解决)[得的]?(?:真|很|挺|太|特别)?(?:快|及时)|很?满意|暖心|感动|好人"
)
DONE = re.compile(
    r"(?:修|弄|办|治|换|装|清|搞|处理|解决|安装|打扫|清理|清运|拉|疏通|接|通|调解|整|补|落实|收拾|找)(?:好|完|通"
    r"|干净|走|妥|到位|成|回来|上)?了|修好|弄好|办好|处理好|解决好?|帮(?:我|俺|忙|助|了|着|老人|大家|村)|及时|来得"
    r"|亮(?:了|堂|起来)|通了|干净了?|好了|送(?:到|来|我|锦旗)|上门"
)
COMMENDED = re.compile(r"表扬|锦旗|点个?赞|感谢信|好评|真好|真不错|真棒|好样的|给力|效率(?:真|很)?高|太好了|负责任")
CONTRAST = re.compile(r"但是?|不过|可是|可(?=现在|还|又)|然而|就是(?=还|有|那|楼|晚)|另外|还有|顺便|只是|再(?:反映|说)")
ASKING = re.compile(
    r"请(?!继续|转|代|表扬|收下)|麻烦(?:你们?|您们?|领导|社区|帮|来|派|尽快|看|处理|给)|希望(?!继续|保持)|能不能"
    r"|可不可以|能否|尽快|什么时候|啥时候|多会償?|怎么|咋|吗|帮(?:我|忙)?(?:看|问|查|联系|处理|解决)"
)
PROBLEM = re.compile(
    r"坏|不亮|没[水电气暖灯路]|停[水电气暖]|漏|堵|臭|脏|乱|吵|扰民|没人|不管(?!用)|投诉|举报|反映|堆|塌|断|裂|倒了"
    r"|欠|骗|偷|打人|打架|不给|不让|不发|拖|占|挡|冒|溢|积水|淹|坑|破|掉|丢|死|病|困难|为什么|为啥"
    r"|没有?(?:水|电|路灯|信号|下水)|不(?:通(?!知)|合理|公平|热|走了|动了|出水|制冷|见了)|满了|火|烧|危险|隐患|违"
    r"|噪|油烟|假货|没发|没到账|着火|受伤|救"
)
# What she told before, and asks or says something about now.
TOLD = re.compile(
    r"(?:我|俺|咱|我们)?(?:上次|上回|之前|前几天|前天|昨天|早上|刚才|以前|前两天|上周)?(?:跟你们|向你们"
    r"|给你们)?(?:报|反映|说|上报|投诉|提|申报|报修|讲|反应)(?:过)?的(?:那个?|这个?)?(?:事情?|问题|情况|诉求"
    r"|单子)?|(?:我|俺)(?:的|那个?|这个?|家)?(?:那|这)?(?:件|个)?(?:事情?|单子|诉求|问题|工单|报修)"
    r"|那(?:件|个)事情?|这(?:件|个)事情?"
)

EXACT = {
    "progress": (
        "进度 查进度 查询进度 我的进度 进展 查询 我的事 我的事办到哪了 我的事情 办到哪了 "
        "办得怎么样了 到哪了 到哪一步了 怎么样了 咋样了 有结果吗 有结果了吗 有消息吗 有消息了吗 "
        "结果呢 处理了吗 处理了没 解决了吗 修了吗 修了没 修好了吗 修好了没 办好了吗 办好了没 "
        "派人了吗 派人了没 查看进度 我的诉求 我的工单 单子到哪了 什么时候来 啥时候来 什么时候修 "
        "啥时候修 什么时候能修好 啥时候能修好 几点来 什么时候能好 啥时候能好 多久能好"
    ),
    "urge": (
        "催 催办 催一下 催一催 催下 催催 快点 快一点 快些 快点吧 尽快 赶紧 赶快 抓紧 快点来 赶紧来 "
        "人呢 怎么没人来 咋没人来 怎么还没来 咋还没来 咋还不来 怎么还不来 咋还没人来 怎么还没人来 "
        "怎么还没人 咋没人管 没人管吗 有人管吗 有没有人管 怎么没人管 怎么还没修 咋还没修 怎么还不修 "
        "咋还不修 急 很急 着急 等着呢 等半天了 等了好几天了 都几天了 快点处理 快点修 请尽快处理 "
        "请尽快 抓紧处理 赶紧处理 赶紧修 没人理 没人回 怎么不回 咋不回话 怎么没人回复 还没人联系我 "
        "没人联系我"
    ),
    "solved": (
        "好了 已经好了 修好了 已经修好了 办好了 弄好了 解决了 已经解决了 处理好了 没问题了 没事了 "
        "亮了 灯亮了 路灯亮了 来水了 水来了 有水了 来电了 电来了 有电了 通了 不漏了 不堵了 满意 "
        "很满意 非常满意 搞定了 清楚了 可以了 人没事 我安全 都出来了 修好了不用来了 好了不用来了 "
        "不用来了修好了 自己好了 自己修好了 修完了 换好了 清理了 拉走了 搬走了 恢复了 正常了"
    ),
    "not_solved": (
        "没好 还没好 没修好 没办好 没弄好 没解决 还没解决 没处理好 不满意 很不满意 还是不亮 还是不行 "
        "还是坏的 还是老样子 还是那样 还那样 老样子 没用 根本没修 根本没来 压根没人来 压根没来 "
        "没人来 只弄了一半 还没弄完 又坏了 还是没修 还没修 还没修好 重办 重新办 不行 没变化 一点没变 "
        "没动静 还是没人来 还是没人管 还是没人修"
    ),
    "withdraw": (
        "撤回 撤销 撤单 取消 算了 不用了 算了不用了 不用管了 不用来了 不报了 不要了 不说了 不反映了 "
        "不投诉了 撤了吧 算了吧 先不用了 不麻烦了 不追究了 撤诉 不办了 不需要了 别来了 不用处理了"
    ),
    "wrong_send": (
        "发错了 发错 发错人了 发错群了 打错了 打错字了 说错了 不是发给你的 不是发给你们的 误发 误触 "
        "不小心发的 不小心碰到的 不小心按的 发错地方了 发错了不好意思 不好意思发错了 按着玩的 "
        "孩子按的 小孩乱按的 小孩玩手机 孩子玩手机按的 别管上一条 忽略 请忽略"
    ),
    "undo": "点错了 按错了 选错了 点错 按错 手滑 手滑了 手误 点错了其实办好了 不小心点错了 点错了撤回 回错了",
    "human": (
        "人工 转人工 人工客服 人工服务 找人 找人说话 客服 找客服 我要人工 真人 找个人 找真人 "
        "有真人吗 找个人说话 叫个人来 跟人说 找工作人员 找网格员 联系网格员 我要找人 要人工"
    ),
    "help": (
        "帮助 帮忙 help 怎么用 咋用 怎么使用 使用说明 说明 功能 菜单 你会什么 你能干什么 你能干啥 "
        "你能做什么 你是谁 这是什么 这是干啥的 这是干什么的 怎么报 咋报 怎么反映 怎么报修 "
        "你是机器人吗 你是人吗 不会用 看不懂 不懂 怎么弄"
    ),
    "confidential": (
        "保密 替我保密 匿名 帮我保密 要保密 请保密 请替我保密 别说是我说的 不要说是我 别说是我 "
        "不想让人知道 别让人知道 不要透露我 不要留我名字 不要公开 别告诉别人 不方便透露"
    ),
    "yes": (
        "好 好的 好的呢 好嘞 嗯 嗯嗯 行 可以 ok okay 收到 收到了 知道了 明白 明白了 了解 是 是的 对 "
        "对的 对头 中 成 要得 没错 晓得了 好滴 没问题 看到了 同意 在家 我在家 就是 就这样 确认 行吧 "
        "好吧 有 要 需要 好哒 好呢 妥"
    ),
    "no": (
        "不 不是 不对 不用 没有 不要 不行的 不可以 否 没 都不是 不是的 不同意 不在家 地方不对 事不对 "
        "没空 不知道 不清楚 说不清 说不清楚 不方便 一般 还行 凑合 还可以"
    ),
    "greeting": (
        "hello hi test 测试 你好 您好 哈哈 哈哈哈 呵呵 嘿嘿 在 早 好久不见 吃了吗 吃了没 吃饭了吗 "
        "辛苦 你好啊 再见 拜拜 晚安 回见 bye 打卡 签到 路过 看看 来了 今天天气真好 天气真好 讲个笑话 "
        "唱首歌 无聊 聊聊天 陪我聊天 你多大了 你叫什么 你叫什么名字 我爱你 么么哒 新年好 过年好 祝好 "
        "我想反映个问题 我要反映问题 反映问题 反映个事 说个事 有个事 我想反映问题 有个问题 "
        "我有个问题 我想问个问题 问个事 想问个事"
    ),
    "thanks": (
        "谢 谢谢 多谢 谢了 感谢 谢谢你 谢谢您 谢谢你们 辛苦了 3q thanks 非常感谢 太感谢了 费心了 "
        "受累了 有心了 好人一生平安 太好了 真好 真棒 棒 赞 点赞 给力 厉害 不错 很好 好样的 好评"
    ),
}
ASSENT = re.compile(
    r"(?:好(?:的|嘞|滴|哒|呢)?|[嗯哦噢]+|行|可以|收到|知道|明白|了解|晓得|ok|是的?|对的?|中|成|没问题|了|啦|啊|吧"
    r"|谢谢?(?:你们?|您)?)+"
)
TABLE = {word: intent for intent, words in EXACT.items() for word in words.split()}
KNOWN = frozenset(
    [
        "待办",
        "今天",
        "请假",
        "销假",
        "待派",
        "签收",
        "接",
        "退",
        "转",
        "办结",
        "随手办",
        "报",
        "全接下",
        "下一页",
        "上一页",
        "看照片",
        "回访",
        "通知",
        "绑定",
        "解绑",
        "积分",
        "心愿",
        "微心愿",
        "议事",
        "值班",
        "值班电话",
        "电话",
        "排班",
        "我的",
        "首页",
        "返回",
        "继续",
        "下一步",
        "上一步",
        "订阅",
        "取消订阅",
        "退订",
        "还是坏的",
        "有人管了",
        "其他",
    ]
)
COMMAND = re.compile(
    r"^(?:绑定\s*\S+|(?:接|回|问|办结|退|转|延期|提级|吹哨|备注|查|听|看|派|类|地点|不受理|准|驳|并|拆|督办|回访"
    r"|撤回|催|进度|待办|收)\s*(?:第)?0*\d{1,6}(?!\d|号楼|号|栋|幢|单元"
    r"|[组楼室户路米块元点天年月日个次层期区队人家度吨斤岁万千百])(?:\s|$|[\u4e00-\u9fff,].*)|转\s*\d+\s*\S+)"
)
SAYS = {
    "undo": re.compile(r"(?:点|按|选|回)错了?"),
    "wrong_send": re.compile(
        r"(?:发|打)错(?:了|人|群|地方|号)+|不是(?:发|说)给你们?的|误发"
        r"|(?:孩子|小孩|娃)(?:乱|瞎)?(?:按|发|玩手机)[^,。]{0,4}"
    ),
    "withdraw": re.compile(
        r"算了(?:吧)?[,。! ]*(?:不用|不要|不报|不说|就这样|没事|了)*"
        r"|(?:不用|不要|别|不需要)(?:再)?(?:派人|找人|叫人)?(?:来|管|修|派人|处理|弄|麻烦|办|查|过来)(?:人)?了"
        r"|撤(?:回|销|单|诉)|取消(?:了吧|吧|报修|这个|上报)|不(?:报|投诉|反映|追究)了"
    ),
    "solved": re.compile(
        r"(?:已经|都|自己|刚才?|现在|又)*(?:给)?(?:修|弄|办|处理|换|装|搞|疏通|清理)(?:好|完|通|干净)了(?!吗|没|么"
        r"|又|还|但|\?)|(?:已经|都)?解决了(?!吗|没|么|\?)|(?:又)?来[水电气]了(?!吗|没|\?)|[水电气]来了(?!吗|没|\?)"
        r"|(?:灯|路灯|又|都|现在)亮了(?!吗|没|\?|一)|不[漏堵臭吵]了(?!吗|\?)|(?:恢复|正常)了(?!吗|没|\?)|没事了"
        r"|没问题了|^好了"
    ),
    "urge": re.compile(
        r"(?:怎么|咋|为什么|为啥|为何|咋个|都[^,。!?]{0,8}了?|到现在|这都)[^,。!?]{0,6}(?:还)?(?:没"
        r"|不)(?:有)?(?:人)?(?:来|修|管|处理|解决|理|回|动静|答复|回复|消息|联系|弄|办|人)(?:人)?(?:修|管|处理|看"
        r"|理|解决|弄)?|催(?:一?下|一催|催|办|促)"
        r"|(?:快|赶紧|赶快|抓紧|尽快)(?:点|些)?(?:来|派)(?:人)?(?:修|处理|看|弄|吧|啊)?|快点|急死(?:人|我)?了?"
        r"|(?:还|都)没人(?:来|联系|管|理|回)|等(?:了)?(?:好几|[一两三四五六七八九十\d半])+个?(?:天|小时|周|月)了"
    ),
    "not_solved": re.compile(
        r"(?:还是|还|仍然|依然|依旧|照样|仍|又)(?:是)?(?:不(?:亮|行|好|通|管用|好使|能用|走|热|响|制冷)|没(?:好"
        r"|修好?|弄好?|人(?:来|修|管|理|处理)|解决|处理|动静|办|变化|清|拉|换|装)|坏(?:的|了|着)|老样子|那样|这样"
        r"|一样|漏|臭|堵|吵)(?:着|的|呢|啊)?|没(?:有)?(?:修|办|弄|解决|处理|搞|清理)(?:好|完|干净|彻底)"
        r"|(?:根本|压根)(?:就)?没(?:修|来|人|动|办|解决)[^,。]{0,3}|跟没[修办弄]一样|没过(?:两|几|三)天又|白修了"
        r"|修了又坏|不满意"
    ),
    "progress": re.compile(
        r"(?:办|处理|解决|修|进行|查|弄|搞)(?:得|的|到)?(?:怎么样|怎样|咋样|哪了|哪一步|哪里|啥程度|什么程度|如何"
        r"|咋个样)了?|(?:到|办到)哪(?:一步|里|儿)?了"
        r"|(?:有|出)(?:没有|什么|啥)?(?:结果|消息|进展|下文|答复|回复|眉目)(?:了|没|吗|么)+"
        r"|(?:进度|进展|结果)(?:怎么样|咋样|如何|呢|到哪|查询)?|怎么样了|咋样了"
        r"|(?:修|办|弄|处理|解决|派人|安排|换|清理)(?:好|完|人)?了(?:吗|没有?|么|不)"
        r"|(?:修|办|弄|处理|解决)(?:好|完)(?:吗|没有?|么)(?=$|[,。!?])"
        r"|(?:什么|啥)时候(?:能|才能|才|可以|会)?(?:来(?:人|修|看|处理|弄)|修|派|处理|解决|弄)(?:人|好|完|修|处理"
        r"|呢|啊)*(?=$|[,。!?])|^(?:你们?)?(?:(?:什么|啥)时候|几点)(?:能)?来(?![水电气暖车])|几[天点](?:能)?修好"
    ),
    "human": re.compile(
        r"(?:我要|转|找|叫|有没有|能不能|给我|接|换)[^,。]{0,3}(?:人工(?!湖)|真人|客服)"
        r"|找(?:个)?(?:活)?人(?:说|聊|问|讲)|人工(?:客服|服务|接听)"
    ),
    "confidential": re.compile(
        r"保密|匿名"
        r"|(?:别|不要|不能|千万别)(?:跟人|对外|让人|让他|让邻居|给别人|告诉|透露|说出|说"
        r"|公开)[^,。]{0,4}(?:是)?(?:我|名字|知道|身份|信息)[^,。]{0,4}|不想(?:让|叫)[^,。]{0,4}知道[^,。]{0,5}"
    ),
    "help": re.compile(
        r"^(?:这个|你们这|这)?(?:公众号|平台|系统|账号)?(?:怎么|咋|如何)(?:用|使用|报修?|操作)(?:这个|它)?(?:啊|呢"
        r"|的)?$|你(?:们)?(?:能|会)(?:干|做)(?:什么|啥|点啥)|你是(?:谁|机器人|真人|人)[^,。]{0,3}"
    ),
}
WAITING = re.compile(
    r"你们?|我们?|您|俺们?|咱们?|已经|跟|给|向|说|报|反映|打|电话|等"
    r"|好?[几一两二三四五六七八九十百半\d]+(?:多)?个?(?:次|遍|天|月|小时|钟头|年|回|周|星期)|半天|多|过|到现在"
    r"|今天|昨天|前天|上午|早上|下午|晚上|中午|怎么|咋|的|还|呢|啊|这|那|事情?|问题|人|来|管|修|都|了|就|也|是|在"
    r"|有|没|不|啥|什么|时候|请问|请|帮忙|看|一下|吗|吧|给"
)
AD_WORDS = re.compile(
    r"加(?:我)?(?:微信|v信|vx|v(?![a-z])|q|薇)|微信(?:号|同号)|vx|v信|扫码|点击(?:链接|下方|领取)|https?:|www\."
    r"|\.com|\.cn|无抵押|低息|利息低|秒(?:批|到账|放)|放款|贷款|套现|信用卡|提额|刷单|日结|日赚|月入|兼职|高薪"
    r"|诚聘|招聘|急招|包吃住|加盟|代理|招商|优惠|促销|打折|特价|清仓|限时|免费(?:领|送|试|体验)"
    r"|领(?:取)?(?:红包|鸡蛋|礼品)|红包|中奖|开业|大酬宾|酬宾|出售|低价|转让|求租|出租|房源|急售|二手|批发|代购"
    r"|包邮|下单|团购|秒杀|拼团|拼多多|砍一刀|砍价|助力|返利|理财|收益|股票|荐股|博彩|彩票|代办|代开|发票|办证"
    r"|开锁|专业|回收(?:旧|家电|手机|彩电|二手)|上门(?:服务|维修|回收|安装)|保健品|祖传|根治|减肥|丰胸|养生馆|足疗"
    r"|按摩|投票|点个?赞|转发|朋友圈|关注公众号|课程|报名热线|咨询热线|欲购从速|数量有限|厂家直销|质优价廉"
    r"|联系电话|电话[:：]?1\d{10}|1[3-9]\d{9}"
)
AD_NOT = re.compile(
    r"没人|投诉|举报|被(?:骗|坑)|骗(?:了|子|老人|人)|乱|扰民|坏|请问|咨询|怎么|咋|吗|反映|小广告|传单|冒充"
    r"|被.{0,6}(?:骗|欠)|欠|不给|不退|老人被|违|占|停水|停电|漏|堵|不让|希望|建议|求助|帮帮"
)
PRIVATE = re.compile(
    r"(?:今天|明天|后天|晚上|周末|下午)[^,。]{0,4}(?:打牌|打麻将|喝酒|吃饭|钓鱼|逛街|聚餐)"
    r"|(?:妈|爸|老公|老婆|媳妇|宝贝|宝宝|亲爱的|儿子|闺女|姐|哥|老弟|兄弟|哥们|老王|老李|老张)[,，!:： ]*(?:我|你"
    r"|晚上|今晚|今天|明天|中午|回|下班|几点|吃|在|记得|到|帮我|给我)"
    r"|(?:晚上|今晚|中午|晚饭|午饭)(?:回(?:不回)?(?:家|来)?)?(?:吃(?:啥|什么|饭)|不回(?:家|来)|几点回)"
    r"|(?:回家|回来)吃饭|吃(?:饭)?了(?:吗|没|么)|在(?:干嘛|干啥|做什么|忙啥)|到(?:家|哪|单位|学校)了(?:吗|没|$)"
    r"|下班了(?:吗|没|$)|几点(?:下班|回家|到家|接)|打(?:麻将|牌)(?:吗|不|去|来|三缺一)|三缺一|出来(?:喝|玩|吃|耍)"
    r"|喝酒(?:去|吗|不)|(?:转|发)(?:你|给你|我)(?:钱|红包|了)?(?:\d|$)|爱你|想你(?:了|$)|么么|晚安"
    r"|记得(?:接|买|带|吃药|拿)|帮我(?:带|买|捎|点个|投|砍|拿)(?!.{0,8}(?:药|老人))"
    r"|我(?:到|快到|马上到|出发|下班)了|路上堵车[,，]?(?:晚|等)|你先(?:吃|睡|走|去)|等我(?:一下|会|回)"
    r"|给你(?:打|回)电话|开会(?:呢|中)|作业(?:写|做)(?:完|了)|快递(?:帮我|给我)?(?:拿|取|放)(?:一?下|门口|丰巢)"
    r"|生日快乐|拍了拍|撤回了一条消息|语音通话|视频通话|对方(?:已取消|无应答)"
)
PICTURES = {"thanks": "👍🙏🌹💐❤👏🎉", "yes": "👌🆗✅"}
PICTURE_NAMES = re.compile(r"\[(?:强|赞|玫瑰|抱拳|合十|爱心|鼓掌|庆祝|握手|鲜花)\]|\[(ok|OK|好的|胜利|耶)\]")


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a text is for; `whole` when it is nothing but that, else `rest` is what remains to be read.

    `skip` characters at the start are thanks for an earlier matter and say nothing of this one.
    """

    intent: str | None
    whole: bool
    rest: str
    skip: int = 0


def purpose(text: str, flat: str) -> Purpose:
    """What a text is for besides a report; the caller decides whether the rest is one.

    >>> purpose("你好", "你好")
    Purpose(intent='greeting', whole=True, rest='', skip=0)
    >>> purpose("路灯坏了", "路灯坏了")
    Purpose(intent=None, whole=False, rest='路灯坏了', skip=0)
    """
    bare = MARKS.sub("", flat)
    if bare in TABLE or (plain := FILLERS.sub("", bare)) in TABLE:
        return Purpose(TABLE.get(bare) or TABLE[plain], True, "")
    if ASSENT.fullmatch(bare):
        return Purpose("yes", True, "")
    if _empty(bare, text) or bare in KNOWN or COMMAND.match(text):
        return Purpose(None, True, "")
    rest = _without_manners(flat)
    plain = FILLERS.sub("", MARKS.sub("", rest))
    if plain in TABLE:
        return Purpose(TABLE[plain], True, "")
    if not plain:
        return Purpose("thanks" if THANKS.search(flat) else "greeting", True, "")
    return _spoken(flat, rest)


def _spoken(flat: str, rest: str) -> Purpose:
    if is_praise(flat):
        return Purpose("praise", True, "")
    turn = CONTRAST.search(flat)
    if turn is not None and THANKS.match(flat) and DONE.search(flat, 0, turn.start()):
        return Purpose(None, False, flat[turn.end() :], turn.end())
    if is_ad(flat):
        return Purpose("ad", True, "")
    if WISHES.search(flat) and not PROBLEM.search(WISHES.sub("", flat)):
        return Purpose("greeting", True, "")
    if PRIVATE.search(flat) and not PROBLEM.search(PRIVATE.sub("", flat)):
        return Purpose("wrong_send", False, flat)
    for intent, words in SAYS.items():
        if words.search(rest):
            return Purpose(intent, False, TOLD.sub("", words.sub("", rest)))
    return Purpose(None, False, rest)


def is_praise(flat: str) -> bool:
    """Thanks for something done, with no trouble left over in it."""
    if not PRAISED.search(flat):
        return False
    parts = re.split(r"[,。!?;]|" + CONTRAST.pattern, flat)
    if not (any(DONE.search(part) for part in parts) or COMMENDED.search(flat)):
        return False
    after = CONTRAST.split(flat, maxsplit=1)[1:]
    if after and len(CJK.findall(after[0])) >= 4 and not PRAISED.search(after[0]):
        return False
    left = [part for part in parts if part and not DONE.search(part) and not PRAISED.search(part)]
    return not any(PROBLEM.search(part) for part in left) and not _asks(flat)


def _asks(flat: str) -> bool:
    return any(ASKING.search(part) for part in re.split(r"[,。!?;]", flat) if not re.search("继续|保持", part))


def is_ad(flat: str) -> bool:
    """Several words of trade, and none of trouble."""
    found = {match.group() for match in AD_WORDS.finditer(flat)}
    if len(found) < 2 and not re.match(r"https?:\S+$", flat):
        return False
    return not AD_NOT.search(flat)


def picture(raw: str) -> str | None:
    """What a message of nothing but pictures says."""
    for intent, pictures in PICTURES.items():
        if any(char in pictures for char in raw):
            return intent
    named = PICTURE_NAMES.search(raw)
    return ("yes" if named.group(1) else "thanks") if named else None


def has_problem(rest: str) -> bool:
    """Whether something is wrong in what is left of a text."""
    return PROBLEM.search(rest) is not None


def content(rest: str) -> int:
    """How many characters are left when the words of waiting and asking again are taken away."""
    return len(CJK.findall(WAITING.sub("", rest)))


def _without_manners(flat: str) -> str:
    rest = GREETING.sub("", flat)
    rest = THANKS.sub("", rest)
    return POLITE.sub("", rest).strip(",。!? ~、")


def _empty(bare: str, text: str) -> bool:
    """No words in it: only marks, digits, one syllable over and over, or code."""
    if not bare or NUMBERS_ONLY.match(bare) or bare.isdecimal():
        return True
    if CJK.search(bare):
        return len(set(FILLERS.sub("", bare))) == 0 or (len(set(bare)) == 1 and len(bare) > 1)
    return len(set(LATIN_WORDS.findall(bare and text))) < 3 or CODE_MARKS.search(text) is not None
