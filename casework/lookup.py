"""Finds a case or a medium by the token of a link; whoever has the link may see it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.work import Work
from models.case import Case
from models.medium import Medium


def case_by_token(session: Session, token: str) -> tuple[str, int] | None:
    """(account, case id) behind a resident's link."""
    found = session.execute(select(Case.account, Case.id).where(Case.token == token)).one_or_none()
    return (found[0], found[1]) if found else None


def case_to_show(work: Work, case_id: int) -> Case:
    """The case for looking only: not locked, so that a page never waits for a chat."""
    return work.session.get_one(Case, case_id)


def medium_by_token(session: Session, token: str) -> Medium | None:
    """The medium behind a link."""
    return session.execute(select(Medium).where(Medium.token == token)).scalar_one_or_none()
