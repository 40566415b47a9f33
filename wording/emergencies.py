"""The first words in an emergency: what to do now, before anything else; each kind has its own."""

from __future__ import annotations

from wording import labels
from wording.marks import answer_tap

FIRST: dict[str, tuple[str, ...]] = {
    "fire": ("先打119！现在就打。", "人先出来，门带上，别回去拿东西。有人伤着打120。"),
    "gas": (
        "先到屋外！别开灯、别点火、别在屋里打电话。",
        "够得着就关阀门、开窗。到外面再打119，人晕了打120。",
    ),
    "violence": ("先离远点，打110；有人伤着打120。",),
    "life": (
        "我在，您的话我看见了。先别一个人待着，叫一声家里人或邻居。",
        "可以打12356，有人专门听您说；夜里打不通就打110。要是已经吃了药、受了伤，马上打120。",
    ),
    "injury": ("先打120！说清在哪儿、人怎么样。", "别乱搬动伤的人，守着他，别让他睡过去。"),
    "entrapment": ("先打119！人在里面别硬扒门、别硬爬。", "跟里面的人说话，让他别慌；有人不舒服打120。"),
    "drowning": (
        "先打119和120！边打边喊人。",
        "不会水千万别下去：递竹竿、扔绳子、扔泡沫板。捞上来没气，马上按胸口。",
    ),
    "missing_child": (
        "先打110！现在就报，不用等24小时。",
        "说清几岁、穿什么、最后在哪儿；近处的水塘、井边先看。",
    ),
    "poisoning": ("先打120！说清吃了什么、什么时候吃的。", "药瓶留着带上；人迷糊了别灌水、别抠嗓子。"),
    "live_wire": (
        "先离远点！十步以内别靠近，别用手碰人和线。",
        "打95598断电；有人触电打120。别让别人走过去。",
    ),
    "no_answer": ("先打110，请他们开门看看；怕人病倒了再打120。", "窗户看得见就看一眼，接着喊。"),
    "other": ("先打110；着火打119，有人伤着打120。",),
}
ASKED: dict[str, tuple[str, str]] = {
    "fire": ("人没事", "有人困在里面"),
    "gas": ("都出来了", "有人晕倒"),
    "violence": ("我安全", "不方便说话"),
    "life": ("我在家", "让他来看看我"),
    "injury": ("救护车来了", "还没人来"),
    "entrapment": ("出来了", "还困着"),
    "drowning": ("救上来了", "还在水里"),
    "missing_child": ("找到了", "还没找到"),
    "poisoning": ("救护车来了", "还没人来"),
    "live_wire": ("人没事", "有人触电"),
    "no_answer": ("开门了，人没事", "还是没人应"),
    "other": ("人没事", "快来人"),
}
HAPPENED = {
    "fire": "着火了",
    "gas": "煤气漏了",
    "violence": "有人动手",
    "life": "有人想不开",
    "injury": "有人受伤",
    "entrapment": "有人被困",
    "drowning": "有人落水",
    "missing_child": "孩子走丢了",
    "poisoning": "有人中毒",
    "live_wire": "电线落地或漏电",
    "no_answer": "敲门一直没人应",
}
SMS = "12110"  # The number for a short message to the police.
MISHEARD = "机器听的，听错了也回我一声。"
QUESTION = {
    "fire": "人出来了，回我一声：",
    "life": "跟我说说，您现在在哪儿？",
    "missing_child": "有信儿了，回我一声：",
}


def options(kind: str) -> tuple[str, str]:
    """The two answers a person may tap in this kind of emergency."""
    return ASKED.get(kind, ASKED["other"])


def answers(kind: str) -> list[tuple[str, str]]:
    """The same with what each means: all is well, or help is needed at once."""
    safe, danger = options(kind)
    return [(safe, "at_home" if kind == "life" else "safe"), (danger, "danger")]


def first_words(
    kind: str, number: str, call: str, question_id: int, sms: str, *, again: bool = False, ask_where: bool = False
) -> str:
    """The whole reply to an emergency; `call` says who is being called, empty where there is nobody."""
    record = f"这事记成{number}号（急）。" if not again else f"还是{number}号（急），又催了一遍。"
    lines = _first_words(kind, call, record if kind != "life" or again else "", question_id, sms, ask_where)
    if kind == "life" and not again:
        lines.append(f"（记成{number}号，您的话只有管事的人看。）")
    return "\n".join(line for line in lines if line)


def heard(kind: str, number: str, call: str, question_id: int, *, same: bool, ask_where: bool) -> str:
    """The same, pushed when danger was heard in a voice; `same`: her voice had opened this case already."""
    record = f"还是{number}号，当急事办了。" if same else f"另外记成{number}号（急）。"
    if kind == "life":
        tail = f"（{'还是' if same else '记成'}{number}号，您的话只有管事的人看。）"
        lines = [*_first_words(kind, call, "", question_id, SMS, ask_where), tail]
    else:
        lines = [*_first_words(kind, call, f"您那段语音听着很急，{record}", question_id, SMS, ask_where), MISHEARD]
    return "\n".join(line for line in lines if line)


def _first_words(kind: str, call: str, record: str, question_id: int, sms: str, ask_where: bool) -> list[str]:
    known = kind if kind in FIRST else "other"
    taps = [answer_tap(label, question_id, place) for place, label in enumerate(options(known), 1)]
    return [
        *FIRST[known],
        call,
        record,
        f"不方便打电话，可以给{sms}发短信，写清楚在哪儿。" if known == "violence" and sms else "",
        "在哪儿？说一声，或者发个位置。" if ask_where and known != "life" else "",
        QUESTION.get(known, ""),
        "　".join(taps),
    ]


def happened(kind: str) -> str:
    """What has happened, for those who are rung: never who, and nobody's own words."""
    return HAPPENED.get(kind, "有人求助")


def calling(kind: str, call: tuple[str, str, str], *, on_duty: bool, rung: bool) -> str:
    """Who is being called, as (name, role, phone); where nobody could be told, whom to ring oneself."""
    name, role, phone = call
    known = labels.on_call(name, role, phone, on_duty=on_duty)
    return ring(kind, known) if rung else ring_yourself(known if phone else "")


def ring(kind: str, who: str) -> str:
    """Who is being called now."""
    if kind == "life":
        return f"我正在叫{who}，他马上联系您。"
    return f"我正在叫{'村里' if kind == 'fire' else ''}{who}" + ("，您也打给他。" if kind == "fire" else "。")


def ring_yourself(who: str) -> str:
    """Nobody there has a chat that can be rung: she rings herself, if there is a number."""
    return f"请直接打给{who}。".replace("打给值班电话", "打值班电话") if who else ""


def of_staff(kind: str, opened: str, call: str) -> str:
    """To staff who report an emergency, seen or taken down from a caller: what to do first, then the record."""
    return "\n".join(line for line in (*FIRST.get(kind, FIRST["other"]), opened, call) if line)


def seen(name: str) -> str:
    """Told to the resident as soon as a person has tapped 看到了."""
    return f"{name}看到了，正往您那儿赶。"


def passed_on(number: str, kind: str) -> str:
    """Further words of hers have gone to whoever is on the way."""
    if kind == "life":
        return "我听着呢，您的话他马上看得到。别一个人待着，12356随时有人听；受了伤马上打120。"
    return f"您这句话马上转给去的人了（{number}号）。情况有变接着说；119、120、110该打就打，别等。"


ANSWERED: dict[str, tuple[str, str]] = {
    "fire": (
        "人没事就好，别回去拿东西，离远点等119。{number}号的人还是会来看一眼。",
        "知道了，里面有人，{number}号又催了一遍。告诉119人在几楼哪间屋；别自己冲进去，叫里面的人用湿布捂口鼻、贴着地。",
    ),
    "gas": (
        "都出来就好，别回屋，也别在门口点火打电话。等119看过再进去，{number}号的人还是会来。",
        "知道了，有人晕倒，{number}号又催了一遍。马上打120；够得着就把人抬到通风的地方，够不着别硬进，等119。",
    ),
    "violence": (
        "安全了就好，门锁好，先别回去。{number}号的人还是会来看一眼；要说说情况，接着在这儿发。",
        "不用打字，{number}号已经接着叫人；能走就先走，安全了回我一个字。{sms}",
    ),
    "life": (
        "好，您就待在家里，别一个人待着，叫一声家里人。想说什么接着跟我说，我都看着。12356随时有人听。",
        "好，我叫人来看您，{number}号又催了一遍。您就待在那儿，跟我说说在哪儿。12356随时有人听；受了伤马上打120。",
    ),
    "injury": (
        "好，听救护车上的人安排。去了哪家医院，回头跟我说一声；{number}号的人还是会去看看。",
        "知道了，{number}号又催了一遍。120再打一遍，说清楼号和路口，叫个人到路口接车；人别乱搬。",
    ),
    "entrapment": (
        "出来就好，先歇歇，不舒服就打120。{number}号的人还是会来看一眼，没修好前别再用。",
        "知道了，{number}号又催了一遍。119打了吗？没打现在就打；别扒门别爬，靠里站着，慢慢喘气。",
    ),
    "drowning": (
        "救上来就好。没气没脉马上按胸口，别停；有气就侧着躺、盖暖和，等120来看过。{number}号的人还是会来。",
        "知道了，{number}号又催了一遍。119、120接着打；眼睛盯住人在哪儿，递竹竿、扔绳子，别下水。",
    ),
    "missing_child": (
        "找到就好！看看孩子有没有伤着、冻着。报过110的，跟他们说一声，{number}号我也告诉来的人。",
        "知道了，{number}号又催了一遍。110接着说新线索；留一个人在走丢的地方等，水塘、井边、车库先看。",
    ),
    "poisoning": (
        "好，药瓶、吃剩的东西交给医生。去了哪家医院，回头跟我说一声；{number}号的人还是会去看看。",
        "知道了，{number}号又催了一遍。120再打一遍，问清来之前怎么办；别灌水别抠嗓子，人迷糊了就侧着躺。",
    ),
    "live_wire": (
        "人没事就好，别靠近，也别让别人走过去。95598来断电；{number}号的人还是会来守着。",
        "知道了，有人触电，{number}号又催了一遍。别用手拉！先断电，断不了用干木棍拨开线；马上打120。",
    ),
    "no_answer": (
        "开门了、人没事就好，陪他坐会儿。{number}号的人还是会去看一眼。",
        "知道了，{number}号又催了一遍。110、119打了吗？请他们开门；接着喊，从窗户再看看。",
    ),
    "other": (
        "人没事就好。{number}号的人还是会来看一眼，您先歇歇。",
        "知道了，{number}号又催了一遍。119、120、110打了吗？没打现在就打，守着别走远。",
    ),
}


def answered(kind: str, number: str, *, first: bool, sms: str = "") -> str:
    """Her answer to the emergency's question: the first of the two that were offered, or the second."""
    words = ANSWERED.get(kind, ANSWERED["other"])[0 if first else 1]
    message = f"也可以给{sms}发短信，写清楚在哪儿。" if sms else ""
    return words.format(number=number, sms=message)
