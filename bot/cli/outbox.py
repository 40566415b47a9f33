"""`outbox`: what the platform refused for good, and sending it once more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.options import print_json, with_config, with_json
from bot.settings import Settings, load_settings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@click.group()
def outbox() -> None:
    """发不出去的消息：看是哪些、为什么，原因去掉以后再发一遍。"""


@outbox.command()
@with_config
@with_json
def failed(config: Path, as_json: bool) -> None:
    """列出微信不收、不会自己再试的（最多 100 条，新的在前）。"""
    from casework.dead_letters import dead_letters
    from domain.numbers import format_number

    settings = load_settings(config)
    with _writing(settings) as session:
        found = dead_letters(session)
    if as_json:
        print_json([asdict(one) | {"created_at": one.created_at.isoformat()} for one in found])
        return
    for one in found:
        number = f"{format_number(one.number)}号" if one.number is not None else "—"
        when = one.created_at.astimezone(settings.rules.zone)
        click.echo(f"{one.id}\t{one.account}\t{number}\t{one.kind}\t{when:%m-%d %H:%M}\t{one.reason}")
    click.echo(f"{len(found)} 条发不出去" if found else "没有发不出去的", err=True)


@outbox.command()
@click.argument("ids", metavar="[编号]...", nargs=-1, type=int)
@click.option("--all", "everything", is_flag=True, help="全部再发")
@with_config
def resend(ids: tuple[int, ...], everything: bool, config: Path) -> None:
    """再发一遍：写上编号（outbox failed 的第一列），或者 --all。"""
    from casework import dead_letters

    if bool(ids) == everything:
        raise click.UsageError("写上要再发的编号，或者写 --all 全部再发")
    with _writing(load_settings(config)) as session:
        count = dead_letters.resend(session, None if everything else ids)
    if not count:
        raise click.ClickException("没有这样的：用 outbox failed 看看有哪些")
    click.echo(f"{count} 条放回去了，后台马上再发")


@contextmanager
def _writing(settings: Settings) -> Iterator[Session]:
    from models.engine import Database

    database = Database(settings.database_url)
    try:
        with database.write() as session:
            yield session
    finally:
        database.close()
