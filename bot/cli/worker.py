"""`worker`: the process that sends messages and fetches media."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.options import open_settings, with_config
from bot.logs import log_to_stderr
from bot.settings import make_folders


@click.command()
@with_config
def worker(config: Path) -> None:
    """只起后台：发消息、取照片和语音。"""
    settings = open_settings(config)
    log_to_stderr(settings.app.logs)
    make_folders(settings)

    from bot.work import run_worker

    run_worker(settings)
