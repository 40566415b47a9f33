"""`db upgrade`: brings the tables up to date."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.options import with_config
from bot.settings import load_platform, make_folders


@click.group()
def db() -> None:
    """数据库。"""


@db.command()
@with_config
def upgrade(config: Path) -> None:
    """把表升到最新；重复执行没关系。"""
    platform = load_platform(config)
    make_folders(platform)

    from bot.database import upgrade as upgrade_tables

    upgrade_tables(platform.database_url)
    click.echo("数据库已是最新", err=True)
