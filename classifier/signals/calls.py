"""Words that say too little alone and are an emergency beside a call for help."""

from __future__ import annotations

import re

from classifier.signals.people import BODY, CHILD, ELDER, PERSON
from classifier.signals.signal import signal

# A call for help, or that it is going on this minute.
CALL = re.compile(
    r"救命|救救|快(?:点|些|啲)?(?:来|嚟)(?!电|水|气|信|了吗)|赶[紧快](?:点)?(?:来|派)|来人"
    r"|嚟人|喊人|叫人来|快去|快救|速来"
    r"|速度来|急!|急急|十万火急|咋办咋办|怎么办怎么办|快快|正在|还在(?!修)|在(?:那|这)(?:里|儿)?(?:喊|叫|哭)"
    r"|拉不开|拦不住|劝不住|来个人|派人来|叫救护车|120|110|119"
)
SIGNALS = (
    signal(
        "injury",
        rf"(?:{PERSON}|{BODY})[^。!?]{{0,8}}(?:血|晕|昏|抽|喘|断气|没气|不动|动不了|不行了|出事"
        rf"|发黑|发白|疼死|痛死)|出(?:大)?事了[^。!?]{{0,4}}(?:快"
        rf"|赶)",
        r"(?:砸|压|撞|埋|咬|电|烧|烫|淹)[^,。!?]{0,3}(?:人|到了|着了|里头)",
        unless=r"淹到了[^,。!?]{0,3}(?:菜|田|车|货)|人[^,。!?]{0,4}(?:血压|血糖)",
        pressed=True,
    ),
    signal(
        "violence",
        rf"(?:{PERSON}|{CHILD}|{ELDER})[^。!?]{{0,8}}(?:闹|砸|追|打|砍|刀|棍|要杀|弄死|吓)[^。!?]{{0,6}}",
        unless=r"打(?:电话|扫|工|扰|听|药|针|麻将|牌|招呼|水|卡)|吵闹",
        pressed=True,
    ),
    signal("injury", r"^(?:快|赶紧|赶快)?来人[啊呀哪呐吧!快点来人 ]*$"),
)
