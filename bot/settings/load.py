"""Loads a config: reads, checks, collects every fault, and builds the settings."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ValidationError

from bot.settings import texts
from bot.settings.advice import find_warnings
from bot.settings.build import build_platform, build_rules
from bot.settings.checks import check_platform, check_rules
from bot.settings.errors import ConfigError, Problem, nearest
from bot.settings.explain import report, unknown_key
from bot.settings.ladder import check_ladder
from bot.settings.lines import LineMap
from bot.settings.model import AccountSettings, Platform, Settings
from bot.settings.schema import FILE_KEYS, PlatformFile, RulesFile
from bot.settings.source import Source, expanded, merge_files, read_source
from bot.settings.speech import explained, speech_fault
from classifier.learned_head import is_learned
from domain.rules import Rules

Model = TypeVar("Model", bound=BaseModel)

CONFIG_VARIABLE = "LIANXIN_CONFIG"
DEFAULT_CONFIG = "config.toml"


def config_path(path: str | Path | None = None, env: Mapping[str, str] = os.environ) -> Path:
    """The file that was named, else that of the environment, else config.toml here."""
    return Path(path or env.get(CONFIG_VARIABLE) or DEFAULT_CONFIG)


def load_platform(path: str | Path | None = None, env: Mapping[str, str] = os.environ) -> Platform:
    """Only the sections that need a restart, so that broken rules don't keep a process from starting."""
    source = read_source(config_path(path, env))
    file = _platform_file(source, env)
    if file is None or source.problems:
        raise ConfigError(_tidy(source.problems))
    return build_platform(file, source.path, env)


def load_settings(
    path: str | Path | None = None,
    env: Mapping[str, str] = os.environ,
    last_good: Callable[[str], str | None] | None = None,
) -> Settings:
    """The whole config; raises ConfigError with everything that is wrong.

    When only the rules are broken, `last_good` is asked, with the database's URL, for the rules text that was
    last in force; if there is one it stands in and the faults are in `problems`. An account whose unit those rules
    don't know speaks for the whole of them meanwhile, and that is in `problems` as well.
    """
    source = read_source(config_path(path, env))
    platform_file = _platform_file(source, env)
    sound_until = len(source.problems)
    rules_file, text = _rules_file(source, platform_file, env)
    problems = _tidy(source.problems)
    if platform_file is None or sound_until:
        raise ConfigError(problems)
    platform = build_platform(platform_file, source.path, env)
    if rules_file is None or problems:
        stored = last_good(platform.database_url) if last_good else None
        if stored is None:
            raise ConfigError(problems)
        return _standing_in(source, platform, stored, problems)
    findings = [*find_warnings(rules_file, platform_file, _today(platform))]
    if (fault := speech_fault(platform.speech)) is not None:
        findings.append((("speech", "model"), *explained(fault)))
    warnings = tuple(source.located(*finding) for finding in findings)
    rules = build_rules(rules_file, platform.app.timezone, rules_version(text))
    return _settings(platform, rules, text, (), warnings)


def _standing_in(source: Source, platform: Platform, stored: str, problems: tuple[Problem, ...]) -> Settings:
    """The sections that need a restart by the file, the rules as they were last in force."""
    try:
        rules = rules_from_text(stored, platform.app.timezone)
    except ConfigError:  # Stored by another release: the faults of the file are what can be mended.
        raise ConfigError(problems) from None
    lost = tuple(
        source.located(("accounts", index, "unit"), texts.LOST_UNIT.format(unit=account.unit))
        for index, account in enumerate(platform.accounts.values())
        if account.unit and account.unit not in rules.org.units
    )
    return _settings(platform, rules, stored, (*problems, *lost))


def _today(platform: Platform) -> date:
    return datetime.now(ZoneInfo(platform.app.timezone)).date()


def rules_version(text: str) -> str:
    """The hash that names a rules text."""
    return hashlib.sha256(text.encode()).hexdigest()


def rules_from_text(text: str, timezone: str, name: Path = Path("rules")) -> Rules:
    """Rules from the text that `Settings.text` held; raises ConfigError when it no longer fits."""
    source = Source(name, json.loads(text), LineMap())
    file = _validated(source, RulesFile, source.data)
    if file is not None:
        _check_together(source, file, None)
    if file is None or source.problems:
        raise ConfigError(source.problems)
    return build_rules(file, timezone, rules_version(text))


def make_folders(platform: Platform) -> None:
    """The folders an instance writes to; nothing in them is for other users."""
    for folder in (platform.data_dir, platform.app.media_dir):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _platform_file(source: Source, env: Mapping[str, str]) -> PlatformFile | None:
    for key in _unknown_sections(source):
        if nearest(key, _known_sections()) in PlatformFile.model_fields:
            unknown_key(source, (key,), _known_sections())
    file = _validated(source, PlatformFile, expanded(source, PlatformFile.model_fields, env))
    if file is not None:
        check_platform(source, file)
    return file


def _rules_file(source: Source, platform: PlatformFile | None, env: Mapping[str, str]) -> tuple[RulesFile | None, str]:
    merge_files(source, env)
    for key in _unknown_sections(source):
        if nearest(key, _known_sections()) not in PlatformFile.model_fields:
            unknown_key(source, (key,), _known_sections())
    data = expanded(source, RulesFile.model_fields, env)
    _place_learned(source, data)
    file = _validated(source, RulesFile, data)
    if file is not None:
        _check_together(source, file, platform)
    return file, json.dumps(data, ensure_ascii=False, sort_keys=True, default=str)


def _place_learned(source: Source, data: dict[str, Any]) -> None:
    """The learned lexicon by its full path, so that every process finds it; a missing or foreign one is a fault."""
    section = data.get("understanding")
    if not isinstance(section, dict) or not isinstance(name := section.get("learned_file"), str) or not name:
        return
    file = (source.path.parent / name).resolve()
    data["understanding"] = {**section, "learned_file": str(file)}
    if not file.is_file():
        source.problem(("understanding", "learned_file"), f"找不到 {name}", "用 rules learn 学一份，或把这一行删掉")
    elif not is_learned(file):
        source.problem(("understanding", "learned_file"), f"{name} 不是词表", "要 rules learn 写出来的文件")


def _check_together(source: Source, file: RulesFile, platform: PlatformFile | None) -> None:
    before = len(source.problems)
    check_rules(source, file, platform)
    if len(source.problems) == before:
        check_ladder(source, file)


def _validated(source: Source, model: type[Model], data: Mapping[str, Any]) -> Model | None:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        report(source, error, model)
        return None


def _known_sections() -> list[str]:
    return [*PlatformFile.model_fields, *RulesFile.model_fields, *FILE_KEYS]


def _unknown_sections(source: Source) -> list[str]:
    return [key for key in source.data if key not in _known_sections()]


def _tidy(problems: list[Problem]) -> tuple[Problem, ...]:
    """In the order of the file, and only the first thing said about a key."""
    first = {(problem.file, problem.key or problem.message): problem for problem in reversed(problems)}
    return tuple(sorted(first.values(), key=lambda problem: (str(problem.file), problem.line or 0)))


def _settings(
    platform: Platform,
    rules: Rules,
    text: str,
    problems: tuple[Problem, ...],
    warnings: tuple[Problem, ...] = (),
) -> Settings:
    given = {field.name: getattr(platform, field.name) for field in fields(platform)}
    given["accounts"] = _with_units(platform.accounts, rules)
    return Settings(**given, rules=rules, text=text, problems=problems, warnings=warnings)


def _with_units(accounts: Mapping[str, AccountSettings], rules: Rules) -> dict[str, AccountSettings]:
    """An account without a unit that the rules know speaks for the first one that stands on top."""
    units = rules.org.units
    top = next((unit.id for unit in units.values() if unit.parent is None), "")
    return {id_: account if account.unit in units else replace(account, unit=top) for id_, account in accounts.items()}
