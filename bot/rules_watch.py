"""Watches the config files: a good change is stored for every process, a bad one is told and changes nothing."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from pathlib import Path

from bot.live_rules import Refused
from bot.parts import Parts
from bot.settings import ConfigError, Problem, Settings, load_settings, try_out
from bot.settings.texts import UNIT_IN_USE
from casework import delivery, roster
from models.control import RulesVersion

log = logging.getLogger(__name__)


class RulesWatch:
    """One watcher; the clock's leader looks once a tick. Files are compared by their content's stamp, not read."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._stamps: dict[Path, tuple[int, int]] | None = None
        self._told: Refused | None = None

    def look(self) -> None:
        """Store a changed and valid file; tell once about a broken one and about a stored version that was refused."""
        self._look_at_files()
        refused = self._parts.live.refused
        if refused is not None and refused != self._told:
            self._tell([refused.reason])
            self._told = refused

    def _look_at_files(self) -> None:
        stamps = self._read_stamps()
        if stamps == self._stamps:
            return
        try:
            settings = load_settings(self._parts.settings.source)
            if settings.rules.version != self._parts.rules.version:
                self._refuse_lost_accounts(settings)
                try_out(settings)
                self._store(settings)
        except ConfigError as error:
            self._tell([str(problem) for problem in error.problems])
        self._stamps = stamps  # Only now: what the database could not take is tried at the next look.

    def _read_stamps(self) -> dict[Path, tuple[int, int]]:
        source = self._parts.settings.source
        files = [source, *sorted(source.parent.glob("*.toml")), *sorted(source.parent.glob("*.csv"))]
        return {file: (stat.st_mtime_ns, stat.st_size) for file in files if (stat := _stat(file)) is not None}

    def _refuse_lost_accounts(self, settings: Settings) -> None:
        """Accounts change with a restart alone: rules without the unit that one stands at must wait for it."""
        units = settings.rules.org.units
        lost = [one for one in self._parts.accounts.values() if one.unit and one.unit not in units]
        if lost:
            faults = (UNIT_IN_USE.format(account=one.name, unit=one.unit) for one in lost)
            raise ConfigError([Problem(settings.source, None, "units", fault) for fault in faults])

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

    def _tell(self, reasons: Sequence[str]) -> None:
        for reason in reasons:
            log.error("config refused, the old rules go on: %s", reason)
        for account in self._parts.accounts.values():
            with self._parts.work(account.id) as work:
                delivery.tell_duty(work, account.unit, "config_broken", note=reasons[0])
        self._parts.bell.ring()


def _stat(file: Path) -> os.stat_result | None:
    try:
        return file.stat()
    except OSError:
        return None
