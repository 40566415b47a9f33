"""A map gives units their boundaries; figures that fit no unit, or are no outline, are told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.grids.boundaries import import_map, outline
from bot.grids.findings import Report, UnreadableError
from bot.grids.tables import import_table
from bot.settings import load_settings
from domain.coordinates import wgs84_to_gcj02
from tests.bot.configs import write_config
from tests.bot.grids.books import config_with, drawing, figure, polygon, square

UNITS = """\
id,name,level,parent,aliases
s1,示例街道,street,,
v1,示例村,village,s1,示例庄
g1,第一网格,grid,v1,
v2,另一村,village,s1,
g2,第一网格,grid,v2,
g3,另一村二网格,grid,v2,
"""
STAFF = "name,phone,role,unit\n示例站长,13800000002,chief,s1\n"
RING = square(117.1, 36.1)
BOW = [[117.1, 36.1], [117.11, 36.11], [117.11, 36.1], [117.1, 36.11], [117.1, 36.1]]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "units.csv").write_text(UNITS, encoding="utf-8")
    (tmp_path / "staff.csv").write_text(STAFF, encoding="utf-8")
    return config_with(tmp_path, "units.csv")


def drawn(config: Path, *features: dict[str, Any], crs: str | None = None, stated: str = "") -> Report:
    """An import of these features; `stated` is what the file itself says of its coordinates."""
    more = {"crs": {"type": "name", "properties": {"name": stated}}} if stated else {}
    return import_map(drawing(config.parent / "map.geojson", *features, **more), config, crs=crs)


def boundaries(config: Path) -> dict[str, tuple[tuple[float, float], ...]]:
    units = load_settings(config, {}).rules.org.units.values()
    return {unit.id: unit.boundary for unit in units if unit.boundary}


@pytest.mark.parametrize(
    ("properties", "more", "unit"),
    [
        ({"id": "g3"}, {}, "g3"),
        ({}, {"id": "g3"}, "g3"),
        ({"网格编号": "g3"}, {}, "g3"),
        ({"name": "示例村"}, {}, "v1"),
        ({"名称": "示例庄"}, {}, "v1"),
        ({"Name": "另一村二网格"}, {}, "g3"),
        ({"社区名称": "另一村", "网格名称": "第一网格"}, {}, "g2"),
        ({"社区": "另一村", "网格": "二网格"}, {}, "g3"),
    ],
)
def test_a_figure_belongs_to_the_unit_it_names(
    config: Path, properties: dict[str, Any], more: dict[str, Any], unit: str
) -> None:
    report = drawn(config, figure(properties, RING, **more))
    assert report.findings == []
    assert list(boundaries(config)) == [unit]


@pytest.mark.parametrize(
    ("feature", "told"),
    [
        (figure({"name": "没有的村"}, RING), "没有单位叫“没有的村”"),
        (figure({"name": "第一网格"}, RING), "有 2 个单位叫"),
        (figure({"fill": "#fff"}, RING), "没写名字"),
        (figure({"name": "示例村"}, BOW), "自己交叉了（117.105,36.105 附近）"),
        (figure({"name": "示例村"}, [[36.1, 117.1], [36.2, 117.1], [36.1, 117.2]]), "写反了"),
        (figure({"name": "示例村"}, [[500000, 4000000], [500001, 4000000], [500000, 4000001]]), "不在中国"),
        (figure({"name": "示例村"}, [[117.1, 36.1], [117.2, 36.1], [117.1, 36.1]]), "点太少"),
        (figure({"name": "示例村"}, [["东", "北"]] * 4), "坐标写得不对"),
        (figure({"name": "示例村"}, [[]]), "坐标写得不对"),
        ({"properties": {"name": "示例村"}, "geometry": {"type": "Point", "coordinates": [117, 36]}}, "不是一块地"),
        ({"properties": {"name": "示例村"}, "geometry": None}, "不是一块地"),
        ("nonsense", "不是一块地"),
    ],
)
def test_a_figure_of_no_use_is_told_and_the_rest_is_drawn(config: Path, feature: Any, told: str) -> None:
    report = drawn(config, figure({"id": "g3"}, RING), feature)
    [finding] = report.findings
    assert finding.row == 2
    assert told in finding.reason
    assert list(boundaries(config)) == ["g3"]


@pytest.mark.parametrize(
    ("crs", "stated", "shifted"),
    [
        (None, "", True),
        ("wgs84", "", True),
        ("gcj02", "", False),
        (None, "urn:ogc:def:crs:OGC:1.3:CRS84", True),
        (None, "urn:ogc:def:crs:EPSG::4490", True),
        (None, "GCJ-02", False),
        ("wgs84", "GCJ02", True),
    ],
)
def test_measured_coordinates_are_turned_into_those_of_maps(
    config: Path, crs: str | None, stated: str, shifted: bool
) -> None:
    drawn(config, figure({"id": "g3"}, RING), crs=crs, stated=stated)
    corners = [(longitude, latitude) for longitude, latitude in RING[:-1]]
    expected = [wgs84_to_gcj02(corner) for corner in corners] if shifted else corners
    for corner, point in zip(expected, boundaries(config)["g3"], strict=True):
        assert point == pytest.approx(corner, abs=1e-6)


def test_coordinates_in_metres_are_refused(config: Path) -> None:
    with pytest.raises(UnreadableError, match="3857"):
        drawn(config, figure({"id": "g3"}, RING), stated="EPSG:3857")


def test_the_largest_of_several_parts_is_drawn_and_the_others_are_told(config: Path) -> None:
    parts = {"type": "MultiPolygon", "coordinates": [[square(117.3, 36.1, 0.005)], [RING]]}
    report = drawn(config, {"properties": {"id": "g3"}, "geometry": parts}, crs="gcj02")
    assert "只用了最大的一块（占 80%）" in report.findings[0].reason
    assert sorted(boundaries(config)["g3"]) == sorted((east, north) for east, north in RING[:-1])


def test_parts_that_touch_become_one_outline() -> None:
    ring, remark = outline([[points(RING)], [points(square(117.11, 36.1))]])
    assert remark == ""
    assert {point[0] for point in ring} == {117.1, 117.11, 117.12}


def points(ring: list[list[float]]) -> list[tuple[float, float]]:
    return [(longitude, latitude) for longitude, latitude in ring]


def test_a_hole_is_told_and_not_cut(config: Path) -> None:
    report = drawn(config, figure({"id": "g3"}, RING, square(117.102, 36.102, 0.002)))
    assert "挖空" in report.findings[0].reason
    assert len(boundaries(config)["g3"]) == 4


def test_of_two_figures_for_one_unit_the_second_is_told(config: Path) -> None:
    report = drawn(config, figure({"id": "g3"}, RING), figure({"name": "另一村二网格"}, square(117.5, 36.1)))
    assert "和第 1 个是同一个单位" in report.findings[0].reason


def test_a_table_imported_again_keeps_the_boundaries(config: Path) -> None:
    drawn(config, figure({"id": "g3"}, RING))
    table = config.parent / "table.csv"
    table.write_text("社区,网格,楼栋范围\n另一村,二网格,1-5号楼\n", encoding="utf-8")
    assert import_table(table, config).findings == []
    assert list(boundaries(config)) == ["g3"]
    assert load_settings(config, {}).rules.org.units["g3"].aliases == ("1-5号楼",)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"{", "第 1 行"),
        (b"[]", "花括号"),
        (b"{}", "features"),
        (b'{"features": []}', "features"),
        ('{"名": 1}'.encode("gbk"), "UTF-8"),
    ],
)
def test_what_is_no_map_is_refused(config: Path, raw: bytes, told: str) -> None:
    file = config.parent / "map.geojson"
    file.write_bytes(raw)
    with pytest.raises(UnreadableError, match=told):
        import_map(file, config)


def test_a_map_needs_units_to_draw(tmp_path: Path) -> None:
    map_file = drawing(tmp_path / "map.json", {"geometry": polygon(RING)})
    with pytest.raises(UnreadableError, match="先导入单位"):
        import_map(map_file, config_with(tmp_path, "units.csv"))
    with pytest.raises(UnreadableError, match=r"\[\[units\]\]"):
        import_map(map_file, write_config(tmp_path))
