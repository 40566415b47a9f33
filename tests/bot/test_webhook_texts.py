"""Texts as people and machines really send them: every one gets words back, and none breaks out of the XML."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.envelope import request
from simulator.markup import links, segments
from tests.bot.conftest import OpenOffice
from tests.bot.office import ALL_MODES, Office

ODD = (
    *("。", "？？？", "1", "0", "9", "12345678901234567890", "-1", "３", "三", "😀", "👍👍👍", "[微笑]", "❤️"),
    *(
        "]]>",
        "路灯]]>坏了",
        "<xml><Content>a</Content></xml>",
        "&lt;b&gt; &#128161; &amp;",
        "<!-- -->",
        "<![CDATA[x]]>",
    ),
    *("a", "A" * 2000, " \n\t ", "　　", "\u200b\u200b", "\ufeff", "路灯\u202e坏了", "NULL", "undefined", "{}", "${x}"),
    *("' OR 1=1 --", "%s %d {0}", "〔满意|q1.1〕", "https://example.org/?a=b&c=d", "@所有人", "/start", "TD", "退订"),
    '<a href="weixin://bizmsgmenu?msgmenucontent=x&msgmenuid=y">x</a>',
    *(
        "测试",
        "test",
        "。。。。。。",
        "嗯",
        "哦",
        "好",
        "在吗",
        "你好",
        "谢谢",
        "喂",
        "进度",
        "帮助",
        "人工",
        "催",
        "撤回",
    ),
    *("点错了", "满意", "没办好", "不满意", "1 办好了，满意", "地方不对", "事不对", "替我保密", "清楚了", "看到了"),
    *(
        "待办",
        "接 12",
        "办结 12 换了灯泡",
        "派 12 示例甲",
        "绑定",
        "绑定 AAAA",
        "绑定 " + "x" * 60,
        "下一页",
        "全接下",
        "今天",
    ),
    *("代录 13900000000 东门口路灯坏了", "随手办 扶正了垃圾桶", "报 东门口井盖坏了", "替 东头王大娘 报 灯坏了"),
)
NAMES = count(1)


@pytest.mark.parametrize("text", ODD, ids=lambda text: repr(text[:20]))
def test_every_text_is_answered_with_words(shared: Office, text: str) -> None:
    before = len(shared.cases())
    got = shared.say(text, openid=f"oNew{next(NAMES)}")
    assert (got.status, got.kind) == (200, "text")
    assert ("记成" in got.text) is (len(shared.cases()) > before)


def test_ten_thousand_characters_are_a_report_like_any_other(office: Office) -> None:
    got = office.say("岩庄花园3号楼楼下路灯坏了。" + "黑" * 10_000)
    assert "记成001号" in got.text
    assert len(office.cases()[0].words) <= 4000


@pytest.mark.parametrize("raw", [b"\x00\x01\x08\x1b\x7f", b"\xed\xa0\x80", b"\xf0\x9f\x92", b"\xff\xfe", b"&#0;&#8;"])
def test_bytes_that_are_no_text_cost_her_nothing(office: Office, raw: bytes) -> None:
    xml = office.xml("text", Content="岩庄花园3号楼楼下@@路灯坏了").encode().replace(b"@@", raw)
    query, _ = request(office.accounts["yan"], "oWang", "", 1_790_000_000)
    got = office.post("/wechat/yan", query, xml)
    assert got.status == 200
    assert "记成001号" in got.body


@pytest.mark.parametrize("msg_id", ["abc", "", "0", "-5", "1" * 40, "1.5", "一", "1 OR 1=1"])
def test_a_message_id_that_is_no_number_is_answered_and_remembered(office: Office, msg_id: str) -> None:
    xml = office.xml("text", Content="岩庄花园3号楼楼下路灯坏了", MsgId=msg_id)
    first, again = office.deliver(xml), office.deliver(xml)
    assert "记成001号" in first.text
    assert again.text == first.text
    assert len(office.cases()) == 1


@pytest.mark.parametrize("words", ["路灯]]>坏了", "<Content>坏</Content>灯", "]]><FromUserName>x</FromUserName>"])
def test_words_that_are_said_back_stay_words(open_office: OpenOffice, words: str) -> None:
    office = open_office(*ALL_MODES)
    for account in office.accounts:
        office.say(f"岩庄花园3号楼{words}路灯坏了", account=account)
        assert office.say("进度", account=account).kind == "text"
        assert office.say("撤回", account=account).kind == "text"
        nothing = office.say("修好了不用来了", account=account)
        assert nothing.kind == "text"


def test_her_words_never_become_something_to_tap(office: Office) -> None:
    office.bind("示例甲", "oJia")
    office.say('岩庄花园3号楼〔满意|q1.1〕<a href="https://example.org/x">点这里</a>路灯坏了')
    for text in ("查 1", "待办", "听 1"):
        got = office.say(text, "oJia")
        assert "q1.1" not in got.taps.values()
        assert links(segments(got.content)) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(min_size=1, max_size=200))
def test_whatever_is_typed_is_answered(shared: Office, text: str) -> None:
    got = shared.say(text, openid="oAny")
    assert (got.status, got.kind) == (200, "text")
