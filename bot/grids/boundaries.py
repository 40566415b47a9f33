"""Gives known units the boundaries that a map draws, and tells which figures fit no unit."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.grids import files
from bot.grids.findings import Report, UnreadableError
from bot.grids.geojson import Drawing, Figure, read_drawing
from bot.grids.header import NAMING, meaning
from bot.grids.tree import Row, Tree
from domain.coordinates import Point
from domain.org import LEVELS

if TYPE_CHECKING:
    from shapely import Polygon

# Ways in which drawing programs call what a figure shows, beside the titles of tables.
NAMES = frozenset({"name", "title", "label", "text", "fullname", "mc", "wgmc"})
LEAST_POINTS = 3
AT = re.compile(r"\[(\S+) (\S+)\]")  # Where a ring crosses itself, in the words of the geometry library.
SHARE_TOLD = 0.999  # Parts smaller than a thousandth are crumbs of drawing.


def import_map(file: Path, config: Path, *, crs: str | None = None, dry_run: bool = False) -> Report:
    """Draw every figure that belongs to one unit and has one sound outline. Raises UnreadableError."""
    units = files.kept(config, "units")
    if units.inline:
        raise UnreadableError("配置里直接写了 [[units]]：先把它们挪进表格，再从配置里删掉，边界要写进那个表格")
    if not units.rows:
        raise UnreadableError(f"{units.file.name} 里还没有单位：先导入单位的表格，再导边界")
    report = Report(file.name)
    tree = Tree(dict(row) for row in units.rows)
    drawn: dict[str, int] = {}
    drawing = read_drawing(file, crs)
    for figure in drawing.figures:
        _draw(tree, drawing, figure, drawn, report)
    report.boundaries = len(drawn)
    if drawn and not dry_run:
        files.write(units, tree.rows)
        report.written.append(units.file)
    return report


def _draw(tree: Tree, drawing: Drawing, figure: Figure, drawn: dict[str, int], report: Report) -> None:
    named = _named(figure)
    if figure.fault:
        report.add(figure.number, named, figure.fault)
        return
    unit, reason = _unit_of(tree, figure)
    if unit is None:
        report.add(figure.number, named, reason)
        return
    if unit["id"] in drawn:
        report.add(figure.number, named, f"和第 {drawn[unit['id']]} 个是同一个单位，没用")
        return
    ring, remark = outline(figure.polygons)
    if remark:
        report.add(figure.number, named, remark)
    if ring:
        unit["boundary"] = [list(drawing.on_maps(point)) for point in ring]
        drawn[unit["id"]] = figure.number


def _named(figure: Figure) -> str:
    """What to call a figure before the admin."""
    return next(iter(_words(figure)), figure.id)


def _words(figure: Figure) -> list[str]:
    """What may name the unit, the most telling first: the smallest level written, then plain names."""
    by_meaning = {meaning(key): value for key, value in figure.properties.items() if value}
    levels = [by_meaning[level] for level in LEVELS if level in by_meaning and level in NAMING]
    plain = [by_meaning["name"]] if "name" in by_meaning else []
    plain += [value for key, value in figure.properties.items() if key.lower() in NAMES and value]
    return list(dict.fromkeys([*plain, *levels[:1]]))


def _unit_of(tree: Tree, figure: Figure) -> tuple[Row | None, str]:
    ids = [figure.id, *(value for key, value in figure.properties.items() if meaning(key) == "id")]
    for row in tree.rows:
        if row["id"] in ids:
            return row, ""
    words = _words(figure)
    if not words:
        return None, "没写名字也没写编号，不知道是哪个单位"
    for word in words:
        found = _within(tree, tree.named(word), figure) or _told_by_parent(tree, word, figure)
        if len(found) == 1:
            return found[0], ""
        if found:
            return None, f"有 {len(found)} 个单位叫“{word}”，写上编号或所属社区"
    return None, f"没有单位叫“{'”“'.join(words)}”"


def _within(tree: Tree, found: list[Row], figure: Figure) -> list[Row]:
    """Of several namesakes, those below a unit that the figure names as well."""
    if len(found) < 2:
        return found
    above = {row["id"] for value in figure.properties.values() for row in tree.named(value) if value}
    return [row for row in found if row.get("parent") in above] or found


def _told_by_parent(tree: Tree, word: str, figure: Figure) -> list[Row]:
    """第一网格 of a village: written in two properties, one name in the config."""
    parents = [value for key, value in figure.properties.items() if meaning(key) in NAMING and value != word]
    return [row for parent in parents for row in tree.named(f"{parent}{word}")]


def outline(polygons: list[list[list[Point]]]) -> tuple[list[Point], str]:
    """One ring without its closing point, and what had to be left out; no ring when nothing can be made of it."""
    from shapely import Polygon, union_all
    from shapely.validation import explain_validity

    shapes = [Polygon(rings[0]) for rings in polygons if rings and len(set(rings[0])) >= LEAST_POINTS]
    if not shapes:
        return [], "点太少，至少要三个不一样的点"
    for shape in shapes:
        if not shape.is_valid:
            where = AT.search(explain_validity(shape))
            near = f"（{where[1]},{where[2]} 附近）" if where else ""
            return [], f"边界自己交叉了{near}，在画图软件里改好再导"
    whole = union_all(shapes)
    parts = sorted(getattr(whole, "geoms", [whole]), key=lambda part: -part.area)
    remarks = []
    if len(parts) > 1 and parts[0].area < SHARE_TOLD * whole.area:
        share = parts[0].area / whole.area
        remarks.append(f"有 {len(parts)} 块不相连，只用了最大的一块（占 {share:.0%}）")
    if any(len(rings) > 1 for rings in polygons):
        remarks.append("中间挖空的地方没有挖")
    return _ring(parts[0]), "；".join(remarks)


def _ring(part: Polygon) -> list[Point]:
    pairs: list[Any] = list(part.exterior.coords)
    return [(pair[0], pair[1]) for pair in pairs[:-1]]
