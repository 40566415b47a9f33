"""`rules learn`: weights from a history of texts, or from what people have corrected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.history import read_history
from bot.cli.options import existing_config
from bot.settings import load_platform
from bot.settings.stored import is_missing_file

if TYPE_CHECKING:
    from classifier.learned import Learned
    from classifier.learning import Examples

CSV = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--from", "source", type=CSV, metavar="CSV", help="text、label 两列，.gz 也行；不给就学库里人改过类别的")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, metavar="FILE", help="写到哪里")
@click.option("--config", metavar="FILE", help="学库里的时，用哪个配置的库；不写就是 config.toml")
def learn(source: Path | None, out: Path, config: str | None) -> None:
    """从记过的事里学每个词的分量，写成一个词表文件。"""
    from classifier.learned_file import save

    if source is not None:
        note_unused(config, "--from")
    learned = learned_from(examples_of(source) if source else _corrected(config))
    try:
        save(learned, out)
    except OSError as error:
        raise click.ClickException(f"写不了 {out}：{error.strerror}") from error
    terms = len(learned.words) + len(learned.codes)
    click.echo(f"学好了：{len(learned.categories)} 类，{terms} 个词，写在 {out}")


def note_unused(config: str | None, instead: str) -> None:
    """Every verb takes `--config`; where a history is given nothing is read from it, and that is said."""
    if config is not None:
        click.echo(f"写了 {instead}，用不上 --config {config}", err=True)


def examples_of(source: Path) -> Examples:
    """The texts of a history, cut into words; says what is wrong with one that can't be learned from."""
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


def learned_from(known: Examples) -> Learned:
    """Their lexicon; progress goes to standard error."""
    from classifier.learning import learn as learn_from

    click.echo(f"正在学：{len(known.categories)} 类，{len(known.texts)} 条…", err=True)
    with alike_refused():
        return learn_from(known)


@contextmanager
def alike_refused() -> Iterator[None]:
    """Says it plainly when nothing tells the categories apart."""
    from classifier.learning import AlikeError

    try:
        yield
    except AlikeError as error:
        raise click.ClickException("各类的话都一样，分不出来，没法学：看看是不是同一句话写了几个类别") from error
