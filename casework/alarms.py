"""Emergencies: who is called, the alarm that rings and climbs until somebody has answered it, and its answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import delivery, joining
from casework.people import chat_of_member
from casework.scope import unit_of
from casework.steps import take
from casework.work import SYSTEM, Actor, CaseworkError, Work, find_case, staff_by_id
from domain.lifecycle import Action, Role
from domain.org import Desk, Staff
from domain.same_matter import JOINED
from models.case import Case, HistoryEntry
from models.person import Person

RINGS_AGAIN = timedelta(minutes=3)
ANSWERS = (Action.SIGN, Action.TAKE, Action.SAY, Action.ASK, Action.COMPLETE, Action.REJECT)
BELL = Actor(Role.DESK, name="系统")
PUSHES = frozenset({"template", "custom"})


@dataclass(frozen=True, slots=True)
class Call:
    """Who is being called, and the number to ring besides; `who` is None when nobody could be told."""

    who: Staff | None
    on_duty: bool
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of 看到了: whether the resident is told of it now, and who had seen it before."""

    told: bool
    before: str | None = None


def raise_alarm(work: Work, case: Case, *, note: str = "", but: int | None = None) -> Call:
    """Ring at the desk, the duty phone and the owner, past quiet hours; until it is answered it rings again.

    Where nobody has a chat the next level is rung at once. `but` is the staff id of who has raised it.
    """
    if case.course == JOINED:
        joining.part(work, case, SYSTEM)  # Danger waits for nobody else's matter.
    told: list[Staff] = []
    level = -1
    while not told and level < _top(work, case):
        level += 1
        told = _ring(work, case, level, note, but)
    take(work, case, Action.NOTE, BELL, facts={"ring": 0, "level": max(level, 0), "note": note})
    case.alarm_due = work.now + RINGS_AGAIN
    return _call(work, case, told)


def _ring(work: Work, case: Case, level: int, note: str, but: int | None = None) -> list[Staff]:
    """Tell everybody up to a level; returns those who have a chat that can be rung."""
    told = []
    delivery.cancel(work, case, "alarm")
    for member in _rung(work, case, level):
        chat = chat_of_member(work, member, case.account)
        if chat is None or chat.staff_id == but:
            continue
        delivery.tell_member(work, case, member, "alarm", alarm=True, note=note)
        if _can_push(work, chat):
            told.append(member)
    return told


def _rung(work: Work, case: Case, level: int) -> list[Staff]:
    """The duty person, the desk, the owner, then the desks above up to a level; nobody twice."""
    org = work.rules.org
    desks = _ladder(work, case)[: level + 1]
    duty = org.staff.get(org.duty_phone(unit_of(work, case)) or "")
    row = staff_by_id(work, case.owner_id)
    owner = org.staff.get(row.phone) if row else None
    people = [duty, *(desks[0] if desks else ()), owner, *(one for desk in desks[1:] for one in desk)]
    return list({one.phone: one for one in people if one is not None}.values())


def _ladder(work: Work, case: Case) -> list[tuple[Staff, ...]]:
    """The desk of the case, its unit's chiefs, and the staffed levels above."""
    org = work.rules.org
    steps: list[tuple[Staff, ...]] = []
    desk = _desk(work, case)
    while desk is not None:
        steps.append(desk.staff)
        chiefs = org.chiefs(desk.unit_id)
        if chiefs and chiefs != desk.staff:
            steps.append(chiefs)
        desk = org.next_level(desk.unit_id, work.away)
    return steps


def _desk(work: Work, case: Case) -> Desk | None:
    """The desk of the case; where everybody is on leave an emergency rings them all the same."""
    org, unit = work.rules.org, case.desk_unit or unit_of(work, case)
    return org.desk(unit, work.away) or org.desk(unit)


def _top(work: Work, case: Case) -> int:
    return len(_ladder(work, case)) - 1


def _can_push(work: Work, chat: Person) -> bool:
    """Whether the chat's account may send anything by itself; elsewhere the news waits for his next message."""
    account = work.accounts.get(chat.account, work.account)
    return chat.following and bool(PUSHES & account.abilities)


def _call(work: Work, case: Case, told: list[Staff]) -> Call:
    """Whom she reads of: the first who is told; a landline is printed, but it is the desk that is called."""
    org = work.rules.org
    phone = org.duty_phone(unit_of(work, case))
    desk = _desk(work, case)
    on_duty = {one.phone for one in desk.staff} if desk else set()
    if told:
        first = told[0]
        duty = first.phone in on_duty or first.phone == phone
        landline = phone if duty and phone and phone not in org.staff else None
        return Call(first, duty, first.name, landline or first.phone)
    if phone:
        member = org.staff.get(phone)
        return Call(None, True, member.name if member else "", phone)
    first_of_desk = desk.staff[0] if desk and desk.staff else None
    return Call(None, True, first_of_desk.name if first_of_desk else "", first_of_desk.phone if first_of_desk else "")


def ringing(work: Work, case: Case) -> bool:
    """Whether the alarm has been raised and nobody has answered it since."""
    since = _since_raised(work, case)
    return bool(since) and not any(_answers(entry) for entry in since)


def _answers(entry: HistoryEntry) -> bool:
    return entry.action in ANSWERS or bool(entry.facts.get("seen"))


def _since_raised(work: Work, case: Case) -> list[HistoryEntry]:
    """The steps from the newest raising of the alarm on, the oldest first; none if it never was raised."""
    query = select(HistoryEntry).where(HistoryEntry.case_id == case.id).order_by(HistoryEntry.id.desc())
    since = []
    for entry in work.session.execute(query).scalars():
        since.append(entry)
        if entry.facts.get("ring") == 0:
            return since[::-1]
    return []


def seen(work: Work, case: Case, actor: Actor) -> Seen:
    """看到了 from somebody whose business it is; the resident is told once by whom it was seen.

    Raises CaseworkError `no_alarm` when nothing rings here and `not_yours` for anybody else.
    """
    if not case.is_open or not (case.urgent or case.emergency):
        raise CaseworkError("no_alarm")
    on_duty = actor.phone and actor.phone == work.rules.org.duty_phone(unit_of(work, case))
    if actor.role not in (Role.OWNER, Role.CHIEF, Role.DESK) and not on_duty:
        raise CaseworkError("not_yours")
    before = next((entry for entry in _since_raised(work, case) if entry.facts.get("seen")), None)
    case.alarm_due = None
    if before is not None:
        row = staff_by_id(work, before.staff_id)
        return Seen(False, row.name if row else "")
    take(work, case, Action.NOTE, actor, words="看到了", facts={"seen": True})
    reporter = work.session.get_one(Person, case.reporter_id)
    row_queued = delivery.tell_resident(work, case, "seen", by=actor.name)
    return Seen(row_queued is not None and reporter.openid is not None and _can_push(work, reporter))


def heard(work: Work, case: Case, actor: Actor, words: str, safe: bool) -> Call | None:
    """What she answered goes into the case; danger rings again, and whom it rings is returned."""
    take(work, case, Action.ADD, actor, words=words)
    if not safe:
        return raise_alarm(work, case, note=words)
    delivery.tell_desk(work, case, "added", note=words)
    delivery.tell_staff(work, case, case.owner_id, "added", note=words)
    return None


def due(session: Session, now: datetime, limit: int = 200) -> list[tuple[str, int]]:
    """(account, case) of alarms that are to ring again."""
    query = select(Case.account, Case.id).where(Case.alarm_due <= now).order_by(Case.alarm_due).limit(limit)
    return [(account, case_id) for account, case_id in session.execute(query)]


def ring_again(work: Work, case_id: int) -> bool:
    """Ring one level higher than last time, at most at the top; False once it is answered or over."""
    case = find_case(work, case_id)
    if case is None or case.alarm_due is None or case.alarm_due > work.now:
        return False
    if not case.is_open or not ringing(work, case):
        case.alarm_due = None
        return False
    rings = [entry.facts for entry in _since_raised(work, case) if "ring" in entry.facts]
    level = min(rings[-1]["level"] + 1, max(_top(work, case), 0))
    told = _ring(work, case, level, rings[0].get("note", ""))
    if told or level != rings[-1]["level"]:
        take(work, case, Action.NOTE, BELL, facts={"ring": rings[-1]["ring"] + 1, "level": level})
    case.alarm_due = work.now + RINGS_AGAIN
    return bool(told)
