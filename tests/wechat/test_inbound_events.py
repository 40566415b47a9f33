"""Every event, as WeChat puts it on the wire."""

from __future__ import annotations

from typing import Any

import pytest

from tests.wechat import wire
from wechat.events import Choice, outcome
from wechat.inbound import Inbound, Kind, read


def arrive(name: str, inner: str = "", created: str = "1780000000") -> Inbound:
    return read(wire.PLAIN, wire.signed(), wire.event(name, inner, created))


POPUP = (
    "<SubscribeMsgPopupEvent><List><TemplateId><![CDATA[T1]]></TemplateId>"
    "<SubscribeStatusString><![CDATA[accept]]></SubscribeStatusString>"
    "<PopupScene>2</PopupScene></List>{more}</SubscribeMsgPopupEvent>"
)
SECOND = (
    "<List><TemplateId>T2</TemplateId><SubscribeStatusString>reject</SubscribeStatusString>"
    "<PopupScene>2</PopupScene></List>"
)
CHANGE = (
    "<SubscribeMsgChangeEvent><List><TemplateId>T1</TemplateId>"
    "<SubscribeStatusString>reject</SubscribeStatusString></List></SubscribeMsgChangeEvent>"
)
SENT = (
    "<SubscribeMsgSentEvent><List><TemplateId>T1</TemplateId><MsgID>1700827132819554304</MsgID>"
    "<ErrorCode>0</ErrorCode><ErrorStatus><![CDATA[success]]></ErrorStatus></List></SubscribeMsgSentEvent>"
)
PICTURES = (
    "<EventKey><![CDATA[photo]]></EventKey><SendPicsInfo><Count>1</Count><PicList><item>"
    "<PicMd5Sum><![CDATA[1b5f7c23b5bf75682a53e7b6d163e185]]></PicMd5Sum></item></PicList></SendPicsInfo>"
)
SCAN_CODE = (
    "<EventKey><![CDATA[scan]]></EventKey><ScanCodeInfo><ScanType><![CDATA[qrcode]]></ScanType>"
    "<ScanResult><![CDATA[lamp-17]]></ScanResult></ScanCodeInfo>"
)
PICKED = (
    "<EventKey><![CDATA[where]]></EventKey><SendLocationInfo><Location_X><![CDATA[32.01]]></Location_X>"
    "<Location_Y><![CDATA[120.87]]></Location_Y><Scale><![CDATA[15]]></Scale>"
    "<Label><![CDATA[示例路8号]]></Label><Poiname><![CDATA[东门]]></Poiname></SendLocationInfo>"
)
RECEIPT = "<MsgID>200163836</MsgID><Status><![CDATA[{}]]></Status>"
CODE = "<EventKey><![CDATA[{}]]></EventKey><Ticket><![CDATA[TICKET]]></Ticket>"

WIRE: list[tuple[str, str, dict[str, Any]]] = [
    ("subscribe", "", {"event": "subscribe", "event_key": "", "scene": None, "ticket": None}),
    ("subscribe", "<EventKey><![CDATA[]]></EventKey>", {"event": "subscribe", "scene": None}),
    (
        "subscribe",
        CODE.format("qrscene_unit-17"),
        {"event": "subscribe", "event_key": "qrscene_unit-17", "scene": "unit-17", "ticket": "TICKET"},
    ),
    (
        "subscribe",
        "<EventKey>scanbarcode|ean13|6900000000000</EventKey>",
        {"event": "subscribe", "scene": None, "event_key": "scanbarcode|ean13|6900000000000"},
    ),
    ("unsubscribe", "", {"event": "unsubscribe"}),
    ("SCAN", CODE.format("unit-17"), {"event": "scan", "scene": "unit-17", "ticket": "TICKET"}),
    (
        "LOCATION",
        "<Latitude>32.01</Latitude><Longitude>120.87</Longitude><Precision>65.0</Precision>",
        {"event": "location", "kind": Kind.event, "lat": 32.01, "lng": 120.87},
    ),
    ("CLICK", "<EventKey><![CDATA[progress]]></EventKey>", {"event": "click", "event_key": "progress"}),
    (
        "VIEW",
        "<EventKey><![CDATA[https://example.org/c/1]]></EventKey><MenuId>1</MenuId>",
        {"event": "view", "url": "https://example.org/c/1"},
    ),
    ("view_miniprogram", "<EventKey>pages/a</EventKey><MenuId>1</MenuId>", {"event_key": "pages/a"}),
    ("scancode_push", SCAN_CODE, {"event": "scancode_push", "scan_result": "lamp-17"}),
    ("scancode_waitmsg", SCAN_CODE, {"event_key": "scan", "scan_result": "lamp-17"}),
    ("scancode_waitmsg", "<ScanCodeInfo></ScanCodeInfo>", {"scan_result": None}),
    ("pic_sysphoto", PICTURES, {"event": "pic_sysphoto", "event_key": "photo"}),
    ("pic_photo_or_album", PICTURES, {"event": "pic_photo_or_album", "event_key": "photo"}),
    ("pic_weixin", PICTURES, {"event": "pic_weixin", "event_key": "photo"}),
    (
        "location_select",
        PICKED,
        {"event_key": "where", "lat": 32.01, "lng": 120.87, "label": "示例路8号", "title": "东门"},
    ),
    (
        "TEMPLATESENDJOBFINISH",
        RECEIPT.format("success"),
        {"event": "templatesendjobfinish", "receipt_id": "200163836", "receipt_status": "success"},
    ),
    (
        "templatesendjobfinish",
        RECEIPT.format("failed:user block"),
        {"event": "templatesendjobfinish", "receipt_id": "200163836", "receipt_status": "user_block"},
    ),
    (
        "TEMPLATESENDJOBFINISH",
        RECEIPT.format("failed: system failed"),
        {"receipt_status": "system_failed"},
    ),
    (
        "subscribe_msg_popup_event",
        POPUP.format(more=""),
        {"choices": (Choice("T1", "accept"),), "receipt_id": None, "receipt_status": None},
    ),
    (
        "subscribe_msg_popup_event",
        POPUP.format(more=SECOND),
        {"choices": (Choice("T1", "accept"), Choice("T2", "reject"))},
    ),
    ("subscribe_msg_change_event", CHANGE, {"choices": (Choice("T1", "reject"),)}),
    (
        "subscribe_msg_sent_event",
        SENT,
        {
            "choices": (Choice("T1", "success", "1700827132819554304", "0"),),
            "receipt_id": "1700827132819554304",
            "receipt_status": "success",
        },
    ),
    ("subscribe_msg_sent_event", "", {"choices": (), "receipt_id": None, "receipt_status": None}),
    ("subscribe_msg_popup_event", "<SubscribeMsgPopupEvent>x</SubscribeMsgPopupEvent>", {"choices": ()}),
    ("some_event_of_next_year", "<Novelty>1</Novelty>", {"event": "some_event_of_next_year"}),
]


@pytest.mark.parametrize(("name", "inner", "expected"), WIRE)
def test_an_event_is_read_as_it_stands_on_the_wire(name: str, inner: str, expected: dict[str, Any]) -> None:
    inbound = arrive(name, inner)
    assert inbound.kind is Kind.event
    assert inbound.msg_id is None
    assert {field: getattr(inbound, field) for field in expected} == expected


def test_an_event_without_a_name_is_an_event_all_the_same() -> None:
    inbound = read(wire.PLAIN, wire.signed(), wire.message("event", "<EventKey>a</EventKey>"))
    assert (inbound.kind, inbound.event, inbound.event_key) == (Kind.event, "", "a")


@pytest.mark.parametrize(
    ("spelled", "meant"),
    [
        ("success", "success"),
        ("Success", "success"),
        ("failed:user block", "user_block"),
        ("failed: user block", "user_block"),
        ("failed：user block", "user_block"),
        ("failed:system failed", "system_failed"),
        ("failed: system failed", "system_failed"),
        ("failed:something new", "system_failed"),
        ("", "system_failed"),
    ],
)
def test_an_outcome_means_the_same_in_every_spelling(spelled: str, meant: str) -> None:
    assert outcome(spelled) == meant


# Two events are one only if nothing tells them apart.
DIFFERENT = [
    arrive("subscribe"),
    arrive("subscribe", created="1780000001"),
    arrive("subscribe", CODE.format("qrscene_a")),
    arrive("subscribe", CODE.format("qrscene_b")),
    arrive("unsubscribe"),
    arrive("SCAN", CODE.format("a")),
    arrive("CLICK", "<EventKey>a</EventKey>"),
    arrive("CLICK", "<EventKey>b</EventKey>"),
    arrive("TEMPLATESENDJOBFINISH", RECEIPT.format("success")),
    arrive("TEMPLATESENDJOBFINISH", RECEIPT.format("success").replace("200163836", "200163837")),
    arrive("subscribe_msg_popup_event", POPUP.format(more="")),
    arrive("subscribe_msg_popup_event", POPUP.format(more=SECOND)),
]


def test_different_events_have_different_keys() -> None:
    assert len({inbound.key for inbound in DIFFERENT}) == len(DIFFERENT)


def test_a_key_is_short_and_names_nobody() -> None:
    assert all(len(inbound.key) <= 60 and wire.OPENID not in inbound.key for inbound in DIFFERENT)


def test_a_resent_event_has_the_same_key_in_either_case() -> None:
    assert arrive("CLICK", "<EventKey>a</EventKey>").key == arrive("click", "<EventKey>a</EventKey>").key
