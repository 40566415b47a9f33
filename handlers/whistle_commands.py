"""吹哨 and what follows it: 呼应, 报到, 办结 by a department, 验收, 没好, 收哨, 评."""

from __future__ import annotations

from casework import called, consent, questions, whistles
from casework.facts import unit_name
from casework.steps import can
from casework.work import Case, CaseworkError, Question
from domain.lifecycle import Action
from domain.numbers import format_number
from domain.whistle import WhistleCall, read_call
from handlers import loose
from handlers.turn import Reply, Turn
from handlers.verbs import Verb
from insight import calls
from wording import whistles as words

SHOWN = 10


def blow(turn: Turn, case: Case, rest: str) -> Reply:
    """吹哨 12 重点 城管、水务 井盖塌了; without a department that of the category."""
    call = _read(turn, rest)
    usual = turn.work.rules.category(case.category).department
    departments = call.departments or ((usual,) if usual else ())
    if not departments:
        raise CaseworkError("which_department", choices=_choices(turn))
    actor, number = turn.as_staff(case, Action.WHISTLE), format_number(case.number)
    request = whistles.blow(turn.work, case, actor, call.kind, departments, call.words or "请来帮着办")
    loose.attach(turn, case)
    names = whistles.names(turn.work, departments)
    if request is None:
        return Reply(words.begun(number, names))
    return Reply(words.asked(number, names, unit_name(turn.work, request.unit) or ""))


def answer(turn: Turn, case: Case, rest: str) -> Reply:
    """呼应 12, or 呼应 12 城管 水务 to name others."""
    call = _read(turn, rest)
    actor = turn.as_staff(case, Action.GRANT)
    changes = whistles.called_for(turn.work, call.departments) if call.departments else {}
    request = consent.decide(turn.work, case, actor, True, call.words, kind="whistle", changes=changes)
    return Reply(words.answered(format_number(case.number), str(request.facts.get("names", ""))))


def report_in(turn: Turn, case: Case, rest: str) -> Reply:
    """报到 12 明天上午去."""
    row = whistles.report_in(turn.work, case, turn.as_staff(case, Action.REPORT_IN), rest)
    loose.attach(turn, case)
    name = whistles.department_name(turn.work, row.department)
    return Reply(words.reported(format_number(case.number), name))


def claim(turn: Turn, case: Case, rest: str) -> Reply:
    """办结 12 by a department."""
    whistles.claim(turn.work, case, turn.as_staff(case, Action.CLAIM), rest or "办好了")
    loose.attach(turn, case)
    return Reply(words.claimed(format_number(case.number)))


def is_called(turn: Turn, case: Case) -> bool:
    """Whether whoever writes is of a department that is at work on the case."""
    assert turn.staff is not None
    return turn.staff.role == "department" and called.is_called(turn.work, case, turn.staff.department)


def accept(turn: Turn, case: Case, rest: str) -> Reply:
    """验收 12, once a photo of it has come; then the department is to be graded."""
    actor, number = turn.as_staff(case, Action.VERIFY), format_number(case.number)
    if can(case, Action.VERIFY, actor):
        loose.attach(turn, case)  # The photo he has just taken is his look.
    done = whistles.accept(turn.work, case, actor, rest)
    left = [row.department for row in called.called(turn.work, case)]
    first = words.accepted(number) if done else words.accepted_part(number, whistles.names(turn.work, left))
    return Reply("\n".join(line for line in (first, _ask_grade(turn, case, number)) if line))


def _ask_grade(turn: Turn, case: Case, number: str) -> str:
    """The next department to be graded; one after the other, so that each is a tap."""
    left = whistles.ungraded(turn.work, case)
    if not left:
        return ""
    name = whistles.department_name(turn.work, left[0])
    options = [(f"{name}{grade}", str(value)) for grade, value in words.GRADES.items()]
    question = questions.ask(turn.work, turn.person, "grade", case, options, facts={"department": left[0]})
    return words.grade_asked(number, question.id, name)


def graded(turn: Turn, question: Question, case: Case, value: str) -> Reply:
    """The tap on such a grade."""
    _grade(turn, case, question.facts["department"], int(value))
    questions.settle(turn.work, question, value)
    return _graded(turn, case, question.facts["department"])


def _grade(turn: Turn, case: Case, department: str, value: int) -> None:
    whistles.grade(turn.work, case, turn.as_staff(case, Action.GRADE), department, value)


def _graded(turn: Turn, case: Case, department: str) -> Reply:
    number = format_number(case.number)
    noted = words.graded(number, whistles.department_name(turn.work, department))
    return Reply("\n".join(line for line in (noted, _ask_grade(turn, case, number)) if line))


def grade(turn: Turn, case: Case, rest: str) -> Reply:
    """评 12 城管 好."""
    call = _read(turn, rest)
    value = words.GRADES.get(call.words.strip())
    if not call.departments or value is None:
        raise CaseworkError("bad_grade")
    _grade(turn, case, call.departments[0], value)
    return _graded(turn, case, call.departments[0])


def refuse(turn: Turn, case: Case, rest: str) -> Reply:
    """没好 12 还在漏, or 没好 12 城管 还在漏 for one of several."""
    call = read_call(rest, turn.work.rules.org.departments.values())
    department = call.departments[0] if call.departments else None
    actor = turn.as_staff(case, Action.REFUSE_CLAIM)
    found = whistles.refuse(turn.work, case, actor, department, call.words or "还没好")
    loose.attach(turn, case)
    return Reply(
        words.refused(format_number(case.number), whistles.names(turn.work, [row.department for row in found]))
    )


def let_go(turn: Turn, case: Case, rest: str) -> Reply:
    """收哨 12 自己办好了, or 收哨 12 水务 用不着 for one of several."""
    call = read_call(rest, turn.work.rules.org.departments.values())
    department = call.departments[0] if call.departments else None
    actor = turn.as_staff(case, Action.END_WHISTLE)
    over = whistles.let_go(turn.work, case, actor, department, call.words)
    return Reply(words.let_go(format_number(case.number), over))


def queue(turn: Turn) -> str:
    """Where the department of whoever writes has been called; empty for everybody else."""
    if turn.staff is None or turn.staff.role != "department" or not turn.staff.department:
        return ""
    found = calls.of_department(turn.work.session, turn.staff.department)[:SHOWN]
    lines = [
        words.CallLine(
            case.id,
            format_number(case.number),
            turn.say(case).split("、")[0],
            turn.place(case),
            f"{turn.promise(due)}前" if (due := row.finish_due if row.reported_at else row.report_due) else "",
            row.lead,
            row.reported_at is not None,
            row.claimed_at is not None,
        )
        for row, case in found
    ]
    return words.calls(lines)


def _read(turn: Turn, rest: str) -> WhistleCall:
    call = read_call(rest, turn.work.rules.org.departments.values())
    if call.unknown:
        raise CaseworkError("no_department", choices=_choices(turn))
    return call


def _choices(turn: Turn) -> str:
    return "、".join(one.name for one in turn.work.rules.org.departments.values())


VERBS: dict[str, Verb] = {
    "吹哨": Verb(blow, "吹哨 {} 城管 井盖塌了", words=True, must=True),
    "呼应": Verb(answer, "呼应 {}"),
    "报到": Verb(report_in, "报到 {} 明天上午去", common=True),
    "验收": Verb(accept, "验收 {}", common=True),
    "复核": Verb(accept, "复核 {}", common=True),
    "没好": Verb(refuse, "没好 {} 哪儿没好", words=True, must=True, common=True),
    "收哨": Verb(let_go, "收哨 {} 原因", words=True, must=True),
    "评": Verb(grade, "评 {} 城管 好", words=True, must=True, common=True),
}
