"""What a config hardly means to do: words with two meanings, units without people, routes never reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.settings.build import build_organisation
from bot.settings.errors import KeyPath
from bot.settings.keyword_advice import keyword_findings
from bot.settings.schema import PlatformFile, RouteEntry, RulesFile, WhenEntry
from bot.settings.synonym_advice import synonym_findings
from domain.org import Organisation

Finding = tuple[KeyPath, str, str]

MOST_APART = 5


def find_warnings(rules: RulesFile, platform: PlatformFile, today: date) -> Iterator[Finding]:
    """Path, message and hint of everything worth a second look."""
    yield from _empty_sections(rules, platform)
    yield from keyword_findings(rules)
    yield from synonym_findings(rules.understanding.synonyms)
    yield from _stale_answers(rules, today)
    org = build_organisation(rules)
    yield from _unstaffed_departments(rules, org)
    yield from _skipped_levels(rules, org)
    yield from _unworked_units(rules, org)
    yield from _deserted_units(rules, org)
    yield from _deskless_staff(rules, org)
    yield from _shadowed_routes(rules, org)


def _empty_sections(rules: RulesFile, platform: PlatformFile) -> Iterator[Finding]:
    if not platform.accounts:
        yield (), "还没有写公众号，收不到任何消息", "照样例写一个 [[accounts]]"
    if not rules.units:
        yield (), "还没有写单位，派不出去", "照样例写 [[units]]，或用 grids import 导入"
    if not rules.staff:
        yield (), "还没有写工作人员，没有人接单", "照样例写 [[staff]]"


def _stale_answers(rules: RulesFile, today: date) -> Iterator[Finding]:
    for index, answer in enumerate(rules.answers):
        if answer.valid_until and date.fromisoformat(answer.valid_until) < today:
            message = f"这条答复（{answer.words[0]}）{answer.valid_until} 就过期了，不会再用"
            yield ("answers", index, "valid_until"), message, "改日期，或整条删掉"


def _unstaffed_departments(rules: RulesFile, org: Organisation) -> Iterator[Finding]:
    """One warning for all of them: a village that has only just begun has none."""
    empty = [dept.name for dept in org.departments.values() if not org.department_staff(dept.id)]
    if empty:
        yield ("departments",), f"这些部门还没有人，吹哨没人报到：{'、'.join(empty)}", ""


def _skipped_levels(rules: RulesFile, org: Organisation) -> Iterator[Finding]:
    skipped = {problem.subject for problem in org.problems() if problem.code == "unstaffed_level"}
    for index, unit in enumerate(rules.units):
        if unit.id in skipped:
            yield ("units", index), f"{unit.name}（{unit.id}）没有 chief 也没有 desk，超时会越过它往上报", ""


def _unworked_units(rules: RulesFile, org: Organisation) -> Iterator[Finding]:
    grids = [index for index, unit in enumerate(rules.units) if unit.level in ("micro", "grid")]
    empty = [index for index in grids if org.worker_for(rules.units[index].id) is None]
    yield from _of_units(rules, empty, "没有网格员，事情会派给它的值班台")


def _deserted_units(rules: RulesFile, org: Organisation) -> Iterator[Finding]:
    """Larger units with nobody at them, below them, or above them before the desk that answers for them."""
    served = {unit for person in org.staff.values() for unit in person.units}
    reached = {above for unit in served for above in org.path(unit)}
    empty = [
        index
        for index, unit in enumerate(rules.units)
        if unit.level not in ("micro", "grid")
        and unit.id not in reached
        and not served & set(_below_desk(org, unit.id))
    ]
    yield from _of_units(rules, empty, "没有人：本级和下面都没写工作人员，事情全由上级值班台派")


def _below_desk(org: Organisation, unit: str) -> tuple[str, ...]:
    """The unit and those above it, up to the one at whose desk its cases wait, without that one."""
    path, desk = org.path(unit), org.desk(unit)
    return path[: path.index(desk.unit_id)] if desk else path


def _of_units(rules: RulesFile, indexes: Sequence[int], what: str) -> Iterator[Finding]:
    """One warning a unit; of many at once, as after an import, one for all."""
    if len(indexes) > MOST_APART:
        names = "、".join(rules.units[index].name for index in indexes[:MOST_APART])
        yield ("units", indexes[0]), f"{names} 等 {len(indexes)} 个单位{what}", ""
        return
    for index in indexes:
        yield ("units", index), f"{rules.units[index].name}（{rules.units[index].id}）{what}", ""


def _deskless_staff(rules: RulesFile, org: Organisation) -> Iterator[Finding]:
    """Those who work nowhere: what they hand back would reach nobody."""
    for index, person in enumerate(rules.staff):
        if person.role != "department" and not any(org.desk(unit) for unit in person.unit):
            yield ("staff", index), f"{person.name} 没写 unit，没有值班台管得着他，也派不到他", "写上他管的单位编号"


def _shadowed_routes(rules: RulesFile, org: Organisation) -> Iterator[Finding]:
    for index, route in enumerate(rules.routes):
        for before, earlier in enumerate(rules.routes[:index]):
            if _covers(earlier, route, org):
                yield ("routes", index), f"永远轮不到这一条：第 {before + 1} 条已经包住了它", "换一下先后"
                break


def _covers(earlier: RouteEntry, later: RouteEntry, org: Organisation) -> bool:
    """Whether everything that fits the later route fits the earlier one too; a unit holds those within it."""
    wide, narrow = earlier.when.unit, later.when.unit
    units = not wide or (bool(narrow) and all(any(org.within(unit, over) for over in wide) for unit in narrow))
    others = [key for key in WhenEntry.model_fields if key != "unit"]
    return units and all(_key_covers(earlier.when, later.when, key) for key in others)


def _key_covers(earlier: WhenEntry, later: WhenEntry, key: str) -> bool:
    wide, narrow = getattr(earlier, key), getattr(later, key)
    if wide is None or wide == []:
        return True
    if isinstance(wide, list):
        return bool(narrow) and set(narrow) <= set(wide)
    return bool(wide == narrow)
