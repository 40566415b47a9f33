"""What a config hardly means to do: words in two categories, units without people, routes never reached."""

from __future__ import annotations

from collections.abc import Iterator

from bot.settings.build import build_organisation
from bot.settings.errors import KeyPath
from bot.settings.schema import PlatformFile, RouteEntry, RulesFile, WhenEntry
from classifier.words import parse_keyword
from domain.org import Organisation

Finding = tuple[KeyPath, str, str]


def find_warnings(rules: RulesFile, platform: PlatformFile) -> Iterator[Finding]:
    """Path, message and hint of everything worth a second look."""
    yield from _empty_sections(rules, platform)
    yield from _shared_keywords(rules)
    org = build_organisation(rules)
    yield from _unstaffed_departments(rules, org)
    yield from _skipped_levels(rules, org)
    yield from _unworked_units(rules, org)
    yield from _shadowed_routes(rules)


def _empty_sections(rules: RulesFile, platform: PlatformFile) -> Iterator[Finding]:
    if not platform.accounts:
        yield (), "还没有写公众号，收不到任何消息", "照样例写一个 [[accounts]]"
    if not rules.units:
        yield (), "还没有写单位，派不出去", "照样例写 [[units]]，或用 grids import 导入"
    if not rules.staff:
        yield (), "还没有写工作人员，没有人接单", "照样例写 [[staff]]"


def _shared_keywords(rules: RulesFile) -> Iterator[Finding]:
    """One warning a category, for the words that an earlier one has too."""
    first: dict[str, str] = {}
    for index, category in enumerate(rules.categories):
        words = dict(map(parse_keyword, category.keywords))
        shared = [f"{word}（{first[word]}）" for word in words if word in first]
        if shared:
            message = f"{category.id} 的这些词别的类别也有：{'、'.join(shared)}"
            yield ("categories", index, "keywords"), message, "一句话里有它，两类都加分"
        first |= {word: category.id for word in words if word not in first}


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
    for index, unit in enumerate(rules.units):
        if unit.level in ("micro", "grid") and org.worker_for(unit.id) is None:
            yield ("units", index), f"{unit.name}（{unit.id}）没有网格员，事情会派给它的值班台", ""


def _shadowed_routes(rules: RulesFile) -> Iterator[Finding]:
    for index, route in enumerate(rules.routes):
        for before, earlier in enumerate(rules.routes[:index]):
            if _covers(earlier, route):
                yield ("routes", index), f"永远轮不到这一条：第 {before + 1} 条已经包住了它", "换一下先后"
                break


def _covers(earlier: RouteEntry, later: RouteEntry) -> bool:
    """Whether everything that fits the later route fits the earlier one too."""
    return all(_key_covers(earlier.when, later.when, key) for key in WhenEntry.model_fields)


def _key_covers(earlier: WhenEntry, later: WhenEntry, key: str) -> bool:
    wide, narrow = getattr(earlier, key), getattr(later, key)
    if wide is None or wide == []:
        return True
    if isinstance(wide, list):
        return bool(narrow) and set(narrow) <= set(wide)
    return bool(wide == narrow)
