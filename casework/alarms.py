"""Emergencies: who is on duty for a place, the alarm that rings until somebody has seen it, and its answer."""

from __future__ import annotations

from casework import delivery
from casework.facts import Contact, summary
from casework.steps import take
from casework.work import Actor, Work
from domain.lifecycle import Action
from models.case import Case


def duty(work: Work, case: Case) -> Contact | None:
    """The person on duty: whoever the unit's duty phone belongs to, else the first of its desk."""
    org = work.rules.org
    unit = case.unit or case.desk_unit or work.account.unit
    phone = org.duty_phone(unit)
    if phone:
        member = org.staff.get(phone)
        return Contact(member.name if member else "", "", phone)
    desk = org.desk(unit)
    return Contact(desk.staff[0].name, "", desk.staff[0].phone) if desk and desk.staff else None


def raise_alarm(work: Work, case: Case) -> None:
    """Ring at everybody of the desk and at the owner, past quiet hours."""
    delivery.tell_desk(work, case, "alarm")
    desk = work.rules.org.desk(case.desk_unit or case.unit or work.account.unit)
    phones = {member.phone for member in desk.staff} if desk else set()
    number = work.rules.org.duty_phone(case.unit or work.account.unit)
    if number and number not in phones and number in work.rules.org.staff:
        delivery.tell_member(work, case, work.rules.org.staff[number], "alarm")


def seen(work: Work, case: Case, actor: Actor) -> bool:
    """看到了: the resident is told once that a person has seen it. Returns whether this was the first time."""
    if case.first_words_at is not None:
        return False
    take(work, case, Action.NOTE, actor, words="看到了", facts={"seen": True})
    case.first_words_at = work.now
    delivery.tell_resident(work, case, "seen", by=actor.name)
    return True


def heard(work: Work, case: Case, actor: Actor, words: str, safe: bool) -> None:
    """What she answered goes into the case; danger rings again."""
    take(work, case, Action.ADD, actor, words=words)
    if safe:
        delivery.tell_desk(work, case, "added", note=words)
    else:
        delivery.tell_desk(work, case, "alarm", summary=f"{words}：{summary(case)}")
