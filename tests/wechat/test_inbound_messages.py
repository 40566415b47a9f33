"""Every kind of message, as WeChat puts it on the wire."""

from __future__ import annotations

from typing import Any

import pytest

from tests.wechat import wire
from wechat.inbound import BadSignature, Inbound, Kind, Unreadable, read


def arrive(kind: str, inner: str) -> Inbound:
    return read(wire.PLAIN, wire.signed(), wire.message(kind, inner))


MSG_ID = "<MsgId>23456789012345678</MsgId>"
WIRE: list[tuple[str, str, dict[str, Any]]] = [
    (
        "text",
        "<Content><![CDATA[东门口路灯不亮]]></Content>" + MSG_ID,
        {"kind": Kind.text, "text": "东门口路灯不亮", "tap_id": None, "msg_id": "23456789012345678"},
    ),
    (
        "text",
        "<Content><![CDATA[满意]]></Content>" + MSG_ID + "<bizmsgmenuid>101</bizmsgmenuid>",
        {"kind": Kind.text, "text": "满意", "tap_id": "101"},
    ),
    (  # A tap's id may be any string.
        "text",
        "<Content><![CDATA[满意]]></Content>" + MSG_ID + "<bizmsgmenuid><![CDATA[c37.q5.a]]></bizmsgmenuid>",
        {"kind": Kind.text, "tap_id": "c37.q5.a"},
    ),
    (  # An article's message has two more ids.
        "text",
        "<Content><![CDATA[你好]]></Content>" + MSG_ID + "<MsgDataId>5_6</MsgDataId><Idx>1</Idx>",
        {"kind": Kind.text, "text": "你好"},
    ),
    (
        "text",
        "<Content><![CDATA[【收到不支持的消息类型，暂无法显示】]]></Content>" + MSG_ID,
        {"kind": Kind.unsupported},
    ),
    ("text", "<Content><![CDATA[]]></Content>" + MSG_ID, {"kind": Kind.text, "text": ""}),
    ("text", MSG_ID, {"kind": Kind.text, "text": ""}),
    ("text", "<Content>a</Content><Content>b</Content>" + MSG_ID, {"kind": Kind.text, "text": "a"}),
    ("text", "<Content><b>bold</b></Content>" + MSG_ID, {"kind": Kind.text, "text": ""}),
    ("text", "<Content><![CDATA[第一行\r\n\t第二行]]></Content>" + MSG_ID, {"text": "第一行\n 第二行"}),
    ("text", "<Content><![CDATA[a]]>]]&gt;<![CDATA[b]]></Content>" + MSG_ID, {"text": "a]]>b"}),
    ("text", "<Content><![CDATA[<Encrypt>假</Encrypt>]]></Content>" + MSG_ID, {"encrypted": False}),
    ("text", "<Content><![CDATA[<!DOCTYPE a>]]></Content>" + MSG_ID, {"text": "<!DOCTYPE a>"}),
    ("text", "<Content><![CDATA[a\x08b\x7fc]]></Content>" + MSG_ID, {"text": "abc"}),
    (
        "image",
        "<PicUrl><![CDATA[http://mmbiz.qpic.cn/p/0]]></PicUrl><MediaId><![CDATA[m-1]]></MediaId>" + MSG_ID,
        {"kind": Kind.image, "pic_url": "http://mmbiz.qpic.cn/p/0", "media_id": "m-1"},
    ),
    (
        "voice",
        "<MediaId><![CDATA[v-1]]></MediaId><Format><![CDATA[amr]]></Format>"
        "<MediaId16K><![CDATA[v-16]]></MediaId16K><Recognition><![CDATA[]]></Recognition>" + MSG_ID,
        {"kind": Kind.voice, "media_id": "v-1", "media_id_16k": "v-16", "format": "amr", "recognition": None},
    ),
    (
        "voice",
        "<MediaId><![CDATA[v-2]]></MediaId><Format><![CDATA[speex]]></Format>"
        "<Recognition><![CDATA[没水了]]></Recognition>" + MSG_ID,
        {"kind": Kind.voice, "media_id_16k": None, "format": "speex", "recognition": "没水了"},
    ),
    (
        "video",
        "<MediaId><![CDATA[w-1]]></MediaId><ThumbMediaId><![CDATA[t-1]]></ThumbMediaId>" + MSG_ID,
        {"kind": Kind.video, "media_id": "w-1", "thumb_media_id": "t-1", "raw_type": "video"},
    ),
    (
        "shortvideo",
        "<MediaId><![CDATA[w-2]]></MediaId><ThumbMediaId><![CDATA[t-2]]></ThumbMediaId>" + MSG_ID,
        {"kind": Kind.video, "media_id": "w-2", "raw_type": "shortvideo"},
    ),
    (  # X is the latitude.
        "location",
        "<Location_X>32.0123</Location_X><Location_Y>120.8765</Location_Y><Scale>16</Scale>"
        "<Label><![CDATA[示例路8号]]></Label>" + MSG_ID,
        {"kind": Kind.location, "lat": 32.0123, "lng": 120.8765, "label": "示例路8号"},
    ),
    (
        "location",
        "<Location_X>120.8765</Location_X><Location_Y>32.0123</Location_Y>" + MSG_ID,
        {"kind": Kind.location, "lat": None, "lng": None},
    ),
    (
        "location",
        "<Location_X>nan</Location_X><Location_Y>1e999</Location_Y>" + MSG_ID,
        {"kind": Kind.location, "lat": None, "lng": None},
    ),
    ("location", "<Location_X>x</Location_X>" + MSG_ID, {"kind": Kind.location, "lat": None}),
    (
        "link",
        "<Title><![CDATA[标题]]></Title><Description><![CDATA[说明]]></Description>"
        "<Url><![CDATA[https://example.org/a?b=1&c=2]]></Url>" + MSG_ID,
        {
            "kind": Kind.link,
            "title": "标题",
            "description": "说明",
            "url": "https://example.org/a?b=1&c=2",
        },
    ),
    ("miniprogrampage", "<Title><![CDATA[卡片]]></Title>" + MSG_ID, {"kind": Kind.unknown, "title": "卡片"}),
    ("hologram", MSG_ID, {"kind": Kind.unknown, "raw_type": "hologram"}),
    ("TEXT", "<Content>大写</Content>" + MSG_ID, {"kind": Kind.text, "text": "大写", "raw_type": "text"}),
]


@pytest.mark.parametrize(("kind", "inner", "expected"), WIRE)
def test_a_message_is_read_as_it_stands_on_the_wire(kind: str, inner: str, expected: dict[str, Any]) -> None:
    inbound = arrive(kind, inner)
    assert {name: getattr(inbound, name) for name in expected} == expected


def test_the_common_fields_are_read() -> None:
    inbound = arrive("text", "<Content>x</Content>" + MSG_ID)
    assert (inbound.account, inbound.openid, inbound.to) == ("village", wire.OPENID, wire.ORIGINAL_ID)
    assert (inbound.created_at, inbound.event, inbound.encrypted) == (1780000000, "", False)


def test_a_broken_creation_time_costs_nothing() -> None:
    body = wire.message("text", "<Content>x</Content>" + MSG_ID, created="yesterday")
    assert read(wire.PLAIN, wire.signed(), body).created_at == 0


def test_half_a_character_does_not_cost_the_message() -> None:
    body = wire.message("text", "<Content><![CDATA[A@B]]></Content>" + MSG_ID).replace(b"@", b"\xed\xa0\xbd")
    assert read(wire.PLAIN, wire.signed(), body).text == "AB"


def test_a_byte_order_mark_is_forgiven() -> None:
    body = b"\xef\xbb\xbf" + wire.message("text", "<Content>x</Content>" + MSG_ID)
    assert read(wire.PLAIN, wire.signed(), body).text == "x"


def test_the_repr_is_fit_for_a_log() -> None:
    inbound = arrive("text", "<Content>秘密</Content>" + MSG_ID)
    assert repr(inbound) == "Inbound(village:23456789012345678, text)"


# Keys: the same for a resending, another for anything else.


def test_the_key_is_the_message_id_whatever_it_looks_like() -> None:
    for msg_id in ("23456789012345678", "id-of-another-kind", "99999999999999999999999"):
        assert arrive("text", f"<Content>x</Content><MsgId>{msg_id}</MsgId>").key == f"village:{msg_id}"


def test_a_message_without_an_id_still_has_a_key_of_its_own() -> None:
    keys = {arrive("text", f"<Content>{word}</Content>").key for word in ("a", "b", "a")}
    assert len(keys) == 2
    assert not any(wire.OPENID in key for key in keys)


def test_an_endless_message_id_makes_a_short_key() -> None:
    assert len(arrive("text", "<MsgId>" + "9" * 5000 + "</MsgId>").key) < 64


# Refusals.


def test_a_body_for_another_account_is_refused() -> None:
    body = wire.message("text", "<Content>x</Content>" + MSG_ID, to="gh_other")
    with pytest.raises(BadSignature, match="wrong account"):
        read(wire.PLAIN, wire.signed(), body)


BOMB = b'<!DOCTYPE xml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
JUNK = [
    b"",
    b"   ",
    b"hello",
    b"\x00\xff\xfe",
    b"{}",
    b"<xml>",
    b"<xml></xml>",
    b"<xml/>",
    b"<xml>text</xml>",
    b"<html><xml></xml></html>",
    b"<xml><MsgType></MsgType></xml>",
    b"<xml><ToUserName>gh_example0001</ToUserName></xml>",
    b"<xml><MsgType><a>b</a></MsgType></xml>",
    b"<xml><MsgType>text</MsgType><MsgType>text</MsgType></xml>",
    b"<xml><MsgType>event</MsgType><Event><a/></Event></xml>",
    b"<xml><MsgType>event</MsgType><Event></Event></xml>",
    b"<xml><MsgType>event</MsgType><Event>subscribe</Event><EventKey><a>b</a></EventKey></xml>",
    b"<xml><MsgType>text</MsgType>&#0;</xml>",
    BOMB + wire.message("text", "<Content>&b;</Content>" + MSG_ID),
    b'<!DOCTYPE xml SYSTEM "http://127.0.0.1/x.dtd">' + wire.message("text", MSG_ID),
    b"<!DOCTYPE xml>" + wire.message("text", MSG_ID),
    wire.message("text", "<Content>&unknown;</Content>"),
    wire.message("text", MSG_ID) + b"<xml></xml>",
    wire.message("text", MSG_ID).replace(wire.OPENID.encode(), b"o]]&gt;<x>"),
    wire.message("text", MSG_ID).replace(wire.OPENID.encode(), b""),
    b"<xml>" + b"<a>" * 3000 + b"</a>" * 3000 + b"</xml>",
    b"<xml>" + b" " * 1_000_001 + b"</xml>",
]


@pytest.mark.parametrize("body", JUNK, ids=range(len(JUNK)))
def test_junk_with_a_good_signature_is_unreadable(body: bytes) -> None:
    with pytest.raises((Unreadable, BadSignature)) as refused:
        read(wire.PLAIN, wire.signed(), body)
    wrong_account = b"gh_example0001" not in body and b"<MsgType>" in body
    assert wrong_account or isinstance(refused.value, Unreadable)


def test_a_refusal_does_not_quote_what_was_said() -> None:
    with pytest.raises(Unreadable) as refused:
        read(wire.PLAIN, wire.signed(), wire.message("text", "<Content>秘密&x;</Content>"))
    assert "秘密" not in str(refused.value)
    assert wire.OPENID not in str(refused.value)
