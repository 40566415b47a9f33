"""Our own Redis, with the real server that the product ships with."""

from __future__ import annotations

import os
import signal
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from bot.embedded_redis import (
    LONGEST_SOCKET_PATH,
    EmbeddedRedis,
    RedisUnavailableError,
    embedded_url,
    find_server,
    socket_path,
)
from bot.settings import load_platform
from tests.bot.configs import changed, write_config


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedRedis]:
    server = EmbeddedRedis(tmp_path)
    yield server
    server.stop()


def client(url: str) -> redis.Redis:
    return redis.Redis.from_url(url, decode_responses=True)


def lose_owner(server: EmbeddedRedis) -> int:
    """As if the owning process had been killed: the server runs on, the lock is free. Returns the pid."""
    pid = client(server.start()).info("server")["process_id"]
    assert server._lock is not None
    server._lock.close()
    return int(pid)


def test_a_server_can_be_found() -> None:
    assert os.access(find_server() or "", os.X_OK)


@pytest.mark.parametrize("name", ["redis-server", "valkey-server"])
def test_a_server_on_the_path_comes_before_our_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    ours = find_server()
    program = tmp_path / name
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert ours != str(program)
    assert find_server() == str(program)


def test_it_starts_answers_and_stops(server: EmbeddedRedis) -> None:
    url = server.start()
    assert client(url).ping()
    assert server.alive()
    server.stop()
    assert not server.socket.exists()
    with pytest.raises(redis.exceptions.ConnectionError):
        client(url).ping()


def test_what_was_written_is_there_after_a_restart(server: EmbeddedRedis) -> None:
    client(server.start()).set("kept", "yes")
    server.stop()
    assert client(server.start()).get("kept") == "yes"


def test_only_its_user_can_reach_it(server: EmbeddedRedis) -> None:
    connection = client(server.start())
    assert stat.S_IMODE(server.socket.stat().st_mode) == 0o600
    assert stat.S_IMODE(server.folder.stat().st_mode) == 0o700
    assert connection.config_get("port") == {"port": "0"}


def test_a_start_while_it_runs_changes_nothing(server: EmbeddedRedis) -> None:
    pid = client(server.start()).info("server")["process_id"]
    assert client(server.start()).info("server")["process_id"] == pid


def test_a_fallen_server_is_started_again(server: EmbeddedRedis) -> None:
    pid = client(server.start()).info("server")["process_id"]
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    assert not server.alive()
    assert client(server.start()).info("server")["process_id"] != pid


def test_a_live_orphan_is_adopted_and_stopped_in_the_end(server: EmbeddedRedis, tmp_path: Path) -> None:
    pid = lose_owner(server)
    heir = EmbeddedRedis(tmp_path)
    assert client(heir.start()).info("server")["process_id"] == pid
    heir.stop()
    assert os.waitpid(pid, 0)[0] == pid


def test_an_orphan_without_its_socket_is_ended_before_a_new_one_starts(server: EmbeddedRedis, tmp_path: Path) -> None:
    pid = lose_owner(server)
    server.socket.unlink()
    heir = EmbeddedRedis(tmp_path)
    new = client(heir.start()).info("server")["process_id"]
    assert new != pid
    heir.stop()


def test_a_dead_socket_and_pid_file_are_cleared_away(server: EmbeddedRedis) -> None:
    server.folder.mkdir(parents=True)
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(server.socket))
    (server.folder / "redis.pid").write_text(str(os.getpid()))  # A pid that went to another program.
    assert client(server.start()).ping()


def test_a_second_owner_uses_it_and_leaves_it_running(server: EmbeddedRedis, tmp_path: Path) -> None:
    first = server.start()
    second = EmbeddedRedis(tmp_path)
    assert second.start() == first
    second.stop()
    assert client(first).ping()


def test_a_long_folder_gets_a_short_socket(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 120)
    server = EmbeddedRedis(deep)
    assert len(os.fsencode(server.socket)) <= LONGEST_SOCKET_PATH
    assert server.socket == socket_path(deep)
    url = server.start()
    assert client(url).config_get("dir") == {"dir": str(deep / "redis")}
    assert stat.S_IMODE(server.socket.parent.stat().st_mode) == 0o700
    server.stop()
    server.socket.parent.rmdir()


def test_a_folder_with_strange_signs_in_its_name_is_no_trouble(tmp_path: Path) -> None:
    server = EmbeddedRedis(tmp_path / "数据 a?b#c%20")
    assert client(server.start()).ping()
    server.stop()


def test_a_program_that_is_no_server_is_told_with_the_place_of_its_log(tmp_path: Path) -> None:
    with pytest.raises(RedisUnavailableError, match=r"redis\.log"):
        EmbeddedRedis(tmp_path, program="/bin/false").start()


def test_other_processes_use_it_only_when_it_is_there(tmp_path: Path) -> None:
    platform = load_platform(write_config(tmp_path), {})
    assert embedded_url(platform) is None
    assert not platform.data_dir.exists()
    server = EmbeddedRedis(platform.data_dir)
    url = server.start()
    assert embedded_url(platform) == url
    server.stop()
    assert embedded_url(platform) is None


def test_a_redis_of_the_admins_own_is_used_as_it_is(tmp_path: Path) -> None:
    text = changed("[database]", '[redis]\nurl = "redis://cache:6379/2"\n[database]')
    assert embedded_url(load_platform(write_config(tmp_path, text), {})) == "redis://cache:6379/2"
