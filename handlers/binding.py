"""绑定 <code>: joins a chat to a staff member; the answer is passive only."""

from __future__ import annotations

import re

from casework import people
from casework.facts import unit_name
from casework.work import CaseworkError
from handlers.turn import Reply, Turn
from wording import labels, staff

BIND = re.compile(r"(?:绑定|綁定)\s*[:：]?\s*(.*)", re.DOTALL)


def handle(turn: Turn) -> Reply | None:
    """Bind, or say why not; None for everything else."""
    found = BIND.fullmatch(turn.text)
    if found is None or len(turn.text) > 40:
        return None
    code = found[1].strip()
    if not code:
        return Reply(staff.BIND_REFUSED["code_missing"])
    try:
        member = people.bind(turn.work, turn.person, code)
    except CaseworkError as refusal:
        return Reply(staff.BIND_REFUSED[refusal.code])
    units = "、".join(unit_name(turn.work, unit) or unit for unit in member.units[:3])
    role = labels.ROLE.get(member.role, "")
    post = f"{units.removesuffix('网格') if role.startswith('网格') else units}{role}"
    return Reply(staff.bound(member.name, member.title or post))
