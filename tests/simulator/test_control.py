"""The levers, the page, the config file and the running server."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
import requests

from simulator.__main__ import main
from simulator.audio import sample
from simulator.config import ConfigError, load, parse
from simulator.server import start
from simulator.world import World


def test_every_call_is_written_down_with_its_answer(api: Any) -> None:
    api.template()
    api.template("oNobody")
    calls = api.client.get("/_sim/sent?since=1").get_json()
    assert [(call["n"], call["path"], call["answer"]["errcode"]) for call in calls] == [
        (2, "/cgi-bin/message/template/send", 40003)
    ]
    assert calls[0]["data"]["touser"] == "oNobody"


@pytest.mark.parametrize(
    ("fault", "code"), [({"errcode": 45009}, 45009), ({"errcode": -1, "errmsg": "system error"}, -1)]
)
def test_an_ordered_errcode_comes_as_often_as_ordered(api: Any, fault: dict[str, Any], code: int) -> None:
    api.client.post("/_sim/faults", json={"path": "template/send", "times": 2} | fault)
    assert [api.template()["errcode"] for _ in range(3)] == [code, code, 0]


def test_an_ordered_status_comes_without_the_call_taking_effect(api: Any, world: World) -> None:
    api.client.post("/_sim/faults", json=[{"path": "template/send", "http": 502}])
    answer = api.client.post("/cgi-bin/message/template/send", json={}, query_string={"access_token": api.token})
    assert answer.status_code == 502
    assert world.followers["village", "oA"].chat.since(0) == []


@pytest.mark.parametrize("wish", [{"colour": "red"}, {"receipts": "eat"}, {"drop": "sideways"}])
def test_an_unknown_fault_is_a_bad_request(api: Any, wish: dict[str, Any]) -> None:
    assert api.client.post("/_sim/faults", json=wish).status_code == 400
    assert api.client.get("/_sim/faults").get_json() == []


def test_a_reset_starts_over(api: Any, world: World) -> None:
    api.template()
    api.client.post("/_sim/faults", json={"path": "x"})
    api.client.post("/_sim/reset")
    assert (world.sent, world.faults.all(), world.followers["village", "oA"].chat.since(0)) == ([], [], [])
    assert api.text()["errcode"] == 40001


@pytest.mark.parametrize("drop", ["before", "after"])
def test_the_line_can_be_cut(world: World, drop: str) -> None:
    url, stop = start(world)
    try:
        requests.post(f"{url}/_sim/faults", json={"path": "getcallbackip", "drop": drop}, timeout=5)
        with pytest.raises(requests.ConnectionError):
            requests.get(f"{url}/cgi-bin/getcallbackip", timeout=5)
        assert requests.get(f"{url}/cgi-bin/getcallbackip", timeout=5).json()["errcode"] == 41001
    finally:
        stop()


def test_an_answer_can_be_late(world: World) -> None:
    url, stop = start(world)
    try:
        world.faults.order(path="getcallbackip", stall=30)
        with pytest.raises(requests.ReadTimeout):
            requests.get(f"{url}/cgi-bin/getcallbackip", timeout=0.2)
    finally:
        stop()


def test_a_phone_is_moved_by_the_page(api: Any, world: World, server: Any) -> None:
    moved = api.client.post("/_sim/accounts/village/webhook", json={"url": server.url}).get_json()
    assert moved == {"url": server.url, "ok": True}
    send = "/_sim/phones/village:oA/send"
    assert api.client.post(send, json={"kind": "text", "text": "灯坏了"}).get_json()["text"] == "好的"
    form = {"kind": "voice", "file": (io.BytesIO(sample(1.0)), "voice.wav")}
    assert api.client.post(send, data=form).get_json()["text"] == "好的"
    chat = api.client.get("/_sim/phones/village:oA/chat?since=2").get_json()
    assert [(item["side"], item["kind"]) for item in chat] == [("me", "voice"), ("account", "text")]


def test_the_page_can_have_the_last_message_delivered_once_more(api: Any, server: Any) -> None:
    api.client.post("/_sim/accounts/village/webhook", json={"url": server.url})
    for wish in ({"kind": "text", "text": "灯坏了"}, {"kind": "resend"}):
        assert api.client.post("/_sim/phones/village:oA/send", json=wish).status_code == 200
    assert server.requests[-1][1] == server.requests[-2][1]


@pytest.mark.parametrize(
    "wish",
    [
        {"kind": "dance"},
        {"kind": "text"},
        {"kind": "tap", "tap": "x"},
        {"kind": "location", "lat": "x", "lng": 1, "label": ""},
        [],
    ],
)
def test_a_wish_that_cannot_be_is_a_bad_request(api: Any, wish: Any) -> None:
    assert api.client.post("/_sim/phones/village:oA/send", json=wish).status_code == 400


def test_an_unknown_phone_is_not_found(api: Any) -> None:
    assert api.client.get("/_sim/phones/village:oX/chat").status_code == 404


def test_the_chat_streams_as_it_grows(world: World) -> None:
    url, stop = start(world)
    try:
        world.followers["village", "oA"].chat.add(1.0, "account", "text", "一")
        headers = {"Accept": "text/event-stream"}
        with requests.get(f"{url}/_sim/phones/village:oA/chat", headers=headers, stream=True, timeout=5) as stream:
            lines = stream.iter_lines()
            assert next(lines) == b"id: 1"
            assert json.loads(next(lines).removeprefix(b"data: "))["text"] == "一"
            world.followers["village", "oA"].chat.add(2.0, "account", "text", "二")
            assert [next(lines), next(lines)] == [b"", b"id: 2"]
    finally:
        stop()


def test_people_can_be_added_and_do_not_follow_yet(api: Any) -> None:
    added = api.client.post("/_sim/phones", json={"account": "village", "name": "示例丁"}).get_json()
    assert (added["following"], len(added["openid"])) == (False, 28)
    names = [phone["name"] for phone in api.client.get("/_sim/phones").get_json()["phones"]]
    assert names == ["示例甲", "示例乙", "示例丙", "示例丁"]


def test_the_page_and_all_it_names_are_served_from_here(api: Any) -> None:
    page = api.client.get("/").get_data(as_text=True)
    assert 'lang="zh-CN"' in page
    assert "https://" not in page
    for name in ("page.css", "page.js", "phone.js", "compose.js", "bubbles.js", "wire.js"):
        with api.client.get(f"/static/{name}") as answer:
            assert answer.status_code == 200


ACCOUNT = {"id": "a", "name": "村", "original_id": "gh_1", "app_id": "wx1", "app_secret": "s", "token": "abc"}


@pytest.mark.parametrize(
    ("config", "word"),
    [
        ({}, "accounts"),
        ({"accounts": [ACCOUNT | {"token": "no!"}]}, "token"),
        ({"accounts": [ACCOUNT | {"app_id": ""}]}, "app_id"),
        ({"accounts": [ACCOUNT | {"mode": "safe"}]}, "encoding_aes_key"),
        ({"accounts": [ACCOUNT | {"encoding_aes_key": "short"}]}, "43"),
        ({"accounts": [ACCOUNT | {"kind": "club"}]}, "kind"),
        ({"accounts": [ACCOUNT, ACCOUNT]}, "twice"),
        ({"accounts": [ACCOUNT], "phones": [{"name": "x", "account": "b"}]}, "unknown account"),
        ({"accounts": [ACCOUNT], "phones": [{"name": "x", "account": "a"}] * 2}, "twice"),
    ],
)
def test_a_wrong_config_says_what_is_wrong(config: dict[str, Any], word: str) -> None:
    with pytest.raises(ConfigError, match=word):
        parse(config)


def test_a_config_file_that_is_not_json_names_the_line(tmp_path: Path) -> None:
    file = tmp_path / "sim.json"
    file.write_text('{\n"accounts": [,]}', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"sim\.json:2"):
        load(file)
    assert main(["--config", str(file)]) == 2


def test_the_file_s_byte_order_mark_is_forgiven(tmp_path: Path) -> None:
    file = tmp_path / "sim.json"
    file.write_text(json.dumps({"accounts": [ACCOUNT]}), encoding="utf-8-sig")
    assert load(file).accounts[0].mode == "plain"
