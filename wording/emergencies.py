"""The first words in an emergency: what to do now, before anything else; each kind has its own."""

from __future__ import annotations

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
QUESTION = {
    "fire": "人出来了，回我一声：",
    "life": "跟我说说，您现在在哪儿？",
    "missing_child": "有信儿了，回我一声：",
}


def options(kind: str) -> tuple[str, str]:
    """The two answers a person may tap in this kind of emergency."""
    return ASKED.get(kind, ASKED["other"])


def first_words(
    kind: str, number: str, duty: str, question_id: int, sms: str, *, again: bool = False, ask_where: bool = False
) -> str:
    """The whole reply to an emergency; `duty` is the duty person with number, empty where there is none."""
    known = kind if kind in FIRST else "other"
    ring = {"life": f"我正在叫值班的{duty}，他马上联系您。"}.get(
        known,
        f"我正在叫{'村里' if known == 'fire' else ''}值班的{duty}" + ("，您也打给他。" if known == "fire" else "。"),
    )
    record = f"这事记成{number}号（急）。" if not again else f"还是{number}号（急），又催了一遍。"
    taps = [answer_tap(label, question_id, place) for place, label in enumerate(options(known), 1)]
    lines = [
        *FIRST[known],
        ring if duty else "",
        "" if known == "life" and not again else record,
        f"不方便打电话，可以给{sms}发短信，写清楚在哪儿。" if known == "violence" and sms else "",
        "在哪儿？说一声，或者发个位置。" if ask_where and known != "life" else "",
        QUESTION.get(known, ""),
        "　".join(taps),
    ]
    if known == "life" and not again:
        lines.append(f"（您的话记成{number}号，只给他一个人看。）")
    return "\n".join(line for line in lines if line)


def seen(name: str) -> str:
    """Told to the resident as soon as a person has tapped 看到了."""
    return f"{name}看到了，正往您那儿赶。"


def passed_on(number: str, kind: str) -> str:
    """Further words of hers have gone to whoever is on the way."""
    if kind == "life":
        return "我听着呢，您的话他马上看得到。别一个人待着，12356随时有人听；受了伤马上打120。"
    return f"您这句话马上转给去的人了（{number}号）。情况有变接着说；119、120、110该打就打，别等。"


def answered(safe: bool, number: str, kind: str) -> str:
    """Her answer to the emergency's question."""
    if kind == "life":
        return "好，您就待在那儿，哪儿也别去，他这就联系您。想说什么接着跟我说，我都看着。12356随时有人听。"
    if safe:
        return f"人没事就好。{number}号的人还是会来看一眼，您先歇歇。"
    return f"知道了，接着叫人，{number}号记着呢。119、120、110打了吗？没打现在就打，守着别走远。"
