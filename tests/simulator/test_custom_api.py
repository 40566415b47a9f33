"""Customer-service messages: the window, the count, the kinds."""

from collections.abc import Callable
from typing import Any

import pytest

from simulator.clock import ManualClock
from simulator.phone import Phone
from simulator.world import World

HOUR = 3600
MENU = {
    "head_content": "哪一件？",
    "list": [{"id": "101", "content": "路灯"}, {"id": "102", "content": "垃圾"}],
}


@pytest.fixture
def phone(world: World, server: Any) -> Phone:
    return Phone(server.url, world.accounts["village"].config, "oA", world=world)


def codes(api: Any, times: int) -> list[int]:
    return [api.text()["errcode"] for _ in range(times)]


def test_nobody_may_be_written_to_who_has_not_written(api: Any) -> None:
    assert codes(api, 1) == [45015]


def test_a_message_allows_five_within_48_hours(api: Any, phone: Phone, clock: ManualClock) -> None:
    phone.say("灯坏了")
    clock.advance(48 * HOUR - 1)
    api.token = api.world.tokens.stable("village", force=False)[0]
    assert codes(api, 6) == [0, 0, 0, 0, 0, 45047]
    clock.advance(1)
    assert codes(api, 1) == [45015]


def test_a_new_message_starts_the_count_anew_and_does_not_add_up(api: Any, phone: Phone) -> None:
    phone.say("灯坏了")
    assert codes(api, 3) == [0, 0, 0]
    phone.say("还没修")
    assert codes(api, 6) == [0, 0, 0, 0, 0, 45047]


@pytest.mark.parametrize("act", ["click", "follow", "scan", "tap"])
def test_an_action_allows_three_within_a_minute(api: Any, phone: Phone, clock: ManualClock, act: str) -> None:
    if act == "tap":
        phone.person.chat.add(
            0, "account", "text", segments=[{"type": "tap", "text": "好", "content": "好", "id": "1"}]
        )
    {
        "click": lambda: phone.click("progress"),
        "follow": phone.follow,
        "scan": lambda: phone.scan("grid"),
        "tap": lambda: phone.tap("好"),
    }[act]()
    clock.advance(59)
    assert codes(api, 4) == [0, 0, 0, 45047]
    clock.advance(1)
    assert codes(api, 1) == [45015]


@pytest.mark.parametrize(
    "act",
    [
        lambda phone: phone.view("http://127.0.0.1/x"),
        lambda phone: phone.report_location(36.1, 117.2),
        lambda phone: phone.receipt(7),
        lambda phone: phone.event("pic_weixin", EventKey="k"),
    ],
)
def test_other_events_allow_nothing(api: Any, phone: Phone, act: Callable[[Phone], Any]) -> None:
    act(phone)
    assert codes(api, 1) == [45015]


def test_after_a_minute_what_the_message_allowed_is_left(api: Any, phone: Phone, clock: ManualClock) -> None:
    phone.say("灯坏了")
    phone.click("progress")
    assert codes(api, 3) == [0, 0, 0]
    clock.advance(61)
    assert codes(api, 6) == [0, 0, 0, 0, 0, 45047]


def test_leaving_closes_the_window(api: Any, phone: Phone) -> None:
    phone.say("灯坏了")
    phone.unfollow()
    assert codes(api, 1) == [45015]


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"touser": "oNobody"}, 40003),
        ({"msgtype": "smell"}, 40008),
        ({"text": {"content": " "}}, 44004),
        ({"text": {"content": "路" * 683}}, 45002),
        ({"text": "bare"}, 47001),
        ({"msgtype": "image", "image": {"media_id": "none"}}, 40007),
        ({"msgtype": "news", "news": {"articles": [{"title": "a"}, {"title": "b"}]}}, 45008),
        ({"msgtype": "msgmenu", "msgmenu": {"list": []}}, 47001),
    ],
)
def test_a_message_at_fault_is_refused_and_costs_nothing(
    api: Any, phone: Phone, wish: dict[str, Any], code: int
) -> None:
    phone.say("灯坏了")
    base = {"touser": "oA", "msgtype": "text", "text": {"content": "好"}}
    assert api.post("message/custom/send", base | wish)["errcode"] == code
    assert codes(api, 6) == [0, 0, 0, 0, 0, 45047]


def test_a_msgmenu_can_be_tapped(api: Any, phone: Phone, server: Any, element: Callable[[str, str], str]) -> None:
    phone.say("灯坏了")
    wish = {"touser": "oA", "msgtype": "msgmenu", "msgmenu": MENU}
    assert api.post("message/custom/send", wish)["errcode"] == 0
    phone.tap("垃圾")
    body = server.requests[-1][1]
    assert (element(body, "Content"), element(body, "bizmsgmenuid")) == ("垃圾", "102")


def test_a_sandbox_has_no_msgmenu_and_its_taps_no_id(
    build: Callable[..., World],
    connect: Callable[..., Any],
    server: Any,
    element: Callable[[str, str], str],
) -> None:
    world = build(sandbox=True, webhook=server.url)
    phone = Phone.of(world, "village", "oA")
    server.script = [server.say('<a href="weixin://bizmsgmenu?msgmenucontent=满意&msgmenuid=1">满意</a>')]
    phone.say("你好")
    wish = {"touser": "oA", "msgtype": "msgmenu", "msgmenu": MENU}
    assert connect(world).post("message/custom/send", wish)["errcode"] == 40200
    phone.tap("满意")
    body = server.requests[-1][1]
    assert element(body, "Content") == "满意"
    assert "bizmsgmenuid" not in body


def test_typing_needs_a_recent_exchange_and_is_not_set_twice(api: Any, phone: Phone, clock: ManualClock) -> None:
    def typing(command: str) -> int:
        return api.post("message/custom/typing", {"touser": "oA", "command": command})["errcode"]

    assert typing("Typing") == 45080
    phone.say("在吗")
    assert [typing("Dance"), typing("Typing"), typing("Typing")] == [45072, 0, 45081]
    assert typing("CancelTyping") == 0
    clock.advance(31)
    assert typing("Typing") == 45080
