"""The group of all verbs, and the one place where a failure becomes a sentence and an exit code."""

from __future__ import annotations

from typing import Any

import click

from bot.cli.backup import backup, restore
from bot.cli.cron import cron
from bot.cli.db import db
from bot.cli.demo import demo
from bot.cli.grids import grids
from bot.cli.hear import hear
from bot.cli.menu import menu
from bot.cli.outbox import outbox
from bot.cli.report import report
from bot.cli.rules import rules
from bot.cli.run import run
from bot.cli.staff import staff
from bot.cli.web import web
from bot.cli.worker import worker
from bot.embedded_redis import RedisUnavailableError
from bot.settings import ConfigError
from bot.supervisor import PortTakenError


class _Verbs(click.Group):
    """Exit codes: 0 done, 1 found problems, 2 wrong usage."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (ConfigError, RedisUnavailableError, PortTakenError) as error:
            raise click.ClickException(str(error)) from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """连心：村里的公众号，把大家说的事接住、派出去、管到底。"""


for verb in (run, demo, web, worker, cron, db, backup, restore, rules, staff, menu, grids, hear, report, outbox):
    main.add_command(verb)
