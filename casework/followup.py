"""What the resident adds to her own case: urge, more words, praise, concealment, and the wish for a person."""

from __future__ import annotations

from datetime import timedelta

from casework import delivery, dispatch, intake, joined
from casework.facts import is_late
from casework.scope import next_above
from casework.steps import last_step, take
from casework.work import Actor, Work, resident
from domain.lifecycle import Action, Role
from domain.rules import OTHER
from models.case import Case
from models.person import Person

URGED_AGAIN = timedelta(hours=2)  # Urging more often reaches nobody anew.


def urge(work: Work, case: Case, actor: Actor, words: str = "") -> bool:
    """催办: in her own words to whoever has the case, and to the next level when a limit has been missed.

    Returns whether it was passed on: within two hours of the last time it is only noted.
    """
    before = last_step(work, case, Action.URGE)
    take(work, case, Action.URGE, actor, words=words or None)
    case.urges += 1
    if before is not None and actor.role is Role.RESIDENT and work.now - before.at < URGED_AGAIN:
        return False
    carrier = joined.carrier(work, case)
    above = next_above(work, carrier) if is_late(work, carrier) or carrier.solve_due <= work.now else None
    for member in above.staff if above else ():
        delivery.tell_member(work, case, member, "urged", note=words)
    if carrier.owner_id is not None:
        delivery.tell_staff(work, case, carrier.owner_id, "urged", note=words)
    else:
        delivery.tell_desk(work, case, "urged", note=words)
    return True


def add_words(work: Work, case: Case, actor: Actor, words: str) -> None:
    """Further words of hers for whoever has the case."""
    take(work, case, Action.ADD, actor, words=words)
    intake.tell_owner(work, case, words)


def record_praise(work: Work, person: Person, words: str) -> None:
    """Praise goes to whoever had her newest case, else to the desk; it opens nothing."""
    query = work.session.query(Case).filter(Case.reporter_id == person.id, Case.owner_id.is_not(None))
    case = query.order_by(Case.id.desc()).first()
    if case is not None:
        take(work, case, Action.PRAISE, resident(person), words=words)
        delivery.tell_staff(work, case, case.owner_id, "praised", note=words)
    else:
        delivery.tell_duty(work, person.home_unit, "praised", note=words)


def unclear(work: Work, case: Case) -> None:
    """A configured answer did not help: from now on the case takes the full course, with the desk."""
    case.course = "full"
    case.first_words_at = None
    dispatch.by_rules(work, case)


def conceal(work: Work, case: Case, actor: Actor) -> None:
    """替我保密: whoever has the case no longer sees who reported it."""
    take(work, case, Action.CONCEAL, actor)
    case.confidential = True


def ask_for_person(work: Work, person: Person, words: str) -> Case | None:
    """人工 without a matter: an enquiry at the desk, which can then answer her; None where nobody is at any desk."""
    if not work.rules.org.desk(person.home_unit or work.account.unit, work.away):
        return None
    report = intake.Report(words=words, category=OTHER, kind="enquiry", unit=person.home_unit)
    return intake.open_at_desk(work, person, report, resident(person))


def call_person(work: Work, case: Case, words: str) -> bool:
    """人工: whoever has her case, else the desk, is asked to get in touch. Returns whether anybody has a chat."""
    if case.owner_id is not None:
        return delivery.tell_staff(work, case, case.owner_id, "wants_person", note=words) is not None
    return delivery.tell_desk(work, case, "wants_person", note=words) > 0
