"""Short words of a worker with one case in hand: 收到, 修好了, 人不在 do what they say."""

from __future__ import annotations

from casework import handling
from casework.work import Case, CaseworkError
from domain.lifecycle import Action, Status
from domain.numbers import format_number
from handlers import commands, kept
from handlers.turn import Reply, Turn
from insight import lists
from wording import staff

RECEIVED = ("收到", "收到了", "好的", "好", "知道了", "马上去", "马上到", "这就去")
FINISHED = ("修好了", "办好了", "搞好了", "弄好了", "解决了", "处理完了", "处理好了", "完事了", "换好了")
ABSENT = ("人不在", "家里没人", "没人在家", "敲门没人")


def handle(turn: Turn) -> Reply | None:
    """Let short words act on the only case in hand; None for residents and for anything longer."""
    if turn.staff is None or len(turn.text) > 12:
        return None
    said = turn.text.strip(" 。.!！~～，,")
    if said not in RECEIVED and not said.endswith(FINISHED) and said not in ABSENT:
        return None
    rows = lists.queue(turn.work.session, turn.work.rules, turn.staff_row.id, turn.work.now)
    if len(rows) != 1:
        return commands.run_numbered(turn, "办结", None, turn.text) if said.endswith(FINISHED) and rows else None
    return _act(turn, rows[0].case, said)


def _act(turn: Turn, case: Case, said: str) -> Reply | None:
    number = format_number(case.number)
    if said in RECEIVED:
        return commands.run(turn, "接", case, "") if case.status == Status.DISPATCHED.value else None
    if said in ABSENT:
        try:
            handling.say(turn.work, case, turn.as_staff(case, Action.SAY), turn.text)
        except CaseworkError:
            return None
        kept.forget(turn)
        return Reply(staff.said(number, turn.by_phone(case)))
    return commands.run(turn, "办结", case, turn.text)
