"""Ears for tests: they give back the words that a test has put in, and keep the sounds they got."""

from __future__ import annotations

from pathlib import Path

from bot.ears import Ears
from bot.settings import SpeechSettings
from speech.decoding import Sound
from tests.journeys.village import Village


class Listener:
    """An engine that understands what it was told to."""

    def __init__(self, *script: str | Exception) -> None:
        self.script = list(script)
        self.sounds: list[Sound] = []

    def words(self, sound: Sound) -> str:
        self.sounds.append(sound)
        said = self.script.pop(0)
        if isinstance(said, Exception):
            raise said
        return said


class GivenEars(Ears):
    """Ears whose engine is there."""

    def __init__(self, listener: Listener) -> None:
        super().__init__(SpeechSettings("sherpa", "sense_voice", Path("nowhere"), 1))
        self.listener = listener

    def engine(self) -> Listener:
        return self.listener


def listens(village: Village, *script: str | Exception) -> Listener:
    """From now on the village understands voices: the first says this, the next that."""
    listener = Listener(*script)
    village.parts.ears = GivenEars(listener)
    return listener
