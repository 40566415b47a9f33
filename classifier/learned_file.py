"""Stores learned weights as plain text: a head, then one term a line; a name that ends in .gz is packed."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path

import numpy as np

from classifier.grams import WIDEST, coded, spelled
from classifier.learned import Floats, Learned, Table, Warmth
from classifier.learned_head import FORMAT

WORD, PIECE = "w", "p"
PLACES = 3
# No weight that was learned comes near; beyond it sums would run out of the numbers they are kept in.
LARGEST = 1e6


class UnreadableWordsError(ValueError):
    """The file holds no learned weights of this version, or not all of them; `line` is where, if it is one line."""

    def __init__(self, name: str, line: int | None, reason: object) -> None:
        super().__init__(f"{name}:{line} {reason}" if line else f"{name}: {reason}")
        self.line = line


def save(learned: Learned, path: Path) -> None:
    """Writes all weights; the same weights always give the same bytes."""
    raw = "".join(f"{line}\n" for line in lines(learned)).encode("utf-8", "surrogatepass")
    path.write_bytes(gzip.compress(raw, compresslevel=6, mtime=0) if path.suffix == ".gz" else raw)


def lines(learned: Learned) -> Iterator[str]:
    """The file, line by line: kind, term, rarity, one weight for each category."""
    yield FORMAT
    yield "\t".join(["categories", *learned.categories])
    yield "\t".join(["bias", *_figures(learned.bias)])
    yield "\t".join(["warmth", *map(str, learned.warmth)])
    for kind, terms, table in (
        (WORD, list(learned.words), learned.word_table),
        (PIECE, [spelled(int(code)) for code in learned.codes], learned.code_table),
    ):
        for term, rarity, weights in zip(terms, table.rarity, table.weights, strict=True):
            yield "\t".join([kind, term, *_figures(np.append(rarity, weights))])


def load(path: Path) -> Learned:
    """Reads what `save` wrote; raises UnreadableWordsError for anything else."""
    try:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8", "surrogatepass")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise UnreadableWordsError(path.name, None, error) from error
    rows = text.split("\n")
    if rows[0].strip() != FORMAT:
        raise UnreadableWordsError(path.name, 1, f"begins with {rows[0][:40]!r}, not with {FORMAT!r}")
    parts = _Parts()
    for number, row in enumerate(rows[1:], start=2):
        try:
            parts.take(row)
        except (ValueError, IndexError) as error:
            raise UnreadableWordsError(path.name, number, error) from error
    if rows[-1]:
        raise UnreadableWordsError(path.name, len(rows), "breaks off in the middle of a line")
    try:
        return parts.whole()
    except ValueError as error:
        raise UnreadableWordsError(path.name, None, error) from error


def rounded(figures: Floats) -> Floats:
    """Figures as they will be after a round trip through the file."""
    return np.round(figures.astype(np.float64), PLACES).astype(np.float32)


def _figures(figures: Floats) -> list[str]:
    return [f"{figure:.{PLACES}f}".rstrip("0").rstrip(".") for figure in figures.tolist()]


@dataclass
class _Parts:
    """What has been read so far."""

    head: dict[str, list[str]] = field(default_factory=dict)
    terms: dict[str, list[str]] = field(default_factory=lambda: {WORD: [], PIECE: []})
    figures: dict[str, list[float]] = field(default_factory=lambda: {WORD: [], PIECE: []})

    def take(self, row: str) -> None:
        cells = row.rstrip("\r").split("\t")
        if cells[0] in self.terms:
            if len(cells) != 3 + len(self.head.get("categories", ())):
                raise ValueError(f"has {len(cells)} columns")
            rarity, *weights = _numbers(cells[2:])
            if rarity <= 0:
                raise ValueError("has a rarity that is none")
            if cells[0] == PIECE and len(cells[1].encode("utf-16-le", "surrogatepass")) > 2 * WIDEST:
                raise ValueError(f"has a piece of more than {WIDEST} characters")
            self.figures[cells[0]] += rarity, *weights
            self.terms[cells[0]].append(cells[1])
        elif row.strip():
            self.head[cells[0]] = cells[1:]

    def whole(self) -> Learned:
        """All that was read; raises ValueError if it does not fit together."""
        categories = self.head.get("categories", [])
        if len(categories) < 2 or len(set(categories)) < len(categories):
            raise ValueError("the head has no good categories: two different ones at least")
        wanted = {"bias": len(categories), "warmth": 3}
        wrong = [key for key, count in wanted.items() if len(self.head.get(key, ())) != count]
        if wrong:
            raise ValueError(f"the head has no good {', '.join(wrong)}")
        codes = np.array([coded(run) for run in self.terms[PIECE]], dtype=np.uint64)
        order = np.argsort(codes)
        pieces = self._table(PIECE)
        return Learned(
            categories=tuple(self.head["categories"]),
            words={word: row for row, word in enumerate(self.terms[WORD])},
            word_table=self._table(WORD),
            codes=codes[order],
            code_table=Table(pieces.rarity[order], pieces.weights[order]),
            bias=np.array(_numbers(self.head["bias"]), dtype=np.float32),
            warmth=self._warmth(),
        )

    def _table(self, kind: str) -> Table:
        width = 1 + len(self.head["categories"])
        figures = np.array(self.figures[kind], dtype=np.float32).reshape(-1, width)
        return Table(np.ascontiguousarray(figures[:, 0]), np.ascontiguousarray(figures[:, 1:]))

    def _warmth(self) -> Warmth:
        short, middle, long = _numbers(self.head["warmth"])
        if min(short, middle, long) <= 0:
            raise ValueError("the head has no good warmth")
        return short, middle, long


def _numbers(cells: Iterable[str]) -> list[float]:
    numbers = list(map(float, cells))
    if not all(map(isfinite, numbers)) or max(map(abs, numbers)) > LARGEST:
        raise ValueError("has a figure that is none")
    return numbers
