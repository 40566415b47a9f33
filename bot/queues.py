"""The one RQ queue, and how a process finds its Redis without ever waiting for it."""

from __future__ import annotations

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from bot.embedded_redis import socket_path, unix_url
from bot.settings import Settings

QUEUE = "lianxin"
QUICK = 0.2  # Seconds; nothing that a resident waits for may depend on Redis.


def redis_url(settings: Settings) -> str:
    """The configured address, or where our own Redis would be."""
    if settings.redis_url != "embedded":
        return settings.redis_url
    return unix_url(socket_path(settings.data_dir))


def connect(settings: Settings, patience: float = QUICK) -> Redis:
    """A client with short time-outs; connects at the first command."""
    return Redis.from_url(
        redis_url(settings), socket_timeout=patience, socket_connect_timeout=patience, retry=Retry(NoBackoff(), 0)
    )
