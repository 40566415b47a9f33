"""What an import tells: which rows were of no use and why, and what became of the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


class UnreadableError(Exception):
    """Nothing can be taken from this file; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A row of a table, or a figure of a map, that could not be used or not wholly; rows count from 1."""

    row: int
    name: str
    reason: str


@dataclass(slots=True)
class Report:
    """The outcome of one import; `written` holds the files, none on a dry run."""

    source: str  # What was read, with the sheet where there are several.
    units: int = 0
    boundaries: int = 0
    workers: int = 0
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)

    def add(self, row: int, name: str, reason: str) -> None:
        self.findings.append(Finding(row, name, reason))

    def in_order(self) -> list[Finding]:
        """The findings by row, each said once."""
        return sorted(dict.fromkeys(self.findings), key=lambda finding: finding.row)
