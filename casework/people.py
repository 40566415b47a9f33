"""People and staff: windows, chats, binding by code, and which role somebody has on a case."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import and_, bindparam, select, update
from sqlalchemy.orm import Session

from casework import joined
from casework.called import is_called
from casework.scope import unit_of
from casework.steps import can
from casework.work import LOCK, Actor, CaseworkError, Work, staff_by_id
from domain.lifecycle import Action, Role
from domain.org import Staff
from models.case import Case
from models.person import Person
from models.staff import Invite, StaffMember

WINDOW, WINDOW_MESSAGES = timedelta(hours=48), 5  # Customer-service messages after a user's message …
TAP_WINDOW, TAP_MESSAGES = timedelta(minutes=1), 3  # … and after a tap, a follow or a scan.


CHATS = select(Person).where(Person.staff_id == bindparam("staff"), Person.openid.is_not(None))
BY_PHONE = (
    select(StaffMember, Person)
    .outerjoin(Person, and_(Person.staff_id == StaffMember.id, Person.openid.is_not(None)))
    .where(StaffMember.phone == bindparam("phone"))
)


def lock(work: Work, person_id: int) -> Person:
    """A person known by id, locked until commit like one who writes."""
    return work.session.get_one(Person, person_id, with_for_update=LOCK, populate_existing=True)


def wrote(work: Work, person: Person) -> None:
    """Her message opens the customer-service window."""
    person.seen_at = work.now
    person.window_until, person.window_left = work.now + WINDOW, WINDOW_MESSAGES
    person.following = True


def tapped(work: Work, person: Person) -> None:
    """A tap, a follow or a scan opens the short window."""
    person.seen_at = work.now
    person.tap_until, person.tap_left = work.now + TAP_WINDOW, TAP_MESSAGES
    person.following = True


def staff_of(work: Work, person: Person) -> tuple[StaffMember, Staff] | None:
    """The staff member this chat is bound to, with his entry in the config; None for everybody else."""
    if person.staff_id is None:
        return None
    row = staff_by_id(work, person.staff_id)
    entry = work.rules.org.staff.get(row.phone) if row else None
    return (row, entry) if row and entry and row.active else None


def chat_of(work: Work, staff_id: int, account: str | None = None) -> Person | None:
    """Where a staff member is reached: in the case's account if bound there, else in the one last used."""
    if staff_id not in work.chats:
        work.chats[staff_id] = list(work.session.scalars(CHATS, {"staff": staff_id}))
    return max(
        work.chats[staff_id],
        key=lambda chat: (chat.account == (account or work.account.id), chat.seen_at or chat.created_at),
        default=None,
    )


def chat_of_member(work: Work, member: Staff, account: str | None = None) -> Person | None:
    """Where a staff member of the config is reached, or None when no chat is bound to him."""
    row = _by_phone(work, member.phone)
    return chat_of(work, row.id, account) if row else None


def staff_row(work: Work, staff: Staff) -> StaffMember:
    """The database's row for a staff member of the config; made when it is not there yet."""
    row = _by_phone(work, staff.phone)
    if row is None:
        row = StaffMember(phone=staff.phone, name=staff.name, active=True)
        work.session.add(row)
        work.session.flush()
        work.staff[row.id] = row
    return row


def know(work: Work, members: Sequence[Staff]) -> None:
    """Fetch the rows of several staff members at once, so that none is asked for by itself."""
    phones = [member.phone for member in members]
    for row in work.session.scalars(select(StaffMember).where(StaffMember.phone.in_(phones))):
        work.staff[row.id] = row


def _by_phone(work: Work, phone: str) -> StaffMember | None:
    """His row, and with it the chats that he is reached in."""
    known = next((row for row in work.staff.values() if row.phone == phone), None)
    if known is None and (found := work.session.execute(BY_PHONE, {"phone": phone}).all()):
        known = work.staff[found[0][0].id] = found[0][0]
        work.chats.setdefault(known.id, [chat for _, chat in found if chat is not None])
    return known


def bind(work: Work, person: Person, code: str) -> Staff:
    """Bind this chat to the staff member a code was made for.

    Raises CaseworkError `code_unknown`, `code_used` or `code_expired`.
    """
    query = select(Invite).where(Invite.code_hash == hash_code(code)).with_for_update()
    invite = work.session.execute(query).scalar_one_or_none()
    if invite is None:
        raise CaseworkError("code_unknown")
    if invite.used_at is not None:
        raise CaseworkError("bound_already" if person.staff_id == invite.staff_id else "code_used")
    if invite.expires_at < work.now:
        raise CaseworkError("code_expired")
    row = work.session.get_one(StaffMember, invite.staff_id)
    entry = work.rules.org.staff.get(row.phone)
    if entry is None:
        raise CaseworkError("code_unknown")
    invite.used_at = work.now
    person.staff_id, person.tagged = row.id, False
    work.chats.clear()
    return entry


def untagged(session: Session, accounts: Sequence[str]) -> dict[str, list[str]]:
    """The openids, by account, of bound chats that do not carry the staff tag yet; at most fifty each."""
    query = select(Person.account, Person.openid).where(
        Person.account.in_(accounts), Person.staff_id.is_not(None), ~Person.tagged, Person.openid.is_not(None)
    )
    found: dict[str, list[str]] = {}
    for account, openid in session.execute(query):
        found.setdefault(account, []).append(openid or "")
    return {account: openids[:50] for account, openids in found.items()}


def tagged(session: Session, account: str, openids: Sequence[str]) -> None:
    """These carry the tag now."""
    session.execute(update(Person).where(Person.account == account, Person.openid.in_(openids)).values(tagged=True))


def hash_code(code: str) -> str:
    """How a code is kept: digits and letters only, so that spaces and case in what she typed do not matter."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()


def leave(work: Work, person: Person) -> bool:
    """The person unfollowed: forget the identity at once. Returns whether a staff member was unbound by it."""
    was_staff = person.staff_id is not None
    person.following = False
    person.openid = person.name = person.phone = person.staff_id = None
    person.talk = {}
    work.chats.clear()
    return was_staff


def roles_on(work: Work, case: Case, row: StaffMember, entry: Staff) -> tuple[Role, ...]:
    """Every role a staff member has on a case, the nearest first: owner, then by his post, then any worker."""
    roles = [Role.OWNER] if joined.carrier(work, case).owner_id == row.id else []
    unit = unit_of(work, case)
    over = any(work.rules.org.within(unit, own) for own in entry.units)
    if over and entry.role in ("chief", "desk"):
        roles.append(Role(entry.role))
    if entry.role == "department" and is_called(work, case, entry.department):
        roles.append(Role.DEPARTMENT)
    return (*roles, Role.WORKER)


def actor_for(work: Work, case: Case, row: StaffMember, entry: Staff, action: Action) -> Actor:
    """The actor for an act on a case, in the first of the person's roles that may do it."""
    actors = [
        Actor(role, staff_id=row.id, name=entry.name, phone=entry.phone) for role in roles_on(work, case, row, entry)
    ]
    return next((actor for actor in actors if can(case, action, actor)), actors[0])
