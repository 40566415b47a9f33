"""`cron`: the clock that finds what is due."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.options import open_settings, with_config
from bot.logs import log_to_stderr
from bot.settings import make_folders


@click.command()
@with_config
def cron(config: Path) -> None:
    """只起定时器：查到点的、催的、该结案的。"""
    settings = open_settings(config)
    log_to_stderr(settings.app.logs)
    make_folders(settings)

    from bot.clock import run_cron

    run_cron(settings)
