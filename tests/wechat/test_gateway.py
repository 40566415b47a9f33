"""Requests as they stand on the wire, and answers as they are understood, over real HTTP."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.wechat import wire
from tests.wechat.conftest import Api
from wechat.apierrors import ApiError
from wechat.gateway import Gateway, Qr, SendResult
from wechat.tokens import MemoryTokenStore

SECRET = "examplesecret"


@pytest.fixture
def gateway(api: Api) -> Gateway:
    return Gateway(wire.PLAIN, SECRET, api.url + "/", MemoryTokenStore())


def test_the_token_comes_from_the_stable_endpoint(api: Api, gateway: Gateway) -> None:
    gateway.send_text("o1", "好")
    gateway.send_text("o1", "好")
    fetch = api.to("/cgi-bin/stable_token")
    assert [call.json for call in fetch] == [
        {
            "grant_type": "client_credential",
            "appid": wire.APP_ID,
            "secret": SECRET,
            "force_refresh": False,
        }
    ]
    assert {call.query["access_token"] for call in api.to("/cgi-bin/message/custom/send")} == {"token-1"}


Act = Callable[[Gateway], Any]
POSTS: list[tuple[str, Act, dict[str, Any]]] = [
    (
        "message/custom/send",
        lambda g: g.send_text("o1", "好的"),
        {"touser": "o1", "msgtype": "text", "text": {"content": "好的"}},
    ),
    (
        "message/custom/send",
        lambda g: g.send_menu("o1", "怎么样？", [("101", "满意"), ("c2", "一般")], "谢谢"),
        {
            "touser": "o1",
            "msgtype": "msgmenu",
            "msgmenu": {
                "head_content": "怎么样？",
                "list": [{"id": "101", "content": "满意"}, {"id": "c2", "content": "一般"}],
                "tail_content": "谢谢",
            },
        },
    ),
    (
        "message/custom/send",
        lambda g: g.send_menu("o1", "", [("1", "好")]),
        {"touser": "o1", "msgtype": "msgmenu", "msgmenu": {"list": [{"id": "1", "content": "好"}]}},
    ),
    (
        "message/custom/send",
        lambda g: g.send_voice("o1", "m1"),
        {"touser": "o1", "msgtype": "voice", "voice": {"media_id": "m1"}},
    ),
    (
        "message/custom/send",
        lambda g: g.send_image("o1", "m1"),
        {"touser": "o1", "msgtype": "image", "image": {"media_id": "m1"}},
    ),
    (
        "message/template/send",
        lambda g: g.send_template("o1", "t1", {"thing2": {"value": "灯"}}, "https://e.org/c/1", "cm-1"),
        {
            "touser": "o1",
            "template_id": "t1",
            "url": "https://e.org/c/1",
            "client_msg_id": "cm-1",
            "data": {"thing2": {"value": "灯"}},
        },
    ),
    (
        "message/template/send",
        lambda g: g.send_template("o1", "t1", {}),
        {"touser": "o1", "template_id": "t1", "data": {}},
    ),
    ("menu/create", lambda g: g.create_menu({"button": []}), {"button": []}),
    (
        "tags/members/batchtagging",
        lambda g: g.tag_user(7, ["o1", "o2"]),
        {"tagid": 7, "openid_list": ["o1", "o2"]},
    ),
    ("tags/members/batchuntagging", lambda g: g.untag_user(7, ["o1"]), {"tagid": 7, "openid_list": ["o1"]}),
]


@pytest.mark.parametrize(("path", "act", "body"), POSTS)
def test_a_request_stands_on_the_wire_as_documented(
    api: Api, gateway: Gateway, path: str, act: Act, body: dict[str, Any]
) -> None:
    act(gateway)
    (call,) = api.to("/cgi-bin/" + path)
    assert (call.method, call.json) == ("POST", body)
    assert call.content_type.startswith("application/json")


def test_bodies_are_raw_utf_8(api: Api, gateway: Gateway) -> None:
    gateway.create_menu({"button": [{"type": "click", "name": "看进度", "key": "progress"}]})
    (call,) = api.to("/cgi-bin/menu/create")
    assert "看进度".encode() in call.body
    assert b"\\u" not in call.body


ANSWERS: list[tuple[str, Act, dict[str, Any], Any]] = [
    (
        "message/template/send",
        lambda g: g.send_template("o1", "t1", {}),
        {"errcode": 0, "errmsg": "ok", "msgid": 200228332},
        SendResult("200228332"),
    ),
    (
        "template/get_all_private_template",
        lambda g: g.templates(),
        {"template_list": [{"template_id": "t1", "title": "x", "content": "{{thing1.DATA}}"}]},
        {"t1": "{{thing1.DATA}}"},
    ),
    ("template/get_all_private_template", lambda g: g.templates(), {}, {}),
    ("menu/addconditional", lambda g: g.add_conditional({"button": []}), {"menuid": 208396993}, "208396993"),
    ("menu/get", lambda g: g.get_menu(), {"menu": {"button": []}}, {"menu": {"button": []}}),
    ("menu/delete", lambda g: g.delete_menu(), {"errcode": 0}, None),
    ("tags/create", lambda g: g.create_tag("员工"), {"tag": {"id": 134, "name": "员工"}}, 134),
    ("tags/get", lambda g: g.tags(), {"tags": [{"id": 2, "name": "x", "count": 0}]}, {2: "x"}),
    (
        "user/info",
        lambda g: g.user_info("o1"),
        {"subscribe": 1, "openid": "o1"},
        {"subscribe": 1, "openid": "o1"},
    ),
    (
        "qrcode/create",
        lambda g: g.create_qr("unit-17"),
        {"ticket": "T", "url": "http://weixin.qq.com/q/1"},
        Qr("T", "http://weixin.qq.com/q/1", None),
    ),
    (
        "qrcode/create",
        lambda g: g.create_qr("bind-1", 604800),
        {"ticket": "T", "expire_seconds": 604800, "url": "http://weixin.qq.com/q/2"},
        Qr("T", "http://weixin.qq.com/q/2", 604800),
    ),
]


@pytest.mark.parametrize(("path", "act", "answer", "understood"), ANSWERS)
def test_an_answer_is_understood(
    api: Api, gateway: Gateway, path: str, act: Act, answer: dict[str, Any], understood: Any
) -> None:
    api.queue("/cgi-bin/" + path, answer)
    assert act(gateway) == understood


def test_a_lasting_and_a_passing_code_are_asked_for_differently(api: Api, gateway: Gateway) -> None:
    for seconds in (None, 60):
        api.queue("/cgi-bin/qrcode/create", {"ticket": "T", "url": "u"})
        gateway.create_qr("s", seconds)
    scene = {"scene": {"scene_str": "s"}}
    assert [call.json for call in api.to("/cgi-bin/qrcode/create")] == [
        {"action_name": "QR_LIMIT_STR_SCENE", "action_info": scene},
        {"action_name": "QR_STR_SCENE", "action_info": scene, "expire_seconds": 60},
    ]


@pytest.mark.parametrize("scene", ["", "x" * 65])
def test_a_scene_of_the_wrong_length_is_not_sent(api: Api, gateway: Gateway, scene: str) -> None:
    with pytest.raises(ValueError):
        gateway.create_qr(scene)
    assert api.calls == []


def test_tagging_goes_in_fifties(api: Api, gateway: Gateway) -> None:
    gateway.tag_user(7, [f"o{n}" for n in range(120)])
    sizes = [len(call.json["openid_list"]) for call in api.to("/cgi-bin/tags/members/batchtagging")]
    assert sizes == [50, 50, 20]


# Web login.


def test_a_login_code_becomes_an_openid(api: Api, gateway: Gateway) -> None:
    api.queue("/sns/oauth2/access_token", {"access_token": "w", "openid": "o1", "scope": "snsapi_base"})
    assert gateway.oauth_openid("c0de") == "o1"
    (call,) = api.calls
    assert call.query == {
        "appid": wire.APP_ID,
        "secret": SECRET,
        "code": "c0de",
        "grant_type": "authorization_code",
    }


def test_a_page_preview_is_nobody(api: Api, gateway: Gateway) -> None:
    api.queue("/sns/oauth2/access_token", {"openid": "o9", "is_snapshotuser": 1})
    assert gateway.oauth_openid("c0de") is None


def test_a_used_login_code_is_an_api_error(api: Api, gateway: Gateway) -> None:
    api.queue("/sns/oauth2/access_token", {"errcode": 40163, "errmsg": "code been used, rid: 1-2-3"})
    with pytest.raises(ApiError) as error:
        gateway.oauth_openid("c0de")
    assert (error.value.errcode, error.value.rid) == (40163, "1-2-3")


# Media.


def test_a_voice_is_downloaded_as_it_is(api: Api, gateway: Gateway) -> None:
    api.queue("/cgi-bin/media/get", b"#!AMR\n\x00\xff")
    assert gateway.download("m1") == (b"#!AMR\n\x00\xff", "audio/amr")
    assert api.to("/cgi-bin/media/get")[0].query == {"access_token": "token-1", "media_id": "m1"}


def test_a_medium_that_is_gone_is_an_api_error_under_status_200(api: Api, gateway: Gateway) -> None:
    api.queue("/cgi-bin/media/get", {"errcode": 40007, "errmsg": "invalid media_id hint: [x] rid: a-b"})
    with pytest.raises(ApiError) as error:
        gateway.download("m1")
    assert (error.value.errcode, error.value.action) == (40007, "media_lost")


def test_an_error_is_told_by_its_json_and_not_by_its_type(api: Api, gateway: Gateway) -> None:
    api.queue("/cgi-bin/media/get", json.dumps({"errcode": 40007, "errmsg": "x"}).encode())
    with pytest.raises(ApiError):
        gateway.download("m1")


def test_a_medium_that_only_begins_like_json_is_a_medium(api: Api, gateway: Gateway) -> None:
    api.queue("/cgi-bin/media/get", b"{\xff\x00")
    assert gateway.download("m1")[0] == b"{\xff\x00"


def test_a_video_is_fetched_from_the_address_that_comes_back(api: Api, gateway: Gateway) -> None:
    api.queue("/cgi-bin/media/get", {"video_url": api.url + "/video/1"})
    api.queue("/video/1", b"\x00\x00\x00\x18ftyp")
    assert gateway.download("m1")[0] == b"\x00\x00\x00\x18ftyp"
    assert "access_token" not in api.to("/video/1")[0].query


def test_a_download_renews_a_refused_token(api: Api, gateway: Gateway) -> None:
    api.queue("/cgi-bin/media/get", {"errcode": 42001, "errmsg": "expired"}, b"#!AMR\n")
    assert gateway.download("m1")[0] == b"#!AMR\n"
    assert api.fetches == 2


def test_a_picture_is_fetched_by_its_address(api: Api, gateway: Gateway) -> None:
    api.queue("/p/0", b"\xff\xd8\xff")
    assert gateway.fetch_picture(api.url + "/p/0")[0] == b"\xff\xd8\xff"
    assert api.fetches == 0


def test_an_upload_is_a_form_and_is_whole_at_the_second_attempt(api: Api, gateway: Gateway) -> None:
    api.queue("/cgi-bin/media/upload", {"errcode": 40001, "errmsg": "x"}, {"type": "voice", "media_id": "m9"})
    assert gateway.upload("voice", "a.amr", b"#!AMR\n") == "m9"
    first, second = api.to("/cgi-bin/media/upload")
    for call in (first, second):
        assert call.query["type"] == "voice"
        assert call.content_type.startswith("multipart/form-data")
        assert b'name="media"; filename="a.amr"' in call.body
        assert b"#!AMR\n" in call.body


def test_a_thumbnail_has_an_id_of_its_own_name(api: Api, gateway: Gateway) -> None:
    api.queue("/cgi-bin/media/upload", {"type": "thumb", "thumb_media_id": "m8"})
    assert gateway.upload("thumb", "t.jpg", b"\xff\xd8") == "m8"
