"""What the config says about voices, and what is missing for it on this machine."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot import ears
from bot.cli.main import main
from bot.ears import Ears
from bot.settings import SpeechSettings, load_settings
from bot.settings.speech import explained
from speech.decoding import Sound
from speech.engine import EngineError
from tests.bot.configs import VALID, problems_of, write_config
from tests.speech import recordings

WANTED = '[speech]\nengine = "sherpa"\nfamily = "paraformer"\nmodel = "models/p"\nthreads = 3\n'
CODES = ("package", "folder", "model", "tokens", "load")


def test_nothing_is_wanted_unless_it_is_written(tmp_path: Path) -> None:
    settings = load_settings(write_config(tmp_path), {})
    assert settings.speech.engine == ""
    assert not Ears(settings.speech).wanted
    assert "speech.model" not in {warning.key for warning in settings.warnings}


def test_the_model_is_looked_for_beside_the_config(tmp_path: Path) -> None:
    speech = load_settings(write_config(tmp_path, VALID + WANTED), {}).speech
    assert speech == SpeechSettings("sherpa", "paraformer", tmp_path / "models/p", 3)


@pytest.mark.parametrize("line", ['engine = "cloud"', 'family = "whisper"', "threads = 0", 'modle = "x"'])
def test_what_cannot_be_meant_is_refused(tmp_path: Path, line: str) -> None:
    [problem] = problems_of(write_config(tmp_path, f"{VALID}[speech]\n{line}\n"))
    assert problem.key.startswith("speech.")


@pytest.mark.parametrize("code", CODES)
def test_every_fault_is_explained_with_what_to_do(code: str) -> None:
    what, hint = explained(EngineError(code, "某处"))
    assert "语音先不转文字" in what
    assert hint


class Loaded:
    """An engine in whose place something has been loaded."""

    def __init__(self, folder: Path, family: str, threads: int) -> None:
        if folder.name == "broken":
            raise EngineError("load", "half a file")
        self.given = (folder, family, threads)

    def words(self, sound: Sound) -> str:
        return f"{round(sound.seconds)}秒的话"


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package is there."""
    monkeypatch.setattr(ears, "Sherpa", Loaded)


def speech(name: str) -> SpeechSettings:
    return SpeechSettings("sherpa", "sense_voice", Path(name), 2)


@pytest.mark.usefixtures("loads")
def test_the_engine_is_loaded_once() -> None:
    mine = Ears(speech("whole"))
    assert mine.wanted
    assert mine.engine() is mine.engine()


@pytest.mark.usefixtures("loads")
def test_one_that_does_not_load_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    mine = Ears(speech("broken"))
    with caplog.at_level(logging.ERROR, "bot.ears"):
        for _ in range(3):
            with pytest.raises(EngineError):
                mine.engine()
    [told] = [record.getMessage() for record in caplog.records]
    assert "half a file" in told


def test_what_is_missing_is_told_at_the_start(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    with caplog.at_level(logging.ERROR, "bot.ears"):
        Ears(speech(str(tmp_path / "none"))).check()
        Ears(SpeechSettings("", "sense_voice", tmp_path, 2)).check()
    assert len(caplog.records) == 1


def hear(folder: Path, data: bytes, config: str) -> tuple[int, str]:
    """The command on a recording: (exit code, all that it said)."""
    file = folder / "voice.amr"
    file.write_bytes(data)
    result = CliRunner().invoke(main, ["hear", str(file), "--config", str(write_config(folder, config))])
    return result.exit_code, result.output


@pytest.mark.usefixtures("loads")
def test_a_recording_can_be_tried(tmp_path: Path) -> None:
    code, said = hear(tmp_path, recordings.AMR, VALID + WANTED)
    assert code == 0
    assert "格式：amr\n" in said
    assert re.search(r"长度：6\.\d 秒", said)
    assert "听到：6秒的话" in said


@pytest.mark.usefixtures("loads")
@pytest.mark.parametrize(
    ("data", "config", "word"),
    [
        (recordings.SILK, WANTED, "格式转不了"),
        (b"hello", WANTED, "不认得"),
        (recordings.AMR, "", "engine 是空的"),
        (recordings.AMR, WANTED.replace("models/p", "broken"), "half a file"),
    ],
)
def test_trying_says_what_stands_in_the_way(tmp_path: Path, data: bytes, config: str, word: str) -> None:
    code, said = hear(tmp_path, data, VALID + config)
    assert code == 1
    assert word in said
