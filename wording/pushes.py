"""What each piece of news says: the kind of template it goes by, its five-character state, and its words in chat."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wording import (
    callbacks,
    consent,
    emergencies,
    errands,
    inquiry,
    joining,
    labels,
    leave,
    meetings,
    sheet,
    times,
    whistles,
)
from wording.marks import answer_tap, case_tap, clean, quote
from wording.push import Facts, Push, brief, line, note_or, verb_tap

SURVEY_HINT = "回1好2一般3没好"
SURVEYS = ("completed", "voice_rated")  # News that asks whether it is done.


def spoken(facts: Facts, now: datetime, base_url: str, question_id: int | None) -> dict[str, Any]:
    """Frozen facts with their times, persons and links put into words; `now` is local and gives the zone."""
    told = dict(facts) | {"question_id": question_id or 0}
    if told.get("alarm") and told.get("confidential"):
        told["summary"] = emergencies.happened(told.get("emergency") or "")
    told["who"] = labels.person(told.get("worker", ""), told.get("title", ""), told.get("phone", ""))
    for key, say in (("due", times.promise), ("done", times.moment), ("from", times.moment), ("until", times.moment)):
        if told.get(key):
            told[f"{key}_words"] = say(datetime.fromisoformat(told[key]).astimezone(now.tzinfo), now)
    told["together"] = f"（跟{told['with']}号一起办）" if told.get("with") else ""
    past = told.get("due") and datetime.fromisoformat(told["due"]) <= now  # It lay over night: no time in the past.
    told["promise"] = (
        "已经晚了，对不住，我们抓紧给您回话"
        if past
        else times.answer(told.get("due_words", ""), bool(told.get("late")))
    )
    for key, label in (("photo", "看照片"), ("medium", "听一听")):
        if told.get(key):
            told[f"{key}_link"] = f"〔{label}|{base_url.rstrip('/')}/m/{told[key]}〕"
    return told


def _signed(f: Facts) -> str:
    said = f"\n{f['worker']}说：{clean(f['note'])}" if f.get("note") else ""
    return (
        f"{f['number']}号有人管了：{f['who']}。{said}\n{f['promise']}。\n有话跟{f['worker']}说，直接在这儿发就看得到。"
    )


def _said(f: Facts) -> str:
    heard = f"\n还有一段语音：{f['medium_link']}" if f.get("medium_link") else ""
    words = f"：{quote(f['note'], 200)}" if f.get("note") else "。"
    return f"{f['who']}给您回话了（{f['number']}号，{f['category']}的事）{words}{heard}\n有话接着在这儿说。"


def _asked(f: Facts) -> str:
    choices = [answer_tap(choice, f["question_id"], place) for place, choice in enumerate(f.get("choices", ()), 1)]
    return "\n".join(
        [
            f"{f['worker']}问您一句（{f['number']}号，{f['category']}的事）：",
            quote(f["note"], 200),
            "　".join([*choices, case_tap("说不清，来了找我", f["case_id"], "come")]),
            "打字、说话、拍照都行。您一回，这边接着办。",
        ]
    )


def survey_taps(question_id: int) -> tuple[str, str, str]:
    """The three answers of a survey as taps."""
    return (
        answer_tap("1 办好了，满意", question_id, 1),
        answer_tap("2 办了，一般", question_id, 2),
        answer_tap("3 没办好", question_id, 3),
    )


def _completed(f: Facts) -> str:
    photo = f"　{f['photo_link']}" if f.get("photo_link") else ""
    head = {
        "explained": "有准话了",
        "referred": "给您指个路",
        "planned": "列进计划了",
    }.get(f.get("result") or "", "办完了")
    return "\n".join(
        [
            f"{f['number']}号{head}：{clean(f['note'])}。".replace("。。", "。"),
            f"{f['worker']}，{f['done_words']}{photo}",
            "算不算办好，您说了算：",
            *survey_taps(f["question_id"]),
            "点一下，或者回个1、2、3，直接说也行。",
        ]
    )


def _task(f: Facts) -> str:
    urgent = "【急】" if f.get("urgent") else ""
    care = "住户要特别照顾，请上门看看。\n" if f.get("care") else ""
    return (
        f"{urgent}新派给您：{brief(f)}\n{quote(f['summary'])}\n{care}{f['due_words']}前给住户回话。\n"
        f"{verb_tap('接', f, 'sign')}{verb_tap('查', f, 'look')}{verb_tap('退', f, 'return')}"
    )


def _pool(f: Facts) -> str:
    urgent = "【急】" if f.get("urgent") else ""
    return (
        f"{urgent}待派：{brief(f)}\n{quote(f['summary'])}\n请尽快派给一个人，比如“派 {f['number']} 姓名”。\n"
        f"{verb_tap('查', f, 'look')}{verb_tap('我来办', f, 'take')}"
    )


def _alarm(f: Facts) -> str:
    what = f"{emergencies.happened(f.get('emergency') or '')}，替人保密"
    if not f.get("confidential"):
        what = f"求助：{quote(f['summary'])}"
    now = f"刚又说：{quote(f['note'])}\n" if f.get("note") else ""
    return f"【紧急】{brief(f)}\n{what}\n{now}马上联系、马上去。看到了点一下，住户等着听信儿：\n" + case_tap(
        "看到了", f["case_id"], "seen"
    )


def _near(f: Facts) -> str:
    act = {"dispatch": f"派 {f['number']} 姓名", "answer": f"回 {f['number']} 几句话"}.get(f["clock"], "")
    how = {
        "sign": verb_tap("接", f, "sign"),
        "solve": verb_tap("办结", f, "done"),
        "report_in": verb_tap("报到", f, "report"),
        "finish": verb_tap("办结", f, "done"),
    }.get(f["clock"], f"发“{act}”就行。")
    return f"{brief(f)} {f['until_words']}前要{labels.CLOCK[f['clock']]}。\n{quote(f['summary'])}\n{how}"


def _unsigned(f: Facts) -> str:
    return (
        f"{brief(f)} 派给{f['who']}，{f['until_words']}就该签收，还没签收。\n{quote(f['summary'])}\n请您定：\n"
        f"{case_tap('我来办', f['case_id'], 'take')}　{case_tap('换人', f['case_id'], 'replace')}　"
        f"{case_tap('再等等', f['case_id'], 'wait')}"
    )


def _unplaced(f: Facts) -> str:
    return (
        f"{brief(f)} {f['until_words']}就该派出去，还没人接。\n{quote(f['summary'])}\n"
        f"请派给一个人，比如“派 {f['number']} 姓名”。\n{verb_tap('查', f, 'look')}{verb_tap('我来办', f, 'take')}"
    )


def _overdue(f: Facts) -> str:
    return (
        f"{brief(f)} {labels.LATE[f['clock']]}，{f['until_words']}就到点了，请您盯着办。\n{quote(f['summary'])}\n"
        f"在{f['who']}手上。{verb_tap('查', f, 'look')}{case_tap('我来办', f['case_id'], 'take')}"
    )


def _still_overdue(f: Facts) -> str:
    who = f"在{f['who']}手上。" if f.get("who") else ""
    return f"{brief(f)} {labels.LATE[f['clock']]}，{f['until_words']}就到点了。\n{quote(f['summary'])}\n{who}{verb_tap('查', f, 'look')}"


def _understood(f: Facts) -> list[str]:
    """What was understood of a voice, as a receipt says it, and the question where, if that is missing."""
    asks = bool(f.get("asks"))
    choices = [answer_tap(label, f["question_id"], place) for place, label in enumerate(f.get("places") or (), 1)]
    return [
        f"什么事：{f['category']}",
        f"在哪儿：{clean(f['place'])}" if f.get("place") else "",
        f"谁来办：{f['who']}" if f.get("who") else "",
        f"{f['promise']}，办好办不好都有准话。",
        "就差一句：在哪儿？" + ("点一下就行，也可以直接说：" if choices else "打字、说话都行，或者发个位置。")
        if asks
        else "",
        *(choices if asks else ()),
        "机器听的，哪儿不对说一声就改。",
        case_tap("地方不对", f["case_id"], "place") + "　" + case_tap("事不对", f["case_id"], "kind"),
    ]


def _voice_read(f: Facts) -> str:
    return _joined([f"{f['number']}号那段语音听明白了：{quote(f['note'])}", *_understood(f)])


def _voice_split(f: Facts) -> str:
    head = f"您刚才那段语音说的是另一件事：{quote(f['note'])}"
    return _joined([f"{head}\n没放进{f['other']}号，这事另外记成{f['number']}号。", *_understood(f)])


def _joined(lines: list[str]) -> str:
    return "\n".join(line for line in lines if line)


def _voice_not_done(f: Facts) -> str:
    return (
        f"您那段语音听着是{quote(f['note'])}：{f['number']}号没完，马上重办。\n"
        f"谁来办：{f['who']}。{f['promise']}。\n{f['gone']}号就不另办了。\n"
        + case_tap("点错了，其实办好了", f["case_id"], "undo")
    )


def _voice_rated(f: Facts) -> str:
    ask = f"您那段语音听着是{quote(f['note'])}，怕听错，{f['number']}号（{f['category']}）算不算办好，您点一下："
    return "\n".join([ask, *survey_taps(f["question_id"]), f"{f['gone']}号就不另办了；要是另有事，再说一声。"])


def _emergency(f: Facts) -> str:
    name, role, phone = f["call"]
    kind = f.get("emergency") or "other"
    call = emergencies.calling(kind, (name, role, phone), on_duty=f["on_duty"], rung=f["rung"])
    number, question = f["number"], f["question_id"]
    return emergencies.heard(kind, number, call, question, same=f["same"], ask_where=f["ask_where"])


def _voice_words(f: Facts) -> str:
    sounds = f"，听着像{quote(f['sounds'])}" if f.get("sounds") else ""
    where = f"，在{clean(f['where'])}" if f.get("where") else ""
    return f"{brief(f)} 住户语音里说：\n{quote(f['note'], 200)}\n机器听的{sounds}{where}；拿不准就听原声。" + verb_tap(
        "听", f, "hear"
    )


def _voice_elsewhere(f: Facts) -> str:
    to = f"，另外记成{f['to']}号" if f.get("to") else ""
    return f"{brief(f)} 刚才那段语音说的是另一件事{to}，您这件不用管它。"


PUSHES: dict[str, Push] = {
    # To the resident.
    "signed": Push("update", "已接手", _signed, note_or("有人管了")),
    "said": Push("update", "有新回话", _said, note_or("给您回话了")),
    "asked": Push("update", "等您回话", _asked),
    "asked_again": Push("update", "等您回话", lambda f: "还等着您回一句：\n" + _asked(f)),
    "completed": Push("survey", "已办完", _completed, lambda f: f"{f.get('note') or '办完了'}"),
    "closed": Push(
        "update",
        "已结案",
        line("{number}号（{category}）没等到您的回音，先结了。没办好随时说，接着办。"),
        note_or("先结了"),
    ),
    "dispatched": Push(
        "update",
        "已派单",
        line("{number}号派给了{who}，{promise}。"),
        note_or("派给专人了"),
    ),
    "handed": Push(
        "update",
        "已转办",
        line("{number}号转给了{who}，{promise}。"),
        note_or("转给专人了"),
    ),
    "rejected": Push("update", "这儿办不了", line("{number}号（{category}）这儿办不了："), note_or("这儿办不了")),
    "extended": Push(
        "update",
        "已延期",
        line("{number}号要多等几天，最晚{until_words}前给您准信。原因："),
        note_or("要多等几天"),
    ),
    "seen": Push("update", "有人来了", line("{by}看到了，正往您那儿赶。"), note_or("正往您那儿赶")),
    "emergency": Push(
        "update", "先保平安", _emergency, lambda f: emergencies.FIRST.get(f.get("emergency") or "other", ("",))[0]
    ),
    "voice_read": Push("update", "听明白了", _voice_read),
    "voice_split": Push("update", "另记一件", _voice_split),
    "voice_rated": Push("survey", "请您点一下", _voice_rated, note_or("您看办好没")),
    "voice_not_done": Push("update", "重新办", _voice_not_done, note_or("没办好，马上重办")),
    # To staff.
    "task": Push("task", "待签收", _task),
    "pool": Push("task", "待派单", _pool),
    "alarm": Push("task", "紧急求助", _alarm),
    "reopened": Push(
        "remind",
        "没办好重办",
        line("{number}号（{category} {place}）住户说没办好，重办。"),
        note_or("住户说没办好"),
    ),
    "not_reopened": Push("remind", "住户改口", line("{number}号（{category}）住户刚才点错了，其实办好了。")),
    "urged": Push(
        "remind", "住户催办", line("{number}号（{category} {place}）住户催了{together}。"), note_or("住户催办")
    ),
    "answered": Push("remind", "住户已回", line("{number}号（{category}）住户回话了："), note_or("住户回话了")),
    "unanswered": Push(
        "remind", "没等到回话", line("{number}号（{category} {place}）住户三天没回话，接着办吧，打个电话问问也行。")
    ),
    "added": Push(
        "remind", "住户补充", line("{number}号（{category} {place}）住户又发了{together}："), note_or("住户补充了")
    ),
    "noted": Push("remind", "有备注", line("{number}号{by}备注："), note_or("有备注")),
    "voice_words": Push("remind", "语音转成字", _voice_words, note_or("住户的语音转成字了")),
    "voice_elsewhere": Push("remind", "是另一件事", _voice_elsewhere),
    "voice_answer": Push(
        "remind",
        "不用管了",
        line("{number}号那段语音是回{to}号的，不是新的事，不用管了。"),
        lambda f: f"那段语音是回{f.get('to')}号的，不用管",
    ),
    "near": Push(
        "remind",
        "快到点了",
        _near,
        lambda f: f"{labels.CLOCK[f.get('clock', 'solve')]}快到点了",
    ),
    "unsigned": Push("remind", "没人签收", _unsigned, lambda f: "没签收 回我来办/换人/再等等"),
    "unplaced": Push("remind", "没派出去", _unplaced, lambda f: "到点还没派出去，请您派"),
    "overdue": Push(
        "remind", "超时了", _overdue, lambda f: f"超过{labels.CLOCK[f.get('clock', 'solve')]}时限，请您盯着"
    ),
    "still_overdue": Push("remind", "还超着时", _still_overdue, lambda f: "超时还没办，请您过问"),
    "raised": Push(
        "remind",
        "提级请示",
        line("{number}号（{category} {place}）{by}提级，请拿主意："),
        note_or("提级请示"),
    ),
    "supervised": Push("remind", "已督办", line("{number}号（{category}）由{by}督办。")),
    "supervising": Push("remind", "请您督办", line("{number}号（{category} {place}）请您督办。")),
    "taken_away": Push("remind", "已转给别人", line("{number}号转给{to}了，不在您手上了。"), note_or("转给别人了")),
    "withdrawn": Push("remind", "住户撤回", line("{number}号（{category} {place}）住户撤回了，不用去了。")),
    "settled": Push("remind", "住户说好了", line("{number}号（{category} {place}）住户说已经好了，不用去了。")),
    "not_settled": Push("remind", "住户改口", line("{number}号（{category} {place}）住户刚才点错了，还没好，接着办。")),
    "praised": Push("remind", "收到表扬", line("住户夸您："), note_or("收到表扬")),
    "rejected_staff": Push("remind", "不予受理", line("{number}号（{category}）不予受理，不用去了。")),
    "owner_unbound": Push(
        "remind",
        "没绑定",
        line("{number}号派给了{owner}，可{owner}还没绑定，手机上收不到，请您打电话说一声。"),
        lambda f: f"{f.get('owner')}没绑定，请打电话说",
    ),
    "wants_person": Push(
        "remind",
        "要找真人",
        line("{number}号：有位住户想跟人说话。发“回 {number} 一句话”就到那儿。"),
        note_or("住户想跟人说话"),
    ),
    "staff_left": Push(
        "remind",
        "已解绑",
        line("{name}取消了关注，收不到派单了，请让他重新绑定。"),
        lambda f: f"{f.get('name')}取消关注",
    ),
    "config_broken": Push("remind", "配置有误", line("新的配置没有生效，旧的照用："), note_or("新配置没有生效")),
    "words": Push("update", "有回音", lambda f: str(f.get("note", ""))),
    **callbacks.PUSHES,
    **consent.PUSHES,
    **joining.PUSHES,
    **errands.PUSHES,
    **inquiry.PUSHES,
    **leave.PUSHES,
    **meetings.PUSHES,
    **sheet.PUSHES,
    **whistles.PUSHES,
}


def phrase(kind: str) -> str:
    """The state of a piece of news in at most five Chinese characters."""
    return PUSHES[kind].phrase[:5]


def survey_note(note: str) -> str:
    """A completed note that asks the survey in a field of twenty characters: 换了灯泡亮了 回1好2一般3没好."""
    room = 20 - len(SURVEY_HINT) - 1
    line = " ".join(clean(note).split())
    return f"{line if len(line) <= room else line[: room - 1] + '…'} {SURVEY_HINT}"


def held_line(kind: str, f: Facts) -> str:
    """One line of news told late, without its own taps except a survey's."""
    if kind == "completed":
        return f"{f['number']}号 {f['category']}：{f['done_words']}办完了，{clean(f['note'])}。" + "".join(
            survey_taps(f["question_id"])
        )
    if kind in ("asked", "asked_again"):
        return f"{f['number']}号 {f['category']}：{f['worker']}问您{quote(f['note'])}，直接回一句就行。"
    return PUSHES[kind].text(f).replace("\n", " ")
