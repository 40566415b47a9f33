"""One id leads through the logs from a message to the pushes it made; nothing of anybody's words or names is there."""

from __future__ import annotations

import json
import logging

import pytest

from bot.logs import JSON, TEXT, formatter
from jobs import deliver
from tests.faults.conftest import Plant, plant  # noqa: F401 - a fixture

LAMP = "岩庄花园3号楼楼下路灯坏了"


def test_the_id_of_a_message_is_that_of_its_push(
    plant: Plant,  # noqa: F811
    caplog: pytest.LogCaptureFixture,
) -> None:
    plant.office.bind("示例甲", "oJia")
    with caplog.at_level(logging.INFO):
        plant.office.say(LAMP)
        deliver.deliver(plant.office.parts.job_deps())
    lines = [json.loads(formatter(JSON).format(record)) for record in caplog.records]
    [answered] = [one for one in lines if one["message"] == "answered"]
    [pushed] = [one for one in lines if one["message"] == "pushed"]
    assert answered["trace"] == pushed["trace"] == plant.office.outbox("task")[0].trace
    assert {"at", "level", "logger", "account", "kind"} <= answered.keys()
    assert not any(word in json.dumps(lines, ensure_ascii=False) for word in ("路灯", "oWang", "oJia", "示例甲"))


def test_for_people_a_line_is_plain() -> None:
    record = logging.LogRecord("bot.receive", logging.INFO, "", 0, "answered", (), None)
    assert formatter(TEXT).format(record).endswith("INFO bot.receive answered")
