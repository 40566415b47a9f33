"""Tries a config out that was found to be in order: its words are loaded as every process will load them."""

from __future__ import annotations

from bot.settings import texts
from bot.settings.errors import ConfigError
from bot.settings.model import Settings
from bot.settings.source import Source, read_source


def try_out(settings: Settings) -> None:
    """Builds a reader and keeps nothing of it, in about a second; raises ConfigError when that can't be done."""
    source = read_source(settings.source)
    _try_reader(source, settings)
    if source.problems:
        raise ConfigError(source.problems)


def _try_reader(source: Source, settings: Settings) -> None:
    from bot.rules import try_reader  # Imported here: whoever only loads a config loads no word lists.

    try:
        try_reader(settings.rules)
    except Exception as error:  # Whatever it is, a process that serves people would meet it as well.
        source.problem((), texts.NO_READER.format(error=type(error).__name__), texts.NO_READER_HINT)
