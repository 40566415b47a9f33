"""`grids import`: takes an office's table of units, or a map of their boundaries, into the config's files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.options import print_json, with_config, with_json

if TYPE_CHECKING:
    from bot.grids.findings import Report

MAPS = (".geojson", ".json")


@click.group()
def grids() -> None:
    """网格和单位。"""


@grids.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="只看能不能用，什么也不写")
@click.option("--replace", is_flag=True, help="表格里没有的单位去掉；不写就留着")
@click.option("--crs", type=click.Choice(["wgs84", "gcj02"]), help="GeoJSON 的坐标；不写就看文件里说的，没说就是 wgs84")
@with_config
@with_json
@click.pass_context
def import_(
    context: click.Context,
    file: Path,
    config: Path,
    dry_run: bool,
    replace: bool,
    crs: str | None,
    as_json: bool,
) -> None:
    """把现成的表格或边界图导进来，写到配置的 units_file、staff_file；用不上的每一行都说明原因。

    FILE 是表格（.xlsx、.csv）：有一行是列名，像“社区、小区、网格名称、楼栋范围、网格员、电话”；
    也认“名称、级别、上级、别名、值班电话、类型、编号、边界”。表名、合并的格子、空行都不要紧。

    或者是边界图（.geojson、.json）：每块地写着单位的名称或编号。坐标按 WGS-84 换成地图用的 GCJ-02。
    """
    from bot.grids.boundaries import import_map
    from bot.grids.findings import UnreadableError
    from bot.grids.tables import import_table

    is_map = file.suffix.lower() in MAPS
    if (crs and not is_map) or (replace and is_map):
        raise click.UsageError("--crs 只用于 GeoJSON，--replace 只用于表格")
    try:
        if is_map:
            report = import_map(file, config, crs=crs, dry_run=dry_run)
        else:
            report = import_table(file, config, dry_run=dry_run, replace=replace)
    except UnreadableError as error:
        raise click.ClickException(f"{file.name}：{error}") from error
    if as_json:
        print_json(_as_dict(report))
    else:
        click.echo(_told(report, "个" if is_map else "行"))
    context.exit(1 if report.findings else 0)


def _as_dict(report: Report) -> dict[str, Any]:
    return {
        "source": report.source,
        "units": report.units,
        "boundaries": report.boundaries,
        "workers": report.workers,
        "unused": [{"row": one.row, "name": one.name, "reason": one.reason} for one in report.in_order()],
        "notes": report.notes,
        "written": [str(file) for file in report.written],
    }


def _told(report: Report, counted: str) -> str:
    counts = ((report.units, "单位"), (report.boundaries, "边界"), (report.workers, "网格员"))
    taken = "、".join(f"{number} 个{what}" for number, what in counts if number) or "什么也没有"
    where = "、".join(str(file) for file in report.written)
    rows = [f"{report.source}：{taken}；{f'写进了 {where}' if where else '没有写文件'}"]
    for one in report.in_order():
        place = f"第 {one.row} {counted}" if one.row else "原来就有的"
        rows.append(f"✗ {place}{f'  {one.name}' if one.name else ''}：{one.reason}")
    rows += [f"! {note}" for note in report.notes]
    return "\n".join(rows)
