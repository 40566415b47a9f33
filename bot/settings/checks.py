"""Whether the sections of a config fit together: names that exist, nothing twice, no unit above itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.settings import texts
from bot.settings.errors import KeyPath, nearest, written
from bot.settings.schema import PlatformFile, RulesFile, StaffEntry
from bot.settings.source import Source
from domain.org import HELPERS
from domain.rules import OTHER

SAMPLE_PREFIX = "change-me"


def check_platform(source: Source, platform: PlatformFile) -> None:
    """Faults in the sections that need a restart; accounts are checked against the units by `check_rules`."""
    try:
        ZoneInfo(platform.app.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        source.problem(("app", "timezone"), texts.BAD_ZONE.format(text=platform.app.timezone))
    if platform.app.secret_key.startswith(SAMPLE_PREFIX):
        source.problem(("app", "secret_key"), texts.SAMPLE_VALUE, "删掉这一行，程序会自己生成一个")
    _check_unique(source, "accounts", "id", [account.id for account in platform.accounts])
    for index, account in enumerate(platform.accounts):
        for key in ("token", "app_secret", "app_id", "original_id"):
            if getattr(account, key).startswith(SAMPLE_PREFIX):
                source.problem(("accounts", index, key), texts.SAMPLE_VALUE, texts.SAMPLE_HINT)


def check_rules(source: Source, rules: RulesFile, platform: PlatformFile | None = None) -> None:
    """Faults between the rule sections, and the accounts' units when the accounts are given."""
    _check_duplicates(source, rules)
    for path, value, section in [*_references(rules), *_account_units(platform)]:
        _check_known(source, path, value, section, _ids(rules, section))
    for index, person in enumerate(rules.staff):
        _check_person(source, index, person, rules)
    if OTHER not in _ids(rules, "categories"):
        source.problem(("categories",), f"少了编号为 {OTHER} 的类别", "哪类都算不上的事要有地方去")
    if platform is not None and platform.accounts and not rules.units:
        source.problem(("accounts",), "有公众号，却一个单位也没写", "至少写一个 [[units]]")


def _check_duplicates(source: Source, rules: RulesFile) -> None:
    for section in ("units", "departments", "categories"):
        _check_unique(source, section, "id", [entry.id for entry in getattr(rules, section)])
    _check_unique(source, "staff", "phone", [person.phone for person in rules.staff])


def _check_unique(source: Source, section: str, key: str, values: Sequence[str]) -> None:
    first: dict[str, int] = {}
    for index, value in enumerate(values):
        if value not in first:
            first[value] = index
            continue
        before = source.located((section, first[value], key), "")
        where = f"第 {before.line} 行" if before.line else written((section, first[value]))
        source.problem((section, index, key), f"{value} 写了两遍", f"前一个在{where}")


Reference = tuple[KeyPath, str, str]


def _references(rules: RulesFile) -> Iterator[Reference]:
    """Every place where one section names an entry of another: path, name, section it should be in."""
    for index, unit in enumerate(rules.units):
        yield from _some(("units", index, "parent"), unit.parent, "units")
    for index, person in enumerate(rules.staff):
        yield from ((("staff", index, "unit"), unit, "units") for unit in person.unit)
        yield from _some(("staff", index, "department"), person.department, "departments")
        yield from _some(("staff", index, "substitute"), person.substitute, "staff")
    for index, department in enumerate(rules.departments):
        yield from _some(("departments", index, "unit"), department.unit, "units")
    for index, category in enumerate(rules.categories):
        yield from _some(("categories", index, "department"), category.department, "departments")
    for index, answer in enumerate(rules.answers):
        yield from _some(("answers", index, "unit"), answer.unit, "units")
    yield from _route_references(rules)


def _route_references(rules: RulesFile) -> Iterator[Reference]:
    for index, route in enumerate(rules.routes):
        where: KeyPath = ("routes", index)
        yield from (((*where, "when", "category"), name, "categories") for name in route.when.category)
        yield from (((*where, "when", "unit"), name, "units") for name in route.when.unit)
        if route.to.startswith("department:"):
            yield (*where, "to"), route.to.removeprefix("department:"), "departments"


def _account_units(platform: PlatformFile | None) -> Iterator[Reference]:
    for index, account in enumerate(platform.accounts if platform else ()):
        yield from _some(("accounts", index, "unit"), account.unit, "units")


def _some(path: KeyPath, value: str | None, section: str) -> Iterable[Reference]:
    return [(path, value, section)] if value else []


_NOUNS = {"units": "单位", "departments": "部门", "categories": "类别", "staff": "工作人员"}


def _ids(rules: RulesFile, section: str) -> list[str]:
    if section == "staff":
        return [person.phone for person in rules.staff]
    return [entry.id for entry in getattr(rules, section)]


def _check_known(source: Source, path: KeyPath, value: str, section: str, known: list[str]) -> None:
    if value in known:
        return
    closest = nearest(value, known)
    hint = f"最像的是 {closest}" if closest else f"还没有写任何 [[{section}]]"
    source.problem(path, f"没有 {value} 这个{_NOUNS[section]}", hint)


def _check_person(source: Source, index: int, person: StaffEntry, rules: RulesFile) -> None:
    if person.role in ("worker", "chief", "desk") and not person.unit:
        source.problem(("staff", index), f"{person.name} 没写 unit", "写上他管的单位编号")
    if person.role == "department" and not person.department:
        source.problem(("staff", index), f"{person.name} 没写 department", "写上他所在部门的编号")
    if person.substitute == person.phone:
        source.problem(("staff", index, "substitute"), f"{person.name} 的替班人是他自己")
    helpers = {one.phone for one in rules.staff if one.role in HELPERS}
    if person.substitute in helpers and person.role not in HELPERS:
        hint = "助理和引导员不能接件；换成网格员、站长或值班的"
        source.problem(("staff", index, "substitute"), f"{person.name} 的替班人是助理或引导员", hint)
