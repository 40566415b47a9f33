"""Tokens in memory and in a real Redis: fetched once, shared, renewed, and not missed when Redis is away."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from tests.wechat.conftest import Api
from wechat.tokens import MemoryTokenStore, RedisTokenStore, Token, Tokens, TokenStore

ROOT = Path(__file__).parents[2]


class Server:
    """Counts how often it is asked; may wait with its answer until others have come."""

    def __init__(self, until: threading.Event | None = None) -> None:
        self.asked: list[bool] = []
        self.until = until

    def __call__(self, force: bool) -> Token:
        self.asked.append(force)
        if self.until:
            assert self.until.wait(10)
        return Token(f"token-{len(self.asked)}", 7200)


class Crowd:
    """A store that tells when `size` callers have come to its lock."""

    def __init__(self, store: TokenStore, size: int) -> None:
        self.store = store
        self.size, self.come, self.all_here = size, 0, threading.Event()
        self.guard = threading.Lock()
        self.get, self.put = store.get, store.put

    def lock(self, app_id: str) -> AbstractContextManager[object]:
        with self.guard:
            self.come += 1
            if self.come == self.size:
                self.all_here.set()
        return self.store.lock(app_id)


def in_threads(act: Callable[[], str], count: int) -> list[str]:
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(act())) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def away() -> redis.Redis:
    return redis.Redis(unix_socket_path="/nonexistent/redis.sock", retry=Retry(NoBackoff(), 0))


@pytest.fixture(params=["memory", "redis", "redis away"])
def store(request: pytest.FixtureRequest, redis_client: redis.Redis) -> TokenStore:
    if request.param == "memory":
        return MemoryTokenStore()
    return RedisTokenStore(redis_client if request.param == "redis" else away(), "test")


def tokens(store: TokenStore, server: Server, app_id: str = "wx1", key: str = "s") -> Tokens:
    return Tokens(app_id, key, store, server)


def test_a_token_is_fetched_once_and_kept(store: TokenStore) -> None:
    server = Server()
    one = tokens(store, server)
    assert [one.current(), one.current()] == ["token-1", "token-1"]
    assert server.asked == [False]


def test_threads_that_come_together_fetch_once(store: TokenStore) -> None:
    crowd = Crowd(store, 4)
    server = Server(until=crowd.all_here)
    one = tokens(crowd, server)
    assert in_threads(one.current, 4) == ["token-1"] * 4
    assert server.asked == [False]


def test_threads_with_the_same_stale_token_renew_it_once(store: TokenStore) -> None:
    tokens(store, Server()).current()
    crowd = Crowd(store, 4)
    server = Server(until=crowd.all_here)
    server.asked.append(False)
    one = tokens(crowd, server)
    assert in_threads(lambda: one.renew("token-1"), 4) == ["token-2"] * 4
    assert server.asked == [False, False]


def test_accounts_and_secrets_are_kept_apart(store: TokenStore) -> None:
    server = Server()
    found = {
        tokens(store, server, app_id, secret).current()
        for app_id, secret in [("wx1", "s"), ("wx2", "s"), ("wx1", "other"), ("wx1", "s")]
    }
    assert len(found) == len(server.asked) == 3


def test_a_token_is_dropped_a_minute_before_its_end() -> None:
    now = [0.0]
    server = Server()
    one = tokens(MemoryTokenStore(clock=lambda: now[0]), server)
    found = []
    for now[0] in (0.0, 7139.0, 7140.0):
        found.append(one.current())
    assert found == ["token-1", "token-1", "token-2"]


def test_a_failed_fetch_lets_the_next_one_try(store: TokenStore) -> None:
    server = Server()

    def fail(force: bool) -> Token:
        raise OSError("unreachable")

    with pytest.raises(OSError, match="unreachable"):
        Tokens("wx1", "s", store, fail).current()
    assert tokens(store, server).current() == "token-1"


def test_redis_keeps_neither_secret_nor_a_token_for_ever(redis_client: redis.Redis) -> None:
    tokens(RedisTokenStore(redis_client, "test"), Server(), key="examplesecret").current()
    keys = [key.decode() for key in redis_client.scan_iter()]
    assert all(key.startswith("test:wx1:") and "examplesecret" not in key for key in keys)
    assert len(keys) == 1
    assert 7000 < redis_client.ttl(keys[0]) <= 7140


def test_a_redis_that_is_away_is_left_in_peace_for_a_while() -> None:
    store = RedisTokenStore(away(), "test")
    tokens(store, Server()).current()
    start = time.perf_counter()
    for _ in range(1000):
        store.get("wx1")
    assert time.perf_counter() - start < 1


def test_a_lock_left_by_a_dead_process_does_not_last(redis_client: redis.Redis) -> None:
    store = RedisTokenStore(redis_client, "test")
    with store.lock("wx1"):
        assert 0 < redis_client.ttl("test:wx1:access_token:lock") <= 30
    assert redis_client.exists("test:wx1:access_token:lock") == 0


CHILD = """
import sys
import redis
from wechat.credentials import Credentials
from wechat.gateway import Gateway
from wechat.tokens import RedisTokenStore

socket, url = sys.argv[1:]
store = RedisTokenStore(redis.Redis(unix_socket_path=socket), "test")
gateway = Gateway(Credentials("a", "gh_a", "wx1", "t"), "s", url, store)
print("ready", flush=True)
sys.stdin.readline()
gateway.send_text("o1", "x")
"""


def test_two_processes_fetch_once(api: Api, redis_socket: str, redis_client: redis.Redis) -> None:
    command = [sys.executable, "-c", CHILD, redis_socket, api.url]
    pipe = subprocess.PIPE
    children = [subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=ROOT) for _ in range(2)]
    for child in children:
        assert child.stdout
        assert child.stdout.readline() == b"ready\n"
    for child in children:
        assert child.stdin
        child.stdin.write(b"go\n")
        child.stdin.flush()
    for child in children:
        child.communicate(timeout=30)
    assert [child.returncode for child in children] == [0, 0]
    assert api.fetches == 1
    assert {call.query["access_token"] for call in api.to("/cgi-bin/message/custom/send")} == {"token-1"}
