"""Taps, links, lengths and the XML of passive replies."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wechat import wire
from wechat.inbound import Inbound, Kind
from wechat.replies import SUCCESS, fit, link, literal, media_reply_xml, plain, render, reply_xml, tap

NOW = datetime(2026, 5, 29, 4, 0, tzinfo=UTC)
PLAIN = Inbound("village", "village:1", Kind.text, wire.OPENID, wire.ORIGINAL_ID, 1780000000)
SAFE = Inbound("village", "village:1", Kind.text, wire.OPENID, wire.ORIGINAL_ID, 1780000000, encrypted=True)


def opened(answer: str) -> str:
    """The XML inside an encrypted answer, after checking its signature and its AppID."""
    outer = {element.tag: element.text or "" for element in ET.fromstring(answer)}
    assert set(outer) == {"Encrypt", "MsgSignature", "TimeStamp", "Nonce"}
    signature = wire.sha1(wire.TOKEN, outer["TimeStamp"], outer["Nonce"], outer["Encrypt"])
    assert outer["MsgSignature"] == signature
    raw = wire.unaes(outer["Encrypt"])
    assert len(raw) % 32 == 0
    raw = raw[: -raw[-1]]
    length = int.from_bytes(raw[16:20], "big")
    assert raw[20 + length :].decode() == wire.APP_ID
    return raw[20 : 20 + length].decode()


def answered(content: str, inbound: Inbound = PLAIN) -> dict[str, str]:
    answer = reply_xml(inbound, content, wire.SAFE, NOW)
    xml = opened(answer) if inbound.encrypted else answer
    return {element.tag: element.text or "" for element in ET.fromstring(xml)}


@pytest.mark.parametrize("inbound", [PLAIN, SAFE], ids=["plain", "encrypted"])
def test_a_text_goes_back_to_who_sent_it(inbound: Inbound) -> None:
    assert answered("收到了", inbound) == {
        "ToUserName": wire.OPENID,
        "FromUserName": wire.ORIGINAL_ID,
        "CreateTime": str(int(NOW.timestamp())),
        "MsgType": "text",
        "Content": "收到了",
    }


@pytest.mark.parametrize("length", range(40, 75))
def test_an_encrypted_text_of_any_length_is_padded_to_whole_blocks(length: int) -> None:
    assert answered("a" * length, SAFE)["Content"] == "a" * length


def test_no_two_encrypted_answers_are_alike() -> None:
    assert len({reply_xml(SAFE, "收到了", wire.SAFE, NOW) for _ in range(5)}) == 5


@pytest.mark.parametrize("nothing", ["", " ", "\n", "\x00\x07"])
@pytest.mark.parametrize("inbound", [PLAIN, SAFE], ids=["plain", "encrypted"])
def test_an_empty_text_is_never_sent(nothing: str, inbound: Inbound) -> None:
    assert reply_xml(inbound, nothing, wire.SAFE, NOW) == SUCCESS == "success"
    assert media_reply_xml(inbound, "voice", nothing, wire.SAFE, NOW) == SUCCESS


@pytest.mark.parametrize(
    "nasty",
    ["]]><x>1</x><![CDATA[", "]]]]>>", "]]>" * 50, "a\x00b\x08c]]>", "\ud83d", "&amp;<b>", "]]>]]>"],
)
@pytest.mark.parametrize("inbound", [PLAIN, SAFE], ids=["plain", "encrypted"])
def test_echoed_words_cannot_break_out_of_the_reply(nasty: str, inbound: Inbound) -> None:
    fields = answered("您说：" + nasty, inbound)
    assert set(fields) == {"ToUserName", "FromUserName", "CreateTime", "MsgType", "Content"}
    assert fields["Content"].startswith("您说：")


@given(st.text(alphabet=st.one_of(st.sampled_from("]]>>&<a〔|〕\n\x00"), st.characters()), max_size=300))
def test_any_text_makes_one_sound_reply(text: str) -> None:
    answer = reply_xml(PLAIN, text, wire.PLAIN, NOW)
    if answer != SUCCESS:
        root = ET.fromstring(answer)
        assert len(root) == 5
        assert root.findtext("Content", "").strip()


@pytest.mark.parametrize(("kind", "tag"), [("voice", "Voice"), ("image", "Image")])
@pytest.mark.parametrize("inbound", [PLAIN, SAFE], ids=["plain", "encrypted"])
def test_a_medium_goes_back_by_its_id(kind: str, tag: str, inbound: Inbound) -> None:
    answer = media_reply_xml(inbound, "voice" if kind == "voice" else "image", "m-1", wire.SAFE, NOW)
    root = ET.fromstring(opened(answer) if inbound.encrypted else answer)
    assert root.findtext("MsgType") == kind
    assert (root.findtext(f"{tag}/MediaId") or "").strip() == "m-1"
    assert root.findtext("ToUserName") == wire.OPENID


# Taps and links.

TAP = '〔<a href="weixin://bizmsgmenu?msgmenucontent=满意&msgmenuid=c37.q5.1">满意</a>〕'


def test_a_tap_becomes_a_link_that_sends_its_label() -> None:
    assert render("怎么样？\n〔满意|c37.q5.1〕　〔一般|c37.q5.2〕").startswith("怎么样？\n" + TAP + "　〔<a ")
    assert render(tap("满意", "c37.q5.1")) == TAP


def test_a_page_becomes_a_link() -> None:
    assert render(link("看进度", "https://example.org/c/x?a=1&b=2")) == (
        '<a href="https://example.org/c/x?a=1&b=2">看进度</a>'
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("〔满意|c37.q5.1〕", "〔满意〕"),
        ("〔看进度|https://example.org/c/x〕", "看进度 https://example.org/c/x"),
        ("说〔撤回〕就行", "说〔撤回〕就行"),
        ("没有记号", "没有记号"),
    ],
)
def test_where_links_do_not_work_the_words_are_left(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "〔撤回〕",
        "〔a|b c〕",
        "〔|x〕",
        "〔a|〕",
        "〔a\nb|c〕",
        "〔a|javascript:alert(1)〕",
        "〔a|" + "x" * 65 + "〕",
    ],
)
def test_what_is_no_marker_stays_text(text: str) -> None:
    assert render(text) == text


def test_nobody_elses_words_become_a_link() -> None:
    assert "<a" not in render('她说：<a href="http://bad.example">点我</a>')
    assert render("<b>〔满意|x〕<b>").count("<b>") == 0
    said = literal("〔满意|c37.q5.1〕<a href='http://bad.example'>\x00")
    assert "<a" not in render(said)
    assert "\x00" not in said


def test_a_label_is_sent_back_just_as_it_is_shown() -> None:
    for label in ('1 停水&"漏水"', "50%?", "a=b#c", "<b>", "是'的+"):
        found = re.fullmatch(
            r'〔<a href="weixin://bizmsgmenu\?msgmenucontent=([^&"]+)&msgmenuid=x">([^<]+)</a>〕',
            render(tap(label, "x")),
        )
        assert found
        assert found[1] == found[2]
        assert plain(tap(label, "x")) == f"〔{found[1]}〕"


def test_a_label_cannot_break_its_own_marker() -> None:
    assert render(tap("a|b〕\nc", "x")).count("<a ") == 1


# Length.


def test_a_short_text_is_left_alone() -> None:
    assert fit("收到了\n〔满意〕") == "收到了\n〔满意〕"


def test_a_long_text_ends_at_a_line() -> None:
    assert fit("一二\n三四\n五六", 17) == "一二\n三四\n…"
    assert fit("一二\n三四\n五六", 16) == "一二\n…"


def test_one_long_line_ends_between_characters() -> None:
    assert fit("一二三四五六七八", 15) == "一二三四…"


def test_a_link_is_never_cut() -> None:
    line = "请选：" + TAP * 30
    cut = fit(line, 500)
    assert len(cut.encode()) <= 500
    assert cut.count("<a ") == cut.count("</a>〕") == 5
    assert cut.endswith("…")


def test_two_thousand_bytes_are_the_default_limit() -> None:
    assert len(fit("字" * 5000).encode()) <= 2048
    assert len(answered("字" * 5000)["Content"].encode()) <= 2048


@given(st.lists(st.sampled_from(["一行字", TAP, "\n", "x" * 30, "　"])), st.integers(200, 2048))
def test_a_cut_text_is_whole_links_within_the_limit(pieces: list[str], limit: int) -> None:
    cut = fit("".join(pieces), limit)
    assert len(cut.encode()) <= limit
    assert cut.replace(TAP, "").count("<") == 0
