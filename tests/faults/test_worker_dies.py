"""A worker that dies between taking a row and writing down what became of it."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from casework import sending
from jobs import deliver
from models.outbox import OutboxRow
from tests.faults.conftest import Plant

LAMP = "岩庄花园3号楼楼下路灯坏了"


def take_and_die(plant: Plant, *, sent: bool) -> list[sending.Parcel]:
    """Claim as the job does; with `sent`, die after the platform has got it, else before."""
    deps = plant.office.parts.job_deps()
    with deps.session() as session:
        parcels = sending.claim(session, deps.accounts, deliver.template_of, deps.now())
    for parcel in parcels if sent else ():
        deliver.send(deps, parcel)
    return parcels


@pytest.mark.parametrize("sent", [True, False])
def test_a_template_message_is_sent_again_under_the_same_id_and_arrives_once(plant: Plant, *, sent: bool) -> None:
    plant.office.bind("示例甲", "oJia")
    plant.office.say(LAMP)
    parcels = take_and_die(plant, sent=sent)
    assert [one.kind for one in parcels] == ["task"]
    plant.hands.move(seconds=61)
    plant.tick()
    plant.work()
    plant.hands.move(seconds=10)
    plant.tick()
    plant.work()
    assert [row.status for row in plant.office.outbox("task")] == ["sent"]
    ids = {one["data"]["client_msg_id"] for one in plant.world.sent if one["path"].endswith("template/send")}
    assert ids == {parcels[0].client_msg_id}
    assert len(plant.cards("oJia")) == 1


@pytest.mark.parametrize("sent", [True, False])
def test_a_chat_message_is_not_sent_again_but_told_on_her_next_word(plant: Plant, *, sent: bool) -> None:
    plant.office.bind("示例甲", "oJia")
    plant.office.say(LAMP)
    plant.world.person("yan", "oWang").heard("message", plant.world.clock())
    plant.office.say("回 1 我下午两点过去", "oJia")
    with plant.office.parts.session() as session:
        session.execute(update(OutboxRow).values(tried="template"))
    assert [one.channel for one in take_and_die(plant, sent=sent) if one.openid == "oWang"] == ["custom"]
    plant.hands.move(seconds=61)
    plant.tick()
    plant.work()
    assert [row.status for row in plant.office.outbox("said")] == ["unknown"]
    assert len(plant.cards("oWang")) == int(sent)
    told = plant.office.say("你好")
    assert "我下午两点过去" in told.text
    assert [row.status for row in plant.office.outbox("said")] == ["told"]
    assert "我下午两点过去" not in plant.office.say("你好").text
