"""The engine is installed only where it is wanted; what is missing is named before anything is loaded."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from speech import sherpa
from speech.decoding import decode
from speech.engine import EngineError
from tests.speech import recordings


class Recognizer:
    """What the package calls OfflineRecognizer: notes how it was made and what it got."""

    def __init__(self, family: str, **given: Any) -> None:
        if given["num_threads"] > 8:
            raise RuntimeError("Load model failed")
        self.family, self.given = family, given
        self.decoded: list[Any] = []

    @classmethod
    def from_sense_voice(
        cls, model: str, tokens: str, num_threads: int = 1, language: str = "", use_itn: bool = False
    ) -> Recognizer:
        return cls("sense_voice", model=model, tokens=tokens, num_threads=num_threads, language=language, itn=use_itn)

    @classmethod
    def from_paraformer(cls, paraformer: str, tokens: str, num_threads: int = 1) -> Recognizer:
        return cls("paraformer", model=paraformer, tokens=tokens, num_threads=num_threads)

    def create_stream(self) -> Any:
        got: list[tuple[int, int]] = []
        result = SimpleNamespace(text="")
        accept = lambda rate, samples: got.append((rate, len(samples)))  # noqa: E731
        return SimpleNamespace(got=got, accept_waveform=accept, result=result)

    def decode_stream(self, stream: Any) -> None:
        [(rate, count)] = stream.got
        stream.result.text = f" {count // rate}秒 "


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A package of that name that does as the real one does."""
    package = ModuleType("sherpa_onnx")
    package.__spec__ = SimpleNamespace(name="sherpa_onnx")  # type: ignore[assignment]
    package.OfflineRecognizer = Recognizer  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sherpa_onnx", package)


def model(folder: Path, *names: str) -> Path:
    for name in names or ("model.int8.onnx", "tokens.txt"):
        (folder / name).touch()
    return folder


def test_without_the_package_that_is_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sherpa_onnx", None)
    monkeypatch.setattr(sherpa.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(EngineError) as refused:
        sherpa.Sherpa(model(tmp_path), "sense_voice", 1)
    assert refused.value.code == "package"


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("names", "code"), [(("tokens.txt",), "model"), (("model.onnx",), "tokens"), (("readme.md",), "model")]
)
def test_a_folder_that_is_not_complete_is_refused(tmp_path: Path, names: tuple[str, ...], code: str) -> None:
    fault = sherpa.find_fault(model(tmp_path, *names))
    assert fault is not None
    assert (fault.code, fault.detail) == (code, str(tmp_path))


@pytest.mark.usefixtures("installed")
def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    fault = sherpa.find_fault(tmp_path / "none")
    assert fault is not None
    assert fault.code == "folder"


@pytest.mark.usefixtures("installed")
def test_a_model_that_does_not_load_is_told_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(EngineError) as refused:
        sherpa.Sherpa(model(tmp_path), "sense_voice", 9)
    assert refused.value.code == "load"
    assert "Load model failed" in refused.value.detail


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("family", ["sense_voice", "paraformer"])
def test_it_hands_over_the_samples_and_gives_back_the_words(tmp_path: Path, family: sherpa.Family) -> None:
    engine = sherpa.Sherpa(model(tmp_path, "model.onnx", "model.int8.onnx", "tokens.txt"), family, 2)
    made = engine._recognizer
    assert made.family == family
    assert made.given["model"] == str(tmp_path / "model.int8.onnx")
    assert made.given["num_threads"] == 2
    assert engine.words(decode(recordings.AMR)) == "6秒"
