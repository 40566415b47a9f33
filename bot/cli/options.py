"""Options that several verbs share, and the way they open the config."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from bot.settings import CONFIG_VARIABLE, Problem, Settings, config_path, load_settings
from bot.settings.stored import last_good
from domain.durations import Duration, parse_duration

Verb = TypeVar("Verb", bound=Callable[..., Any])


def _existing(context: click.Context, option: click.Parameter, value: str | None) -> Path:
    return existing_config(value)


def existing_config(value: str | None) -> Path:
    """The config that was named or is the default; a usage error that says what to do if there is none."""
    path = config_path(value)
    if not path.is_file():
        raise click.UsageError(f"找不到配置文件 {path}。先抄一份：cp config.example.toml config.toml")
    return path


def with_config(verb: Verb) -> Verb:
    """Adds `--config FILE`, handed over as `config`."""
    return click.option(
        "--config",
        metavar="FILE",
        callback=_existing,
        help=f"配置文件；不写就看环境变量 {CONFIG_VARIABLE}，再没有就是 config.toml",
    )(verb)


def with_json(verb: Verb) -> Verb:
    """Adds `--json`, handed over as `as_json`: standard output then holds only JSON."""
    return click.option("--json", "as_json", is_flag=True, help="标准输出只写 JSON")(verb)


def _duration(context: click.Context, option: click.Parameter, value: str) -> Duration:
    try:
        span = parse_duration(value)
    except ValueError:
        raise click.BadParameter(f"“{value}”不是时长：写 30d（30 天）、12h（12 小时）这样") from None
    if not span.amount:
        raise click.BadParameter(f"“{value}”是零，什么也看不到：写 30d（30 天）、12h（12 小时）这样")
    return span


def span_option(name: str, default: str, what: str) -> Callable[[Verb], Verb]:
    """Adds an option that takes a length of time, such as `30d`."""
    return click.option(name, default=default, show_default=True, metavar="SPAN", callback=_duration, help=what)


def open_settings(config: Path) -> Settings:
    """For a process that serves: broken rules are told and the last good ones go on."""
    settings = load_settings(config, last_good=last_good)
    for problem in settings.problems:
        click.echo(f"配置有错，先用上一版：{problem}", err=True)
    return settings


def print_json(value: object) -> None:
    """One line of JSON, readable as it stands."""
    click.echo(json.dumps(value, ensure_ascii=False))


def print_problems(problems: tuple[Problem, ...], mark: str) -> None:
    for problem in problems:
        click.echo(f"{mark} {problem}")
