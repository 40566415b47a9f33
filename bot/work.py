"""The worker process: RQ runs the jobs one after the other in this process."""

from __future__ import annotations

import logging
import os
import threading
import time

from redis import Redis
from redis.exceptions import RedisError
from rq import Queue, SimpleWorker
from rq.exceptions import StopRequested

from bot import tasks
from bot.queues import QUEUE, redis_url
from bot.settings import CONFIG_VARIABLE, Settings

log = logging.getLogger(__name__)
PATIENCE = 2.0  # Seconds before Redis is looked for again.


class Worker(SimpleWorker):
    """An RQ worker that remembers having been asked to stop, also when it was idle or Redis away."""

    asked_to_stop = False

    def handle_warm_shutdown_request(self) -> None:
        """SIGTERM or SIGINT: finish what is in hand, then end."""
        self.asked_to_stop = True
        super().handle_warm_shutdown_request()


def run_worker(settings: Settings) -> None:
    """Work until told to stop; Redis may come and go meanwhile."""
    os.environ[CONFIG_VARIABLE] = str(settings.source)
    tasks.parts().ears.check()  # The parts are built here, before a second thread could build them again.
    threading.Thread(target=tasks.run, args=("check_templates",), name="templates", daemon=True).start()
    while not _work(settings):
        try:
            time.sleep(PATIENCE)
        except StopRequested:
            return


def _work(settings: Settings) -> bool:
    """Work for as long as Redis is there. Returns whether the worker was asked to stop."""
    redis = Redis.from_url(redis_url(settings), socket_connect_timeout=PATIENCE)
    # Times short enough that what a killed worker left behind is seen to within a minute.
    worker = Worker([Queue(QUEUE, connection=redis)], connection=redis, worker_ttl=60, maintenance_interval=30)
    try:
        worker.work(logging_level="WARNING")
    except (RedisError, OSError) as error:
        log.warning("redis is away (%s), trying again", type(error).__name__)
    except StopRequested:
        return True
    return worker.asked_to_stop
