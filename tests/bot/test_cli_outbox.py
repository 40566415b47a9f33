"""What the platform refused for good is listed with the reason, and goes out once the cause is mended."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import update

from bot.cli.main import main
from jobs.deliver import deliver
from models.outbox import OutboxRow
from tests.faults.conftest import Plant, plant  # noqa: F401 - a fixture

LAMP = "岩庄花园3号楼楼下路灯坏了"


def outbox(plant: Plant, *words: str) -> Result:  # noqa: F811 - the fixture's value
    source: Path = plant.office.parts.settings.source
    return CliRunner().invoke(main, ["outbox", *words, "--config", str(source)])


@pytest.fixture
def refused(plant: Plant) -> Plant:  # noqa: F811
    """A village in which one card was refused for good."""
    plant.office.bind("示例甲", "oJia")
    plant.office.say(LAMP)
    with plant.office.parts.session() as session:
        session.execute(update(OutboxRow).values(status="failed", error="47003 argument invalid", tried="template"))
    return plant


def test_it_is_listed_with_its_case_and_the_reason(refused: Plant) -> None:
    said = outbox(refused, "failed")
    assert "001号" in said.output
    assert "47003" in said.output
    [one] = json.loads(outbox(refused, "failed", "--json").stdout)
    assert one["reason"] == "47003 argument invalid"
    assert one["kind"] == "task"


@pytest.mark.parametrize("by_id", [True, False])
def test_it_goes_out_when_it_is_sent_again(refused: Plant, *, by_id: bool) -> None:
    [row] = refused.office.outbox("task")
    said = outbox(refused, "resend", str(row.id) if by_id else "--all")
    assert said.exit_code == 0, said.output
    assert deliver(refused.office.parts.job_deps()) == 1
    assert len(refused.cards("oJia")) == 1
    assert "没有发不出去的" in outbox(refused, "failed").output


@pytest.mark.parametrize(("words", "told"), [((), "--all"), (("5", "--all"), "--all"), (("99",), "outbox failed")])
def test_what_can_not_be_sent_again_is_said(refused: Plant, words: tuple[str, ...], told: str) -> None:
    said = outbox(refused, "resend", *words)
    assert said.exit_code != 0
    assert told in said.output
