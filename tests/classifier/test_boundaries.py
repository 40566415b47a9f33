"""A point belongs to the smallest unit drawn around it."""

from __future__ import annotations

from classifier import Lexicon, PlaceWords, Reader

VILLAGE = ((110.0, 30.0), (110.2, 30.0), (110.2, 30.2), (110.0, 30.2))
GRID = ((110.0, 30.0), (110.1, 30.0), (110.1, 30.1), (110.0, 30.1))


def reader() -> Reader:
    return Reader(
        Lexicon(
            (),
            (
                PlaceWords("village", "柳林村", "village", boundary=VILLAGE),
                PlaceWords("grid", "东组", "grid", "village", boundary=GRID),
                PlaceWords("line", "西组", "grid", "village", boundary=GRID[:2]),
            ),
        )
    )


def test_the_smallest_boundary_wins() -> None:
    found = reader()
    assert found.at(30.05, 110.05) == "grid"
    assert found.at(30.15, 110.15) == "village"
    assert found.at(31.0, 110.05) is None
    assert found.at(30.05, 110.05, within="elsewhere") is None


def test_without_boundaries_no_point_lies_anywhere() -> None:
    assert Reader(Lexicon((), (PlaceWords("village", "柳林村", "village"),))).at(30.05, 110.05) is None
