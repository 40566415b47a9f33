"""`backup` and `restore`: everything that must not be lost, in one file and back again."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from bot.backup import BackupError
from bot.cli.options import print_json, with_config, with_json
from bot.settings import CONFIG_VARIABLE, config_path, load_platform, make_folders


def _tell(line: str) -> None:
    click.echo(line, err=True)


@click.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@with_config
@with_json
def backup(file: Path | None, config: Path, as_json: bool) -> None:
    """备份成一个文件：数据库、照片录音、密钥、配置。程序开着也能备份；别人读不到这个文件，请自己收好。"""
    from bot import backup as parts

    platform = load_platform(config)
    now = datetime.now(ZoneInfo(platform.app.timezone))
    to = file or Path(f"lianxin-{now:%Y%m%d-%H%M}.tar")
    try:
        made = parts.backup(platform, to, now, _tell)
    except (BackupError, OSError) as error:
        raise click.ClickException(f"没有备份成：{error}") from error
    if as_json:
        print_json({"file": str(to)} | made)
        return
    _tell(f"备份好了：{to}，{made['bytes'] / 1e6:.1f} MB，照片录音 {made['media']} 个")
    if made["database"] == "postgresql":
        _tell("数据库在 PostgreSQL 上，不在这个文件里：请用 pg_dump 另外备份（docs/operations.md）")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--config", metavar="FILE", help=f"配置文件；没有就用备份里的。不写看 {CONFIG_VARIABLE}，再没有就是 config.toml"
)
@with_json
def restore(file: Path, config: str | None, as_json: bool) -> None:
    """把备份恢复到这台机器上：先停掉程序；已经有的东西不覆盖。"""
    from bot import backup as parts
    from bot.database import upgrade

    path = config_path(config)
    try:
        if parts.restore_config(file, path):
            _tell(f"配置：用了备份里的，放在 {path}")
        platform = load_platform(path)
        make_folders(platform)
        found = parts.restore(platform, file, _tell)
    except (BackupError, OSError) as error:
        raise click.ClickException(f"没有恢复：{error}") from error
    if found["database"] == "sqlite":
        upgrade(platform.database_url)
    if as_json:
        print_json(found)
        return
    _tell(f"恢复好了：{found['made_at'][:16].replace('T', ' ')} 的备份，照片录音 {found['media']} 个。启动：make run")
