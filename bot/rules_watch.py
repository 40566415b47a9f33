"""Watches the config files: a good change is stored for every process, a bad one is told and changes nothing."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from bot.parts import Parts
from bot.settings import ConfigError, Settings, load_settings
from casework import delivery, roster
from models.control import RulesVersion

log = logging.getLogger(__name__)


class RulesWatch:
    """One watcher; the clock's leader looks once a tick. Files are compared by their content's stamp, not read."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._stamps: dict[Path, tuple[int, int]] | None = None

    def look(self) -> None:
        """Store a changed and valid file; tell about a changed and broken one, once."""
        stamps = self._read_stamps()
        if stamps == self._stamps:
            return
        try:
            settings = load_settings(self._parts.settings.source)
        except ConfigError as error:
            self._tell(error)
        else:
            if settings.rules.version != self._parts.rules.version:
                self._store(settings)
        self._stamps = stamps  # Only now: what the database could not take is tried at the next look.

    def _read_stamps(self) -> dict[Path, tuple[int, int]]:
        source = self._parts.settings.source
        files = [source, *sorted(source.parent.glob("*.toml")), *sorted(source.parent.glob("*.csv"))]
        return {file: (stat.st_mtime_ns, stat.st_size) for file in files if (stat := _stat(file)) is not None}

    def _store(self, settings: Settings) -> None:
        parts = self._parts
        with parts.session() as session:
            session.add(RulesVersion(hash=settings.rules.version, text=settings.text, at=parts.now()))
            roster.sync(session, settings.rules.org)
        parts.live.look()
        for account in parts.accounts:
            with parts.work(account) as work:
                roster.rehome(work)
        log.info("the changed config is in force", extra={"version": settings.rules.version})

    def _tell(self, error: ConfigError) -> None:
        first = str(error.problems[0])
        for problem in error.problems:
            log.error("config refused, the old rules go on: %s", problem)
        for account in self._parts.accounts.values():
            with self._parts.work(account.id) as work:
                delivery.tell_duty(work, account.unit, "config_broken", note=first)
        self._parts.bell.ring()


def _stat(file: Path) -> os.stat_result | None:
    try:
        return file.stat()
    except OSError:
        return None
