"""The menu's limits, and who sees which."""

from typing import Any

import pytest

from simulator.errors import PlatformError
from simulator.menus import Menus, checked


def click(name: str = "我的事", key: str = "mine") -> dict[str, Any]:
    return {"name": name, "type": "click", "key": key}


@pytest.mark.parametrize(
    ("buttons", "code"),
    [
        ([], 40016),
        ([click()] * 4, 40016),
        ("x", 40016),
        ([click(name="")], 40018),
        ([click(name="六个汉字的名")], 40018),
        ([{"name": "多", "sub_button": [click()] * 6}], 40023),
        ([{"name": "深", "sub_button": [{"name": "a", "sub_button": [click()]}]}], 40023),
        ([{"name": "长", "sub_button": [click(name="字" * 21)]}], 40018),
        ([{"name": "空"}], 65308),
        ([{"name": "怪", "type": "dance"}], 40017),
        ([click(key="k" * 129)], 40019),
        ([{"name": "键", "type": "click"}], 40019),
        ([{"name": "页", "type": "view", "url": "ftp://x"}], 40066),
        ([{"name": "页", "type": "view", "url": "http://x/" + "y" * 1024}], 40020),
    ],
)
def test_a_menu_beyond_the_limits_is_refused(buttons: Any, code: int) -> None:
    with pytest.raises(PlatformError) as caught:
        checked(buttons)
    assert caught.value.code == code


def test_a_full_menu_passes() -> None:
    leaves = [click(name="二十个汉字以内都可以用的名字哦")] * 5
    parents = [{"name": "五个汉字", "sub_button": leaves}] * 3
    assert [len(button["sub_button"]) for button in checked(parents)] == [5, 5, 5]


def test_the_last_tag_and_the_newest_menu_count() -> None:
    menus = Menus()
    menus.create([click("默认")])
    menus.add([click("甲")], {"tag_id": 100})
    menus.add([click("乙")], {"tag_id": "101"})
    menus.add([click("甲新")], {"tag_id": "100"})
    seen = {tuple(tags): menus.match(tags, "2")[0]["name"] for tags in ([], [100], [101], [100, 101], [101, 100])}
    assert seen == {(): "默认", (100,): "甲新", (101,): "乙", (100, 101): "乙", (101, 100): "甲新"}


def test_a_menu_may_ask_for_the_kind_of_phone() -> None:
    menus = Menus()
    menus.create([click("默认")])
    menus.add([click("苹果")], {"client_platform_type": "1"})
    assert menus.match([], "1")[0]["name"] == "苹果"
    assert menus.match([], "2")[0]["name"] == "默认"


@pytest.mark.parametrize(
    ("rule", "code"),
    [(None, 65304), ({}, 65304), ({"sex": "1"}, 65320), ({"client_platform_type": "9"}, 65320)],
)
def test_a_rule_the_platform_gave_up_is_refused(rule: Any, code: int) -> None:
    menus = Menus()
    menus.create([click()])
    with pytest.raises(PlatformError) as caught:
        menus.add([click()], rule)
    assert caught.value.code == code


def test_a_conditional_menu_needs_a_default_one_and_goes_with_it(api: Any) -> None:
    tag = api.post("tags/create", {"tag": {"name": "网格员"}})["tag"]["id"]
    wish = {"button": [click()], "matchrule": {"tag_id": tag}}
    assert api.post("menu/addconditional", wish)["errcode"] == 65303
    api.post("menu/create", {"button": [click("默认")]})
    menuid = api.post("menu/addconditional", wish)["menuid"]
    assert len(api.get("menu/get")["conditionalmenu"]) == 1
    assert api.post("menu/delconditional", {"menuid": menuid})["errcode"] == 0
    assert api.post("menu/delconditional", {"menuid": menuid})["errcode"] == 65301
    api.post("menu/addconditional", wish)
    api.get("menu/delete")
    assert api.get("menu/get")["errcode"] == 46003
    assert api.get("get_current_selfmenu_info")["is_menu_open"] == 0


def test_at_most_three_link_domains_stand_in_conditional_menus() -> None:
    menus = Menus()
    menus.create([click()])
    for number in range(3):
        menus.add([{"name": "页", "type": "view", "url": f"http://h{number}.example/"}], {"tag_id": "100"})
    with pytest.raises(PlatformError) as caught:
        menus.add([{"name": "页", "type": "view", "url": "http://h9.example/"}], {"tag_id": "100"})
    assert caught.value.code == 65316


def test_escaped_chinese_is_refused(api: Any) -> None:
    assert api.raw("menu/create", b'{"button": [{"name": "\\u6211", "type": "click"}]}')["errcode"] == 40033


def test_trymatch_shows_what_the_page_shows(api: Any) -> None:
    api.post("menu/create", {"button": [click("默认")]})
    tag = api.post("tags/create", {"tag": {"name": "网格员"}})["tag"]["id"]
    api.post("menu/addconditional", {"button": [click("待办")], "matchrule": {"tag_id": tag}})
    api.post("tags/members/batchtagging", {"tagid": tag, "openid_list": ["oB"]})

    def name_for(openid: str) -> str:
        matched = api.post("menu/trymatch", {"user_id": openid})["button"]
        shown = api.client.get(f"/_sim/phones/village:{openid}/menu").get_json()["buttons"]
        assert matched == shown
        return matched[0]["name"]

    assert (name_for("oA"), name_for("oB")) == ("默认", "待办")
    assert api.post("menu/trymatch", {"user_id": "oAway"})["errcode"] == 65302


def test_the_console_s_shape_nests_its_lists(api: Any) -> None:
    api.post("menu/create", {"button": [{"name": "多", "sub_button": [click()]}, click()]})
    first, second = api.get("get_current_selfmenu_info")["selfmenu_info"]["button"]
    assert first["sub_button"]["list"][0]["key"] == "mine"
    assert "sub_button" not in second
