"""A server whose clock jumps: nothing is told twice, nothing is told of the past, and every case gets one step."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import OpenVillage, open_village  # noqa: F401 - a fixture
from tests.journeys.settings import AccountWish

CHAT = AccountWish(staff_push="custom")


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_clock_that_jumps_ahead_is_one_step_for_each_case(
    open_village: OpenVillage,  # noqa: F811
    database: str,
) -> None:
    village = open_village(CHAT, database=database)
    worker, chief = village.staff("示例甲"), village.staff("示例站长")
    numbers = [village.resident(f"oWang{one}").reports(f"岩庄花园{one}号楼路灯坏了") for one in (3, 4, 5)]
    village.deliver()
    worker.news()
    village.wait(days=30)
    told = chief.news()
    assert all(told.count(number) == 1 for number in numbers), told
    village.wait(seconds=1)
    assert chief.news() == ""


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_clock_that_falls_back_tells_nothing_again_and_takes_what_comes(
    open_village: OpenVillage,  # noqa: F811
    database: str,
) -> None:
    village = open_village(CHAT, database=database)
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports("岩庄花园3号楼路灯坏了")
    village.deliver()
    assert f"{number}号" in worker.news()
    village.clock.advance(-2 * 60 * 60)
    village.wait(seconds=0)
    assert worker.news() == ""
    worker.accepts(number)
    later = village.resident("oLi").reports("岩庄花园5号楼路灯坏了")
    village.deliver()
    assert f"{later}号" in worker.news()
    assert "办结" in worker.finishes(number, "换了灯泡")
    village.wait(seconds=120)
    assert "换了灯泡" in resident.news()
