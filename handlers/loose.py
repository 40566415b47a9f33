"""Photos and voices sent just before a command: they belong to nothing yet and go into its case."""

from __future__ import annotations

from casework import evidence
from casework.work import Case
from handlers.turn import Turn


def has(turn: Turn) -> bool:
    """Whether this person has just sent something that belongs to nothing yet."""
    return bool(evidence.loose_media(turn.work, turn.person))


def attach(turn: Turn, case: Case) -> int:
    """Put them into the case; returns how many there were."""
    found = evidence.loose_media(turn.work, turn.person)
    for medium in found:
        medium.case_id = case.id
    return len(found)
