"""Recognises Chinese speech on this machine with sherpa-onnx, a package that is installed only where it is wanted."""

from __future__ import annotations

import importlib
import importlib.util
from pathlib import Path
from typing import Any, Literal

from speech.decoding import RATE, Sound
from speech.engine import EngineError

PACKAGE = "sherpa_onnx"
MODELS = ("model.int8.onnx", "model.onnx")  # The small one first: it is a quarter of the size.
TOKENS = "tokens.txt"
Family = Literal["sense_voice", "paraformer"]


def find_fault(folder: Path) -> EngineError | None:
    """What is missing before anything is loaded, or None."""
    if importlib.util.find_spec(PACKAGE) is None:
        return EngineError("package")
    if not folder.is_dir():
        return EngineError("folder", str(folder))
    if _model(folder) is None:
        return EngineError("model", str(folder))
    if not (folder / TOKENS).is_file():
        return EngineError("tokens", str(folder))
    return None


def _model(folder: Path) -> Path | None:
    return next((folder / name for name in MODELS if (folder / name).is_file()), None)


class Sherpa:
    """An engine on a model folder; loading takes seconds and some hundred megabytes."""

    def __init__(self, folder: Path, family: Family, threads: int) -> None:
        """Load the model. Raises EngineError when something is missing or does not fit."""
        fault = find_fault(folder)
        if fault is not None:
            raise fault
        try:
            self._recognizer = _load(folder, family, threads)
        except Exception as error:  # The package raises whatever its C++ side throws.
            raise EngineError("load", f"{folder}: {error}") from error

    def words(self, sound: Sound) -> str:
        """What was said."""
        stream = self._recognizer.create_stream()
        stream.accept_waveform(RATE, sound.samples)
        self._recognizer.decode_stream(stream)
        return str(stream.result.text).strip()


def _load(folder: Path, family: Family, threads: int) -> Any:
    recognizer = importlib.import_module(PACKAGE).OfflineRecognizer
    model, tokens = str(_model(folder)), str(folder / TOKENS)
    if family == "paraformer":
        return recognizer.from_paraformer(paraformer=model, tokens=tokens, num_threads=threads)
    # With digits and marks ("3号楼"), as people write; without, it may guess Cantonese or Japanese.
    return recognizer.from_sense_voice(model=model, tokens=tokens, num_threads=threads, language="zh", use_itn=True)
