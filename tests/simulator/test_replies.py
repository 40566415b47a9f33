"""Which passive replies the platform takes, and which make the user see the notice of a fault."""

from collections.abc import Callable
from typing import Any

import pytest
from wechatpy.crypto import WeChatCrypto

from simulator.config import AccountConfig
from simulator.replies import ReplyError, judge

KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
Write = Callable[[str, str, str], str]


def account(mode: str = "plain") -> AccountConfig:
    return AccountConfig("v", "村", "gh_1", "wx1", "s", "exampletoken", encoding_aes_key=KEY, mode=mode)


def refusal(body: str, status: int = 200, mode: str = "plain") -> str:
    with pytest.raises(ReplyError) as caught:
        judge(account(mode), "oA", status, body)
    return str(caught.value)


@pytest.mark.parametrize("body", ["success", ""])
@pytest.mark.parametrize("mode", ["plain", "compat", "safe"])
def test_success_and_nothing_are_taken_in_every_mode(body: str, mode: str) -> None:
    assert judge(account(mode), "oA", 200, body).kind == "nothing"


def test_a_right_text_is_taken_at_exactly_the_limit(reply_xml: Write) -> None:
    assert judge(account(), "oA", 200, reply_xml("oA", "gh_1", "x" * 2048)).content == "x" * 2048


@pytest.mark.parametrize(
    ("to", "sender", "content", "reason"),
    [
        ("oB", "gh_1", "好", "ToUserName"),
        ("oA", "wx1", "好", "FromUserName"),
        ("oA", "gh_1", "", "empty"),
        ("oA", "gh_1", " \n", "empty"),
        ("oA", "gh_1", "路" * 683, "2049 bytes"),
    ],
)
def test_a_wrong_text_is_a_fault(reply_xml: Write, to: str, sender: str, content: str, reason: str) -> None:
    assert reason in refusal(reply_xml(to, sender, content))


@pytest.mark.parametrize(
    "body",
    [
        "ok",
        "success\n",
        '{"ok": 1}',
        "<html></html>",
        "<xml>",
        "<xml><a></xml>",
        '<!DOCTYPE x [<!ENTITY a "b">]><xml/>',
    ],
)
def test_anything_else_is_a_fault(body: str) -> None:
    assert refusal(body)


@pytest.mark.parametrize("status", [302, 403, 404])
def test_a_status_that_is_not_200_is_a_fault(status: int) -> None:
    assert str(status) in refusal("success", status)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("1790000000", "soon"), "CreateTime"),
        (("[text]", "[dance]"), "dance"),
        (("[text]", "[image]"), "MediaId"),
        (("[text]", "[news]"), "one article"),
    ],
)
def test_other_parts_are_checked_too(reply_xml: Write, change: tuple[str, str], reason: str) -> None:
    assert reason in refusal(reply_xml("oA", "gh_1", "好").replace(*change))


def sealed(xml: str, app: str = "wx1", word: str = "exampletoken") -> str:
    return str(WeChatCrypto(word, KEY, app).encrypt_message(xml, "777", "1790000000"))


@pytest.mark.parametrize("mode", ["compat", "safe"])
def test_the_other_implementation_s_sealed_reply_is_taken(reply_xml: Write, mode: str) -> None:
    reply = judge(account(mode), "oA", 200, sealed(reply_xml("oA", "gh_1", "好")))
    assert reply.content == "好"


def test_a_sealed_reply_is_checked(reply_xml: Write) -> None:
    xml = reply_xml("oA", "gh_1", "好")
    assert "plain reply in safe mode" in refusal(xml, mode="safe")
    assert judge(account("compat"), "oA", 200, xml).content == "好"
    assert "plain mode" in refusal(sealed(xml))
    assert "MsgSignature" in refusal(sealed(xml, word="othertoken"), mode="safe")
    assert "app id" in refusal(sealed(xml, app="wx2"), mode="safe")
    assert "needs" in refusal(sealed(xml).replace("Nonce", "Once"), mode="safe")


def test_links_are_read_as_the_chat_shows_them(reply_xml: Write) -> None:
    text = '办好了吗〔<a href="weixin://bizmsgmenu?msgmenucontent=满意&msgmenuid=s-1">满意</a>〕<a href="http://x/">看</a><a>'
    pieces: list[dict[str, Any]] = judge(account(), "oA", 200, reply_xml("oA", "gh_1", text)).segments
    assert [piece["type"] for piece in pieces] == ["text", "tap", "text", "link", "text"]
    assert pieces[1] == {"type": "tap", "text": "满意", "content": "满意", "id": "s-1"}
    assert "".join(piece["text"] for piece in pieces) == "办好了吗〔满意〕看<a>"
