"""Builds the WSGI application: the webhook, the pages, and what operators look at."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, Response, jsonify
from redis.exceptions import RedisError
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.pages import page_deps
from bot.parts import Clock, Parts, utc_now
from bot.settings import Settings
from bot.webhook import webhook
from casework import sending
from web.media import media_pages
from web.progress import progress_pages

ROOT = Path(__file__).resolve().parent.parent


def create_app(settings: Settings, now: Clock = utc_now) -> Flask:
    """The application for these settings; word lists are loaded here, before any fork, so that they are shared."""
    app = Flask("lianxin", template_folder="web/templates", static_folder=None, root_path=str(ROOT))
    app.config["MAX_CONTENT_LENGTH"] = 1024 * 1024
    parts = Parts(settings, now)
    app.extensions["lianxin"] = parts
    app.extensions["lianxin_pages"] = page_deps(parts)
    parts.warm_up()
    parts.settle_in()
    app.register_blueprint(webhook)
    app.register_blueprint(progress_pages)
    app.register_blueprint(media_pages)
    app.add_url_rule("/healthz", "healthz", view_func=lambda: _health(parts))
    app.add_url_rule("/metrics", "metrics", view_func=lambda: _metrics(parts))
    app.after_request(_careful)
    return app


def _health(parts: Parts) -> tuple[Response, int]:
    """200 once the database answers; Redis is reported and never waited for."""
    try:
        with parts.database.read() as session:
            session.execute(text("SELECT 1"))
            pending, oldest = sending.backlog(session, parts.now())
    except SQLAlchemyError:
        return jsonify(db=False, redis=_redis_up(parts), outbox_pending=None, oldest_pending_s=None), 503
    return jsonify(db=True, redis=_redis_up(parts), outbox_pending=pending, oldest_pending_s=round(oldest, 1)), 200


def _redis_up(parts: Parts) -> bool:
    try:
        return bool(parts.redis.ping())
    except (RedisError, OSError):
        return False


def _metrics(parts: Parts) -> Response:
    """Figures for Prometheus, counted in the database at each look."""
    from bot.metrics import exposition  # Nobody who starts the bot should wait for what only Prometheus reads.

    with parts.database.read() as session:
        return Response(exposition(session, parts.now()), mimetype="text/plain; version=0.0.4")


def _careful(response: Response) -> Response:
    """Headers that every page carries."""
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    response.headers.setdefault(
        "Content-Security-Policy", "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
    )
    return response
