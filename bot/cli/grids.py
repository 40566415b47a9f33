"""`grids import`: takes a table of units into the config's `units_file`."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.options import with_config
from bot.grid_import import import_units


@click.group()
def grids() -> None:
    """网格和单位。"""


@grids.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_config
def import_(file: Path, config: Path) -> None:
    """把表格里的单位导进来，写到配置的 units_file；有错就一行也不写。

    FILE 是 CSV，第一行是列名：编号、名称、级别、上级、别名、边界、值班电话、类型。
    编号可以空着，上级可以写名称。
    """
    if file.suffix.lower() != ".csv":
        raise click.UsageError("只认 CSV。在表格软件里点“另存为”，选 CSV")
    target, count, named = import_units(file, config)
    click.echo(f"{count} 个单位写进了 {target}")
    if not named:
        click.echo(f'还差一步：在 {config} 最上面加一行  units_file = "{target.name}"')
