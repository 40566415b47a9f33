"""Turns what satellites measure (WGS-84) into the shifted coordinates of China's maps (GCJ-02); distances of points."""

from __future__ import annotations

from math import asin, cos, pi, radians, sin, sqrt

Point = tuple[float, float]  # (longitude, latitude) in degrees.

# The ellipsoid of Krasovsky 1940, on which the shift is defined: half its longer axis in metres, eccentricity squared.
AXIS, ECCENTRICITY = 6378245.0, 0.00669342162296594323
EARTH = 6371008.8  # The mean radius of the Earth in metres.
# The point from which the shift is counted, and the rectangle outside of which there is none.
ORIGIN = (105.0, 35.0)
WEST, EAST, SOUTH, NORTH = 72.004, 137.8347, 0.8293, 55.8271


def in_china(point: Point) -> bool:
    """Whether maps shift this point; a rectangle is what the public formula has for China."""
    return WEST <= point[0] <= EAST and SOUTH <= point[1] <= NORTH


def wgs84_to_gcj02(point: Point) -> Point:
    """The same place on China's maps; outside China the point itself.

    The formula is nobody's standard: it became public around 2010 and every open implementation has it.
    """
    if not in_china(point):
        return point
    east, north = _shift(point[0] - ORIGIN[0], point[1] - ORIGIN[1])
    latitude = radians(point[1])
    curve = 1 - ECCENTRICITY * sin(latitude) ** 2
    metres_east = radians(AXIS / sqrt(curve) * cos(latitude))
    metres_north = radians(AXIS * (1 - ECCENTRICITY) / curve**1.5)
    return point[0] + east / metres_east, point[1] + north / metres_north


def _shift(x: float, y: float) -> tuple[float, float]:
    """How far a point is shifted, in metres to the east and to the north."""
    root = sqrt(abs(x))
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + _waves(x, (20, 6), (20, 2))
    east += _waves(x, (20, 1), (40, 1 / 3)) + _waves(x, (150, 1 / 12), (300, 1 / 30))
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + _waves(x, (20, 6), (20, 2))
    north += _waves(y, (20, 1), (40, 1 / 3)) + _waves(y, (160, 1 / 12), (320, 1 / 30))
    return east, north


def _waves(along: float, *waves: tuple[float, float]) -> float:
    """Two thirds of the sum of some waves, each a height and a pace."""
    return sum(height * sin(along * pi * pace) for height, pace in waves) * 2 / 3


def metres_between(one: Point, other: Point) -> float:
    """The distance of two points in metres, on a sphere as large as the Earth (haversine)."""
    width, height = radians(other[0] - one[0]), radians(other[1] - one[1])
    chord = sin(height / 2) ** 2 + cos(radians(one[1])) * cos(radians(other[1])) * sin(width / 2) ** 2
    return 2 * EARTH * asin(sqrt(chord))
