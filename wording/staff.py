"""What a grid worker reads in the chat: the queue, the answers to commands, and what would have worked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wording.labels import LIGHT, STATUS
from wording.marks import answer_tap, case_tap, clean, quote, tap

PAGE = 6


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One case in a queue; `when` says the nearest limit in words, `note` what stands in its way."""

    case_id: int
    number: str
    light: str
    what: str
    place: str
    when: str
    note: str
    status: str
    has_voice: bool = False
    village: str = ""  # Where a bare number would not say whose.


def queue(lines: Sequence[QueueLine], total: int, overdue: int, near: int, page: int, key: str = "queue") -> str:
    """The worker's queue, or what of it is due today, six a page, most urgent first."""
    if not lines and key == "today":
        return "今天没有到点的事。看全部发“待办”。"
    if not lines:
        return "您手上没有待办的事，歇会儿吧。看到什么要管的，拍张照片，再说一句就行。"
    counts = [f"{overdue}件超时" if overdue else "", f"{near}件快到点" if near else ""]
    head = f"{'今天到点的' if key == 'today' else '您手上'}{total}件" + (
        "：" + "，".join(count for count in counts if count) if overdue or near else ""
    )
    rows = [_queue_line(line) for line in lines]
    fresh = sum(line.status == "dispatched" for line in lines) > 1
    taps = [tap("全接下", "k.sign_all") if fresh else "", _next_page(key, total, page)]
    example = f"办完：发照片，再说一句，比如“办结 {lines[0].number} 换了灯泡”。"
    return "\n".join(row for row in [head, *rows, "　".join(one for one in taps if one), example] if row)


def _next_page(key: str, total: int, page: int) -> str:
    return tap("下一页", f"k.{key}{page + 1}") if total > (page + 1) * PAGE else ""


def no_wechat(phone: str) -> str:
    """Why the resident does not know yet: somebody must ring up."""
    return f"他没用微信，请打电话告诉他 {phone}" if phone else "他没用微信，也没留电话，请上门说一声"


def no_wechat_concealed() -> str:
    """The same for somebody who may not see the number."""
    return "他没用微信，请值班的打电话告诉他"


def _queue_line(line: QueueLine) -> str:
    place = f" {clean(line.place)}" if line.place else " 地方不明"
    note = f"（{line.note}）" if line.note else ""
    return f"{LIGHT[line.light]} {line.village}{line.number} {clean(line.what)}{place} {line.when}{note} {_taps(line)}"


def _taps(line: QueueLine) -> str:
    hear = case_tap(f"听{line.number}", line.case_id, "hear") if line.has_voice else ""
    if line.status == "waiting":
        return hear
    verb, label = ("sign", "接") if line.status == "dispatched" else ("done", "办结")
    return hear + case_tap(f"{label}{line.number}", line.case_id, verb)


def signed(number: str, what: str, place: str, reporter: str, due: str, by_phone: str = "") -> str:
    """To 接."""
    at = f" {clean(place)}" if place else ""
    say = f"{due}前给住户回个话，比如“回 {number} 我下午两点过去”。"
    return f"{number}号（{what}{at}）您接了，{by_phone or '住户已经知道'}。{reporter}\n{say}"


def signed_all(numbers: Sequence[str], by_phone: Sequence[str] = ()) -> str:
    """To 全接下; `by_phone` are those whose residents must be rung up."""
    if not numbers:
        return "没有等着签收的，都在办了。"
    calls = f"{'、'.join(by_phone)}号的住户没用微信，要打电话告诉（发“查 号”看电话）。" if by_phone else ""
    return f"接下了{len(numbers)}件：{'、'.join(numbers)}。{calls or '住户都知道了。'}"


def said(number: str, by_phone: str = "") -> str:
    """To 回."""
    if by_phone:
        return f"记在{number}号里了。{by_phone}。"
    return f"带到了，{number}号的住户马上看得到。"


def asked(number: str) -> str:
    """To 问."""
    return f"问过去了。{number}号先停着等住户回话，一回就提醒您。"


def done(number: str, undo: str, case_id: int, by_phone: str = "") -> str:
    """To 办结."""
    asks = by_phone or f"{undo}问住户满不满意"
    return f"{number}号办结，{asks}。\n{case_tap('点错了', case_id, 'undo_done')}"


def done_wants_photo(number: str, undo: str, case_id: int, by_phone: str = "", *, sheet: bool = False) -> str:
    """To 办结 of a case whose category asks for a photo, when there is none; finished all the same."""
    what = "调解协议书拍张照片留底" if sheet else "这类事最好留张照片"
    wish = f"{number}号办结了。{what}：现在拍一张发来，就放进{number}号里；没有也行。"
    asks = by_phone or f"{undo}问住户满不满意"
    return f"{wish}\n{asks}。\n{case_tap('点错了', case_id, 'undo_done')}"


def undone(number: str) -> str:
    """To 点错了 after 办结."""
    return f"改回来了，{number}号还在您手上，住户没收到通知。"


def undo_too_late(number: str) -> str:
    """点错了 when the resident has already been told."""
    return f"{number}号住户已经收到办结通知，收不回来了。要接着办，跟住户说一声：“回 {number} …”。"


def returned(number: str, desk: str, left: int) -> str:
    """To 退."""
    return (
        f"{number}号退回去了，{desk or '上一级'}重新派。（这件还能退{left}次）"
        if left
        else f"{number}号退回去了，{desk or '上一级'}来定，不能再退了。"
    )


def disputed(number: str, above: str) -> str:
    """To a third 退."""
    return f"{number}号已经退过两次，不能再退了，报给{above}裁定归谁办。定之前还在您手上，先稳住住户。"


def ruled(number: str, who: str) -> str:
    """To 裁定."""
    return f"裁定记下了：{number}号归{who}办，不能再退；理由他也看得到，住户也知道了。"


def handed(number: str, who: str, by_phone: str = "") -> str:
    """To 转."""
    return f"{number}号转给{who}了，{by_phone or '住户也知道了'}。"


def waits_more(number: str, who: str, until: str) -> str:
    """To 再等等."""
    return f"好，{number}号再给{who}留到{until}，到时还没签收再告诉上一级。"


def noted(number: str) -> str:
    """To 备注."""
    return f"记在{number}号里了，住户看不到。"


def raised(number: str, above: str) -> str:
    """To 提级."""
    return (
        f"{number}号报给{above}了，还在您手上，先稳住住户。"
        if above
        else f"{number}号上面没有更高一级了，请直接打电话商量。"
    )


def extended(number: str, until: str, by_phone: str = "") -> str:
    """To 延期."""
    return f"{number}号延到{until}，{by_phone or '住户也知道了'}。"


def report_opened(number: str, what: str, who: str) -> str:
    """To 报: one's own find is a case like any other."""
    return f"收到了，这事记成{number}号：{what}，" + (f"派给了{who}。" if who else "交给值班的去派。")


def passing(number: str) -> str:
    """To 随手办."""
    return f"随手办记下了，这事记成{number}号，不用再填什么。辛苦！"


def for_other(number: str, name: str, who: str, by: str) -> str:
    """To 替…报."""
    return f"收到了，这事记成{number}号，是替{clean(name)}报的。{who or '值班的人'}来办，最晚{by}前回话；有消息我先告诉您，请您转告。"


def for_other_where(number: str, name: str, question_id: int, options: Sequence[str]) -> str:
    """To 替…报 without a place."""
    taps = [answer_tap(label, question_id, place) for place, label in enumerate(options, 1)]
    lines = [f"收到了，这事记成{number}号，是替{clean(name)}报的，值班的人会看到。", "就差一句：在哪儿？", *taps]
    return "\n".join([*lines, "也可以直接说；有消息我先告诉您，请您转告。"])


def photo_put(number: str, what: str) -> str:
    """A photo has gone to the case in hand."""
    return f"照片放到{number}号（{what}）了。\n办完了再说一句，比如“办结 {number} 换了灯泡”。"


def photo_kept() -> str:
    """A photo that fits no case for certain: kept until the next words say which."""
    return "照片留着了。放到哪一件？发“办结 号 一句话”或“备注 号”就放进去；是新发现的事，接着说一句是什么、在哪儿。"


def look(lines: Sequence[str]) -> str:
    """To 查: everything the viewer may see of a case."""
    return "\n".join(line for line in lines if line)


def voice_words(number: str, case_id: int, words: str) -> str:
    """To 听 of a voice that has become words; the sound itself is one tap away."""
    return f"{number}号语音里说：\n{quote(words, 400)}\n机器听的，拿不准就听原声：{case_tap(f'原声{number}', case_id, 'play')}"


UNREAD = {
    "silk": "这种格式转不了",
    "unknown": "这种格式转不了",
    "broken": "录音坏了一截",
    "too_long": "录音太长",
    "too_big": "录音太大",
    "silent": "没听出说话",
    "late": "隔太久了",
}


def unread(why: str) -> str:
    """Why a recording has not become words, by its code."""
    return UNREAD.get(why, "机器没听成")


def voice_unread(why: str) -> str:
    """On the page of a case whose voice has not become words."""
    return f"语音没转成字（{unread(why)}），请您亲自听。"


def nothing_to_hear(number: str) -> str:
    """To 听 when there is no voice."""
    return f"{number}号没有语音。〔查{number}〕看文字。".replace("〔", "“").replace("〕", "”")


def nothing_to_see(number: str) -> str:
    """To 看 when there is no photo."""
    return f"{number}号没有照片。"


def heard_elsewhere(kind: str, link: str) -> str:
    """A medium that the platform no longer gives: on our own page."""
    return f"{kind}在这儿：{link}"


def medium_lost(number: str, kind: str) -> str:
    """A medium that could not be fetched in time."""
    return f"{number}号的{kind}没能保存下来，麻烦联系住户再发一次。"


def medium_pending(number: str, kind: str) -> str:
    """A medium that is still on its way."""
    return f"{number}号的{kind}还在取，过一两分钟再点一次。"


def bound(name: str, post: str) -> str:
    """To 绑定 with a good code."""
    return f"{name}，绑定好了：{post}。派给您的事会推到这儿。\n发“待办”看手上的事，发“帮助”看写法。"


BIND_REFUSED = {
    "code_unknown": "这个绑定码不对，什么也没动。看看有没有打错，或找社区要个新的，再发“绑定 码”。",
    "code_used": "这个绑定码已经用过了。请找社区要个新的，再发“绑定 码”。",
    "bound_already": "您已经绑定好了，不用再绑。发“待办”看手上的事。",
    "code_expired": "这个绑定码过期了（7天内有效）。请找社区要个新的，再发“绑定 码”。",
    "code_missing": "要带上绑定码，像这样发：绑定 码。码找社区要。",
}


def help_worker() -> str:
    """To 帮助 from a worker."""
    return (
        "常用写法（号换成件号）：\n"
        "待办｜接 号｜回 号 我下午过去｜问 号 楼门口那盏/路边那盏\n"
        "办结 号 换了灯泡｜退 号 不属我辖区｜转 号 姓名｜延期 号 2天 等配件｜挂账 号 原因\n"
        "备注 号 …｜查 号｜听 号｜看 号｜提级 号 原因\n"
        "吹哨 号 城管 原因｜验收 号｜没好 号 哪儿没好｜收哨 号 原因｜评 号 城管 好\n"
        "报 在哪儿什么事（自己发现的）｜随手办 …｜替 谁 报 什么事\n"
        "今天｜请假 明天｜请假 3天｜销假\n"
        "手上只有一件时，“收到”“修好了”也行；发错了，发“点错了”。"
    )


def help_desk() -> str:
    """To 帮助 from a chief or a desk, beside the worker's."""
    return (
        "\n值班和负责人还能发：\n待派｜派 号 姓名｜类 号 路灯｜地点 号 花园二网格｜我来办 号\n"
        "并 号 号（后一件并进前一件）｜拆 号\n"
        "准 号｜驳 号 原因｜呼应 号｜专题 号 哪天 谁参加｜决定 号 怎么办｜裁定 号 姓名 理由｜恢复 号\n通知 在哪儿什么事到几点｜结束通知 编号 一句话\n回访（看要回访哪些）｜回访 号 满意｜关爱 号 独居｜不受理 号 原因｜督办 号 姓名｜代录 电话 在哪儿什么事"
    )


def no_such(number: str, kept: str, options: Sequence[str]) -> str:
    """A number that does not exist: nothing was touched, what was typed is kept."""
    lines = [f"没有{number}号，没动任何东西。"]
    if kept and options:
        lines.append(f"您写的{quote(kept, 30)}我留着，是不是这件？")
    lines += options
    lines.append("都不是：" * bool(options) + f"{tap('待办', 'k.queue')}看全部，{tap('帮助', 'k.help')}看写法。")
    return "\n".join(lines)


def option(verb: str, key: str, number: str, case_id: int, what: str, place: str) -> str:
    """One case in hand, to be tapped for a verb."""
    return f"{case_tap(f'{verb}{number}', case_id, key)}{what} {clean(place)}".rstrip()


def not_yours(number: str, case_id: int, owner: str) -> str:
    """A command on somebody else's case."""
    return (
        f"{number}号不在您手上，现在是{owner or '值班的'}在办，没动它。\n"
        f"要给他递句话：{case_tap(f'备注{number}', case_id, 'note')}　"
        f"看看到哪步了：{case_tap(f'查{number}', case_id, 'look')}"
    )


def not_now(number: str, case_id: int, status: str) -> str:
    """A command that does not fit the state of the case."""
    return f"{number}号现在是“{STATUS[status]}”，这一步做不了，没动它。{case_tap(f'查{number}', case_id, 'look')}"


def unclear(words: str, number: str, case_id: int) -> str:
    """A line with a case number but without a verb that is known."""
    taps = "　".join(
        case_tap(f"{label}{number}", case_id, verb)
        for label, verb in (("办结", "done"), ("备注", "note"), ("查", "look"))
    )
    return f"没看明白{quote(words, 30)}。您是想：\n{taps}\n一句话就行，比如“办结 {number} 换了灯泡”。{tap('帮助', 'k.help')}"


def whose(number: str, taps: Sequence[str]) -> str:
    """A number that several of his villages have."""
    return f"{number}号有{len(taps)}件，您说的是哪个村的？点一下就办，没点之前没动任何东西：\n" + "\n".join(taps)


def chosen_before() -> str:
    """A second tap on such a choice."""
    return "这一句已经办过了，没再动。发“待办”看手上的事。"


def number_missing(verb: str, example: str, options: Sequence[str]) -> str:
    """A verb without a number while several cases are in hand."""
    lines = [f"“{verb}”哪一件？带上件号，比如“{example}”。", *options]
    return "\n".join(lines)


def words_missing(verb: str, number: str) -> str:
    """A verb that needs words came without them."""
    examples = {
        "回": f"回 {number} 我下午两点过去",
        "问": f"问 {number} 是楼门口那盏/路边那盏",
        "退": f"退 {number} 不属我辖区（或：不归我管、重复了、说不清在哪，再带一句）",
        "转": f"转 {number} 姓名",
        "办结": f"办结 {number} 换了灯泡",
        "备注": f"备注 {number} 等配件",
        "提级": f"提级 {number} 要街道协调",
        "延期": f"延期 {number} 2天 等配件",
        "派": f"派 {number} 姓名",
        "类": f"类 {number} 路灯",
        "地点": f"地点 {number} 花园二网格",
        "不受理": f"不受理 {number} 原因",
        "督办": f"督办 {number} 姓名",
        "吹哨": f"吹哨 {number} 城管 井盖塌了",
        "没好": f"没好 {number} 还在漏",
        "收哨": f"收哨 {number} 自己办好了",
        "评": f"评 {number} 城管 好",
        "专题": f"专题 {number} 12月3日下午 城管、水务、村两委",
        "决定": f"决定 {number} 明年开春改造",
        "当事": f"当事 {number} 东院、西院",
        "倒查": f"倒查 {number} 为什么三天没人去",
        "说明": f"说明 {number} 那天我在医院",
        "认定": f"认定 {number} 值班没交接",
        "驳": f"驳 {number} 原因",
        "退回": f"退回 {number} 原因",
    }
    return f"“{verb}”后面还差一句，没动它。像这样：{examples.get(verb, f'{verb} {number} …')}。下一条直接发这句话也行。"


def finish_words(number: str, what: str) -> str:
    """办结 was tapped without words: the next line is taken as them."""
    return f"{number}号（{what}）怎么办的？回一句，比如“换了灯泡”，我就办结；有照片先发照片。"


REFUSED = {
    "returned_enough": "这件已经退过两次，不能再退了，请发“提级 号 原因”请上一级来定。",
    "asked_enough": "已经问过住户两回了，不能再停着等。请直接打电话，或发“回 号 …”。",
    "already_his": "这件本来就在他手上，没动。",
    "nobody": "没找到叫这个名字的人，没动。请写名册上的全名。",
    "several": "有几个人同名，没动。请在电脑上派，或写上他的片区找值班的办。",
    "already_told": "住户已经收到通知，收不回来了。",
    "too_late": "已经过了时限，不能再延了。请发“提级 号 原因”，并给住户回个话。",
    "no_category": "没有这一类。可以写：",
    "no_place": "没找到这个地方。请写网格或小区的名字。",
    "no_alarm": "这件没有求助在响，没动它，住户那边也没告诉什么。要给住户回话，发“回 号 …”。",
    "helper": "助理和引导员只报事、帮忙，件不能放在他手上，没动。请写网格员或负责人的名字。",
    "on_leave": "他在休假，没动。请写别人的名字。",
    "too_far": "他不管这一片，没动。只能给本街道的人；要请外面的人帮忙，发“提级 号 原因”。",
    "concealed_voice": "这件替人保密，语音由值班的听，您看文字就行：发“查 号”。",
    "desk_only": "这一步要值班的或负责人来做，没动。",
    "no_chat": "没问出去，没动它。",
    "asked_already": "这件已经请示过一回，等上一级回话，没再报。急就打个电话。",
    "ruled": "这件已经裁定归您办，不能退了。真办不了，发“提级 号 原因”或“挂账 号 原因”。",
    "to_be_ruled": "这件是退单争议，要裁定归谁办：发“裁定 号 姓名 理由”。",
    "nothing_to_call": "这件没有等着回访，没动。发“回访”看要回访哪些。",
    "three_looks": "要维持原来的结果，三看得都过：合规、落实、住户接受。像这样：回访 号 维持 合规 落实 接受；有一样没到，就发“回访 号 没办好 原因”重办。",
    "nothing_asked": "这件没有等您准的事，没动。发“查 号”看看到哪一步了。",
    "not_your_level": "这件不归您这一级准，没动。请示已经到管它的人手上了。",
    "bad_days": "延几天？像这样：延期 号 2天 等配件。",
}


def pool(lines: Sequence[QueueLine], total: int, page: int) -> str:
    """To 待派: what waits for a person to place it, six a page."""
    if not lines:
        return "没有等着派的，都有人管着。"
    rows = [
        f"{LIGHT[line.light]} {line.village}{line.number} {clean(line.what)}"
        f"{' ' + clean(line.place) if line.place else ' 地方不明'} {line.when} "
        f"{case_tap(f'查{line.number}', line.case_id, 'look')}{case_tap(f'我来办{line.number}', line.case_id, 'take')}"
        for line in lines
    ]
    how = f"派给谁：“派 {lines[0].number} 姓名”。"
    return "\n".join(row for row in [f"等着派的{total}件：", *rows, _next_page("pool", total, page), how] if row)


def assigned(number: str, who: str) -> str:
    """To 派."""
    return f"{number}号派给{who}了。"


def taken(number: str, by_phone: str = "") -> str:
    """To 我来办."""
    return f"{number}号您接过来了，{by_phone or '住户已经知道'}。"


def changed(number: str, what: str, who: str) -> str:
    """To 类 and 地点."""
    return f"{number}号改成“{clean(what)}”了" + (f"，转给{who}。" if who else "。")


def rejected(number: str, by_phone: str = "") -> str:
    """To 不受理."""
    return f"{number}号不予受理，{by_phone or '原因已经告诉住户'}。"


def supervised(number: str, leader: str) -> str:
    """To 督办."""
    return f"{number}号由{leader}督办，两边都通知了。"


def seen_before(number: str, name: str) -> str:
    """To 看到了 when somebody has said so already."""
    return f"{number}号{name or '有人'}已经说看到了，您也去最好。到了现场发一句：“回 {number} …”。"


def seen_untold(number: str) -> str:
    """To 看到了 when the resident can't be told at once."""
    return f"好，{number}号记下您看到了。住户这会儿收不到消息，请直接打电话或上门。到了现场发一句：“回 {number} …”。"


def seen(number: str) -> str:
    """To 看到了."""
    return f"好，{number}号住户知道您看到了。到了现场发一句：“回 {number} …”。"
