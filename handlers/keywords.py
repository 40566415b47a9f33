"""Single words and menu keys that mean one thing whenever they are sent: 进度, 帮助, 人工, 地方不对 …"""

from __future__ import annotations

import re
from collections.abc import Callable

from casework import followup
from domain.numbers import format_number
from handlers import corrections, own_case, staff_words
from handlers.turn import Reply, Turn
from insight import lists
from wording import resident, staff


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
    if found := re.fullmatch(r"progress(\d{1,3})", key):
        return progress(turn, int(found[1]))
    act = KEYS.get(key)
    return act(turn) if act else None


def progress(turn: Turn, page: int = 0) -> Reply:
    """Her open cases and those of the last thirty days, as many as go into one reply."""
    cases = lists.own_cases(turn.work.session, turn.person.id, turn.work.now)
    pages = _pages([resident.progress_line(turn.line(case)) for case in cases])
    page = page if page < len(pages) else 0
    turn.person.talk["page"] = ["progress", page]
    return Reply(resident.progress(pages[page], len(cases), page + 1 if page + 1 < len(pages) else None))


def _pages(lines: list[str]) -> list[list[str]]:
    pages: list[list[str]] = [[]]
    for line in lines:
        if pages[-1] and len("\n".join([*pages[-1], line]).encode()) > PAGE_BYTES:
            pages.append([])
        pages[-1].append(line)
    return pages


def next_page(turn: Turn) -> Reply:
    """下一页, typed: of the list that was shown last."""
    key, page = turn.person.talk.get("page") or ("progress", -1)
    return by_key(turn, f"{key}{page + 1}") or progress(turn)


def human(turn: Turn) -> Reply:
    """A person gets in touch; the number to ring stands in the reply."""
    cases = lists.own_cases(turn.work.session, turn.person.id, turn.work.now, only_open=True)
    if cases:
        told = followup.call_person(turn.work, cases[0], turn.text)
        return Reply(resident.human(turn.who(cases[0]), told))
    case = followup.ask_for_person(turn.work, turn.person, resident.wants_person())
    if case is None:
        return Reply(resident.human("", told=False))
    return Reply(resident.human_noted(format_number(case.number), turn.who(case)))


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
    "next": next_page,
}
PAGE_BYTES = 1400  # Of the 2048 that a reply may have: room for news that waits to be told with it.
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
    "下一页": "next",
}
