"""Says in the file's terms what the domain finds wrong with the ladder of units."""

from __future__ import annotations

from bot.settings.build import build_organisation
from bot.settings.schema import RulesFile
from bot.settings.source import Source

_FATAL = {
    "cycle": "{subject} 绕了一圈又归到自己下面：{detail}",
    "level_order": "{subject} 的级别不比上级低：{detail}",
    "nobody_above": "{detail}（{subject}）和它的上级都没有站长、书记（chief）或值班台（desk）",
}


def check_ladder(source: Source, rules: RulesFile, with_staff: bool = True) -> None:
    """Add what makes the ladder unusable; names that don't exist are found elsewhere.

    Without staff, as in a table of units alone, it is no fault that nobody is above.
    """
    ids = [unit.id for unit in rules.units]
    for problem in build_organisation(rules).problems():
        if problem.code == "nobody_above" and not with_staff:
            continue
        if problem.fatal and problem.code in _FATAL:
            message = _FATAL[problem.code].format(subject=problem.subject, detail=problem.detail)
            source.problem(("units", ids.index(problem.subject)), message)
