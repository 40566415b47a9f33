"""How the processes log: a line an event, as JSON for machines or plain for people; ids only, never words or names."""

from __future__ import annotations

import logging
import logging.config
from typing import Any

from pythonjsonlogger.json import JsonFormatter

JSON, TEXT = "json", "text"
FIELDS = "%(asctime)s %(levelname)s %(name)s %(message)s"


def log_to_stderr(style: str) -> None:
    """From now on everything is logged to standard error; standard output is left to results."""
    logging.config.dictConfig(log_config(style))


def log_config(style: str) -> dict[str, Any]:
    """The same as `logging.config` and gunicorn take it; gunicorn's own lines go the same way."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": formatter, "style": style}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"level": "INFO", "handlers": ["stderr"]},
        "loggers": {"gunicorn.error": {"level": "INFO", "handlers": [], "propagate": True}},
    }


def formatter(style: str) -> logging.Formatter:
    """One line for each record; as JSON with whatever was given along: trace, account, outbox row."""
    if style == TEXT:
        return logging.Formatter(FIELDS)
    names = {"asctime": "at", "levelname": "level", "name": "logger"}
    return JsonFormatter(FIELDS, rename_fields=names, datefmt="%Y-%m-%dT%H:%M:%S%z", json_ensure_ascii=False)
