"""The worker process: RQ runs the jobs one after the other in this process."""

from __future__ import annotations

import logging
import os
import time

from redis import Redis
from redis.exceptions import RedisError
from rq import Queue, SimpleWorker

from bot import tasks
from bot.queues import QUEUE, redis_url
from bot.settings import CONFIG_VARIABLE, Settings

log = logging.getLogger(__name__)
PATIENCE = 2.0  # Seconds before Redis is looked for again.


def run_worker(settings: Settings) -> None:
    """Work until told to stop; Redis may come and go meanwhile."""
    os.environ[CONFIG_VARIABLE] = str(settings.source)
    tasks.parts()
    while True:
        redis = Redis.from_url(redis_url(settings), socket_connect_timeout=PATIENCE)
        try:
            redis.ping()
            worker = _worker(redis)
            worker.work(logging_level="WARNING")
            if worker._stop_requested:
                return
        except (RedisError, OSError) as error:
            log.warning("redis is away (%s), trying again", type(error).__name__)
        time.sleep(PATIENCE)


def _worker(redis: Redis) -> SimpleWorker:
    """A worker whose times are short enough that what a killed one left is seen to within a minute."""
    queue = Queue(QUEUE, connection=redis)
    return SimpleWorker([queue], connection=redis, worker_ttl=60, maintenance_interval=30)
