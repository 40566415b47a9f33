"""Single words and menu keys that mean one thing whenever they are sent: 进度, 帮助, 人工, 地方不对 …"""

from __future__ import annotations

from collections.abc import Callable

from casework import followup
from casework.facts import contact
from handlers import corrections, own_case, staff_words
from handlers.turn import Reply, Turn
from insight import lists
from wording import labels, resident, staff


def handle(turn: Turn) -> Reply | None:
    """Answer a word that stands alone."""
    key = WORDS.get(turn.text.strip(" 　。.!！?？~～"))
    return by_key(turn, key) if key else None


def by_key(turn: Turn, key: str) -> Reply | None:
    """Answer a menu key or a tap by its key."""
    if turn.staff is not None:
        reply = staff_words.by_key(turn, key)
        if reply is not None:
            return reply
    act = KEYS.get(key)
    return act(turn) if act else None


def progress(turn: Turn) -> Reply:
    """Her open cases and those of the last thirty days."""
    cases = lists.own_cases(turn.work.session, turn.person.id, turn.work.now)
    return Reply(resident.progress([turn.line(case) for case in cases[:10]]))


def human(turn: Turn) -> Reply:
    """A person gets in touch; the number to ring stands in the reply."""
    cases = lists.own_cases(turn.work.session, turn.person.id, turn.work.now, only_open=True)
    case = cases[0] if cases else None
    told = followup.call_person(turn.work, turn.person, case, turn.text)
    if case is not None and (one := contact(turn.work, case)):
        return Reply(resident.human(labels.person(one.name, one.title, one.phone), told))
    desk = turn.work.rules.org.desk(turn.person.home_unit or turn.work.account.unit)
    if desk is None or not desk.staff:
        return Reply(resident.human("", told))
    first = desk.staff[0]
    unit = turn.work.rules.org.units[desk.unit_id].name
    return Reply(resident.human(labels.person(first.name, first.title or f"{first.role}@{unit}", first.phone), told))


def help_text(turn: Turn) -> Reply:
    """帮助: for a resident, or for staff how their commands are written."""
    if turn.staff is None:
        return Reply(resident.help_text())
    more = staff.help_desk() if turn.staff.role in ("chief", "desk") else ""
    return Reply(staff.help_worker() + more)


def _newest(act: Callable[..., Reply]) -> Callable[[Turn], Reply]:
    """Apply a correction to her newest case."""

    def apply(turn: Turn) -> Reply:
        case = lists.newest_of(turn.work.session, turn.person.id)
        return act(turn, case) if case is not None and case.is_open else Reply(resident.nothing_open(turn.text))

    return apply


def _own(verb: str) -> Callable[[Turn], Reply]:
    return lambda turn: own_case.choose(turn, verb)


KEYS: dict[str, Callable[[Turn], Reply]] = {
    "progress": progress,
    "human": human,
    "help": help_text,
    "urge": _own("urge"),
    "withdraw": _own("withdraw"),
    "hide": _own("confidential"),
    "undo": corrections.undo_last,
    "place": _newest(corrections.ask_place),
    "kind": _newest(corrections.ask_kind),
    "report": lambda turn: Reply(resident.hello()),
}
WORDS = {
    "进度": "progress",
    "查进度": "progress",
    "我的事": "progress",
    "我的事办到哪了": "progress",
    "办到哪了": "progress",
    "帮助": "help",
    "怎么用": "help",
    "人工": "human",
    "转人工": "human",
    "找人说话": "human",
    "催": "urge",
    "催一下": "urge",
    "催办": "urge",
    "撤回": "withdraw",
    "撤销": "withdraw",
    "保密": "hide",
    "替我保密": "hide",
    "点错了": "undo",
    "按错了": "undo",
    "点错了，其实办好了": "undo",
    "地方不对": "place",
    "事不对": "kind",
    "我要报事": "report",
    "待办": "queue",
    "待派": "pool",
    "全接下": "sign_all",
    "今天": "today",
    "下一页": "page1",
}
