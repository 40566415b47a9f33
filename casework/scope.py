"""Whose a case is: the unit whose people stand over it, who must not know of it, and the account it came by."""

from __future__ import annotations

from dataclasses import replace

from casework.work import Work
from domain.account import Account
from domain.org import Desk
from models.case import Case


def goes_past(work: Work, case: Case) -> bool:
    """Whether the case is against a person or a cadre, so that the unit concerned must not know of it."""
    return work.rules.category(case.category).goes_past(case.kind)


def unit_of(work: Work, case: Case) -> str:
    """The unit from which one looks upwards: where the case is, or the desk it was sent to past those concerned."""
    if case.desk_unit and goes_past(work, case):
        return case.desk_unit
    return case.unit or case.desk_unit or account_of(work, case).unit


def next_above(work: Work, case: Case) -> Desk | None:
    """The next staffed level above those who deal with the case."""
    return work.rules.org.next_level(unit_of(work, case), work.away)


def account_of(work: Work, case: Case) -> Account:
    """The account the case came by."""
    return work.accounts.get(case.account, work.account)


def own_work(work: Work, case: Case) -> Work:
    """The same unit of work, standing in the case's own account: that one's village is what is missing elsewhere."""
    account = account_of(work, case)
    return work if account is work.account else replace(work, account=account)


def street_of(work: Work, case: Case) -> str:
    """The street around a case, or the highest unit around it where there is none: colleagues are found within."""
    org = work.rules.org
    path = org.path(unit_of(work, case)) or org.path(account_of(work, case).unit)
    streets = [unit for unit in path if org.units[unit].level == "street"]
    return streets[0] if streets else path[-1]
