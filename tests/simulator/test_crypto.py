"""The envelope, against a fixed vector and against the other implementation at hand."""

import pytest
from wechatpy.crypto import WeChatCrypto

from simulator.config import AccountConfig
from simulator.crypto import CryptoError, decrypt, encrypt, sign, signed
from simulator.envelope import document, request

KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
APP = "wxexample0000001"
SALT = b"0123456789abcdef"
SEALED = "Q3stYC6hdFzMh9T8HCvyDCUQSV+uLgMXdt2j8VW58mf3BJ0fb757YQWpXvEy0VnTxN0hKG0cI3AL2j2P1/7s6A=="
ACCOUNT = AccountConfig("v", "示例村", "gh_1", APP, "s", "exampletoken", encoding_aes_key=KEY, mode="safe")


def test_the_fixed_vector_holds_both_ways() -> None:
    assert encrypt("<xml>连心</xml>", KEY, APP, SALT) == SEALED
    assert decrypt(SEALED, KEY, APP) == "<xml>连心</xml>"


def test_the_fixed_signature_holds() -> None:
    signature = sign("exampletoken", "1790000000", "12345", SEALED)
    assert signature == "dd39a8cc811813bf1fafc92f858711b9c5c273a6"
    assert signed(signature, SEALED, "12345", "exampletoken", "1790000000")
    assert not signed(signature, SEALED, "12345", "exampletoken", "1790000001")


@pytest.mark.parametrize("length", range(33))
def test_every_length_of_padding_survives(length: int) -> None:
    text = "x" * length
    assert decrypt(encrypt(text, KEY, APP), KEY, APP) == text


@pytest.mark.parametrize(
    ("sealed", "app"),
    [
        (SEALED, "wxother000000000"),
        ("not base64!", APP),
        ("AAAA", APP),
        (SEALED[:43] + "=", APP),
        ("", APP),
    ],
)
def test_an_envelope_that_is_not_ours_is_refused(sealed: str, app: str) -> None:
    with pytest.raises(CryptoError):
        decrypt(sealed, KEY, app)


@pytest.mark.parametrize("mode", ["compat", "safe"])
def test_the_other_implementation_opens_what_a_phone_sends(mode: str) -> None:
    account = AccountConfig("v", "村", "gh_1", APP, "s", "exampletoken", encoding_aes_key=KEY, mode=mode)
    xml = document({"ToUserName": "gh_1", "Content": "路灯坏了 ]]> <&"})
    query, body = request(account, "oA", xml, 1_790_000_000)
    other = WeChatCrypto("exampletoken", KEY, APP)
    opened = other.decrypt_message(body, query["msg_signature"], query["timestamp"], query["nonce"])
    assert opened == xml
    assert (b"<Content>" in body) == (mode == "compat")


def test_the_other_implementation_s_reply_can_be_opened() -> None:
    sealed = WeChatCrypto("exampletoken", KEY, APP).encrypt_message("<xml>好</xml>", "777", "1790000000")
    start = sealed.index("<Encrypt><![CDATA[") + 18
    assert decrypt(sealed[start : sealed.index("]]></Encrypt>")], KEY, APP) == "<xml>好</xml>"
