"""The group of `rules` verbs; `check` and `explain`: is the file in order, and how is a text read by it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.evaluate import evaluate
from bot.cli.learn import learn
from bot.cli.options import print_json, print_problems, with_config, with_json
from bot.cli.replay import replay
from bot.settings import ConfigError, Problem, Settings, load_settings, try_out

if TYPE_CHECKING:
    from classifier.verdict import Verdict


@click.group()
def rules() -> None:
    """类别、关键词、派单规则。"""


for verb in (learn, evaluate, replay):
    rules.add_command(verb)


@rules.command()
@with_config
@with_json
@click.pass_context
def check(context: click.Context, config: Path, as_json: bool) -> None:
    """检查配置写得对不对；有错退出码是 1，只有提醒是 0。"""
    problems, warnings = _findings(config)
    if as_json:
        print_json(
            {
                "ok": not problems,
                "problems": [problem.as_dict() for problem in problems],
                "warnings": [warning.as_dict() for warning in warnings],
            }
        )
    else:
        print_problems(problems, "✗ 错误")
        print_problems(warnings, "! 提醒")
        click.echo(f"错误 {len(problems)} 处，提醒 {len(warnings)} 处")
    context.exit(1 if problems else 0)


def _findings(config: Path) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    try:
        settings = load_settings(config)
        return (), (*settings.warnings, *try_out(settings))
    except ConfigError as error:
        return error.problems, ()


@rules.command()
@click.argument("text", metavar="TEXT")
@with_config
@with_json
def explain(text: str, config: Path, as_json: bool) -> None:
    """看一句话会怎么分、为什么；TEXT 写 - 就从标准输入一行一句地读。"""
    settings = load_settings(config)
    from bot.rules import make_reader

    reader = make_reader(settings.rules, settings.data_dir)
    for line in _lines(text):
        verdict = reader.read(line)
        if as_json:
            print_json(as_dict(verdict))
        else:
            click.echo(_told(line, verdict, settings))


def as_dict(verdict: Verdict) -> dict[str, Any]:
    return {
        "opens": verdict.opens,
        "kind": verdict.kind,
        "category": verdict.category,
        "score": verdict.score,
        "runner_up": verdict.runner_up,
        "margin": verdict.margin,
        "place": verdict.place,
        "unit": verdict.unit,
        "urgent": verdict.urgent,
        "reasons": [
            {"word": reason.word, "weight": reason.weight, "category": reason.category} for reason in verdict.reasons
        ],
    }


def _lines(text: str) -> Iterator[str]:
    if text != "-":
        yield text
        return
    for line in sys.stdin.buffer:
        yield line.decode("utf-8-sig", errors="replace").rstrip("\r\n")


_KINDS = {
    "enquiry": "咨询",
    "help": "求助",
    "complaint": "投诉",
    "tipoff": "举报",
    "suggestion": "建议",
    "praise": "表扬",
}


def _told(line: str, verdict: Verdict, settings: Settings) -> str:
    """A verdict for an admin: what it is, where, how sure, and which words said so."""
    names = {id_: category.name for id_, category in settings.rules.categories.items()}
    rows = [line, f"  记不记：{'记一件' if verdict.opens else '不记'}"]
    if verdict.category is not None:
        second = names.get(verdict.runner_up or "", "没有")
        rows += [
            f"  类别：{names.get(verdict.category, verdict.category)}（{verdict.score:g} 分）",
            f"  第二：{second}，差 {verdict.margin:.0%}{'' if verdict.sure else '，没把握，会让居民点'}",
        ]
    rows += [
        f"  性质：{_KINDS.get(verdict.kind, verdict.kind)}{'，急' if verdict.urgent else ''}",
        f"  地点：{verdict.place or '没说'}（单位 {verdict.unit or '不能肯定'}）",
    ]
    rows += [f"  ·“{r.word}” {names.get(r.category, r.category)} {r.weight:+g}" for r in verdict.reasons]
    return "\n".join(rows)
