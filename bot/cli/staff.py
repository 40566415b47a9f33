"""`staff invite`: codes with which the staff bind their own WeChat."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.options import open_settings, print_json, with_config, with_json


@click.group()
def staff() -> None:
    """工作人员。"""


@staff.command()
@with_config
@with_json
def invite(config: Path, as_json: bool) -> None:
    """给还没绑定的人每人一个码，7 天有效；本人在公众号里发“绑定 码”。"""
    settings = open_settings(config)

    from bot.invites import invite as make_codes

    codes = make_codes(settings)
    if as_json:
        print_json(codes)
    elif not codes:
        click.echo("都绑定好了，没有要发码的人")
    else:
        for entry in codes:
            unit = entry["unit"] if isinstance(entry["unit"], str) else "、".join(entry["unit"] or ())
            click.echo(f"{entry['name']}  {entry['phone']}  {entry['role']}  {unit}  绑定 {entry['code']}")
