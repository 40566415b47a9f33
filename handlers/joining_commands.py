"""并 and 拆: the desk puts cases together that are one matter, and takes them apart again."""

from __future__ import annotations

from casework import joined, joining
from casework.people import roles_on
from casework.work import Actor, Case, CaseworkError, case_by_id
from domain.lifecycle import Role
from domain.numbers import format_number, take_number
from handlers import case_page, numbered
from handlers.turn import Reply, Turn
from handlers.verbs import Verb
from wording import joining as words
from wording import staff


def together(turn: Turn, case: Case, rest: str) -> Reply:
    """并 12 15: 15 joins 12, or the one that 12 has joined itself."""
    taken = take_number(rest)
    if taken is None:
        return Reply(words.number_missing(format_number(case.number)))
    found = numbered.meant(turn, taken[0])
    here = [one for one in found if one.account == case.account] or found
    if not here or case_page.is_hidden(turn, here[0]):
        return Reply(staff.no_such(format_number(taken[0]), "", []))
    root = joining.locked_carrier(turn.work, case.id) or case
    child = case_by_id(turn.work, here[0].id)
    if child.id == root.id != case.id:
        raise CaseworkError("circle")
    _at_desk(turn, root)
    joining.join(turn.work, child, root, _at_desk(turn, child))
    people = 1 + joined.neighbours(turn.work, [root])[root.id]
    return Reply(words.merged(format_number(child.number), format_number(root.number), people))


def apart(turn: Turn, case: Case, rest: str) -> Reply:
    """拆 15."""
    actor = _at_desk(turn, case)
    joined_it = joined.children(turn.work, case, lock=False)
    if joined_it:
        return Reply(words.which_to_part([format_number(one.number) for one in joined_it]))
    joining.part(turn.work, case, actor)
    return Reply(words.parted(format_number(case.number), turn.who(case)))


def _at_desk(turn: Turn, case: Case) -> Actor:
    """The one who acts, as the desk or chief over this case. Raises CaseworkError `desk_only` for anybody else."""
    row, entry = turn.staff_row, turn.staff
    over = {Role.DESK, Role.CHIEF}.intersection(roles_on(turn.work, case, row, entry) if entry else ())
    if entry is None or not over:
        raise CaseworkError("desk_only")
    return Actor(Role(entry.role), staff_id=row.id, name=entry.name, phone=entry.phone)


VERBS: dict[str, Verb] = {
    "并": Verb(together, "并 {} 015", words=True, common=True),
    "并案": Verb(together, "并案 {} 015", words=True),
    "拆": Verb(apart, "拆 {}", common=True),
}
