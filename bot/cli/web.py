"""`web`: the webhook and the pages, served by gunicorn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from bot.cli.options import open_settings, with_config
from bot.logs import log_config, log_to_stderr
from bot.settings import Settings, make_folders


@click.command()
@with_config
def web(config: Path) -> None:
    """只起网页：收微信消息，给居民和工作人员看的页面。"""
    settings = open_settings(config)
    log_to_stderr(settings.app.logs)
    make_folders(settings)
    serve(settings)


def serve(settings: Settings) -> None:
    """Serve until told to stop. The app is built once, before the fork, so that its word lists are shared."""
    from gunicorn.app.base import BaseApplication

    from bot.app import create_app

    class Server(BaseApplication):
        def load_config(self) -> None:
            for key, value in gunicorn_options(settings).items():
                self.cfg.set(key, value)

        def load(self) -> Any:
            return create_app(settings)

    Server().run()


def gunicorn_options(settings: Settings) -> dict[str, Any]:
    return {
        "bind": [f"{settings.app.host}:{settings.app.port}"],
        "worker_class": "gthread",
        "workers": settings.app.web_workers,
        "threads": settings.app.web_threads,
        "preload_app": True,
        "timeout": 30,
        "graceful_timeout": 8,
        "control_socket_disable": True,  # It would lie in the home folder, which a service user may not have.
        "accesslog": None,  # Query strings hold openids.
        "errorlog": "-",
        "logconfig_dict": log_config(settings.app.logs),
        "post_fork": _after_fork,
    }


def _after_fork(server: Any, worker: Any) -> None:
    """Threads and connections don't survive a fork; the app makes its own anew."""
    server.app.wsgi().extensions["lianxin"].after_fork()
