"""Which case a number means to a staff member: numbers are an account's own, and he may serve in several."""

from __future__ import annotations

from casework import questions
from casework.facts import unit_name
from casework.people import chat_of, roles_on
from casework.scope import account_of
from casework.work import Case
from domain.lifecycle import Role, Status
from domain.numbers import format_number
from handlers import case_page
from handlers.turn import Reply, Turn
from insight import lists
from wording import staff
from wording.marks import answer_tap


def meant(turn: Turn, number: int) -> list[Case]:
    """The cases that may be meant: those he answers for, told of in this chat before others; else this account's."""
    accounts = {turn.work.account.id, *turn.work.accounts}
    known = lists.with_number(turn.work.session, accounts, number)
    known = [case for case in known if not case_page.is_hidden(turn, case)]
    his = [case for case in known if _in_work(case) and _answers_for(turn, case)]
    if his:
        return [case for case in his if _told_here(turn, case)] or his
    here = [case for case in known if case.account == turn.person.account]
    return (here or [case for case in known if _answers_for(turn, case)])[:1]


def _in_work(case: Case) -> bool:
    return case.is_open or case.status == Status.COMPLETED.value


def _answers_for(turn: Turn, case: Case) -> bool:
    assert turn.staff is not None
    return roles_on(turn.work, case, turn.staff_row, turn.staff) != (Role.WORKER,)


def _told_here(turn: Turn, case: Case) -> bool:
    """Whether news of the case comes into this chat: somebody bound in its own account has another for it."""
    chat = chat_of(turn.work, turn.staff_row.id, case.account)
    return chat is not None and chat.id == turn.person.id


def village(turn: Turn, case: Case) -> str:
    """The village a case's number belongs to."""
    account = account_of(turn.work, case)
    return unit_name(turn.work, account.unit) or account.name


def village_before(turn: Turn, case: Case) -> str:
    """The village's name where a bare number would not do: elsewhere's cases, and a desk's with several accounts."""
    assert turn.staff is not None
    several = turn.staff.role in ("chief", "desk") and len(turn.work.accounts) > 1
    return village(turn, case) if several or case.account != turn.person.account else ""


def ask_whose(turn: Turn, verb: str, cases: list[Case], rest: str) -> Reply:
    """One number in several accounts: nothing is done until he has said which village's."""
    options = [(f"{village(turn, case)}{format_number(case.number)}号", str(case.id)) for case in cases]
    question = questions.ask(turn.work, turn.person, "whose", None, options)
    question.facts = {"verb": verb, "rest": rest}
    taps = [answer_tap(label, question.id, place) for place, (label, _) in enumerate(options, 1)]
    return Reply(staff.whose(format_number(cases[0].number), taps))
