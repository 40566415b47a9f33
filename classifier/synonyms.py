"""Puts common words in the place of dialect words and of those that speech recognition mishears."""

from __future__ import annotations

from collections.abc import Mapping

from classifier.normal import Normal, flat
from classifier.words import Trie


class Synonyms:
    """A table of what is said and what is meant; the longest match counts, and what is meant is not looked up again."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._said = Trie((flat(said), flat(meant)) for said, meant in table.items())

    def applied(self, plain: Normal) -> Normal:
        """The text in common words; the same object if there was nothing to change.

        >>> from classifier.normal import normal
        >>> Synonyms({"冇": "没", "莫得": "没有"}).applied(normal("屋里莫得水，冇人管")).flat
        '屋里没有水,没人管'
        """
        text = self._replaced(plain.text)
        return plain if text == plain.text else Normal(text, text.replace(" ", ""))

    def _replaced(self, text: str) -> str:
        parts, done = [], 0
        for start, end, meant in self._said.longest(text):
            parts += [text[done:start], meant]
            done = end
        return "".join((*parts, text[done:]))
