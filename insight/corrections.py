"""What people have said of the machine's categories: words of cases whose category somebody changed or confirmed."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.lifecycle import Action
from models.case import Case, HistoryEntry

# Cases opened by a photo or a voice bear its name for words, and there is nothing to learn from so little.
LEAST_CHARACTERS = 3


def corrections(session: Session) -> list[tuple[str, str]]:
    """Words and category of each case to which a person, the resident or the desk, has given its category.

    The last word counts; one that was taken back counts for nothing. Confidential cases are left out: what is learned
    is kept in a file that others read.
    """
    query = (
        select(Case.words, Case.category, Case.id, HistoryEntry.facts)
        .join(HistoryEntry, HistoryEntry.case_id == Case.id)
        .where(HistoryEntry.action == Action.RECLASSIFY.value, Case.confidential.is_(False))
        .order_by(HistoryEntry.id)
    )
    found: dict[int, tuple[str, str]] = {}
    for words, category, case_id, facts in session.execute(query):
        found.pop(case_id, None)
        if not facts.get("undo") and words and len(words) >= LEAST_CHARACTERS:
            found[case_id] = (words, category)
    return list(found.values())
