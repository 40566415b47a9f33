"""What the webhook turns away, and what it takes although there is nothing to understand in it."""

from __future__ import annotations

import io

import pytest

from simulator.crypto import encrypt, sign
from simulator.envelope import request
from tests.bot.office import ALL_MODES, RESIDENT, Got, Office

NOT_XML = (
    b"",
    b"junk",
    b"\x00\xff\xfe",
    b"{}",
    b"<xml>",
    b"<html><body>hello</body></html>",
    "<xml><ToUserName>".encode("utf-16"),
    b"<xml>" * 200,
)
ENTITY = (
    '<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY a "{value}">{more}]>'
    "<xml><ToUserName><![CDATA[gh_example_yan]]></ToUserName><FromUserName><![CDATA[oWang]]></FromUserName>"
    "<CreateTime>1</CreateTime><MsgType><![CDATA[text]]></MsgType><Content>&a;</Content><MsgId>7</MsgId></xml>"
)
DTDS = (
    ENTITY.format(value="路灯坏了", more=""),
    ENTITY.format(value="aaaa", more="".join(f'<!ENTITY b{n} "{"&a;" * 10}">' for n in range(9))),
    ENTITY.replace('"{value}"', 'SYSTEM "file:///etc/passwd"').format(more=""),
    '<!DOCTYPE xml SYSTEM "http://127.0.0.1:1/x.dtd"><xml><ToUserName>gh_example_yan</ToUserName></xml>',
)


def query_of(office: Office, account: str = "yan", **changes: str) -> dict[str, str]:
    """A rightly signed query."""
    token = office.accounts[account].token
    return {"timestamp": "1790000000", "nonce": "42", "signature": sign(token, "1790000000", "42")} | changes


def check(office: Office, query: dict[str, str], account: str = "yan") -> Got:
    """The console's test of the address."""
    with office.app.test_client() as client:
        answer = client.get(f"/wechat/{account}", query_string=query)
        return Got(answer.status_code, answer.get_data(as_text=True))


@pytest.mark.parametrize("account", [one.id for one in ALL_MODES])
def test_the_console_gets_its_echo_word_for_word(shared: Office, account: str) -> None:
    for echo in ("6320986412397513344", "", "a<b>&c"):
        got = check(shared, query_of(shared, account, echostr=echo), account)
        assert (got.status, got.body) == (200, echo)


@pytest.mark.parametrize("path", ["/wechat/yan", "/wechat/yan/"])
def test_a_trailing_slash_is_no_redirect(shared: Office, path: str) -> None:
    with shared.app.test_client() as client:
        assert client.get(path, query_string=query_of(shared, echostr="1")).status_code == 200
    body = shared.xml("text", Content="你好").encode()
    assert shared.post(path, query_of(shared), body).status == 200


@pytest.mark.parametrize(
    "change",
    [
        {"signature": "0" * 40},
        {"signature": ""},
        {"timestamp": "1790000001"},
        {"nonce": "43"},
        {"timestamp": ""},
        {"signature": "签名"},
    ],
    ids=str,
)
def test_a_wrong_signature_is_forbidden(shared: Office, change: dict[str, str]) -> None:
    before = len(shared.inbox())
    query = query_of(shared, **change)
    assert check(shared, query | {"echostr": "1"}).status == 403
    assert shared.post("/wechat/yan", query, shared.xml("text", Content="你好").encode()).status == 403
    assert len(shared.inbox()) == before


def test_without_a_query_it_is_forbidden(shared: Office) -> None:
    assert check(shared, {}).status == 403
    assert shared.post("/wechat/yan", {}, b"").status == 403


def test_an_account_nobody_has_is_not_found(shared: Office) -> None:
    assert check(shared, query_of(shared), "nobody").status == 404
    assert shared.post("/wechat/nobody", query_of(shared), b"<xml/>").status == 404
    assert shared.post("/wechat/", query_of(shared), b"<xml/>").status == 404


@pytest.mark.parametrize("account", ["half", "sealed"])
def test_a_body_sealed_for_another_app_is_forbidden(shared: Office, account: str) -> None:
    before = len(shared.inbox())
    config = shared.accounts[account]
    sealed = encrypt(shared.xml("text", account=account, Content="你好"), config.encoding_aes_key or "", "wxother")
    query = query_of(shared, account, encrypt_type="aes")
    query["msg_signature"] = sign(config.token, query["timestamp"], query["nonce"], sealed)
    body = f"<xml><ToUserName>{config.original_id}</ToUserName><Encrypt>{sealed}</Encrypt></xml>".encode()
    assert shared.post(f"/wechat/{account}", query, body).status == 403
    assert len(shared.inbox()) == before


def test_a_sealed_body_with_a_wrong_msg_signature_is_forbidden(shared: Office) -> None:
    xml = shared.xml("text", account="sealed", Content="你好")
    query, body = request(shared.accounts["sealed"], RESIDENT, xml, 1_790_000_000)
    assert shared.post("/wechat/sealed", query | {"msg_signature": "0" * 40}, body).status == 403
    assert shared.post("/wechat/sealed", query, body).status == 200


def test_a_body_meant_for_another_account_is_forbidden(shared: Office) -> None:
    xml = shared.xml("text", account="half", Content="你好").encode()
    assert shared.post("/wechat/yan", query_of(shared), xml).status == 403


def test_a_large_body_is_turned_away(shared: Office) -> None:
    before = len(shared.inbox())
    xml = shared.xml("text", Content="灯" * 22_000).encode()
    assert len(xml) > 64 * 1024
    assert shared.post("/wechat/yan", query_of(shared), xml).status == 413
    assert len(shared.inbox()) == before


@pytest.mark.parametrize("size", [65 * 1024, 3 * 1024 * 1024])
def test_a_large_body_without_its_length_is_turned_away(shared: Office, size: int) -> None:
    with shared.app.test_client() as client:
        answer = client.post(
            "/wechat/yan",
            query_string=query_of(shared),
            input_stream=io.BytesIO(b"x" * size),
            headers={"Transfer-Encoding": "chunked"},
            environ_overrides={"wsgi.input_terminated": True},
        )
    assert answer.status_code == 413


def test_a_body_just_within_the_limit_is_taken(shared: Office) -> None:
    before = len(shared.inbox())
    xml = shared.xml("text", Content="灯" * 21_000).encode()
    assert 60_000 < len(xml) <= 64 * 1024
    assert shared.post("/wechat/yan", query_of(shared), xml).status == 200
    assert len(shared.inbox()) == before + 1


@pytest.mark.parametrize("body", NOT_XML, ids=lambda body: repr(body[:12]))
def test_junk_with_a_good_signature_is_taken_and_forgotten(shared: Office, body: bytes) -> None:
    before = len(shared.inbox())
    got = shared.post("/wechat/yan", query_of(shared), body)
    assert (got.status, got.body) == (200, "success")
    assert len(shared.inbox()) == before


@pytest.mark.parametrize("xml", DTDS, ids=["entity", "many entities", "file entity", "foreign dtd"])
def test_nothing_is_made_of_entities(shared: Office, xml: str) -> None:
    before = len(shared.cases())
    got = shared.post("/wechat/yan", query_of(shared), xml.encode())
    assert (got.status, got.body) == (200, "success")
    assert len(shared.cases()) == before


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_allowed(shared: Office, method: str) -> None:
    with shared.app.test_client() as client:
        assert client.open("/wechat/yan", method=method, query_string=query_of(shared)).status_code == 405


def test_a_message_is_never_refused_for_its_age_or_nonce(shared: Office) -> None:
    for stamp in ("1", "99999999999", "later"):
        token = shared.accounts["yan"].token
        query = {"timestamp": stamp, "nonce": "42", "signature": sign(token, stamp, "42")}
        got = shared.post("/wechat/yan", query, shared.xml("text", Content="你好", CreateTime=1).encode())
        assert got.status == 200
        assert "Content" in got.body
