"""Whoever leaves is let go: a resident is forgotten, a worker is unbound and his desk is told."""

from __future__ import annotations

from tests.journeys.matters import LAMP
from tests.journeys.village import Village


def test_a_worker_who_leaves_is_unbound_and_the_desk_is_told(village: Village) -> None:
    desk, worker = village.staff("示例值班"), village.staff("示例甲")
    worker.phone.unfollow()
    assert "示例甲" in desk.news()
    worker.phone.follow()
    assert "绑定" in worker.says("待办")
    number = village.resident().reports(LAMP)
    assert number in desk.news()  # The owner can't be reached by chat.


def test_a_worker_who_comes_back_binds_again_and_finds_his_work(village: Village) -> None:
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    worker.phone.unfollow()
    village.wait(minutes=1)
    worker.phone.follow()
    assert "绑定好了" in worker.says(f"绑定 {village.codes()['示例甲']}")
    assert number in worker.queue()


def test_a_resident_who_leaves_is_forgotten_and_her_matter_goes_on(village: Village) -> None:
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    village.deliver()
    resident.phone.unfollow()
    worker.accepts(number)
    worker.finishes(number, "换了灯泡")
    village.wait(seconds=61)
    assert village.sent("send", resident.phone.openid) == []
    resident.phone.follow()
    assert "没有在办的事" in resident.says("进度")
    assert "另外" not in resident.says("你好")
    village.wait(days=3, minutes=1)
    assert number not in worker.queue()


def test_nothing_that_names_her_is_kept(village: Village) -> None:
    resident = village.resident()
    resident.reports(LAMP)
    village.deliver()
    resident.phone.unfollow()
    with village.parts.database.engine.connect() as connection:
        tables = ("person", "outbox", "cases", "history", "inbox", "question")
        rows = [row for table in tables for row in connection.exec_driver_sql(f"SELECT * FROM {table}")]  # noqa: S608
    assert rows
    assert not any(resident.phone.openid in str(value) for row in rows for value in row)


def test_a_code_serves_once(village: Village) -> None:
    code = village.codes()["示例甲"]
    village.staff("示例甲")
    stranger = village.resident("oStranger")
    assert "已经用过" in stranger.says(f"绑定 {code}")
    assert "不对" in stranger.says("绑定 ABCD2345")
    assert "要带上绑定码" in stranger.says("绑定")
    assert "绑定" in stranger.says("待办")


def test_a_code_dies_after_seven_days(village: Village) -> None:
    code = village.codes()["示例甲"]
    village.wait(days=7, minutes=1)
    assert "过期" in village.resident("oLate").says(f"绑定 {code}")
