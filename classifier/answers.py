"""Finds the ready answer that a question asks for."""

from __future__ import annotations

from collections.abc import Sequence

from classifier.normal import flat


class Answers:
    """Ready answers by their words; a word with a space in it needs all its parts."""

    def __init__(self, answers: Sequence[Sequence[str]]) -> None:
        self._answers = [[tuple(flat(part) for part in word.split()) for word in words] for words in answers]

    def find(self, text: str) -> int | None:
        """The position of the answer with the longest words in a normalised text."""
        lengths = [self._length(words, text) for words in self._answers]
        best = max(lengths, default=0)
        return lengths.index(best) if best else None

    def _length(self, words: list[tuple[str, ...]], text: str) -> int:
        fitting = (sum(map(len, parts)) for parts in words if parts and all(part in text for part in parts))
        return max(fitting, default=0)
