"""Durations as an admin writes them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.durations import LONGEST, SIZE, Duration, parse_duration


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("30s", 30, "s"),
        ("15m", 15, "m"),
        ("4h", 4, "h"),
        ("1d", 1, "d"),
        ("15dm", 15, "dm"),
        ("30wm", 30, "wm"),
        ("4wh", 4, "wh"),
        ("2wd", 2, "wd"),
        ("0s", 0, "s"),
        (" 1d ", 1, "d"),
    ],
)
def test_a_written_duration_is_read(text: str, amount: int, unit: str) -> None:
    assert parse_duration(text) == Duration(amount, unit)


@pytest.mark.parametrize(
    "text", ["", "d", "15", "-1d", "1.5h", "1 d", "1D", "1w", "dm15", "1d2h", "十五m", "１d", "1d\n2"]
)
def test_anything_else_is_refused_with_the_forms_that_are_right(text: str) -> None:
    with pytest.raises(ValueError, match="is not a duration: write a whole number and s, m, h or d"):
        parse_duration(text)


@pytest.mark.parametrize("text", ["3661d", "3661wd", "999999999h", "100000h"])
def test_more_than_ten_years_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"{text} is longer than ten years"):
        parse_duration(text)


def test_a_duration_cannot_be_built_wrong() -> None:
    with pytest.raises(ValueError, match="unknown unit of time 'w'"):
        Duration(1, "w")
    with pytest.raises(ValueError, match="cannot be negative: -1d"):
        Duration(-1, "d")


@given(st.sampled_from(sorted(SIZE)), st.data())
def test_what_is_written_out_reads_back(unit: str, data: st.DataObject) -> None:
    amount = data.draw(st.integers(0, LONGEST // SIZE[unit]))
    assert parse_duration(str(Duration(min(amount, 10**8), unit))) == Duration(min(amount, 10**8), unit)


@given(st.text("0123456789smhdw ", max_size=6) | st.text())
def test_reading_gives_a_duration_that_writes_itself_or_a_value_error(text: str) -> None:
    try:
        read = parse_duration(text)
    except ValueError:
        return
    assert str(read).zfill(len(text.strip())) == text.strip()


def test_wall_units_are_exact_and_working_ones_say_that_they_are_not() -> None:
    assert parse_duration("90s").span() == timedelta(seconds=90)
    assert parse_duration("2wh").span() == timedelta(hours=2)
    assert [unit for unit in SIZE if Duration(1, unit).on_wall] == ["s", "m", "h", "d"]
