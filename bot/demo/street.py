"""The example street: 37 villages and communities with their grids, drawn up the same way every time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

STREET = "quanhe"
STREET_NAME = "泉河街道"
COMMUNITIES = {
    "yanzhuang": "岩庄",
    "liuyuan": "柳园",
    "dongguan": "东关",
    "xiguan": "西关",
    "nanhu": "南湖",
    "beiyuan": "北苑",
    "wenchang": "文昌",
    "fengze": "丰泽",
    "qinghe": "清河",
    "shuangqiao": "双桥",
    "yuntai": "云台",
    "taoyuan": "桃园",
    "meiyuan": "梅园",
    "zhanqian": "站前",
    "yongan": "永安",
}
VILLAGES = {
    "bandashan": "板大山",
    "dongling": "东岭",
    "xigou": "西沟",
    "shiqiao": "石桥",
    "dahuaishu": "大槐树",
    "lijiagou": "李家沟",
    "wangjiawa": "王家洼",
    "zhangjiawan": "张家湾",
    "zhaojialing": "赵家岭",
    "sunjiaying": "孙家营",
    "majiapo": "马家坡",
    "gaojiazhai": "高家寨",
    "shanghe": "上河",
    "xiahe": "下河",
    "qiantun": "前屯",
    "houtun": "后屯",
    "longquan": "龙泉",
    "qingshi": "青石",
    "hetaoyu": "核桃峪",
    "zaoyuan": "枣园",
    "xinghua": "杏花",
    "nanpo": "南坡",
}
RURAL_GRIDS, URBAN_GRIDS, SPECIAL_GRIDS = 82, 78, 328
GROUPS = 3  # Groups of a village in one grid.
COMPOUNDS = (("花园", "家园"), ("佳苑", "新苑"))
BUILDINGS = ((1, 5), (6, 12), (13, 18))
RURAL_SPECIALS = {
    "小学": "school",
    "集市": "market",
    "合作社": "firm",
    "采摘园": "scenic",
    "幼儿园": "school",
    "超市": "market",
    "木器厂": "firm",
    "服装厂": "firm",
    "水库": "scenic",
}
URBAN_SPECIALS = {
    "小学": "school",
    "菜市场": "market",
    "物流园": "firm",
    "公园": "scenic",
    "幼儿园": "school",
    "商业街": "market",
    "食品厂": "firm",
    "中学": "school",
    "超市": "market",
}
WEST, SOUTH, CELL, COLUMNS = 117.10, 36.10, 0.01, 7  # The made-up map: one square a village.
DIGITS = "一二三四五六七八九"

Box = tuple[float, float, float, float]  # West, south, east, north.


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of the table of units."""

    id: str
    name: str
    level: str
    parent: str = ""
    aliases: tuple[str, ...] = ()
    box: Box | None = None
    duty_phone: str = ""
    special: str = ""


def units() -> list[Unit]:
    """The street first, then every village with all that lies in it."""
    found = [Unit(STREET, STREET_NAME, "street", duty_phone="0538-0000000")]
    for place, (key, stem) in enumerate((COMMUNITIES | VILLAGES).items()):
        found += _village(place, key, stem)
    return found


def _village(place: int, key: str, stem: str) -> Iterator[Unit]:
    urban = key in COMMUNITIES
    box = _cell(place)
    name = f"{stem}社区" if urban else f"{stem}村"
    yield Unit(key, name, "village", STREET, (stem,), box, f"0538-00000{place + 1:02}")
    if urban:
        yield from _compounds(place, key, stem, box)
    else:
        yield from _rural_grids(key, stem, box)
    yield from _special_grids(place, key, stem)


def _compounds(place: int, key: str, stem: str, box: Box) -> Iterator[Unit]:
    """Two compounds a community, two or three grids each, a range of buildings a grid."""
    third = share(URBAN_GRIDS, len(COMMUNITIES), len(COMMUNITIES) - 1 - place) - 3
    for number, (suffix, grids) in enumerate(zip(COMPOUNDS[place % 2], (third, 3), strict=True)):
        compound, name = f"{key}-{number + 1}", f"{stem}{suffix}"
        part = _part(box, number, 2, across=True)
        yield Unit(compound, name, "compound", key, box=part)
        for grid in range(grids):
            low, high = BUILDINGS[grid]
            strip = _part(part, grid, grids, across=False)
            aliases = (f"{name}{DIGITS[grid]}网格",)
            yield Unit(f"{compound}-{grid + 1}", f"{name}{low}-{high}号楼", "grid", compound, aliases, strip)


def _rural_grids(key: str, stem: str, box: Box) -> Iterator[Unit]:
    count = share(RURAL_GRIDS, len(VILLAGES), list(VILLAGES).index(key))
    for grid in range(count):
        groups = f"{stem}村{grid * GROUPS + 1}-{(grid + 1) * GROUPS}组"
        strip = _part(box, grid, count, across=True)
        yield Unit(f"{key}-{grid + 1}", groups, "grid", key, (f"{stem}村{DIGITS[grid]}网格",), strip)


def _special_grids(place: int, key: str, stem: str) -> Iterator[Unit]:
    kinds = URBAN_SPECIALS if key in COMMUNITIES else RURAL_SPECIALS
    count = share(SPECIAL_GRIDS, len(COMMUNITIES) + len(VILLAGES), place)
    for number, (suffix, special) in enumerate(list(kinds.items())[:count], 1):
        yield Unit(f"{key}-s{number}", f"{stem}{suffix}", "grid", key, special=special)


def share(total: int, among: int, place: int) -> int:
    """An even share of a total; the first ones take what is left over.

    >>> [share(8, 3, place) for place in range(3)]
    [3, 3, 2]
    """
    return total // among + (place < total % among)


def middle(unit: Unit) -> tuple[float, float]:
    """Latitude and longitude in the middle of a unit that has a place on the map."""
    if unit.box is None:
        raise ValueError(f"{unit.id} has no place on the map")
    west, south, east, north = unit.box
    return round((south + north) / 2, 6), round((west + east) / 2, 6)


def corners(box: Box) -> Sequence[tuple[float, float]]:
    """The boundary as (longitude, latitude)."""
    west, south, east, north = box
    return (west, south), (east, south), (east, north), (west, north)


def _cell(place: int) -> Box:
    row, column = divmod(place, COLUMNS)
    west, south = WEST + column * CELL, SOUTH + row * CELL
    return _rounded(west, south, west + CELL, south + CELL)


def _part(box: Box, number: int, count: int, *, across: bool) -> Box:
    """One of several equal strips of a box, side by side or one above the other."""
    west, south, east, north = box
    if across:
        step = (east - west) / count
        return _rounded(west + number * step, south, west + (number + 1) * step, north)
    step = (north - south) / count
    return _rounded(west, south + number * step, east, south + (number + 1) * step)


def _rounded(west: float, south: float, east: float, north: float) -> Box:
    return round(west, 6), round(south, 6), round(east, 6), round(north, 6)
