"""Everything else the account says to a resident in a dialogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wording import times
from wording.labels import TO_HER
from wording.marks import answer_tap, case_tap, clean, quote, tap

MY_CASES = tap("我的事办到哪了", "k.progress")
FIND_PERSON = tap("找人说话", "k.human")
ENTRANCE = f"{MY_CASES}　{FIND_PERSON}"
COUNTS = {1: "一", 2: "两", 3: "三", 4: "四", 5: "五"}
SAY_ANYTHING = "有啥事直接说，打字、说话、拍照都行。"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case in a list: its number, her matter in a few words, state, who has it, the time promised or told."""

    case_id: int
    number: str
    what: str
    place: str
    status: str
    who: str
    when: str


def welcome(village: str, who: str) -> str:
    """To a new follower; `who` is the grid worker with number when the grid is known."""
    check = "（有人自称网格员上门，对一对这个名字）" if who else ""
    lines = [
        f"您好，这里是{village}。家里、楼下、村里有啥事，直接跟我说：打字、按住说话、拍照都行，不用填表，也不用选。",
        "比如：“3号楼楼下路灯坏了”",
        "我马上告诉您谁来管、啥时候回话；办得好不好，您说了算。",
        f"您这片的{who}{check}" if who else "",
        "您说的话只给办事的人看；不想让人知道是您说的，加一句“保密”。",
        "着火打119，出事打110，急病打120，别在这儿等。",
        ENTRANCE,
    ]
    return "\n".join(line for line in lines if line)


def hello() -> str:
    """To a greeting."""
    return f"在呢。{SAY_ANYTHING}\n{ENTRANCE}"


def thanks() -> str:
    """To thanks, an OK or a thumbs-up."""
    return f"不客气，应该的。{SAY_ANYTHING}"


def praised() -> str:
    """To praise: it is recorded and passed on."""
    return "您的夸奖记下了，转给本人和社区。谢谢您！"


def not_for_us() -> str:
    """To advertising and to what was plainly sent here by mistake."""
    return f"这条我看着不像要办的事，就先放下了，没转给别人。{SAY_ANYTHING}"


def already_reported() -> str:
    """To a second tap on 就是要报这件."""
    return f"这件已经记下了，有人在管。想看到哪了，发“进度”。\n{ENTRANCE}"


INSIST = "就是要报这件"


def not_understood(insist: str = "") -> str:
    """To what holds no words that could be a matter; `insist` is the tap by which she says that it is one."""
    if insist:
        return f"这句我没看明白是不是要办的事，先没动。\n是的话点一下，我马上找人：{insist}\n也可以换个说法，比如：“3号楼楼下路灯坏了”"
    return f"这句我没看明白，什么也没动。{SAY_ANYTHING}\n比如：“3号楼楼下路灯坏了”\n{ENTRANCE}"


def unsupported() -> str:
    """To a kind of message the platform does not pass on."""
    return "这种消息我这儿打不开，麻烦您打字、按住说话，或者拍张照片。"


def help_text() -> str:
    """To 帮助."""
    return (
        "有事直接说就行：在哪儿、什么事。打字、说话、拍照、发位置都行。\n"
        "想看办到哪了，发“进度”；等急了，发“催”；不用办了，发“撤回”；点错了，发“点错了”；想找真人，发“人工”。\n"
        "着火119，出事110，急病120，别在这儿等。\n" + ENTRANCE
    )


def human(who: str, told: bool) -> str:
    """To 人工: who will get in touch, and the number to ring now."""
    if not who:
        return "这会儿没查到值班的人，您直接打12345，那儿一直有人接。"
    said = "话已经递过去了，得空就联系您" if told else "手机上这会儿联系不到，您直接打电话最快"
    return f"{who}。{said}；急事现在就打这个电话。"


def wants_person() -> str:
    """What a matter is called that is nothing but the wish to speak with somebody."""
    return "想找人说话"


def human_noted(number: str, who: str) -> str:
    """To 人工 from somebody without an open case: it is recorded, so that somebody can answer her here."""
    return f"好，这事记成{number}号：{wants_person()}。{who}会联系您，也能在这儿给您回话；急事现在就打这个电话。"


def progress(lines: Sequence[str], total: int, next_page: int | None) -> str:
    """The list of her open cases and those of the last thirty days, a page of it."""
    if not lines:
        return f"您这儿没有在办的事。{SAY_ANYTHING}"
    head = f"您的事（一共{total}件）：" if next_page or len(lines) < total else "您的事："
    more = [tap("下一页", f"k.progress{next_page}")] if next_page else []
    return "\n".join([head, *lines, *more])


def progress_line(line: CaseLine) -> str:
    """One case in the list."""
    place = f" {clean(line.place)}" if line.place else ""
    who = f"，{line.who}" if line.who else ""
    when = f"，{line.when}" if line.when else ""
    return f"• {line.number}号 {line.what}{place}：{TO_HER[line.status]}{who}{when}"


def which(verb: str, lines: Sequence[CaseLine], question_id: int) -> str:
    """With several cases: which one does she mean."""
    taps = [answer_tap(f"{line.number}号 {line.what}", question_id, place) for place, line in enumerate(lines, 1)]
    return f"您有几件事在办，{verb}哪一件？点一下：\n" + "\n".join(taps)


def two_questions(names: Sequence[tuple[str, Sequence[str]]]) -> str:
    """A digit that could answer two questions, or that fits none of the answers: nothing was changed, all is shown."""
    lines = [f"• {name}：" + "".join(taps) for name, taps in names]
    if len(lines) == 1:
        return "这个数没对上，怕记错，先没动。您是说哪一样？点一下：\n" + lines[0]
    return "我有两句话在等您回，怕记错，先没动。您是答哪一句？点一下：\n" + "\n".join(lines)


def nothing_asked() -> str:
    """A digit when nothing was asked."""
    return f"我这会儿没有问您什么，不知道您说的是哪件。{SAY_ANYTHING}\n{ENTRANCE}"


def stale(number: str, status: str) -> str:
    """An old link was tapped after things had moved on."""
    return f"{number}号这件{NOW.get(status, f'现在是“{TO_HER[status]}”')}，刚才点的没动任何东西。想看到哪了，发“进度”。"


NOW = {
    "closed": "已经结了",
    "completed": "已经办完了",
    "signed": "已经有人在办了",
    "dispatched": "已经派给专人了",
    "received": "已经有人接着了",
    "withdrawn": "已经撤回了",
}


def urged_before(number: str, what: str, who: str, by: str, late: bool = False) -> str:
    """Urged again soon after."""
    return f"您的话又记了一笔，{number}号（{what}）刚催过{who or '值班的人'}，他知道您着急。{times.answer(by, late)}。"


def urged(number: str, what: str, who: str, by: str, late: bool = False) -> str:
    """To 催 or 咋还没人来."""
    told = f"已经催{who}了" if who else "已经催值班的人了"
    return f"您别急，{number}号（{what}）{told}，您的原话带到了。{times.answer(by, late)}。"


def settled(number: str, case_id: int) -> str:
    """To 修好了不用来了."""
    return f"好，{number}号就算办好了，不再来人。还不行随时说。\n{case_tap('点错了', case_id, 'undo')}"


def withdrawn(number: str, case_id: int) -> str:
    """To 算了 or 发错了."""
    return f"好，{number}号撤回了，不再来人。\n{case_tap('点错了', case_id, 'undo')}"


def nothing_open(words: str) -> str:
    """She speaks of her case, but none is open."""
    return f"您这儿现在没有在办的事，您说的{quote(words, 20)}我没对上是哪件。要是又坏了，说一声在哪儿、什么事，我重新派人。"


def concealed(number: str) -> str:
    """To 替我保密."""
    return f"好，{number}号替您保密：办事的人看不到是谁说的。"


def undone(number: str, status: str) -> str:
    """To 点错了."""
    return f"没事，{number}号改回来了，现在是“{TO_HER[status]}”。"


def kind_undone(number: str, what: str) -> str:
    """To 点错了 after a tap on a kind of matter."""
    return f"没事，{number}号改回来了，还按“{what}”办。"


def nothing_to_undo() -> str:
    """点错了 when nothing can be taken back any more."""
    return f"最近没有能改回来的。哪儿不对，直接跟我说一句就行。\n{ENTRANCE}"


def survey_thanks(number: str, rating: int, case_id: int) -> str:
    """To 1 or 2 in the survey."""
    said = "办好了，您满意，我们就放心了" if rating == 1 else "办了，还能更好，您的话带到了"
    more = "" if rating == 1 else "哪儿还不称心，说一句就行。"
    return f"记下了：{number}号{said}。{more}\n{case_tap('点错了', case_id, 'undo')}"


def not_done(number: str, who: str, watcher: str, by: str, taps: Sequence[str], undo: str) -> str:
    """To 3 in the survey: it starts again, with the same person, and the next level watches."""
    again = f"还是{who}去" if who else "马上派人去"
    watched = f"，{watcher}盯着" if watcher else ""
    return (
        f"知道了，{number}号没完，马上重办。\n{again}{watched}，最晚{by}前再给您回话。\n"
        f"哪儿没弄好？点一下，或说一句、拍张照片：\n{'　'.join(taps)}\n{undo}"
    )


def why_noted(number: str) -> str:
    """Her reason for 没办好 has reached the owner."""
    return f"您这句话带给{number}号办事的人了，照着重办。"


def answer_passed(number: str, who: str) -> str:
    """Her answer to the worker's question."""
    return f"您的话带给{who or '办事的人'}了，{number}号接着办。"


def place_noted(number: str, place: str, who: str, changed: bool, by: str) -> str:
    """The place is known now, or corrected."""
    given = f"，转给{who}了" if changed and who else (f"，还是{who}办" if who else "")
    return f"{number}号的地方记成“{clean(place)}”{given}，最晚{by}前给您回话。".replace("记成“", "写成“")


def ask_place(number: str, question_id: int, options: Sequence[str]) -> str:
    """To 地方不对."""
    taps = [answer_tap(option, question_id, place) for place, option in enumerate(options, 1)]
    return "\n".join([f"{number}号在哪儿？点一下，或者直接说，也可以发个位置：", *taps])


def ask_kind(number: str, question_id: int, options: Sequence[str]) -> str:
    """To 事不对."""
    taps = [answer_tap(option, question_id, place) for place, option in enumerate(options, 1)]
    return "\n".join([f"{number}号是哪一类事？点一下，或者再说一句是什么事：", *taps])


def kind_noted(number: str, case_id: int, what: str, who: str, changed: bool, by: str) -> str:
    """The category is confirmed or corrected."""
    given = f"，转给{who}了" if changed and who else (f"，还是{who}办" if who else "")
    undo = case_tap("点错了", case_id, "undo")
    return f"好，{number}号按“{what}”办{given}，最晚{by}前给您回话。\n{undo}"


def say_place() -> str:
    """都不是: she may say the place in her own words."""
    return "那您直接说一声在哪儿，比如“东门口小卖部旁边”，或者发个位置。"


def clear_now(number: str) -> str:
    """清楚了 after a direct answer."""
    return f"好，{number}号就结了。{SAY_ANYTHING}"


def not_clear(number: str, who: str, by: str) -> str:
    """还有不明白的 after a direct answer."""
    return f"{number}号交给{who or '值班的人'}了，最晚{by}前给您说清楚。还想问什么，接着发。"


def held_news(lines: Sequence[str], left: int = 0) -> str:
    """News that could not be brought to her earlier, told after the answer to what she just said."""
    told = "\n".join(f"• {line}" for line in lines)
    more = f"\n还有{left}件没说完，发“进度”接着看。" if left else "\n想随时看，发“进度”两个字就行。"
    return f"另外，前几天有{COUNTS.get(len(lines), len(lines))}件没能通知到您：\n{told}{more}"


def apology(error_id: str) -> str:
    """An inner error: what she sent is kept, with a number that is in the log."""
    return (
        f"实在对不住，我这边出了点毛病，您的话我留着了，修好马上补办（记号{error_id}）。急事别等，打12345；出事打110。"
    )


def lost(error_id: str) -> str:
    """An inner error in which not even her words could be kept."""
    return f"实在对不住，刚才这条我没接住（记号{error_id}），麻烦您过几分钟再发一遍。急事别等，打12345；出事打110。"


def how_to_bind() -> str:
    """A staff command from somebody who is bound to nobody."""
    return "这是网格员用的口令，您还没绑定，没动任何东西。是网格员的话，找社区要一个绑定码，发“绑定 码”就行。\n要是有事要办，直接说在哪儿、什么事。"
