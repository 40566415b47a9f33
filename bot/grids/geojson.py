"""Reads the figures of a GeoJSON file: what each is called, and its outline on China's maps."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.grids.findings import UnreadableError
from domain.coordinates import Point, in_china, wgs84_to_gcj02

WGS84, GCJ02 = "wgs84", "gcj02"
# What files call the coordinates that satellites measure; CGCS2000 differs from WGS-84 by centimetres.
MEASURED = re.compile(r"crs84|4326|4490|wgs-?_?84|cgcs-?_?2000", re.IGNORECASE)
SHIFTED = re.compile(r"gcj-?_?02", re.IGNORECASE)
PLACES = 6  # Decimals of a degree: a tenth of a metre.


@dataclass(frozen=True, slots=True)
class Figure:
    """One feature: its number in the file, its id, its properties as text, and its polygons or why it has none."""

    number: int
    id: str
    properties: dict[str, str]
    polygons: list[list[list[Point]]]  # Each a list of rings, the outer one first.
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """All figures of a file, in its own coordinates."""

    figures: list[Figure]
    crs: str

    def on_maps(self, point: Point) -> Point:
        """A point as China's maps have it."""
        longitude, latitude = point if self.crs == GCJ02 else wgs84_to_gcj02(point)
        return round(longitude, PLACES), round(latitude, PLACES)


def read_drawing(file: Path, crs: str | None) -> Drawing:
    """All features of a file. Raises UnreadableError.

    `crs` overrides what the file says of its coordinates; a file that says nothing is in WGS-84, as the format has it.
    """
    data = _parsed(file)
    features = [data] if data.get("type") == "Feature" else data.get("features")
    if not isinstance(features, list) or not features:
        raise UnreadableError("这不是 GeoJSON：里面要有 features，每个有 properties 和 geometry")
    return Drawing([_figure(number, one) for number, one in enumerate(features, start=1)], crs or _stated_crs(data))


def _parsed(file: Path) -> dict[str, Any]:
    try:
        data = json.loads(file.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableError("这个文件不是 UTF-8 编码，请用导出它的软件另存为 UTF-8") from error
    except json.JSONDecodeError as error:
        raise UnreadableError(f"第 {error.lineno} 行写法不对，不是完整的 GeoJSON") from error
    if not isinstance(data, dict):
        raise UnreadableError("这不是 GeoJSON：最外面要是花括号")
    return data


def _stated_crs(data: dict[str, Any]) -> str:
    """The coordinates by the file's own word; the member is old, but drawing programs still write it."""
    stated = data.get("crs")
    if stated is None:
        return WGS84
    name = json.dumps(stated, ensure_ascii=False)
    if SHIFTED.search(name):
        return GCJ02
    if MEASURED.search(name):
        return WGS84
    raise UnreadableError(f"坐标系是 {name}，请导出成经纬度（WGS-84 或 CGCS2000）再导")


def _figure(number: int, feature: Any) -> Figure:
    feature = feature if isinstance(feature, dict) else {}
    properties = feature.get("properties")
    told = {str(key): str(value).strip() for key, value in (properties or {}).items() if isinstance(value, str | int)}
    own_id = feature.get("id")
    named = str(own_id) if isinstance(own_id, str | int) else ""
    try:
        polygons = _polygons(feature.get("geometry"))
    except ValueError as error:
        return Figure(number, named, told, [], str(error))
    return Figure(number, named, told, polygons)


def _polygons(geometry: Any) -> list[list[list[Point]]]:
    geometry = geometry if isinstance(geometry, dict) else {}
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(coordinates, list):
        raise ValueError(f"不是一块地（{kind or '没有图形'}），要 Polygon 或 MultiPolygon")
    try:
        polygons = [coordinates] if kind == "Polygon" else coordinates
        points = [[[(float(pair[0]), float(pair[1])) for pair in ring] for ring in polygon] for polygon in polygons]
    except (TypeError, ValueError, LookupError) as error:
        raise ValueError("坐标写得不对，每个点要是 [经度, 纬度]") from error
    for point in (point for polygon in points for ring in polygon for point in ring):
        if not in_china(point):
            swapped = in_china((point[1], point[0]))
            raise ValueError("经度纬度写反了，要先经度后纬度" if swapped else f"点 {point[0]:g},{point[1]:g} 不在中国")
    return points
