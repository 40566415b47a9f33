"""The rules in force: every process takes up a newer version from the database within seconds, without a restart."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from bot.mishaps import outline
from bot.rules import SENTENCE, make_reader
from bot.settings import ConfigError, rules_from_text
from bot.settings.texts import NO_READER
from classifier import Reader
from domain.rules import Rules
from models.control import RulesVersion
from models.engine import Database

log = logging.getLogger(__name__)
LOOK_EVERY = 1.0  # Seconds between two looks at the newest version.
OLD = 3.0  # Seconds after which what is in force may be out of date: admins are promised five.


class Refused(NamedTuple):
    """A stored version that can't be used, and why, for a person to read."""

    version: str
    reason: str


class InForce:
    """Rules and the reader made of them: always taken together, so that no message is read by mixed versions."""

    def __init__(self, rules: Rules, data_dir: Path) -> None:
        self.rules = rules
        self._data_dir = data_dir
        self._reader: Reader | None = None
        self._lock = threading.Lock()

    @property
    def reads(self) -> bool:
        """Whether this process reads words: the clock never does, the worker only those of voices."""
        return self._reader is not None

    @property
    def reader(self) -> Reader:
        """The reader; its word lists are loaded at first use."""
        with self._lock:
            if self._reader is None:
                self._reader = make_reader(self.rules, self._data_dir)
            return self._reader

    def warm(self) -> None:
        """Read a sentence, so that no resident is the first to try."""
        self.reader.read(SENTENCE)


class LiveRules:
    """The version in force. A newer one is loaded by a thread beside, so that nobody waits, and takes its place whole.

    Only a process that was idle looks before it answers: else its next answer, whenever that is, would go by old rules.
    """

    def __init__(
        self,
        database: Database,
        rules: Rules,
        data_dir: Path,
        timezone: str,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database, self._data_dir, self._timezone = database, data_dir, timezone
        self._monotonic = monotonic
        self._current = InForce(rules, data_dir)
        self._looked = monotonic()
        self._lock = threading.Lock()
        self.refused: Refused | None = None

    def current(self) -> InForce:
        """What is in force now."""
        age = self._monotonic() - self._looked
        if age >= OLD:
            self.look()
        elif age >= LOOK_EVERY:
            self._looked = self._monotonic()
            threading.Thread(target=self.look, name="rules", daemon=True).start()
        return self._current

    def look(self) -> bool:
        """Take up the newest stored version if it is another. Returns whether something changed."""
        with self._lock:
            try:
                return self._look()
            finally:
                self._looked = self._monotonic()  # Only now: whoever asks meanwhile in an idle process waits as well.

    def _look(self) -> bool:
        try:
            newest = self._newest()
        except SQLAlchemyError as error:
            log.warning("rules version not read: %s", type(error).__name__)
            return False
        refused = self.refused.version if self.refused else None
        if newest is None or newest[0] in (self._current.rules.version, refused):
            return False
        return self._take(*newest)

    def _take(self, version: str, text: str) -> bool:
        """A version that can't be used, as one stored by another release may be, is left; the rules in force go on."""
        try:
            fresh = InForce(rules_from_text(text, self._timezone), self._data_dir)
            if self._current.reads:  # Whoever stored it has tried it; the others need no word lists in memory.
                fresh.warm()
        except Exception as error:  # Whatever is wrong with it, people go on being answered by the rules in force.
            log.error("stored rules refused: %s", outline(error), extra={"version": version})
            self.refused = Refused(version, _reason(error))
            return False
        self._current, self.refused = fresh, None
        log.info("new rules in force", extra={"version": version})
        return True

    def _newest(self) -> tuple[str, str] | None:
        query = select(RulesVersion.hash, RulesVersion.text).order_by(RulesVersion.id.desc()).limit(1)
        with self._database.read() as session:
            row = session.execute(query).one_or_none()
        return (row[0], row[1]) if row else None


def _reason(error: Exception) -> str:
    return str(error.problems[0]) if isinstance(error, ConfigError) else NO_READER.format(error=type(error).__name__)
