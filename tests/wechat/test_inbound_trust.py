"""Signatures, encryption and the address check, against an implementation that shares no code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wechat import wire
from wechat.credentials import Credentials
from wechat.inbound import BadSignature, Inbound, Unreadable, read, verify_url

BODY = wire.message("text", "<Content><![CDATA[路灯坏了]]></Content><MsgId>23456789012345678</MsgId>")
# BODY behind the sixteen bytes 0123456789abcdef, made once with `openssl enc -aes-256-cbc -nopad`.
VECTOR = (
    "Q3stYC6hdFzMh9T8HCvyDGEOub6ivJXc5pWMZ4xGcWne5sQ22X5Y5lznfFs5dQB9YMoxJ5wR1eu6Uzevpw/paM/Yq/GKOrjm"
    "Im4Nz/KTLqk5YyyCfNlZEcQ6i/CZlfZEFtwerFkHjFHL3FHnU90s1QsjTzRu2Fzu9IPOUMogyry0jj/2QCR+E973Fyxiva9E"
    "ZW1kImgP2VcEqNcvgzJDXgApcSkKVRvRNemwaquvWburnrSzjsoBc6eNMaxYE4i8GZIc3j6+ZHiez0NqWoTM6YkAzhc/XToU"
    "3n5+JMoU8zzkHp7Yf2EsfKNcEGx14cPhXtd+b+enal883+C3qZ0NcoCvGkG4mzJFFOn1SRFdcbINF+bh5Sgwk3h0sG83qTNL"
    "ysqLz9apVTX3zTahzo/9VS5v+0E4q14sjFKb3v5bSPM="
)
VECTOR_SIGNATURE = "d7b94a08dfce2b82285deb7ad6162fd716f27a64"
PLAIN_SIGNATURE = "48e2a9f441e618dae36ec2ddad8b02162e12da49"


def safe(encrypted: str, credentials: Credentials = wire.SAFE, **more: str) -> Inbound:
    return read(credentials, wire.safe_query(encrypted, **more), wire.safe_body(encrypted))


def test_the_published_vector_is_read() -> None:
    query = {
        "timestamp": "1780000000",
        "nonce": "n0nce",
        "signature": PLAIN_SIGNATURE,
        "encrypt_type": "aes",
        "msg_signature": VECTOR_SIGNATURE,
    }
    inbound = read(wire.SAFE, query, wire.safe_body(VECTOR))
    assert (inbound.text, inbound.key, inbound.encrypted) == ("路灯坏了", "village:23456789012345678", True)


@pytest.mark.parametrize("extra", range(32))
def test_every_length_of_padding_is_read(extra: int) -> None:
    words = "x" * (extra + 1)
    body = wire.message("text", f"<Content>{words}</Content><MsgId>1</MsgId>")
    assert safe(wire.sealed(body)).text == words


def test_in_compatibility_mode_the_encrypted_part_counts() -> None:
    encrypted = wire.sealed(BODY)
    both = BODY.replace("路灯坏了".encode(), b"forged").replace(
        b"</xml>", f"<Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>".encode()
    )
    inbound = read(wire.SAFE, wire.safe_query(encrypted), both)
    assert (inbound.text, inbound.encrypted) == ("路灯坏了", True)


def test_an_encrypted_part_counts_without_being_announced() -> None:
    encrypted = wire.sealed(BODY)
    query = wire.safe_query(encrypted)
    del query["encrypt_type"]
    assert read(wire.SAFE, query, wire.safe_body(encrypted)).encrypted


def test_a_broken_character_in_the_encrypted_part_is_left_out() -> None:
    assert safe(wire.sealed(BODY.replace("灯".encode(), b"\xed\xa0\xbd"))).text == "路坏了"


def test_another_app_id_inside_is_a_bad_signature() -> None:
    with pytest.raises(BadSignature, match="AppID"):
        safe(wire.sealed(BODY, app_id="wxexample00000002"))


def test_no_app_id_inside_is_a_bad_signature() -> None:
    with pytest.raises(BadSignature, match="AppID"):
        safe(wire.sealed(BODY, app_id=""))


def test_another_original_id_inside_is_a_bad_signature() -> None:
    with pytest.raises(BadSignature, match="wrong account"):
        safe(wire.sealed(wire.message("text", "<MsgId>1</MsgId>", to="gh_other")))


@pytest.mark.parametrize("wrong", ["", "0" * 40, "签名", VECTOR_SIGNATURE.upper()])
def test_a_wrong_msg_signature_is_refused(wrong: str) -> None:
    with pytest.raises(BadSignature):
        safe(VECTOR, msg_signature=wrong)


def test_the_body_signature_alone_is_not_enough() -> None:
    with pytest.raises(BadSignature):
        safe(VECTOR, signature="0" * 40)


def test_an_encrypted_body_without_a_key_is_unreadable_and_says_so() -> None:
    with pytest.raises(Unreadable, match="no encoding_aes_key"):
        safe(VECTOR, wire.PLAIN)


@pytest.mark.parametrize("key", ["tooshort", "!" * 43, "签" * 43])
def test_a_useless_key_is_unreadable(key: str) -> None:
    with pytest.raises(Unreadable, match="encoding_aes_key"):
        safe(VECTOR, Credentials("village", wire.ORIGINAL_ID, wire.APP_ID, wire.TOKEN, key))


def test_another_key_is_unreadable() -> None:
    with pytest.raises((Unreadable, BadSignature)):
        safe(VECTOR, Credentials("village", wire.ORIGINAL_ID, wire.APP_ID, wire.TOKEN, "Z" * 43))


def test_a_body_announced_as_encrypted_must_be_encrypted() -> None:
    with pytest.raises(Unreadable, match="no <Encrypt>"):
        read(wire.SAFE, wire.signed(encrypt_type="aes"), BODY)


HEAD = b"0123456789abcdef"
BROKEN = {
    "nothing": "",
    "no Base64": "####",
    "not whole blocks": "YWJj",
    "text that is no ASCII": "密文",
    "a pad of zero": wire.aes(HEAD + b"\x00" * 16),
    "a pad beyond the block": wire.aes(HEAD + b"\x00" * 15 + b"\x21"),
    "a pad that is not uniform": wire.aes(HEAD + b"\x00" * 14 + b"\x01\x02"),
    "nothing but pad": wire.aes(b"\x20" * 32),
    "a length beyond the end": wire.aes(wire.pad(HEAD + b"\xff\xff\xff\xff" + BODY)),
    "no XML inside": wire.sealed(b"nonsense"),
    "an entity inside": wire.sealed(b'<!DOCTYPE xml [<!ENTITY a "b">]>' + BODY),
    "nothing inside": wire.sealed(b""),
}


@pytest.mark.parametrize("encrypted", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_encrypted_part_is_unreadable(encrypted: str) -> None:
    with pytest.raises(Unreadable):
        safe(encrypted)


# Plain signatures.


@pytest.mark.parametrize("missing", ["signature", "timestamp", "nonce"])
def test_every_part_of_the_signature_is_needed(missing: str) -> None:
    query = wire.signed()
    del query[missing]
    with pytest.raises(BadSignature):
        read(wire.PLAIN, query, BODY)


@pytest.mark.parametrize("name", ["signature", "timestamp", "nonce"])
@pytest.mark.parametrize("wrong", ["", "1", "签名", PLAIN_SIGNATURE.upper()])
def test_a_changed_part_is_refused(name: str, wrong: str) -> None:
    with pytest.raises(BadSignature):
        read(wire.PLAIN, wire.signed() | {name: wrong}, BODY)


def test_the_signature_is_checked_before_the_body_is_looked_at() -> None:
    with pytest.raises(BadSignature):
        read(wire.PLAIN, wire.signed(signature="0" * 40), b"junk")


def test_an_empty_token_lets_nobody_in() -> None:
    open_door = Credentials("village", wire.ORIGINAL_ID, wire.APP_ID, "")
    query = wire.signed() | {"signature": wire.sha1("", "1780000000", "n0nce")}
    with pytest.raises(BadSignature):
        read(open_door, query, BODY)


def test_age_and_repetition_are_no_reason_to_refuse() -> None:
    old = wire.signed(timestamp="1", nonce="n")
    assert read(wire.PLAIN, old, BODY) == read(wire.PLAIN, old, BODY)


def test_the_address_check_echoes_with_three_parts_even_in_safe_mode() -> None:
    assert verify_url(wire.SAFE, wire.signed(echostr="5927782489442352469")) == "5927782489442352469"


def test_the_address_check_refuses_a_wrong_signature() -> None:
    with pytest.raises(BadSignature):
        verify_url(wire.SAFE, wire.signed(echostr="5") | {"signature": "0" * 40})


def test_the_secrets_do_not_show_in_a_log() -> None:
    assert wire.TOKEN not in repr(wire.SAFE)
    assert wire.AES_KEY not in repr(wire.SAFE)


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_whatever_arrives_is_read_or_refused_but_never_breaks(noise: bytes) -> None:
    for body in (noise, wire.message("text", "@").replace(b"@", noise), b"<xml>" + noise + b"</xml>"):
        try:
            assert isinstance(read(wire.PLAIN, wire.signed(), body), Inbound)
        except (BadSignature, Unreadable):
            continue


@given(st.binary(max_size=200))
def test_whatever_is_encrypted_is_read_or_refused(noise: bytes) -> None:
    for encrypted in (wire.sealed(noise), wire.aes(wire.pad(noise)), noise.hex()):
        with pytest.raises((BadSignature, Unreadable)):
            safe(encrypted)
