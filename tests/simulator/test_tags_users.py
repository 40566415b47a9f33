"""Tags, followers and scene codes."""

from typing import Any

import pytest

from simulator.clock import ManualClock
from simulator.phone import Phone
from simulator.world import World


def new_tag(api: Any, name: str = "网格员") -> int:
    return int(api.post("tags/create", {"tag": {"name": name}})["tag"]["id"])


@pytest.mark.parametrize(("name", "code"), [("网格员", 45157), ("长" * 31, 45158), ("", 47001), (7, 47001)])
def test_a_tag_s_name_is_checked(api: Any, name: Any, code: int) -> None:
    new_tag(api)
    assert api.post("tags/create", {"tag": {"name": name}})["errcode"] == code


def test_there_are_at_most_a_hundred_tags(api: Any) -> None:
    for number in range(100):
        new_tag(api, f"t{number}")
    assert api.post("tags/create", {"tag": {"name": "more"}})["errcode"] == 45056


def test_tagging_counts_and_ends_with_the_tag(api: Any) -> None:
    tag = new_tag(api)
    assert api.post("tags/members/batchtagging", {"tagid": tag, "openid_list": ["oA", "oB"]})["errcode"] == 0
    assert api.get("tags/get")["tags"] == [{"id": tag, "name": "网格员", "count": 2}]
    assert api.post("user/tag/get", {"tagid": tag})["data"]["openid"] == ["oA", "oB"]
    api.post("tags/members/batchuntagging", {"tagid": tag, "openid_list": ["oA"]})
    assert api.post("tags/getidlist", {"openid": "oA"})["tagid_list"] == []
    api.post("tags/update", {"tag": {"id": tag, "name": "志愿者"}})
    api.post("tags/delete", {"tag": {"id": tag}})
    assert api.get("user/info", openid="oB")["tagid_list"] == []


@pytest.mark.parametrize(("openids", "code"), [([], 40032), (["oA"] * 51, 40032), (["oNobody"], 40003), ("oA", 47001)])
def test_tagging_nobody_or_too_many_is_refused(api: Any, openids: Any, code: int) -> None:
    wish = {"tagid": new_tag(api), "openid_list": openids}
    assert api.post("tags/members/batchtagging", wish)["errcode"] == code


def test_partly_wrong_openids_come_back(api: Any) -> None:
    wish = {"tagid": new_tag(api), "openid_list": ["oA", "oAway"]}
    answer = api.post("tags/members/batchtagging", wish)
    assert (answer["errcode"], answer["fail_openid_list"]) == (45171, ["oAway"])


def test_one_person_wears_at_most_twenty(api: Any) -> None:
    tags = [new_tag(api, f"t{number}") for number in range(21)]
    codes = [api.post("tags/members/batchtagging", {"tagid": tag, "openid_list": ["oA"]})["errcode"] for tag in tags]
    assert codes == [0] * 20 + [45059]


def test_an_unknown_tag_is_refused(api: Any) -> None:
    wish = {"tagid": 555, "openid_list": ["oA"]}
    assert api.post("tags/members/batchtagging", wish)["errcode"] == 45159


def test_whoever_left_is_known_by_openid_only(api: Any) -> None:
    assert api.get("user/info", openid="oAway") == {"subscribe": 0, "openid": "oAway"}
    assert api.get("user/info", openid="oNobody")["errcode"] == 40003
    assert api.get("user/get")["data"]["openid"] == ["oA", "oB"]
    assert api.get("user/get", next_openid="oA")["data"]["openid"] == ["oB"]


def test_a_scene_is_remembered_of_who_followed_by_it(api: Any, world: World, server: Any) -> None:
    phone = Phone(server.url, world.accounts["village"].config, "oAway", world=world)
    phone.scan("door-7")
    info = api.get("user/info", openid="oAway")
    assert (info["subscribe"], info["qr_scene_str"]) == (1, "door-7")


@pytest.mark.parametrize(
    "wish",
    [
        {"action_name": "QR_STR_SCENE", "action_info": {"scene": {"scene_str": "x" * 65}}},
        {"action_name": "QR_STR_SCENE", "action_info": {"scene": {"scene_str": ""}}},
        {"action_name": "QR_LIMIT_SCENE", "action_info": {"scene": {"scene_id": 100_001}}},
        {"action_name": "QR_SCENE", "action_info": {"scene": {"scene_id": "7"}}},
        {"action_name": "QR_SCENE", "action_info": {}},
        {
            "action_name": "QR_STR_SCENE",
            "expire_seconds": 2_592_001,
            "action_info": {"scene": {"scene_str": "x"}},
        },
    ],
)
def test_a_scene_beyond_the_limits_is_refused(api: Any, wish: dict[str, Any]) -> None:
    assert api.post("qrcode/create", wish)["errcode"] == 40053


def test_a_code_can_be_shown_until_it_expires(api: Any, clock: ManualClock) -> None:
    wish = {
        "action_name": "QR_STR_SCENE",
        "expire_seconds": 600,
        "action_info": {"scene": {"scene_str": "g1"}},
    }
    made = api.post("qrcode/create", wish)
    assert made["expire_seconds"] == 600
    shown = api.client.get("/cgi-bin/showqrcode", query_string={"ticket": made["ticket"]})
    assert shown.data.startswith(b"\x89PNG")
    clock.advance(600)
    assert api.client.get("/cgi-bin/showqrcode", query_string={"ticket": made["ticket"]}).status_code == 404


def test_a_login_code_works_once_and_for_five_minutes(api: Any, clock: ManualClock) -> None:
    def fresh_code() -> str:
        query = {
            "appid": "wxexample0000001",
            "redirect_uri": "http://127.0.0.1/back?a=1",
            "response_type": "code",
            "scope": "snsapi_base",
            "state": "s",
            "openid": "oA",
        }
        target = api.client.get("/connect/oauth2/authorize", query_string=query).headers["Location"]
        assert target.startswith("http://127.0.0.1/back?a=1&code=")
        return str(target.split("code=")[1].split("&")[0])

    def exchange(code: str) -> dict[str, Any]:
        query = {
            "appid": "wxexample0000001",
            "secret": "example-secret",
            "code": code,
            "grant_type": "authorization_code",
        }
        return dict(api.client.get("/sns/oauth2/access_token", query_string=query).get_json(force=True))

    code = fresh_code()
    assert exchange(code)["openid"] == "oA"
    assert exchange(code)["errcode"] == 40163
    late = fresh_code()
    clock.advance(300)
    assert exchange(late)["errcode"] == 40029
