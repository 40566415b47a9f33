"""What a chief or a desk does by command: place what waits, correct it, refuse it, supervise it, enter a phone call."""

from __future__ import annotations

import re

from casework import consent, desk, handling, ladder, ruling
from casework.work import Actor, Case, CaseworkError
from domain.lifecycle import Action, Role
from domain.numbers import format_number
from handlers.report import of_other
from handlers.turn import Reply, Turn
from handlers.verbs import Verb
from handlers.worker_commands import opened
from wording import consent as words_of_consent
from wording import labels, staff


def give(turn: Turn, case: Case, rest: str) -> Reply:
    """派 12 李明."""
    name, _, words = rest.partition(" ")
    member = desk.find_member(turn.work, name, case)
    action = Action.DISPATCH if case.owner_id is None else Action.HAND_OVER
    desk.give(turn.work, case, turn.as_staff(case, action), member, words or None)
    return Reply(staff.assigned(format_number(case.number), labels.person(member.name, "", member.phone)))


def take(turn: Turn, case: Case, rest: str) -> Reply:
    """我来办."""
    handling.take_over(turn.work, case, turn.as_staff(case, Action.TAKE))
    return Reply(staff.taken(format_number(case.number), turn.by_phone(case)))


def wait_more(turn: Turn, case: Case, rest: str) -> Reply:
    """再等等."""
    until = ladder.wait_more(turn.work, case, turn.as_staff(case, Action.WAIT))
    return Reply(staff.waits_more(format_number(case.number), turn.who(case), turn.moment(until)))


def reclassify(turn: Turn, case: Case, rest: str) -> Reply:
    """类 12 路灯: by the category's name, its plain words, or any of its keywords."""
    category = _category(turn, rest)
    if category is None:
        says = "、".join(one.say.split("、")[0] for one in turn.work.rules.categories.values())
        raise CaseworkError("no_category", choices=says)
    changed = desk.reclassify(turn.work, case, turn.as_staff(case, Action.RECLASSIFY), category)
    who = turn.who(case) if changed else ""
    return Reply(staff.changed(format_number(case.number), turn.say(case), who))


def _category(turn: Turn, words: str) -> str | None:
    said = words.strip()
    for one in turn.work.rules.categories.values():
        if said in (one.id, one.name, one.say) or said in one.say.split("、"):
            return one.id
    verdict = turn.reader.read(said)
    return verdict.category if verdict.sure else None


def relocate(turn: Turn, case: Case, rest: str) -> Reply:
    """地点 12 花园二网格."""
    guess = turn.reader.place(rest, home=case.unit, within=turn.work.account.unit)
    unit = guess.unit or _unit_named(turn, rest)
    if unit is None:
        raise CaseworkError("no_place")
    changed = desk.relocate(turn.work, case, turn.as_staff(case, Action.RELOCATE), unit, rest.strip())
    return Reply(staff.changed(format_number(case.number), turn.place(case), turn.who(case) if changed else ""))


def _unit_named(turn: Turn, words: str) -> str | None:
    found = [unit.id for unit in turn.work.rules.org.units.values() if words.strip() and words.strip() in unit.name]
    return found[0] if len(found) == 1 else None


def reject(turn: Turn, case: Case, rest: str) -> Reply:
    """不受理 12 原因."""
    desk.reject(turn.work, case, turn.as_staff(case, Action.REJECT), rest)
    return Reply(staff.rejected(format_number(case.number), turn.by_phone(case)))


def supervise(turn: Turn, case: Case, rest: str) -> Reply:
    """督办 12 姓名."""
    leader = desk.find_member(turn.work, rest, case)
    desk.supervise(turn.work, case, turn.as_staff(case, Action.SUPERVISE), leader)
    return Reply(staff.supervised(format_number(case.number), leader.name))


def enter_call(turn: Turn, case: None, rest: str) -> Reply:
    """代录 13900000000 东门口路灯坏了."""
    assert turn.staff is not None
    if turn.staff.role not in ("chief", "desk"):
        raise CaseworkError("desk_only")
    phone = re.match(r"(?:电话)?\s*(1\d{10}|0\d{2,3}-?\d{7,8}|\d{7,8})?\s*(.*)", rest, re.DOTALL)
    assert phone is not None
    report = of_other(turn, phone[2])
    actor = Actor(Role.DESK, turn.staff_row.id, None, turn.staff.name, turn.staff.phone)
    found = desk.enter_call(turn.work, actor, report, phone[1], None)
    return opened(turn, found)


def grant(turn: Turn, case: Case, rest: str) -> Reply:
    """准."""
    return _decide(turn, case, True, rest)


def refuse(turn: Turn, case: Case, rest: str) -> Reply:
    """驳, with the reason."""
    return _decide(turn, case, False, rest)


def _decide(turn: Turn, case: Case, granted: bool, rest: str) -> Reply:
    action = Action.GRANT if granted else Action.REFUSE
    request = consent.decide(turn.work, case, turn.as_staff(case, action), granted, rest)
    return Reply(words_of_consent.decided(format_number(case.number), request.kind, granted))


def rule(turn: Turn, case: Case, rest: str) -> Reply:
    """裁定 12 李明 理由."""
    name, _, why = rest.partition(" ")
    member = desk.find_member(turn.work, name, case)
    ruling.rule(turn.work, case, turn.as_staff(case, Action.RULE), member, why.strip())
    return Reply(staff.ruled(format_number(case.number), labels.person(member.name, "", member.phone)))


def resume(turn: Turn, case: Case, rest: str) -> Reply:
    """恢复."""
    consent.resume(turn.work, case, turn.as_staff(case, Action.RESUME))
    return Reply(words_of_consent.resumed(format_number(case.number), turn.who(case)))


VERBS: dict[str, Verb] = {
    "派": Verb(give, "派 {} 姓名", words=True, must=True, common=True),
    "派单": Verb(give, "派单 {} 姓名", words=True, must=True),
    "我来办": Verb(take, "我来办 {}"),
    "换人": Verb(give, "换人 {} 姓名", words=True, must=True),
    "再等等": Verb(wait_more, "再等等 {}"),
    "类": Verb(reclassify, "类 {} 路灯", words=True, must=True, common=True),
    "地点": Verb(relocate, "地点 {} 花园二网格", words=True, must=True, common=True),
    "准": Verb(grant, "准 {}", common=True),
    "驳": Verb(refuse, "驳 {} 原因", words=True, must=True),
    "驳回": Verb(refuse, "驳回 {} 原因", words=True, must=True),
    "退回": Verb(refuse, "退回 {} 原因", words=True, must=True),
    "裁定": Verb(rule, "裁定 {} 姓名 理由", words=True, must=True),
    "恢复": Verb(resume, "恢复 {}", common=True),
    "不受理": Verb(reject, "不受理 {} 原因", words=True, must=True),
    "不予受理": Verb(reject, "不予受理 {} 原因", words=True, must=True),
    "督办": Verb(supervise, "督办 {} 姓名", words=True, must=True),
    "代录": Verb(enter_call, "代录 电话 在哪儿什么事", words=True, must=True, free=True),
}
