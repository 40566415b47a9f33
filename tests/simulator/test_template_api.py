"""Sending template messages."""

from collections.abc import Callable
from typing import Any

import pytest
import requests

from simulator.clock import ManualClock
from simulator.phone import Phone
from simulator.server import start
from simulator.world import World

PATH = "/cgi-bin/message/template/send"


def test_an_accepted_message_is_a_card_on_the_screen(api: Any, world: World) -> None:
    answer = api.template(url="http://127.0.0.1/c/x")
    assert answer["errcode"] == 0
    assert answer["msgid"] > 0
    (card,) = Phone.of(world, "village", "oA").chat
    assert (card.kind, card.extra["title"], card.extra["url"]) == ("card", "进度", "http://127.0.0.1/c/x")
    assert card.extra["rows"] == [["编号", "037"], ["事项", "路灯坏了"], ["类型", "路灯"]]


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"openid": "oNobody"}, 40003),
        ({"openid": "oAway"}, 43004),
        ({"template_id": "other"}, 40037),
        ({"data": {}}, 47003),
        ({"data": "x"}, 47001),
        ({"client_msg_id": 7}, 47001),
    ],
)
def test_a_message_that_cannot_be_is_refused(api: Any, wish: dict[str, Any], code: int) -> None:
    assert api.template(**wish)["errcode"] == code


def test_the_same_client_msg_id_sends_once_in_ten_minutes(api: Any, world: World, clock: ManualClock) -> None:
    first = api.template(client_msg_id="m1")["msgid"]
    clock.advance(599)
    assert api.template(client_msg_id="m1")["msgid"] == first
    assert len(Phone.of(world, "village", "oA").chat) == 1
    assert api.template("oB", client_msg_id="m1")["msgid"] != first
    clock.advance(1)
    assert api.template(client_msg_id="m1")["msgid"] != first
    assert len(Phone.of(world, "village", "oA").chat) == 2


def test_a_refused_send_does_not_use_up_its_client_msg_id(api: Any) -> None:
    assert api.template(client_msg_id="m2", data={})["errcode"] == 47003
    assert api.template(client_msg_id="m2")["errcode"] == 0


def test_a_sandbox_checks_no_fields(build: Callable[..., World], connect: Callable[..., Any]) -> None:
    assert connect(build(sandbox=True)).template(data={"thing2": {"value": "路" * 90}})["errcode"] == 0


def test_the_list_shows_content_with_its_keys(api: Any) -> None:
    (only,) = api.get("template/get_all_private_template")["template_list"]
    assert only["template_id"] == "tpl"
    assert "{{character_string1.DATA}}" in only["content"]


@pytest.mark.parametrize(
    ("fault", "statuses"),
    [
        (None, ["success"]),
        ("lose", []),
        ("double", ["success", "success"]),
        ("failed:user block", ["failed:user block"]),
    ],
)
def test_the_receipt_comes_back_by_the_webhook(
    build: Callable[..., World],
    connect: Callable[..., Any],
    server: Any,
    element: Callable[[str, str], str],
    fault: str | None,
    statuses: list[str],
) -> None:
    world = build(webhook=server.url)
    if fault:
        world.faults.order(receipts=fault)
    api = connect(world)
    msgid = api.template()["msgid"]
    api.client.application.extensions["courier"].close()
    got = [(element(body, "Event"), element(body, "MsgID"), element(body, "Status")) for _, body in server.requests]
    assert got == [("TEMPLATESENDJOBFINISH", str(msgid), status) for status in statuses]
    assert [item.kind for item in Phone.of(world, "village", "oA").chat] == ["card"]


def test_a_dropped_answer_leaves_the_send_done_and_the_retry_is_the_same_message(world: World) -> None:
    url, stop = start(world)
    token = world.tokens.stable("village", force=False)[0]
    wish = {
        "touser": "oB",
        "template_id": "tpl",
        "client_msg_id": "lost",
        "data": {
            "character_string1": {"value": "038"},
            "thing2": {"value": "灯"},
            "const3": {"value": "垃圾"},
        },
    }
    try:
        with requests.Session() as session:
            world.faults.order(path="template/send", drop="after")
            address = f"{url}{PATH}?access_token={token}"
            with pytest.raises(requests.ConnectionError):
                session.post(address, json=wish, timeout=5)
            assert session.post(address, json=wish, timeout=5).json()["errcode"] == 0
    finally:
        stop()
    assert len(Phone.of(world, "village", "oB").chat) == 1
