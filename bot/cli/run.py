"""`run`: the whole product in the foreground."""

from __future__ import annotations

from pathlib import Path

import click

from bot import supervisor
from bot.cli.options import open_settings, with_config
from bot.logs import log_to_stderr


@click.command()
@with_config
@click.pass_context
def run(context: click.Context, config: Path) -> None:
    """全都起来：网页、后台、定时器，配置里写 embedded 的话还有 Redis。按 Ctrl-C 停。"""
    settings = open_settings(config)
    log_to_stderr(settings.app.logs)
    click.echo(f"连心在 http://{settings.app.host}:{settings.app.port} 起来，按 Ctrl-C 停", err=True)
    context.exit(supervisor.run(settings))
