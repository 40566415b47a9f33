"""One sheet a morning instead of many reminders."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from tests.journeys.settings import AccountWish
from tests.journeys.village import HERE, Village

OpenVillage = Callable[..., Village]
CHAT = AccountWish(staff_push="custom")


def test_the_sheet_comes_once_a_morning_with_what_is_due(open_village: OpenVillage) -> None:
    village = open_village(CHAT)
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports("岩庄花园3号楼路灯坏了")
    worker.accepts(number)
    worker.news()
    village.wait_until(datetime(2026, 11, 26, 8, 29, tzinfo=HERE))
    assert not worker.news()
    village.wait_until(datetime(2026, 11, 26, 8, 30, tzinfo=HERE))
    village.deliver()
    sheets = worker.cards()
    assert len(sheets) == 1  # The answer is due at ten and yellow by now: the sheet stands for the reminder as well.
    assert "今天到点的1件" in sheets[0].text
    assert f"{number} 路灯" in sheets[0].text
    village.wait_until(datetime(2026, 11, 26, 9, 50, tzinfo=HERE))
    assert not worker.news()


def test_no_sheet_where_nothing_is_due_nor_on_a_day_off(open_village: OpenVillage) -> None:
    village = open_village(CHAT)
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports("岩庄花园3号楼路灯坏了")
    worker.says(f"回 {number} 明天去看")
    worker.news()
    village.wait_until(datetime(2026, 11, 26, 9, 0, tzinfo=HERE))
    assert not worker.news()
    village.wait_until(datetime(2026, 11, 28, 9, 0, tzinfo=HERE))  # A Saturday.
    assert not worker.news()
