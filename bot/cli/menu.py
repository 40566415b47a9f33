"""`menu push`: puts the menu keys under each account's chat."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.options import open_settings, with_config


@click.group()
def menu() -> None:
    """公众号菜单。"""


@menu.command()
@with_config
@click.pass_context
def push(context: click.Context, config: Path) -> None:
    """把菜单发到每个公众号。"""
    settings = open_settings(config)

    from bot.menus import push as push_menus

    failed = False
    for account, reason in push_menus(settings).items():
        failed = failed or reason is not None
        click.echo(f"{account}：{reason or '好了'}")
    context.exit(1 if failed else 0)
