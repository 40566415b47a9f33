"""The clock process: exactly one acts, it sweeps in its time, and it needs no Redis."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import OperationalError

from bot.clock import Clock
from domain.lifecycle import Status
from tests.bot.conftest import OpenOffice
from tests.bot.office import Office

LAMP = "岩庄花园3号楼楼下路灯坏了"


def two_clocks(office: Office) -> tuple[Clock, Clock]:
    one, other = Clock(office.parts), Clock(office.parts)
    one.name, other.name = "host-a:1", "host-b:2"
    return one, other


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_of_two_clocks_one_acts_until_it_dies(open_office: OpenOffice, database: str) -> None:
    office = open_office(database=database)
    one, other = two_clocks(office)
    assert (one.tick(), other.tick()) == (True, False)
    office.hands.move(seconds=9)
    assert (other.tick(), one.tick()) == (False, True)
    office.hands.move(seconds=9)
    assert other.tick() is False  # Renewed nine seconds ago.
    office.hands.move(seconds=2)
    assert (other.tick(), one.tick()) == (True, False)


def test_a_survey_nobody_answers_is_closed_unrated_after_three_days(office: Office) -> None:
    office.bind("示例甲", "oJia")
    office.say(LAMP)
    office.say("办结 1 换了灯泡", "oJia")
    clock = Clock(office.parts)
    office.hands.move(days=2, hours=23, minutes=59)
    clock.tick()
    assert office.cases()[0].status == Status.COMPLETED
    office.hands.move(minutes=2)
    clock.tick()
    case = office.cases()[0]
    assert (case.status, case.rating) == (Status.CLOSED, None)
    assert len(office.outbox("closed")) == 1
    clock.tick()
    assert len(office.outbox("closed")) == 1


def test_it_sweeps_only_as_often_as_the_config_says(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    from jobs import sweep

    swept = []
    monkeypatch.setattr(sweep, "sweep", lambda deps: swept.append(office.hands.now()))
    clock = Clock(office.parts)
    for _ in range(120):
        clock.tick()
        office.hands.move(seconds=1)
    assert len(swept) == 4  # Every 30 seconds.


def test_a_config_that_cannot_be_looked_at_holds_no_sweep_back(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from jobs import sweep

    swept = []
    monkeypatch.setattr(sweep, "sweep", lambda deps: swept.append(office.hands.now()))
    clock = Clock(office.parts)

    def fail() -> None:
        raise PermissionError

    monkeypatch.setattr(clock.watch, "look", fail)
    assert clock.tick()
    assert len(swept) == 1
    assert "the config was not looked at" in caplog.text


def test_old_keys_are_forgotten_once_an_hour(office: Office) -> None:
    office.say("你好")
    clock = Clock(office.parts)
    clock.tick()
    assert len(office.inbox()) == 1
    office.hands.move(days=7, seconds=1)
    clock.tick()
    assert office.inbox() == []


def test_a_database_that_does_not_answer_is_an_error_it_survives(office: Office) -> None:
    clock = Clock(office.parts)
    good = office.parts.database
    office.parts.database = type(good)("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    with pytest.raises(OperationalError):
        clock.tick()
    office.parts.database.close()
    office.parts.database = good
    assert clock.tick()
