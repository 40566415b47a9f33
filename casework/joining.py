"""One matter, several people: a neighbour's case is offered, joined and left again, by her tap or by the desk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import and_, bindparam, or_, select

from casework import children, delivery, dispatch, joined, questions
from casework.facts import contact
from casework.steps import can, take
from casework.work import SYSTEM, Actor, CaseworkError, Work, find_case
from domain.lifecycle import Action, Role
from domain.numbers import format_number
from domain.same_matter import FRESH, JOINED, is_alike, is_crowd, is_elsewhere, may_be_offered, stands_alone
from models.case import Case
from models.person import Person
from models.question import Question

YES, NO = "yes", "no"
OPTIONS: list[questions.Option] = [("是同一件", YES), ("不是", NO)]
TYPED = timedelta(minutes=10)  # How long a typed 不是 answers this; a tap says for itself what it answers.
BOX = 0.001  # Degrees around a point in which others are looked for: more than fifty metres anywhere in China.
MOST_ALIKE = 100  # A grid has far fewer open cases of one category.
_OPEN = select(Case).where(
    Case.account == bindparam("account"),
    Case.category == bindparam("category"),
    Case.is_open,
    Case.course == "full",
    Case.id != bindparam("case"),
    Case.received_at >= bindparam("since"),
)
_SAME_UNIT = and_(Case.unit == bindparam("unit"), Case.unit.is_not(None))
_NEAR_BY = and_(
    Case.lat.between(bindparam("south"), bindparam("north")), Case.lng.between(bindparam("west"), bindparam("east"))
)
# Open cases of the account and category in the same unit, or around the point as well; by the index ix_cases_alike.
ALIKE, ALIKE_AROUND = (_OPEN.where(where).limit(MOST_ALIKE) for where in (_SAME_UNIT, or_(_SAME_UNIT, _NEAR_BY)))


def offer(work: Work, person: Person, case: Case) -> tuple[Question, int] | None:
    """Ask her once whether her case is one that neighbours have reported; with how many they are."""
    if not may_be_offered(case, work.rules.category(case.category)):
        return None
    found = _best(work, case)
    if found is None or _asked(work, case):  # Mostly there is nothing alike, and one query will do.
        return None
    other, people = found
    question = questions.ask(work, person, "same", case, OPTIONS, open_for=TYPED, facts={"parent": other.id})
    return question, people


def _asked(work: Work, case: Case) -> bool:
    query = select(Question.id).where(Question.case_id == case.id, Question.kind == "same")
    return work.session.execute(query.limit(1)).first() is not None


def _best(work: Work, case: Case) -> tuple[Case, int] | None:
    """Of the cases alike the one with the most people behind it, then the oldest; none that is hers already."""
    alike = [one for one in _alike(work, case) if _fits(work, case, one)]
    people = joined.reporters(work, alike) if alike else {}
    others = [(one, len(people[one.id])) for one in alike if case.reporter_id not in people[one.id]]
    return max(others, key=lambda found: (found[1], -found[0].id), default=None)


def _fits(work: Work, case: Case, one: Case) -> bool:
    return may_be_offered(one, work.rules.category(one.category)) and is_alike(case, one, work.now)


def _alike(work: Work, case: Case) -> Iterable[Case]:
    given: dict[str, object] = {
        "account": case.account,
        "category": case.category,
        "case": case.id,
        "since": work.now - FRESH,
        "unit": case.unit,
    }
    if case.lat is None or case.lng is None:
        return work.session.scalars(ALIKE, given)
    box = {"south": case.lat - BOX, "north": case.lat + BOX, "west": case.lng - BOX, "east": case.lng + BOX}
    return work.session.scalars(ALIKE_AROUND, given | box)


def locked_carrier(work: Work, case_id: int) -> Case | None:
    """The case that carries this one's matter now, locked; before any that is to join it."""
    case = work.session.get(Case, case_id)
    return find_case(work, joined.carrier(work, case).id) if case is not None else None


def join(work: Work, case: Case, root: Case, actor: Actor) -> None:
    """The case joins `root`; both are locked. Whoever has joined the case moves along.

    Raises CaseworkError `itself`, `other_account`, `ended`, `joined_before`, `own_course`, `unripe`, or `alone_` and
    why one of them must stand alone.
    """
    _check(work, case, root, actor)
    before = case.owner_id
    take(work, case, Action.JOIN, actor, facts={"parent": root.id, "before": before})
    questions.close(work, case)
    _release(work, case, root, actor)
    along = joined.children(work, case)
    for one in (case, *along):
        children.attach(work, one, root)
    mover = actor if actor.staff_id is not None else SYSTEM
    people = len(joined.reporters(work, [root])[root.id])
    take(work, root, Action.MERGE, mover, facts={"child": case.id, "people": people})
    _count(work, root, case, people)


def _check(work: Work, case: Case, root: Case, actor: Actor) -> None:
    for code in _obstacles(work, case, root):
        raise CaseworkError(code)
    if not can(case, Action.JOIN, actor):
        raise CaseworkError("unripe")


def _obstacles(work: Work, case: Case, root: Case) -> list[str]:
    """What keeps the two apart, the plainest first."""
    alone = [stands_alone(one, work.rules.category(one.category)) for one in (case, root)]
    found = [
        ("itself", case.id == root.id),
        ("other_account", case.account != root.account),
        ("ended", not (case.is_open and root.is_open)),
        ("joined_before", case.course == JOINED),
        *((f"alone_{why}", why is not None) for why in alone),
        ("own_course", case.course != "full" or root.course != "full"),
    ]
    return [code for code, there in found if there]


def _release(work: Work, case: Case, root: Case, actor: Actor) -> None:
    """Whoever had the case hears where it is now, unless he has not heard of it yet."""
    unheard = delivery.cancel(work, case, "task", "pool", states=("queued",))
    delivery.cancel(work, case, "task", "asked", "asked_again")
    if case.owner_id is None or case.owner_id == actor.staff_id or unheard:
        return
    who = contact(work, root)
    delivery.tell_staff(work, case, case.owner_id, "merged", to=format_number(root.number), by=who.name if who else "")


def _count(work: Work, root: Case, case: Case, people: int) -> None:
    """Five people behind a matter raise a flag, once."""
    root.crowd_at = root.crowd_at or case.crowd_at
    if root.crowd_at is None and is_crowd(people):
        root.crowd_at = work.now
        delivery.tell_desk(work, root, "crowd", people=people)


def part(work: Work, case: Case, actor: Actor) -> None:
    """The case goes its own way again, with limits that begin now. Raises CaseworkError `not_joined`."""
    if case.course != JOINED or not case.is_open:
        raise CaseworkError("not_joined")
    take(work, case, Action.PART, actor, facts={"from": case.parent_id})
    case.course, case.parent_id = "full", None
    terms, calendar = work.rules.terms(case.category, case.unit, case.urgent), work.rules.calendar(case.unit)
    case.begun_at, case.first_words_at = work.now, None
    case.answer_due, case.solve_due = (terms.due(name, work.now, calendar) for name in ("answer", "solve"))
    dispatch.by_rules(work, case)
    if actor.role in (Role.DESK, Role.CHIEF):
        delivery.tell_resident(work, case, "parted")


def part_if_apart(work: Work, case: Case, actor: Actor) -> bool:
    """What the case is or where has been put right: it leaves what it can't belong to. Returns whether it did."""
    root = joined.carrier(work, case)
    if case.category == root.category and _may_be_one_place(work, case, root):
        return False
    part(work, case, actor)
    return True


def _may_be_one_place(work: Work, case: Case, root: Case) -> bool:
    if case.unit is not None and root.unit is not None:
        within = work.rules.org.within
        if not (within(case.unit, root.unit) or within(root.unit, case.unit)):
            return False
    return not is_elsewhere(case, root)


def stay_or_part(work: Work, case: Case) -> None:
    """Her ending of a joined case was taken back: the other carries it on, unless that one has ended meanwhile."""
    root = find_case(work, case.parent_id)
    if root is None or not root.is_open or root.course == JOINED:
        part(work, case, SYSTEM)


def rejoin_heir(work: Work, case: Case) -> bool:
    """Her withdrawal of the case that carried others was taken back: she joins the one that took its place."""
    heir = find_case(work, case.parent_id)
    case.parent_id = None
    actor = Actor(Role.RESIDENT, person_id=case.reporter_id)
    if heir is None or _obstacles(work, case, heir) or not can(case, Action.JOIN, actor):
        return False
    join(work, case, heir, actor)
    return True
