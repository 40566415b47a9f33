"""The keys that only staff have: their queue, the desk's pool, accepting all at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import timedelta

from casework import handling, joined
from casework.work import CaseworkError, case_by_id
from domain.lifecycle import Action, Status
from domain.lights import Light
from domain.numbers import format_number
from handlers import case_page, errand_commands, kept, numbered, whistle_commands, worker_commands
from handlers.turn import Reply, Turn
from insight import lists
from insight.lists import Lit
from wording import joining, staff, times
from wording.marks import quote

LONG_DAY = timedelta(hours=24)
PAGE_KEY = re.compile(r"(queue|pool|today|page)(\d{1,3})")  # page: taps from before lists had names of their own.


def by_key(turn: Turn, key: str) -> Reply | None:
    """Answer a staff key; None when it is none."""
    if found := PAGE_KEY.fullmatch(key):
        return PAGED[found[1]](turn, int(found[2]))
    act = KEYS.get(key)
    return act(turn) if act else None


def _page(turn: Turn, key: str, rows: Sequence[Lit], page: int) -> tuple[int, Sequence[Lit]]:
    """A page of a list, the first if there is none such; remembered for a 下一页 that is typed."""
    page = page if page * staff.PAGE < len(rows) else 0
    turn.person.talk["page"] = [key, page]
    return page, rows[page * staff.PAGE : (page + 1) * staff.PAGE]


def queue(turn: Turn, page: int = 0) -> Reply:
    """待办: what is in hand, the most urgent first, six a page."""
    rows = lists.queue(turn.work.session, turn.work.rules, turn.staff_row.id, turn.work.now)
    beside = [part for part in (whistle_commands.queue(turn), errand_commands.queue(turn)) if part]
    own = [_in_hand(turn, "queue", rows, page).text] if rows or not beside else []
    return Reply("\n".join([*own, *beside]))


def _in_hand(turn: Turn, key: str, rows: Sequence[Lit], page: int) -> Reply:
    page, shown = _page(turn, key, rows, page)
    voices = lists.with_voice(turn.work.session, [row.case for row in shown])
    others = joined.neighbours(turn.work, [row.case for row in shown])
    lines = [line(turn, row, joining.more(others[row.case.id]), row.case.id in voices) for row in shown]
    overdue = sum(row.light is Light.OVERDUE for row in rows)
    near = sum(row.light is Light.NEAR for row in rows)
    return Reply(staff.queue(lines, len(rows), overdue, near, page, key))


def today(turn: Turn, page: int = 0) -> Reply:
    """今天: what is due before the day is over."""
    end = turn.local(turn.work.now).replace(hour=23, minute=59, second=59)
    rows = lists.queue(turn.work.session, turn.work.rules, turn.staff_row.id, turn.work.now)
    return _in_hand(turn, "today", [row for row in rows if row.due <= end], page)


def pool(turn: Turn, page: int = 0) -> Reply:
    """待派: what waits at the desks this person answers for."""
    rows = lists.pool(turn.work.session, turn.work.rules, desk_units(turn), turn.work.now)
    page, shown = _page(turn, "pool", rows, page)
    others = joined.neighbours(turn.work, [row.case for row in shown])
    lines = [line(turn, row, joining.others(others[row.case.id])) for row in shown]
    return Reply(staff.pool(lines, len(rows), page))


def desk_units(turn: Turn) -> Sequence[str]:
    """The units at whose desk this person sits."""
    org = turn.work.rules.org
    assert turn.staff is not None
    if turn.staff.role not in ("chief", "desk"):
        return ()
    own = [unit for unit in org.units if any(org.within(unit, mine) for mine in turn.staff.units)]
    return [*own, turn.work.account.unit] if turn.work.account.unit in turn.staff.units else own


def sign_all(turn: Turn) -> Reply:
    """全接下."""
    rows = lists.queue(turn.work.session, turn.work.rules, turn.staff_row.id, turn.work.now)
    signed = []
    for row in rows:
        if row.case.status == Status.DISPATCHED.value:
            case = case_by_id(turn.work, row.case.id)
            try:
                handling.sign(turn.work, case, turn.as_staff(case, Action.SIGN))
            except CaseworkError:
                continue
            signed.append(case)
    numbers = [format_number(case.number) for case in signed]
    return Reply(staff.signed_all(numbers, [format_number(case.number) for case in signed if turn.by_phone(case)]))


def line(turn: Turn, row: Lit, more: str = "", voice: bool = False) -> staff.QueueLine:
    """A case as one line of a queue; `more` says how many others have reported it."""
    case = row.case
    what = turn.say(case).split("、")[0] if case.category != "other" else quote(case.words, 10).strip("“”")
    return staff.QueueLine(
        case.id,
        format_number(case.number),
        row.light.value,
        ("【急】" if case.urgent else "") + what + (f" {more}" if more else ""),
        turn.place(case),
        _when(turn, row),
        _note(turn, row),
        case.status,
        voice and case_page.may_hear(turn, case),
        numbered.village_before(turn, case),
    )


def _when(turn: Turn, row: Lit) -> str:
    if row.light is Light.PAUSED:
        return "等住户回话"
    if row.light is Light.OVERDUE:
        return f"超{times.span(turn.work.now - row.due)}"
    return f"{turn.promise(row.due)}前"


def _note(turn: Turn, row: Lit) -> str:
    notes = ["替人保密"] if row.case.confidential else []
    if row.case.care:
        notes.append("要上门")
    if row.case.reopens:
        notes.append("重办")
    if row.case.urges:
        notes.append(f"催{row.case.urges}次")
    return "，".join(notes)


def undo(turn: Turn) -> Reply | None:
    """点错了 right after 办结; None when there is no such case, so that it may mean her own."""
    case = kept.spoken_of(turn)
    if case is None or case.status != Status.COMPLETED.value:
        return None
    return worker_commands.undo_done(turn, case, "")


WORDS_OF_STAFF = ("待办", "待派", "全接下", "随手办", "代录")
PAGED: dict[str, Callable[[Turn, int], Reply]] = {"queue": queue, "pool": pool, "today": today, "page": queue}
KEYS: dict[str, Callable[[Turn], Reply | None]] = {
    "queue": queue,
    "pool": pool,
    "sign_all": sign_all,
    "today": today,
    "undo": undo,
}
