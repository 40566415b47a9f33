"""Phones against a small server that behaves, stalls, breaks and babbles."""

from collections.abc import Callable
from typing import Any

import pytest
from wechatpy import parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.utils import check_signature

from simulator.audio import sample
from simulator.config import AccountConfig
from simulator.phone import NotFollowingError, Phone
from simulator.world import World

KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
Element = Callable[[str, str], str]
SURVEY = '〔<a href="weixin://bizmsgmenu?msgmenucontent=满意&msgmenuid=s1">满意</a>〕'


@pytest.fixture
def phone(world: World, server: Any) -> Phone:
    return Phone(server.url, world.accounts["village"].config, "oA", world=world, patience=0.3)


def test_an_answer_is_read_and_shown(phone: Phone, server: Any) -> None:
    server.script = [server.say("记成037号" + SURVEY + '<a href="http://127.0.0.1/c/1">看</a>')]
    answer = phone.say("灯坏了")
    assert (answer.status, answer.kind, answer.fault, answer.attempts) == (200, "text", None, 1)
    assert answer.text == "记成037号〔满意〕看"
    assert (answer.taps, answer.links) == ([("满意", "s1")], [("看", "http://127.0.0.1/c/1")])
    assert [(item.side, item.text) for item in phone.chat] == [("me", "灯坏了"), ("account", answer.text)]


def test_what_is_sent_is_signed_and_can_be_parsed(phone: Phone, server: Any) -> None:
    phone.say("灯坏了 ]]> <&> 😀")
    query, body = server.requests[0]
    check_signature("exampletoken", query["signature"], query["timestamp"], query["nonce"])
    message = parse_message(body)
    assert (message.content, message.source, message.target) == ("灯坏了 ]]> <&> 😀", "oA", "gh_example0001")
    assert query["openid"] == "oA"


@pytest.mark.parametrize("mode", ["compat", "safe"])
def test_in_the_sealed_modes_another_implementation_opens_it(server: Any, mode: str) -> None:
    account = AccountConfig("v", "村", "gh_1", "wx1", "s", "exampletoken", encoding_aes_key=KEY, mode=mode)
    crypto = WeChatCrypto("exampletoken", KEY, "wx1")
    phone = Phone(server.url, account, "oA")
    opened: list[str] = []

    def answer(body: str) -> tuple[int, str]:
        query = server.requests[-1][0]
        assert query["encrypt_type"] == "aes"
        xml = crypto.decrypt_message(body, query["msg_signature"], query["timestamp"], query["nonce"])
        opened.append(parse_message(xml).content)
        reply = server.say("好")(xml)[1]
        return 200, crypto.encrypt_message(reply, "7", "1790000000")

    server.script = [answer]
    assert phone.say("灯坏了").text == "好"
    assert opened == ["灯坏了"]


def test_silence_is_tried_three_times_with_the_same_message(phone: Phone, server: Any, element: Element) -> None:
    server.script = [server.stall, server.stall, server.say("来了")]
    answer = phone.say("灯坏了")
    assert (answer.text, answer.attempts) == ("来了", 3)
    ids = {element(body, "MsgId") for _, body in server.requests}
    nonces = {query["nonce"] for query, _ in server.requests}
    assert (len(server.requests), len(ids), len(nonces)) == (3, 1, 3)
    assert [item.kind for item in phone.chat] == ["text", "retry", "retry", "text"]


def test_three_silences_are_a_fault_on_the_screen(phone: Phone, server: Any) -> None:
    server.script = [server.stall] * 3
    answer = phone.say("灯坏了")
    assert (answer.status, answer.text, answer.kind, answer.attempts) == (0, None, "fault", 3)
    assert "no answer within" in str(answer.fault)
    assert phone.chat[-1].text == "该公众号提供的服务出现故障，请稍后再试"


@pytest.mark.parametrize(
    ("status", "body", "attempts"),
    [(500, "", 3), (403, "no", 1), (200, '{"a": 1}', 1), (200, "<xml></xml>", 1)],
)
def test_a_wrong_answer_is_a_fault_and_only_a_broken_server_is_asked_again(
    phone: Phone, server: Any, status: int, body: str, attempts: int
) -> None:
    server.script = [lambda _: (status, body)] * 3
    answer = phone.say("灯坏了")
    assert (answer.status, answer.kind, answer.attempts) == (status, "fault", attempts)


def test_an_address_where_nobody_listens_is_a_fault(world: World) -> None:
    phone = Phone("http://127.0.0.1:1/", world.accounts["village"].config, "oA", world=world)
    assert phone.say("在吗").fault == "the connection failed: ConnectionError"


def test_resending_repeats_the_very_message(phone: Phone, server: Any) -> None:
    phone.say("灯坏了")
    phone.resend_last()
    assert server.requests[0][1] == server.requests[1][1]
    assert len([item for item in phone.chat if item.side == "me"]) == 1


def test_a_tap_sends_its_label_and_its_id_from_any_older_message(phone: Phone, server: Any, element: Element) -> None:
    server.script = [server.say(SURVEY), server.say("别的"), server.say("谢谢"), server.say("谢谢")]
    phone.say("一")
    phone.say("二")
    phone.tap("满意")
    phone.tap("s1")
    for _, body in server.requests[2:]:
        assert (element(body, "Content"), element(body, "bizmsgmenuid")) == ("满意", "s1")
    with pytest.raises(LookupError):
        phone.tap("没有的")


KINDS: list[tuple[Callable[[Phone], Any], dict[str, str]]] = [
    (
        lambda p: p.place(36.18, 117.09, "东门"),
        {"Location_X": "36.180000", "Location_Y": "117.090000", "Label": "东门"},
    ),
    (lambda p: p.link("题", "说", "http://x/"), {"MsgType": "link", "Title": "题", "Url": "http://x/"}),
    (lambda p: p.photo(), {"MsgType": "image"}),
    (lambda p: p.voice(sample(1.0)), {"MsgType": "voice", "Format": "amr", "Recognition": ""}),
    (lambda p: p.video(b"\0\0\0\x18ftypmp42"), {"MsgType": "video"}),
    (lambda p: p.unsupported(), {"Content": "【收到不支持的消息类型，暂无法显示】"}),
    (lambda p: p.follow(), {"Event": "subscribe", "EventKey": ""}),
    (
        lambda p: p.follow("door7"),
        {"Event": "subscribe", "EventKey": "qrscene_door7", "Ticket": "ticket-door7"},
    ),
    (lambda p: p.scan("door7"), {"Event": "SCAN", "EventKey": "door7"}),
    (lambda p: p.unfollow(), {"Event": "unsubscribe"}),
    (lambda p: p.click("mine"), {"Event": "CLICK", "EventKey": "mine"}),
    (lambda p: p.view("http://x/"), {"Event": "VIEW", "EventKey": "http://x/"}),
    (lambda p: p.report_location(36.1, 117.2), {"Event": "LOCATION", "Latitude": "36.100000"}),
    (lambda p: p.scan_code("k", "text"), {"Event": "scancode_waitmsg", "ScanResult": "text"}),
    (lambda p: p.receipt(77), {"Event": "TEMPLATESENDJOBFINISH", "MsgID": "77", "Status": "success"}),
    (lambda p: p.choose_photo("k"), {"Event": "pic_photo_or_album", "Count": "1"}),
    (lambda p: p.select_location("k", 36.1, 117.2, "东门"), {"Event": "location_select", "Label": "东门"}),
]


@pytest.mark.parametrize(("act", "fields"), KINDS)
def test_every_kind_has_the_platform_s_fields(
    phone: Phone, server: Any, element: Element, act: Callable[[Phone], Any], fields: dict[str, str]
) -> None:
    act(phone)
    body = server.requests[0][1]
    assert {name: element(body, name) for name in fields} == fields
    assert ("<MsgId>" in body) == ("<Event>" not in body)
    assert parse_message(body) is not None


def test_a_voice_can_be_fetched_in_both_widths(phone: Phone, server: Any, world: World, element: Element) -> None:
    phone.voice()
    body = server.requests[0][1]
    narrow = world.media.get("village", element(body, "MediaId"))
    wide = world.media.get("village", element(body, "MediaId16K"))
    assert narrow.data.startswith(b"#!AMR\n")
    assert (round(narrow.seconds), narrow.id == wide.id) == (4, False)


@pytest.mark.parametrize(
    "act", [lambda p: p.unfollow(), lambda p: p.view("http://x/"), lambda p: p.report_location(1, 2)]
)
def test_a_reply_to_an_event_without_a_screen_is_not_shown(phone: Phone, act: Callable[[Phone], Any]) -> None:
    assert (act(phone).kind, [item for item in phone.chat if item.side == "account"]) == ("nothing", [])


def test_two_clicks_in_one_second_are_two(phone: Phone, server: Any, element: Element) -> None:
    phone.click("mine")
    phone.click("mine")
    first, second = (int(element(body, "CreateTime")) for _, body in server.requests)
    assert second > first


def test_whoever_left_cannot_write(phone: Phone, server: Any) -> None:
    phone.unfollow()
    with pytest.raises(NotFollowingError):
        phone.say("还在吗")
    phone.follow()
    assert phone.say("回来了").text == "好的"


def test_a_media_reply_needs_a_known_medium(phone: Phone, server: Any, world: World) -> None:
    def image(media_id: str) -> Callable[[str], tuple[int, str]]:
        def answer(body: str) -> tuple[int, str]:
            xml = server.say("x")(body)[1].replace("[text]", "[image]")
            return 200, xml.replace("</xml>", f"<Image><MediaId>{media_id}</MediaId></Image></xml>")

        return answer

    known = world.media.keep("village", "image", b"\xff\xd8\xff", "image/jpeg").id
    server.script = [image(known), image("forgotten")]
    shown = phone.say("看037")
    assert (shown.kind, shown.media_id) == ("image", known)
    assert "MediaId" in str(phone.say("看037").fault)


def test_the_address_check_wants_its_echo(phone: Phone, world: World) -> None:
    assert phone.check_url()
    nowhere = Phone("http://127.0.0.1:1/", world.accounts["village"].config, "oA", world=world)
    assert not nowhere.check_url()
