"""config.example.toml is what it says it is: complete, loadable, free of secrets and of people."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.cli.main import main
from bot.settings import ConfigError, load_settings
from bot.settings.schema import (
    FILE_KEYS,
    AccountEntry,
    AnswerEntry,
    CategoryEntry,
    DepartmentEntry,
    OwnLimitsEntry,
    PlatformFile,
    RouteEntry,
    RulesFile,
    Section,
    StaffEntry,
    TemplateEntry,
    TemplatesEntry,
    UnitEntry,
    WhenEntry,
)
from tests.bot.configs import VALID

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
TEXT = EXAMPLE.read_text(encoding="utf-8")
DATA: dict[str, Any] = tomllib.loads(TEXT)

CATEGORY_IDS = {
    "sanitation",
    "roads_lighting",
    "water_drainage",
    "power_gas_heating",
    "disputes",
    "noise",
    "illegal_building",
    "safety_hazard",
    "public_order",
    "welfare",
    "farming_land",
    "labour",
    "education",
    "health",
    "transport",
    "market",
    "property",
    "governance",
    "other",
}


def people() -> str:
    """Accounts, units and staff that fit any rules."""
    return VALID[VALID.index("[[accounts]]") : VALID.index("[[departments]]")]


def test_it_loads_as_it_stands_with_an_empty_environment() -> None:
    settings = load_settings(EXAMPLE, {})
    assert settings.accounts == {}
    assert settings.redis_url == "embedded"


def test_it_loads_with_accounts_units_and_staff_of_ones_own(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(TEXT + "\n" + people(), encoding="utf-8")
    settings = load_settings(file, {})
    assert list(settings.accounts) == ["main"]
    assert settings.rules.org.desk("v1") is not None


def test_it_has_every_default_category_with_words_enough() -> None:
    categories = load_settings(EXAMPLE, {}).rules.categories
    assert set(categories) == CATEGORY_IDS
    few = {id_: len(category.keywords) for id_, category in categories.items() if len(category.keywords) < 25}
    assert few == {}


def test_confidential_and_discreet_categories_are_marked() -> None:
    categories = load_settings(EXAMPLE, {}).rules.categories
    assert [id_ for id_, category in categories.items() if category.confidential] == ["governance"]
    discreet = {id_ for id_, category in categories.items() if category.discreet}
    assert discreet == {"noise", "disputes", "illegal_building", "public_order", "sanitation"}


def test_its_rules_name_no_unit_and_nobody() -> None:
    rules = load_settings(EXAMPLE, {}).rules
    assert not [route for route in rules.routes if route.when.unit]
    assert not [answer for answer in rules.answers if answer.unit]
    assert not [department for department in rules.org.departments.values() if department.unit]


def test_nothing_in_it_comes_from_the_environment() -> None:
    active = [line for line in TEXT.splitlines() if not line.lstrip().startswith("#")]
    assert not [line for line in active if "${" in line]


@pytest.mark.parametrize(
    "section", [*PlatformFile.model_fields, *RulesFile.model_fields, *FILE_KEYS, "deadlines.urgent"]
)
def test_every_section_is_shown(section: str) -> None:
    shown = rf"(?m)^(# )?(\[\[?{re.escape(section)}\]|{section} = )"
    assert re.search(shown, TEXT)


PLAIN_SECTIONS = {
    name: field.annotation
    for name, field in (PlatformFile.model_fields | RulesFile.model_fields).items()
    if isinstance(field.annotation, type) and issubclass(field.annotation, Section)
}


def keys_of(model: type[Section]) -> set[str]:
    return set(model.model_fields)


@pytest.mark.parametrize(("name", "model"), PLAIN_SECTIONS.items())
def test_every_key_of_a_plain_section_is_shown(name: str, model: type[Section]) -> None:
    assert keys_of(model) - set(DATA[name]) - set(re.findall(r"(?m)^# (\w+) = ", TEXT)) == set()


@pytest.mark.parametrize(
    "model",
    [
        AccountEntry,
        TemplatesEntry,
        TemplateEntry,
        UnitEntry,
        StaffEntry,
        DepartmentEntry,
        CategoryEntry,
        OwnLimitsEntry,
        WhenEntry,
        RouteEntry,
        AnswerEntry,
    ],
)
def test_every_key_of_an_entry_is_shown_or_explained(model: type[Section]) -> None:
    missing = {key for key in keys_of(model) if not re.search(rf"\b{key}\b", TEXT)}
    assert missing == set()


def test_the_sample_account_is_refused_until_it_is_changed(tmp_path: Path) -> None:
    start = TEXT.index("# [[accounts]]")
    end = TEXT.index("# ──", start)
    sample = re.sub(r"(?m)^# ?", "", TEXT[start:end])
    sample = re.sub(r"(?m)^(?=[^\[\w\s])", "# ", sample)
    file = tmp_path / "config.toml"
    units = people()[people().index("[[units]]") :]
    file.write_text(TEXT + units + sample.replace("example-village", "v1"), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_settings(file, {})
    refused = {problem.key for problem in caught.value.problems if "样例" in problem.message}
    assert refused >= {"accounts[1].token", "accounts[1].app_secret", "accounts[1].app_id"}


def test_the_sample_units_and_staff_are_valid_once_uncommented(tmp_path: Path) -> None:
    start = TEXT.index("# [[units]]")
    end = TEXT.index("# ──", start)
    sample = re.sub(r"(?m)^# ?", "", TEXT[start:end])
    file = tmp_path / "config.toml"
    chief = '[[staff]]\nname = "示例站长"\nphone = "13800000001"\nrole = "chief"\nunit = "example-village"\n'
    file.write_text(TEXT + sample + chief, encoding="utf-8")
    org = load_settings(file, {}).rules.org
    assert [worker.name for worker in org.workers("example-village")] == ["示例甲"]


@pytest.mark.parametrize(
    "file", sorted((EXAMPLE.parent / "docs" / "examples").glob("*.toml")), ids=lambda one: one.stem
)
def test_every_example_in_the_docs_passes_the_check(file: Path) -> None:
    result = CliRunner().invoke(main, ["rules", "check", "--config", str(file)])
    assert result.exit_code == 0, result.output
    assert "错误 0 处" in result.output
