"""`rules evaluate`: how well weights learned from a history, or the rules of a config, find the right category."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from bot.cli.history import read_history
from bot.cli.learn import CSV, alike_refused, examples_of, learned_from, note_unused
from bot.cli.options import existing_config, print_json, with_json
from bot.settings import load_settings

if TYPE_CHECKING:
    from classifier.learned import Guess
    from classifier.learning import Examples
    from classifier.measuring import Outcome

MARKS = "<!-- 数字从这里开始 -->", "<!-- 数字到这里为止 -->"


@click.command()
@click.option("--train", type=CSV, metavar="CSV", help="从它学；text、label 两列，.gz 也行；不给就考现在用的规则")
@click.option("--test", type=CSV, metavar="CSV", help="拿它考；不能和学的是同一批")
@click.option("--folds", type=click.IntRange(min=2), metavar="N", help="不给 --test 时：分 N 份轮流考")
@click.option("--into", type=CSV, metavar="FILE", help="把分份考的数字写进这个文档")
@click.option("--config", metavar="FILE", help="考哪个配置里的规则；不写就是 config.toml")
@with_json
def evaluate(
    train: Path | None, test: Path | None, folds: int | None, into: Path | None, config: str | None, as_json: bool
) -> None:
    """学一遍、考一遍，看分得准不准，配置里的关键词不参加；不给 --train 就拿 --test 考配置里的规则。"""
    _check_usage(train, test, folds, into)
    if train is not None:
        note_unused(config, "--train")
    if test is None and train is not None and folds is not None:
        _in_folds(train, folds, into, as_json)
    elif test is not None:
        _held_back(train, test, config, as_json)


def _check_usage(train: Path | None, test: Path | None, folds: int | None, into: Path | None) -> None:
    """What can't be done is said before minutes are spent on it."""
    if (test is None) == (folds is None):
        raise click.UsageError("--test 和 --folds 要写一个，也只能写一个")
    if train is None and test is None:
        raise click.UsageError("--folds 要和 --train 一起写")
    if into is None:
        return
    if folds is None:
        raise click.UsageError("--into 只写得了分份考的数字，要和 --folds 一起写")
    _parted(into)


def _held_back(train: Path | None, test: Path, config: str | None, as_json: bool) -> None:
    from classifier import measuring

    begun = monotonic()
    asked = read_history(test)
    guess = _by_rules(config) if train is None else learned_from(examples_of(train)).guess
    click.echo(f"正在考 {len(asked)} 条…", err=True)
    found = measuring.outcomes(guess, asked)
    figures = _figures(found, monotonic() - begun)
    click.echo(_told(found), err=as_json)
    if as_json:
        print_json(figures)


def _by_rules(config: str | None) -> Callable[[str], Guess]:
    """What the keywords of a config make of a text."""
    from bot.rules import make_reader
    from classifier.learned import Guess

    settings = load_settings(existing_config(config))
    reader = make_reader(settings.rules, settings.data_dir)

    def guess(text: str) -> Guess:
        verdict = reader.read(text)
        return Guess(verdict.category, verdict.certainty, verdict.runner_up)

    return guess


def _figures(found: Sequence[Outcome], seconds: float) -> dict[str, Any]:
    from classifier import measuring

    classes = measuring.per_class(found)
    return {
        "n": len(found),
        "accuracy": round(measuring.accuracy(found), 4),
        "macro_f1": round(measuring.macro_f1(classes), 4),
        "top2_accuracy": round(measuring.top2_accuracy(found), 4),
        "coverage": round(measuring.coverage(found), 4),
        "seconds": round(seconds, 1),
        "per_class": {
            label: {name: round(value, 4) for name, value in asdict(each).items()} for label, each in classes.items()
        },
    }


def _told(found: Sequence[Outcome]) -> str:
    from classifier import measuring

    rows = [
        f"共 {len(found)} 条，对 {measuring.accuracy(found):.1%}，头两名里有 {measuring.top2_accuracy(found):.1%}",
        "把握到这么多才算    管得着的    其中对的",
    ]
    rows += [f"  ≥ {each.threshold:<16.2f}{each.share:>7.1%}{each.accuracy:>12.1%}" for each in measuring.levels(found)]
    return "\n".join(rows)


def _in_folds(train: Path, folds: int, into: Path | None, as_json: bool) -> None:
    from bot.cli.figures import RECIPE_NAMES, as_dict, as_tables
    from classifier.crossvalidation import RECIPES, cross_validate

    known = examples_of(train)
    _refuse_too_many(known, folds)
    results = {}
    for name, recipe in RECIPES.items():
        click.echo(f"正在轮流考：{RECIPE_NAMES[name]}…", err=True)
        with alike_refused():
            results[name] = cross_validate(known, recipe, folds)
    tables = as_tables(results, len(known.texts), folds)
    if into is not None:
        _write_between_marks(into, tables)
    click.echo(tables, err=as_json)
    if as_json:
        print_json(as_dict(results))


def _refuse_too_many(known: Examples, folds: int) -> None:
    """Every part needs a text of every category, else there would be nothing to learn it from when it is left out."""
    count, category = min((known.labels.tolist().count(place), name) for place, name in enumerate(known.categories))
    if count < folds:
        raise click.UsageError(f"--folds {folds} 太多：“{category}”一共只有 {count} 条，每份里都要有一条")


def _write_between_marks(into: Path, tables: str) -> None:
    before, after = _parted(into)
    into.write_text(f"{before}{MARKS[0]}\n\n{tables}\n\n{MARKS[1]}{after}", encoding="utf-8")


def _parted(into: Path) -> tuple[str, str]:
    """What stands before and after the place for figures."""
    try:
        text = into.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{into} 不是 UTF-8 的文档") from error
    before, begun, rest = text.partition(MARKS[0])
    _, ended, after = rest.partition(MARKS[1])
    if not (begun and ended) or any(text.count(mark) != 1 for mark in MARKS):
        raise click.ClickException(f"{into} 里没有放数字的地方：{MARKS[0]} 和 {MARKS[1]} 各要有一行")
    return before, after
