"""What can be wrong with a config file, said so that an admin can mend it: file, line, key, reason, hint."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault, or one warning, with the place to look at."""

    file: Path
    line: int | None
    key: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else str(self.file)
        what = f"{self.key}：{self.message}" if self.key else self.message
        return f"{where}  {what}" + (f"（{self.hint}）" if self.hint else "")

    def as_dict(self) -> dict[str, str | int | None]:
        return {
            "file": str(self.file),
            "line": self.line,
            "key": self.key,
            "message": self.message,
            "hint": self.hint,
        }


class ConfigError(Exception):
    """The file can't be used; holds everything found wrong with it, not only the first thing."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __str__(self) -> str:
        head = f"配置有 {len(self.problems)} 处不对："
        return "\n".join([head, *(f"  {problem}" for problem in self.problems)])


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that looks most like this one; None only when nothing is known."""
    return max(known, key=lambda other: SequenceMatcher(None, word.lower(), other).ratio(), default=None)


def written(path: KeyPath) -> str:
    """A key path the way an admin counts: ("units", 1, "name") is units[2].name."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += f".{part}" if text else part
    return text
