"""Whether the configured engine for voices is there; a missing one is only a warning: the product goes on without."""

from __future__ import annotations

from bot.settings import texts
from bot.settings.model import SpeechSettings
from speech.engine import EngineError
from speech.sherpa import find_fault


def speech_fault(speech: SpeechSettings) -> EngineError | None:
    """What is missing on this machine, without loading anything; None also where no engine is wanted."""
    return find_fault(speech.folder) if speech.engine else None


def explained(fault: EngineError) -> tuple[str, str]:
    """(what is the matter, what to do about it), for an admin."""
    return texts.SPEECH_OFF[fault.code].format(detail=fault.detail), texts.SPEECH_HINT[fault.code]
