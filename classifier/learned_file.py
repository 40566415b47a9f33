"""Stores learned weights as plain text: a head, then one term a line; a name that ends in .gz is packed."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from classifier.grams import coded, spelled
from classifier.learned import Floats, Learned, Table, Warmth
from classifier.learned_head import FORMAT

WORD, PIECE = "w", "p"
PLACES = 3


class UnreadableWordsError(ValueError):
    """The file holds no learned weights of this version; the message names the line."""


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
    """Reads what `save` wrote."""
    raw = path.read_bytes()
    try:
        text = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8", "surrogatepass")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise UnreadableWordsError(f"{path.name}: {error}") from error
    rows = text.split("\n")
    if rows[0].strip() != FORMAT:
        raise UnreadableWordsError(f"{path.name}:1 begins with {rows[0][:40]!r}, not with {FORMAT!r}")
    parts = _Parts()
    for number, row in enumerate(rows[1:], start=2):
        try:
            parts.take(row)
        except (ValueError, IndexError) as error:
            raise UnreadableWordsError(f"{path.name}:{number} {error}") from error
    return parts.whole(path.name)


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
            self.figures[cells[0]].extend(map(float, cells[2:]))
            self.terms[cells[0]].append(cells[1])
        elif row.strip():
            self.head[cells[0]] = cells[1:]

    def whole(self, name: str) -> Learned:
        wanted = {"categories": len(self.head.get("categories", ())), "warmth": 3}
        wanted["bias"] = wanted["categories"]
        wrong = [key for key, count in wanted.items() if not count or len(self.head.get(key, ())) != count]
        if wrong:
            raise UnreadableWordsError(f"{name}: the head has no good {', '.join(sorted(wrong))}")
        codes = np.array([coded(run) for run in self.terms[PIECE]], dtype=np.uint64)
        order = np.argsort(codes)
        pieces = self._table(PIECE)
        return Learned(
            categories=tuple(self.head["categories"]),
            words={word: row for row, word in enumerate(self.terms[WORD])},
            word_table=self._table(WORD),
            codes=codes[order],
            code_table=Table(pieces.rarity[order], pieces.weights[order]),
            bias=np.array(self.head["bias"], dtype=np.float32),
            warmth=self._warmth(),
        )

    def _table(self, kind: str) -> Table:
        width = 1 + len(self.head["categories"])
        figures = np.array(self.figures[kind], dtype=np.float32).reshape(-1, width)
        return Table(np.ascontiguousarray(figures[:, 0]), np.ascontiguousarray(figures[:, 1:]))

    def _warmth(self) -> Warmth:
        short, middle, long = map(float, self.head["warmth"])
        return short, middle, long
