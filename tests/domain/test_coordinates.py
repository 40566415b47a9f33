"""Places measured by satellite are found where China's maps show them."""

from __future__ import annotations

from math import cos, hypot, radians

import pytest

from domain.coordinates import Point, in_china, wgs84_to_gcj02

# Longitude and latitude before and after, as the open implementations of the formula publish them with their tests.
KNOWN = [
    ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
    ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
    ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
]
ABROAD = [(-104.9903, 39.7392), (0.0, 51.5), (139.7, 35.7), (151.2, -33.9), (71.9, 40.0)]


@pytest.mark.parametrize(("measured", "shown"), KNOWN)
def test_known_places_land_where_they_should(measured: Point, shown: Point) -> None:
    assert wgs84_to_gcj02(measured) == pytest.approx(shown, abs=1e-6)


@pytest.mark.parametrize("point", ABROAD)
def test_points_outside_china_stay(point: Point) -> None:
    assert not in_china(point)
    assert wgs84_to_gcj02(point) == point


@pytest.mark.parametrize("longitude", range(75, 136, 5))
@pytest.mark.parametrize("latitude", range(18, 54, 5))
def test_nothing_moves_further_than_the_maps_do(longitude: int, latitude: int) -> None:
    moved = wgs84_to_gcj02((longitude, latitude))
    metres = hypot(
        (moved[0] - longitude) * 111_320 * cos(radians(latitude)),
        (moved[1] - latitude) * 111_320,
    )
    assert 0 < metres < 2000
