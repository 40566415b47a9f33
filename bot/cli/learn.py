"""`rules learn` and `rules evaluate`: weights from a history of texts, and how good they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from bot.cli.history import read_history
from bot.cli.options import existing_config, print_json, with_json
from bot.settings import load_platform, load_settings
from bot.settings.stored import is_missing_file

if TYPE_CHECKING:
    from classifier.learned import Guess, Learned
    from classifier.learning import Examples
    from classifier.measuring import Outcome

CSV = click.Path(exists=True, dir_okay=False, path_type=Path)
MARKS = "<!-- 数字从这里开始 -->", "<!-- 数字到这里为止 -->"


@click.command()
@click.option("--from", "source", type=CSV, metavar="CSV", help="text、label 两列，.gz 也行；不给就学库里人改过类别的")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, metavar="FILE", help="写到哪里")
@click.option("--config", metavar="FILE", help="学库里的时，用哪个配置的库；不写就是 config.toml")
def learn(source: Path | None, out: Path, config: str | None) -> None:
    """从记过的事里学每个词的分量，写成一个词表文件。"""
    from classifier.learned_file import save

    learned = _learned(_examples(source) if source else _corrected(config))
    try:
        save(learned, out)
    except OSError as error:
        raise click.ClickException(f"写不了 {out}：{error.strerror}") from error
    terms = len(learned.words) + len(learned.codes)
    click.echo(f"学好了：{len(learned.categories)} 类，{terms} 个词，写在 {out}")


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
    if (test is None) == (folds is None):
        raise click.UsageError("--test 和 --folds 要写一个，也只能写一个")
    if train is None and test is None:
        raise click.UsageError("--folds 要和 --train 一起写")
    if test is None and train is not None and folds is not None:
        _in_folds(train, folds, into, as_json)
    elif test is not None:
        _held_back(train, test, config, as_json)


def _held_back(train: Path | None, test: Path, config: str | None, as_json: bool) -> None:
    from classifier import measuring

    begun = monotonic()
    asked = read_history(test)
    guess = _by_rules(config) if train is None else _learned(_examples(train)).guess
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

    known = _examples(train)
    _refuse_too_many(known, folds)
    results = {}
    for name, recipe in RECIPES.items():
        click.echo(f"正在轮流考：{RECIPE_NAMES[name]}…", err=True)
        with _alike_refused():
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
    text = into.read_text(encoding="utf-8")
    if any(text.count(mark) != 1 for mark in MARKS):
        raise click.ClickException(f"{into} 里没有放数字的地方：{MARKS[0]} 和 {MARKS[1]} 各要有一行")
    before, _, rest = text.partition(MARKS[0])
    _, _, after = rest.partition(MARKS[1])
    into.write_text(f"{before}{MARKS[0]}\n\n{tables}\n\n{MARKS[1]}{after}", encoding="utf-8")


def _examples(source: Path) -> Examples:
    from classifier.learning import TooLittleError, examples

    rows = read_history(source)
    click.echo(f"正在切词：{len(rows)} 条…", err=True)
    try:
        return examples(rows)
    except TooLittleError as error:
        raise click.ClickException(f"{source.name} 里至少要有两个类别，每类都要有话，不然没法学") from error


def _corrected(config: str | None) -> Examples:
    """The cases whose category a resident or the desk has changed or confirmed."""
    from classifier.learning import TooLittleError, examples
    from insight.corrections import corrections
    from models.engine import Database

    platform = load_platform(existing_config(config))
    if is_missing_file(platform.database_url):
        raise click.ClickException("还没有数据库，也就没有改过类别的事可学；用 --from 给一份历史")
    database = Database(platform.database_url)
    try:
        with database.read() as session:
            rows = corrections(session)
    finally:
        database.close()
    for category, count in sorted(Counter(category for _, category in rows).items()):
        click.echo(f"  {category} {count} 条", err=True)
    try:
        return examples(rows)
    except TooLittleError as error:
        raise click.ClickException(
            f"人改过或认过类别的事只有 {len(rows)} 条，至少要有两类，攒一攒再学；也可以用 --from 给一份历史"
        ) from error


def _learned(known: Examples) -> Learned:
    from classifier.learning import learn as learn_from

    click.echo(f"正在学：{len(known.categories)} 类，{len(known.texts)} 条…", err=True)
    with _alike_refused():
        return learn_from(known)


@contextmanager
def _alike_refused() -> Iterator[None]:
    from classifier.learning import AlikeError

    try:
        yield
    except AlikeError as error:
        raise click.ClickException("各类的话都一样，分不出来，没法学：看看是不是同一句话写了几个类别") from error
