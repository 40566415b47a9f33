"""Events: following, scanning a code, leaving, menu keys; and the platform's receipts for what we sent."""

from __future__ import annotations

from collections.abc import Callable

from casework import delivery, people
from casework.facts import unit_name
from handlers import keywords
from handlers.turn import NOTHING, Reply, Turn
from wording import labels, resident


def handle(turn: Turn) -> Reply:
    """Answer an event, or take note of it in silence."""
    act = EVENTS.get(turn.message.event)
    return act(turn) if act else NOTHING


def follow(turn: Turn) -> Reply:
    """A new follower, with or without the scene of a printed code."""
    _settle_in(turn)
    village = unit_name(turn.work, turn.work.account.unit) or turn.work.account.name
    return Reply(resident.welcome(turn.work.account.name or village, _own_worker(turn)))


def scan(turn: Turn) -> Reply:
    """An old follower scanned a code: it may say where she lives now."""
    _settle_in(turn)
    return Reply(resident.hello())


def _settle_in(turn: Turn) -> None:
    scene = turn.message.scene or ""
    unit = scene.removeprefix("unit_")
    if unit in turn.work.rules.org.units:
        turn.person.home_unit = unit
    turn.person.following = True


def _own_worker(turn: Turn) -> str:
    home = turn.person.home_unit
    member = turn.work.rules.org.worker_for(home, turn.work.away) if home else None
    return labels.person(member.name, member.title or f"{member.role}@", member.phone) if member else ""


def leave(turn: Turn) -> Reply:
    """Unfollowed: the identity is forgotten at once; a staff member's leaving is told to the desk."""
    staff = turn.staff
    if people.leave(turn.work, turn.person) and staff is not None:
        unit = staff.units[0] if staff.units else None
        delivery.tell_duty(turn.work, unit, "staff_left", name=staff.name)
    return NOTHING


def key(turn: Turn) -> Reply:
    """A menu key; one that is unknown (an old menu) is answered with what to do."""
    return keywords.by_key(turn, turn.message.event_key) or Reply(resident.hello())


def receipt(turn: Turn) -> Reply:
    """Whether a template message arrived."""
    delivery.note_receipt(turn.work, turn.message.receipt_id or "", turn.message.receipt_status or "")
    return NOTHING


EVENTS: dict[str, Callable[[Turn], Reply]] = {
    "subscribe": follow,
    "scan": scan,
    "unsubscribe": leave,
    "click": key,
    "templatesendjobfinish": receipt,
}
