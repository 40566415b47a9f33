"""Tries a config out that was found to be in order: its words are loaded as every process will load them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.settings import texts
from bot.settings.errors import ConfigError, KeyPath, Problem
from bot.settings.model import Settings
from bot.settings.source import Source, read_source
from domain.rules import Rules

LEARNED: KeyPath = ("understanding", "learned_file")


def try_out(settings: Settings) -> tuple[Problem, ...]:
    """Builds a reader and reads the learned lexicon, keeping nothing; takes a second or two.

    Returns what is worth a second look; raises ConfigError when people could not be answered by it.
    """
    source = read_source(settings.source)
    _try_reader(source, settings.rules)
    warnings = tuple(_try_learned(source, settings.rules))
    if source.problems:
        raise ConfigError(source.problems)
    return warnings


def _try_reader(source: Source, rules: Rules) -> None:
    from bot.rules import try_reader  # Imported here: whoever only loads a config loads no word lists.

    try:
        try_reader(rules)
    except Exception as error:  # Whatever it is, a process that serves people would meet it as well.
        source.problem((), texts.NO_READER.format(error=type(error).__name__), texts.NO_READER_HINT)


def _try_learned(source: Source, rules: Rules) -> Iterator[Problem]:
    if not rules.learned_file:
        return
    from classifier.experience import NONE
    from classifier.learned_file import UnreadableWordsError, load  # Imported here: numpy is heavy.

    file = Path(rules.learned_file)
    try:
        learned = load(file)
    except UnreadableWordsError as error:
        message = texts.NO_WORDS_LINE if error.line else texts.NO_WORDS
        source.problem(LEARNED, message.format(name=file.name, line=error.line), texts.NO_WORDS_HINT)
        return
    unknown = [id_ for id_ in learned.categories if id_ not in rules.categories and id_ != NONE]
    if unknown:
        message = texts.UNKNOWN_LEARNED.format(name=file.name, ids="、".join(unknown))
        yield source.located(LEARNED, message, texts.UNKNOWN_LEARNED_HINT)
