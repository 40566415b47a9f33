"""What goes wrong between us and WeChat: tokens refused, servers silent, answers that make no sense."""

from __future__ import annotations

import socket
import struct
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler

import pytest

from tests.wechat import wire
from tests.wechat.conftest import Answer, Api
from wechat.apierrors import ApiError, NetworkError
from wechat.gateway import Gateway
from wechat.tokens import MemoryTokenStore
from wechat.transport import Http

SECRET = "examplesecret"
SEND = "/cgi-bin/message/custom/send"
TOKEN = "/cgi-bin/stable_token"


def gateway_to(url: str, read_timeout: float = 5) -> Gateway:
    return Gateway(wire.PLAIN, SECRET, url, MemoryTokenStore(), timeout=(1, read_timeout))


def refused(code: int) -> dict[str, object]:
    return {"errcode": code, "errmsg": "invalid credential, access_token is invalid, rid: 1-2-3"}


# Tokens.


@pytest.mark.parametrize("code", [40001, 42001, 40014])
def test_a_refused_token_is_renewed_once_and_the_call_made_again(api: Api, code: int) -> None:
    api.queue(SEND, refused(code))
    gateway_to(api.url).send_text("o1", "好")
    assert [call.query["access_token"] for call in api.to(SEND)] == ["token-1", "token-2"]
    assert api.fetches == 2


@pytest.mark.parametrize("code", [40001, 42001, 40014])
def test_a_token_refused_again_is_given_up(api: Api, code: int) -> None:
    api.queue(SEND, *[refused(code)] * 20)
    with pytest.raises(ApiError) as error:
        gateway_to(api.url).send_text("o1", "好")
    assert (error.value.errcode, len(api.to(SEND)), api.fetches) == (code, 2, 2)


def test_the_same_token_offered_again_is_forced_anew(api: Api) -> None:
    api.queue(TOKEN, *[{"access_token": "old", "expires_in": 7200}] * 2)
    api.queue(SEND, refused(40001))
    gateway_to(api.url).send_text("o1", "好")
    assert [call.json["force_refresh"] for call in api.to(TOKEN)] == [False, False, True]
    assert [call.query["access_token"] for call in api.to(SEND)] == ["old", "token-1"]


@pytest.mark.parametrize("code", [-1, 40003, 45015, 47003, 48001, 41001])
def test_other_errors_are_not_tried_again(api: Api, code: int) -> None:
    api.queue(SEND, refused(code))
    with pytest.raises(ApiError) as error:
        gateway_to(api.url).send_text("o1", "好")
    assert (error.value.errcode, error.value.api) == (code, "message/custom/send")
    assert (len(api.to(SEND)), api.fetches) == (1, 1)


def test_a_refused_secret_is_an_api_error_of_the_token_endpoint(api: Api) -> None:
    api.queue(TOKEN, {"errcode": 40164, "errmsg": "invalid ip 192.0.2.1, not in whitelist rid: 9-9"})
    with pytest.raises(ApiError) as error:
        gateway_to(api.url).send_text("o1", "好")
    assert (error.value.errcode, error.value.api, error.value.rid) == (40164, "stable_token", "9-9")
    assert api.to(SEND) == []


def test_an_error_code_that_is_no_number_is_an_error_all_the_same(api: Api) -> None:
    api.queue(SEND, {"errcode": "broken", "errmsg": "x"})
    with pytest.raises(ApiError):
        gateway_to(api.url).send_text("o1", "好")


# Silence and nonsense.


@contextmanager
def stalling() -> Iterator[Callable[[BaseHTTPRequestHandler], None]]:
    """An answer that does not come before the test is over."""
    over = threading.Event()

    def stall(handler: BaseHTTPRequestHandler) -> None:
        over.wait(10)
        handler.close_connection = True

    try:
        yield stall
    finally:
        over.set()


def test_a_stall_leaves_the_outcome_unknown(api: Api) -> None:
    with stalling() as stall:
        api.queue(SEND, stall)
        with pytest.raises(NetworkError) as error:
            gateway_to(api.url, read_timeout=0.2).send_text("o1", "好")
    assert error.value.unknown_outcome
    assert len(api.to(SEND)) == 1


def test_a_stalled_token_endpoint_means_that_nothing_was_sent(api: Api) -> None:
    with stalling() as stall:
        api.queue(TOKEN, stall)
        with pytest.raises(NetworkError) as error:
            gateway_to(api.url, read_timeout=0.2).send_text("o1", "好")
    assert not error.value.unknown_outcome
    assert api.to(SEND) == []


def test_a_refused_connection_is_a_known_outcome() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        with pytest.raises(NetworkError) as error:
            gateway_to(url).oauth_openid("c0de")
    assert not error.value.unknown_outcome


def cut(handler: BaseHTTPRequestHandler) -> None:
    """Resets the connection after the request was read."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def half(handler: BaseHTTPRequestHandler) -> None:
    """Promises more than it sends."""
    handler.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"errcode"')
    handler.close_connection = True


def nonsense(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"\x00\x01\x02 no HTTP\r\n\r\n")
    handler.close_connection = True


@pytest.mark.parametrize(
    ("answer", "unknown"),
    [
        (500, True),
        (502, True),
        (302, True),
        (404, False),
        (413, False),
        (b"", True),
        (b"<html>busy</html>", True),
        (b"[1]", True),
        (b"{broken", True),
        (cut, True),
        (half, True),
        (nonsense, True),
    ],
)
def test_an_unusable_answer_is_a_network_error(api: Api, answer: Answer, unknown: bool) -> None:
    api.queue(SEND, answer)
    with pytest.raises(NetworkError) as error:
        gateway_to(api.url).send_text("o1", "好")
    assert error.value.unknown_outcome is unknown
    assert len(api.to(SEND)) == 1


def test_an_answer_without_what_it_is_for_is_a_network_error(api: Api) -> None:
    for path in ("menu/addconditional", "media/upload"):
        api.queue("/cgi-bin/" + path, {"errcode": 0})
    with pytest.raises(NetworkError):
        gateway_to(api.url).add_conditional({})
    with pytest.raises(NetworkError):
        gateway_to(api.url).upload("image", "a.jpg", b"x")


def test_an_empty_medium_is_a_network_error(api: Api) -> None:
    api.queue("/cgi-bin/media/get", b"")
    with pytest.raises(NetworkError):
        gateway_to(api.url).download("m1")


@pytest.mark.parametrize(
    "url",
    ["http://192.0.2.1/p", "file:///etc/hostname", "http://qpic.cn.example/p", "http://127.0.0.1:1/p", ""],
)
def test_a_picture_is_fetched_from_nowhere_but_wechat(api: Api, url: str) -> None:
    with pytest.raises(NetworkError, match="not one of"):
        gateway_to(api.url).fetch_picture(url)


def test_a_video_address_of_another_kind_is_refused(api: Api) -> None:
    api.queue("/cgi-bin/media/get", {"video_url": "file:///etc/hostname"})
    with pytest.raises(NetworkError, match="not a web address"):
        gateway_to(api.url).download("m1")


def test_an_endless_answer_is_cut_off(api: Api) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        handler.close_connection = True
        try:
            while True:
                handler.wfile.write(b"x" * 1_000_000)
        except OSError:
            return

    api.queue("/cgi-bin/media/get", endless)
    with pytest.raises(NetworkError, match="too long"):
        gateway_to(api.url).download("m1")


def test_an_answer_in_drops_is_cut_off(api: Api) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 200_000)
        handler.close_connection = True

    api.queue("/slow", drip)
    with pytest.raises(NetworkError, match="too slow"):
        Http(api.url, deadline=0).send("GET", api.url + "/slow", "slow")


def test_a_redirect_is_not_followed_with_the_token(api: Api) -> None:
    def elsewhere(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")

    api.queue(SEND, elsewhere)
    with pytest.raises(NetworkError, match="302"):
        gateway_to(api.url).send_text("o1", "好")
    assert api.to("/elsewhere") == []


def test_no_error_shows_a_token_a_secret_or_a_word(api: Api) -> None:
    api.queue(SEND, 500, refused(47003) | {"errmsg": "data.thing2.value invalid: 秘密"})
    gateway = gateway_to(api.url)
    for kind in (NetworkError, ApiError):
        with pytest.raises(kind) as error:
            gateway.send_text("oSecretPerson", "秘密")
        shown = "".join(traceback.format_exception_only(error.value)) + repr(error.value)
        assert not any(word in shown for word in ("token-1", SECRET, "秘密", "oSecretPerson"))
    with pytest.raises(NetworkError) as error:
        gateway_to("http://127.0.0.1:9").oauth_openid("c0de")
    assert SECRET not in "".join(traceback.format_exception(error.value))


# Threads.


def test_threads_share_a_gateway_and_one_token(api: Api) -> None:
    gateway, errors = gateway_to(api.url), []

    def send() -> None:
        try:
            for _ in range(5):
                gateway.send_text("o1", "好")
        except (ApiError, NetworkError) as error:
            errors.append(error)

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (errors, api.fetches, len(api.to(SEND))) == ([], 1, 20)
