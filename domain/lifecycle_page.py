"""The page docs/lifecycle.md, made from the tuple of transitions so that it can never tell another story."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping

from domain.lifecycle import OPEN, TRANSITIONS, Action, Need, Role, Status, Transition

LABELS: Mapping[str, str] = {
    Status.RECEIVED: "已接单",
    Status.DISPATCHED: "已派单",
    Status.SIGNED: "已签收",
    Status.WAITING: "待补充",
    Status.WHISTLED: "吹哨中",
    Status.CHECKING: "待核实",
    Status.COMPLETED: "已办结",
    Status.CLOSED: "已结案",
    Status.REJECTED: "不予受理",
    Status.WITHDRAWN: "已撤回",
    Status.SUSPENDED: "挂账",
}

HEAD = """\
# The life of a case

Made from `domain/lifecycle.py` by `python -m domain.lifecycle_page > docs/lifecycle.md`; a test compares the
two. `—` as a source is a case that does not exist yet. An action that is not listed for a status is refused
as *not now*, a role that is not listed as *not yours*, something needed and not given as *needs …*.
"""


def markdown(labels: Mapping[str, str] = LABELS) -> str:
    """The whole page: the statuses, the diagram of what moves a case, and what moves nothing."""
    movers = {step.action for step in TRANSITIONS if step.source != step.target}
    moving = [step for step in TRANSITIONS if step.action in movers]
    staying = [step for step in TRANSITIONS if step.action not in movers]
    parts = (
        HEAD,
        "## Statuses\n\n" + _statuses(labels),
        "## What moves a case\n\n" + _diagram(moving, labels),
        _table(moving, lambda step: step.target.value, "to"),
        "## What leaves it where it is\n\n" + _table(staying, lambda step: None, None),
    )
    return "\n".join(parts)


def _statuses(labels: Mapping[str, str]) -> str:
    rows = (f"| {s} | {labels[s]} | {'yes' if s in OPEN else 'no'} |\n" for s in Status)
    return "| status | 中文 | open |\n|---|---|---|\n" + "".join(rows)


def _diagram(moving: Iterable[Transition], labels: Mapping[str, str]) -> str:
    arrows: dict[tuple[str, str], list[str]] = {}
    for step in moving:
        if step.source != step.target:
            arrows.setdefault((step.source or "[*]", step.target), []).append(step.action)
    lines = [f"    {status} : {labels[status]} {status}" for status in Status]
    lines += [f"    {source} --> {target} : {', '.join(actions)}" for (source, target), actions in arrows.items()]
    return "```mermaid\nstateDiagram-v2\n" + "\n".join(lines) + "\n```\n"


def _table(steps: Iterable[Transition], last: Callable[[Transition], str | None], title: str | None) -> str:
    """One row for all the statuses in which an action is the same thing."""
    rows: dict[tuple[Action, frozenset[Role], frozenset[Need], str | None], list[str]] = {}
    for step in steps:
        rows.setdefault((step.action, step.roles, step.needs, last(step)), []).append(step.source or "—")
    heads = ["action", "from" if title else "in", "by", "needs", *([title] if title else [])]
    lines = [heads, ["---"] * len(heads)]
    for (action, roles, needs, target), sources in rows.items():
        cells = [action.value, ", ".join(sources), _named(Role, roles), _named(Need, needs)]
        lines.append([*cells, target] if target else cells)
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _named(kind: type[Role] | type[Need], chosen: Iterable[str]) -> str:
    return ", ".join(member for member in kind if member in chosen)


if __name__ == "__main__":
    sys.stdout.write(markdown())
