"""How long access tokens live, and what ends them."""

from collections.abc import Callable
from typing import Any

import pytest

from simulator.clock import ManualClock
from simulator.world import World

GRANT = {"grant_type": "client_credential", "appid": "wxexample0000001", "secret": "example-secret"}


def test_the_stable_token_stays_the_same_and_counts_down(api: Any, clock: ManualClock) -> None:
    first = api.post("stable_token", GRANT)
    clock.advance(100)
    second = api.post("stable_token", GRANT | {"force_refresh": False})
    assert second["access_token"] == first["access_token"]
    assert second["expires_in"] == first["expires_in"] - 100


def test_the_stable_token_is_renewed_in_its_last_five_minutes_and_both_work(api: Any, clock: ManualClock) -> None:
    first = api.post("stable_token", GRANT)["access_token"]
    clock.advance(7200 - 299)
    second = api.post("stable_token", GRANT)["access_token"]
    assert second != first
    assert "ip_list" in api.get("getcallbackip", access_token=first)
    assert "ip_list" in api.get("getcallbackip", access_token=second)
    clock.advance(299)
    assert api.get("getcallbackip", access_token=first)["errcode"] == 42001


def test_the_old_way_ends_the_former_token_but_not_the_stable_one(api: Any) -> None:
    stable = api.post("stable_token", GRANT)["access_token"]
    first = api.get("token", **GRANT)["access_token"]
    second = api.get("token", **GRANT)["access_token"]
    assert api.get("getcallbackip", access_token=first)["errcode"] == 40001
    assert "ip_list" in api.get("getcallbackip", access_token=second)
    assert "ip_list" in api.get("getcallbackip", access_token=stable)


def test_a_forced_refresh_ends_the_token_and_is_rationed(api: Any, clock: ManualClock) -> None:
    first = api.post("stable_token", GRANT)["access_token"]
    forced = api.post("stable_token", GRANT | {"force_refresh": True})["access_token"]
    assert forced != first
    assert api.get("getcallbackip", access_token=first)["errcode"] == 40001
    assert api.post("stable_token", GRANT | {"force_refresh": True})["errcode"] == 45011
    for _ in range(19):
        clock.advance(30)
        assert "access_token" in api.post("stable_token", GRANT | {"force_refresh": True})
    clock.advance(30)
    assert api.post("stable_token", GRANT | {"force_refresh": True})["errcode"] == 45009


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"appid": "wxother"}, 40013),
        ({"secret": "wrong"}, 40125),
        ({"grant_type": "other"}, 40002),
        ({"appid": ""}, 41002),
        ({"secret": ""}, 41004),
    ],
)
def test_wrong_credentials_are_refused(api: Any, change: dict[str, str], code: int) -> None:
    assert api.post("stable_token", GRANT | change)["errcode"] == code
    assert api.get("token", **GRANT | change)["errcode"] == code


@pytest.mark.parametrize(("token", "code"), [("", 41001), ("made-up", 40001)])
def test_a_call_without_a_good_token_is_refused_with_a_request_id(api: Any, token: str, code: int) -> None:
    answer = api.post("message/custom/send", {"touser": "oA"}, access_token=token)
    assert answer["errcode"] == code
    assert " rid: " in answer["errmsg"]


def test_spoiled_tokens_are_bad_at_once(api: Any) -> None:
    api.client.post("/_sim/accounts/village/spoil-tokens")
    assert api.get("getcallbackip")["errcode"] == 40001


@pytest.mark.parametrize(
    ("kind", "verified", "allowed"),
    [
        ("service", True, {"template", "custom", "menu", "tags", "qrcode", "media"}),
        ("service", False, set()),
        ("subscription", True, {"custom", "menu", "tags", "media"}),
        ("subscription", False, set()),
    ],
)
def test_each_kind_of_account_may_do_what_the_matrix_says(
    build: Callable[..., World], connect: Callable[..., Any], kind: str, verified: bool, allowed: set[str]
) -> None:
    api = connect(build(kind=kind, verified=verified))
    answers = {
        "template": api.get("template/get_all_private_template"),
        "custom": api.text(),
        "menu": api.get("menu/get"),
        "tags": api.get("tags/get"),
        "qrcode": api.post("qrcode/create"),
        "media": api.get("media/get", media_id="x"),
    }
    assert {name for name, answer in answers.items() if answer.get("errcode") != 48001} == allowed


def test_the_day_s_quota_ends_and_begins_anew(api: Any, world: World, clock: ManualClock) -> None:
    for _ in range(500):
        world.count_call(world.accounts["village"], "/cgi-bin/user/get")
    assert api.get("user/get")["errcode"] == 45009
    used = api.post("openapi/quota/get", {"cgi_path": "/cgi-bin/user/get"})["quota"]
    assert (used["used"], used["remain"]) == (500, 0)
    clock.advance(24 * 3600)
    api.token = world.tokens.stable("village", force=False)[0]
    assert "total" in api.get("user/get")


def test_the_wrong_method_and_an_unknown_path_are_named(api: Any) -> None:
    assert api.post("getcallbackip")["errcode"] == 43001
    assert api.get("message/template/send")["errcode"] == 43002
    assert api.post("no/such/thing")["errcode"] == 40066
    assert api.raw("message/template/send", b"")["errcode"] == 44002
    assert api.raw("message/template/send", b"not json")["errcode"] == 47001
