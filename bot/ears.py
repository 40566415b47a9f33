"""The engine that turns voices into words, loaded once and only in a process that listens to one."""

from __future__ import annotations

import logging
import threading

from bot.settings.model import SpeechSettings
from bot.settings.speech import explained, speech_fault
from speech.engine import Engine, EngineError
from speech.sherpa import Sherpa

log = logging.getLogger(__name__)


class Ears:
    """Without an engine in the config nothing is wanted; one that can't be used is told in the log, once."""

    def __init__(self, speech: SpeechSettings) -> None:
        self._speech = speech
        self._engine: Engine | None = None
        self._lock = threading.Lock()
        self._told = ""

    @property
    def wanted(self) -> bool:
        """Whether the config names an engine."""
        return bool(self._speech.engine)

    def check(self) -> None:
        """Tell at the start what would be missing later."""
        fault = speech_fault(self._speech)
        if fault is not None:
            self._tell(fault)

    def engine(self) -> Engine:
        """The engine, loaded at first use. Raises EngineError."""
        with self._lock:
            if self._engine is None:
                try:
                    self._engine = Sherpa(self._speech.folder, self._speech.family, self._speech.threads)
                except EngineError as fault:
                    self._tell(fault)
                    raise
                log.info("voices are turned into words by %s", self._speech.folder.name)
            return self._engine

    def _tell(self, fault: EngineError) -> None:
        what, hint = explained(fault)
        told = f"{what}（{hint}）"
        if told != self._told:
            log.error("voices are not turned into words: %s", told)
        self._told = told
