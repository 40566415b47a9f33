"""After a case has gone wrong: who held it, what they were told, what they say, and what was found."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

import bot.parts
from bot.cli.main import main
from tests.journeys.settings import AccountWish
from tests.journeys.village import Village

OpenVillage = Callable[..., Village]


def traced(village: Village, number: str, *more: str) -> str:
    config = str(village.parts.settings.source)
    done = CliRunner().invoke(main, ["report", "trace", str(int(number)), "--config", config, *more])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture
def village(open_village: OpenVillage, monkeypatch: pytest.MonkeyPatch) -> Village:
    street = open_village(AccountWish(staff_push="custom"))
    monkeypatch.setattr(bot.parts, "utc_now", lambda: datetime.fromtimestamp(street.clock(), UTC))
    return street


def test_the_trace_tells_who_had_it_how_long_and_who_was_told(village: Village) -> None:
    worker, other, chief = village.staff("示例甲"), village.staff("示例乙"), village.staff("示例站长")
    resident = village.resident()
    number = resident.reports("岩庄花园3号楼路灯坏了")
    worker.news()
    village.wait(hours=4)
    assert number in chief.news()
    chief.says(f"换人 {number} 示例乙")
    other.accepts(number)
    other.finishes(number, "换了灯泡")
    village.wait(minutes=2)
    resident.news()
    told = traced(village, number)
    assert "示例甲 11-25 10:00 到 11-25 14:00，上班时间2小时" in told
    assert "签收 最晚 11-25 12:00" in told
    assert "超时上报" in told
    assert "示例站长 没人签收，客服消息，发出去了" in told
    assert "住户 已办完，模板消息，收到了" in told
    whole = json.loads(traced(village, number, "--json"))
    assert [one["who"] for one in whole["held"]] == ["示例甲", "示例乙"]
    assert {one["clock"]: one["late"] for one in whole["limits"]}["dispatch"] == 0
    assert "oWang" not in json.dumps(whole)


def test_an_inquiry_hears_those_who_had_it_and_ends_with_a_finding(village: Village) -> None:
    worker, desk, chief = village.staff("示例甲"), village.staff("示例值班"), village.staff("示例站长")
    number = village.resident().reports("岩庄花园3号楼路灯坏了")
    worker.accepts(number)
    assert "没有在倒查" in worker.says(f"说明 {number} 那天我在医院")
    assert "1个人收到了" in chief.says(f"倒查 {number} 为什么没人去")
    assert "为什么没人去" in worker.news()
    assert "不在您手上" in desk.says(f"说明 {number} 不关我事")
    assert "记下了" in worker.says(f"说明 {number} 那天我在医院")
    assert "那天我在医院" in chief.news()
    assert "值班的或负责人" in worker.says(f"认定 {number} 没事")
    assert "结论记下了" in chief.says(f"认定 {number} 请假没交接")
    assert "请假没交接" in worker.news()
    told = traced(village, number)
    assert "示例甲 说明：那天我在医院" in told
    assert "倒查结论：请假没交接" in told


def test_a_number_that_is_not_there_and_rates_of_nothing(village: Village) -> None:
    config = str(village.parts.settings.source)
    missing = CliRunner().invoke(main, ["report", "trace", "77", "--config", config])
    assert missing.exit_code == 1
    assert "没有 077 号" in missing.output
    wrong = CliRunner().invoke(main, ["report", "rates", "--unit", "mars", "--config", config])
    assert wrong.exit_code == 2
    assert "没有单位" in wrong.output
    rates = CliRunner().invoke(main, ["report", "rates", "--unit", "g1", "--config", config])
    assert "满意：没有（0/0）" in rates.stdout
    village.resident().reports("岩庄花园3号楼路灯坏了")
    counted = json.loads(CliRunner().invoke(main, ["report", "rates", "--config", config, "--json"]).stdout)
    assert {one["code"]: one["whole"] for one in counted["rates"]}["overdue"] == 1
