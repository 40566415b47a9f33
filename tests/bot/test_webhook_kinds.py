"""Every kind of message and event, as it comes over the wire, in each of the three modes."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from tests.bot.office import ALL_MODES, Got, Office

MODES = [one.id for one in ALL_MODES]
PLACE = {"Location_X": "36.105000", "Location_Y": "117.105000", "Scale": "16", "Label": "岩庄花园3号楼"}
SENT_LIST = {"List": {"TemplateId": "t1", "MsgID": "1700827132819554304", "ErrorCode": "0", "ErrorStatus": "success"}}
POPUP_LIST = {"List": {"TemplateId": "t1", "SubscribeStatusString": "accept", "PopupScene": "2"}}

# name, MsgType, fields: all of these are answered with words.
ANSWERED: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("text", "text", {"Content": "岩庄花园3号楼楼下路灯坏了"}),
    ("text from an article", "text", {"Content": "你好", "MsgDataId": "23", "Idx": 1}),
    ("tap with its id", "text", {"Content": "我的事办到哪了", "bizmsgmenuid": "k.progress"}),
    ("tap without its id", "text", {"Content": "我的事办到哪了"}),
    ("tap with a foreign id", "text", {"Content": "满意", "bizmsgmenuid": "101"}),
    ("tap with a strange id", "text", {"Content": "满意", "bizmsgmenuid": "a/b?c"}),
    ("sticker", "text", {"Content": "【收到不支持的消息类型，暂无法显示】"}),
    ("image", "image", {"PicUrl": "http://mmbiz.qpic.cn/mmbiz_jpg/x/0", "MediaId": "m1"}),
    ("voice", "voice", {"MediaId": "m2", "Format": "amr", "MediaId16K": "m3", "Recognition": ""}),
    ("voice of old", "voice", {"MediaId": "m2", "Format": "speex"}),
    ("voice with words", "voice", {"MediaId": "m2", "Format": "amr", "Recognition": "岩庄花园3号楼停水了。"}),
    ("video", "video", {"MediaId": "m4", "ThumbMediaId": "m5"}),
    ("shortvideo", "shortvideo", {"MediaId": "m4", "ThumbMediaId": "m5"}),
    ("location", "location", PLACE),
    ("location of nowhere", "location", {"Location_X": "", "Location_Y": "x", "Scale": "", "Label": ""}),
    ("link", "link", {"Title": "停水通知", "Description": "请看", "Url": "https://example.org/a"}),
    ("link without words", "link", {"Title": "", "Description": "", "Url": ""}),
    ("unknown kind", "holo", {"Content": "什么"}),
    ("empty text", "text", {"Content": ""}),
    ("follow", "event", {"Event": "subscribe", "EventKey": ""}),
    ("follow by code", "event", {"Event": "subscribe", "EventKey": "qrscene_unit_g1", "Ticket": "T"}),
    ("follow by a code of old", "event", {"Event": "subscribe", "EventKey": "qrscene_gone", "Ticket": "T"}),
    ("scan", "event", {"Event": "SCAN", "EventKey": "unit_g2", "Ticket": "T"}),
    ("menu key", "event", {"Event": "CLICK", "EventKey": "progress"}),
    ("menu key of old", "event", {"Event": "CLICK", "EventKey": "menu_2019_a"}),
)
# These are noted, and nothing is said.
SILENT: tuple[tuple[str, dict[str, Any]], ...] = (
    ("unsubscribe", {"EventKey": ""}),
    ("LOCATION", {"Latitude": "23.137466", "Longitude": "113.352425", "Precision": "119.385040"}),
    ("VIEW", {"EventKey": "https://example.org/", "MenuId": "430000000"}),
    ("view_miniprogram", {"EventKey": "pages/index", "MenuId": "430000000"}),
    ("pic_sysphoto", {"EventKey": "k", "SendPicsInfo": {"Count": 1, "PicList": [{"PicMd5Sum": "1b5f"}]}}),
    ("pic_photo_or_album", {"EventKey": "k", "SendPicsInfo": {"Count": 1, "PicList": [{"PicMd5Sum": "1b5f"}]}}),
    ("pic_weixin", {"EventKey": "k", "SendPicsInfo": {"Count": 0, "PicList": ""}}),
    ("location_select", {"EventKey": "k", "SendLocationInfo": PLACE | {"Poiname": ""}}),
    ("TEMPLATESENDJOBFINISH", {"MsgID": 200163836, "Status": "success"}),
    ("TEMPLATESENDJOBFINISH", {"MsgID": 200163836, "Status": "failed:user block"}),
    ("TEMPLATESENDJOBFINISH", {"MsgID": 200163836, "Status": "failed: user block"}),
    ("TEMPLATESENDJOBFINISH", {"MsgID": 200163836, "Status": "failed: system failed"}),
    ("TEMPLATESENDJOBFINISH", {"MsgID": 200163836, "Status": "failed:system failed"}),
    ("templatesendjobfinish", {"MsgID": 200163836, "Status": "success"}),
    ("TEMPLATESENDJOBFINISH", {"Status": ""}),
    ("subscribe_msg_popup_event", {"SubscribeMsgPopupEvent": POPUP_LIST}),
    ("subscribe_msg_change_event", {"SubscribeMsgChangeEvent": POPUP_LIST}),
    ("subscribe_msg_sent_event", {"SubscribeMsgSentEvent": SENT_LIST}),
    ("user_info_modified", {"OpenID": "oWang"}),
    ("some_event_of_2031", {"EventKey": "x"}),
    ("", {}),
)


NAMES = count(1)


def deliver(office: Office, account: str, kind: str, fields: dict[str, Any]) -> Got:
    openid = f"oNew{next(NAMES)}"
    return office.deliver(office.xml(kind, openid, account, **fields), account, openid)


@pytest.mark.parametrize("account", MODES)
@pytest.mark.parametrize(("kind", "fields"), [one[1:] for one in ANSWERED], ids=[one[0] for one in ANSWERED])
def test_these_are_answered_with_words(shared: Office, account: str, kind: str, fields: dict[str, Any]) -> None:
    got = deliver(shared, account, kind, fields)
    assert (got.status, got.kind) == (200, "text")
    assert len(got.text.strip()) > 10


@pytest.mark.parametrize("account", MODES)
@pytest.mark.parametrize(("event", "fields"), SILENT, ids=[f"{event}-{n}" for n, (event, _) in enumerate(SILENT)])
def test_these_are_noted_in_silence(shared: Office, account: str, event: str, fields: dict[str, Any]) -> None:
    got = deliver(shared, account, "event", {"Event": event} | fields)
    assert (got.status, got.body) == (200, "success")


@pytest.mark.parametrize("account", ["half", "sealed"])
def test_a_sealed_message_is_answered_sealed(shared: Office, account: str) -> None:
    assert "<Encrypt>" in deliver(shared, account, "text", {"Content": "你好"}).body


@pytest.mark.parametrize(
    ("fields", "place"),
    [({"EventKey": "qrscene_unit_g1", "Event": "subscribe"}, "示例甲"), ({"EventKey": "", "Event": "subscribe"}, "")],
)
def test_who_follows_by_a_door_card_reads_her_own_workers_name(
    shared: Office, fields: dict[str, Any], place: str
) -> None:
    got = deliver(shared, "yan", "event", fields | {"Ticket": "T"})
    assert ("示例甲" in got.text) is bool(place)


def test_a_place_within_the_boundary_of_a_grid_finds_its_worker(shared: Office) -> None:
    assert "示例甲" in deliver(shared, "yan", "location", PLACE).text


def test_a_voice_with_words_is_read_like_typed_ones(shared: Office) -> None:
    got = deliver(shared, "yan", "voice", {"MediaId": "m2", "Format": "amr", "Recognition": "岩庄花园3号楼停水了。"})
    assert "记成" in got.text
    assert "示例甲" in got.text


def test_every_voice_receipt_carries_the_emergency_line(shared: Office) -> None:
    for account in MODES:
        got = deliver(shared, account, "voice", {"MediaId": "m2", "Format": "amr"})
        assert "119" in got.text, account
