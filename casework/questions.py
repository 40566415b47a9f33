"""What the account has asked somebody and still waits to hear: asked, reached, answered, overtaken."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import and_, bindparam, or_, select, update
from sqlalchemy.orm.attributes import set_committed_value

from casework.work import Work
from models.case import Case
from models.person import Person
from models.question import Question

OPEN_FOR = timedelta(days=3)
DIGIT_KINDS = ("survey", "category")  # The kinds that show their options with a digit before them; "kind" has none.
Option = tuple[str, str]  # (label, value)
OF_LATE = timedelta(days=30)
LATELY = or_(
    and_(Question.closed_at.is_(None), Question.expires_at > bindparam("now")),
    Question.asked_at > bindparam("since"),
)
OVERTAKEN = (
    update(Question)
    .where(Question.case_id == bindparam("case"), Question.closed_at.is_(None))
    .values(closed_at=bindparam("now"))
)
OVERTAKEN_OF_KIND = OVERTAKEN.where(Question.kind == bindparam("of_kind"))
RECENT = select(Question).where(Question.person_id == bindparam("person"), LATELY).order_by(Question.id.desc())


def ask(
    work: Work,
    person: Person,
    kind: str,
    case: Case | None,
    options: list[Option],
    *,
    reached: bool = True,
    open_for: timedelta = OPEN_FOR,
    facts: dict[str, Any] | None = None,
) -> Question:
    """Put a question to a person; an older one of the same kind about the same case is closed by it."""
    if case is not None and case.id not in work.opened:
        close(work, case, kind)
    question = Question(
        person_id=person.id,
        case_id=case.id if case else None,
        kind=kind,
        options=[list(option) for option in options],
        asked_at=work.now,
        reached_at=work.now if reached else None,
        expires_at=work.now + open_for,
        facts=facts or {},
    )
    work.session.add(question)
    work.session.flush()  # Its id stands in the taps of the answer.
    if person.id in work.asked:
        work.asked[person.id].insert(0, question)
    return question


def close(work: Work, case: Case, *kinds: str) -> None:
    """Close the open questions of these kinds about a case, of all kinds where none is named: events overtook them."""
    connection, given = work.session.connection(), {"case": case.id, "now": work.now}
    for kind in kinds:
        connection.execute(OVERTAKEN_OF_KIND, given | {"of_kind": kind})
    if not kinds:
        connection.execute(OVERTAKEN, given)
    known = (one for one in work.session.identity_map.values() if isinstance(one, Question))
    for question in known:
        if question.case_id == case.id and question.closed_at is None and (not kinds or question.kind in kinds):
            set_committed_value(question, "closed_at", work.now)


def settle(work: Work, question: Question, answer: str) -> None:
    """Note the answer and close the question."""
    question.answer, question.answered_at, question.closed_at = answer, work.now, work.now


def unanswered(work: Work, case: Case, kind: str) -> bool:
    """Whether a question of this kind about a case has neither been answered nor been overtaken, however old."""
    query = select(Question.id).where(Question.case_id == case.id, Question.kind == kind, Question.closed_at.is_(None))
    return work.session.execute(query.limit(1)).first() is not None


def open_questions(work: Work, person: Person) -> list[Question]:
    """The person's open questions, the newest first."""
    return [one for one in _recent(work, person) if one.closed_at is None and one.expires_at > work.now]


def _recent(work: Work, person: Person) -> list[Question]:
    """All that the person was asked of late or has not answered, the newest first; read once in a unit of work."""
    if person.id not in work.asked:
        given = {"person": person.id, "now": work.now, "since": work.now - OF_LATE}
        with work.session.no_autoflush:  # Whoever asks something in this unit of work adds it by herself.
            work.asked[person.id] = list(work.session.scalars(RECENT, given))
    return work.asked[person.id]


def question_by_id(work: Work, person: Person, question_id: int) -> Question | None:
    """One of the person's own questions, open or not; None for anybody else's."""
    question = work.session.get(Question, question_id)
    return question if question is not None and question.person_id == person.id else None


def newest(work: Work, person: Person, kind: str, since: timedelta | None = None) -> Question | None:
    """The person's newest question of a kind, also a closed one when `since` says how far to look back."""
    if since is None:
        return next((one for one in open_questions(work, person) if one.kind == kind), None)
    if since <= OF_LATE:
        recent = (one for one in _recent(work, person) if one.asked_at > work.now - since)
        return next((one for one in recent if one.kind == kind), None)
    query = select(Question).where(
        Question.person_id == person.id, Question.kind == kind, Question.asked_at > work.now - since
    )
    return work.session.scalars(query.order_by(Question.id.desc()).limit(1)).one_or_none()
