"""Synonyms that hardly do what was meant: those that never match, are written twice, or mean two things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.settings.errors import KeyPath
from classifier.normal import flat
from classifier.words import parse_synonym

Finding = tuple[KeyPath, str, str]


def synonym_findings(entries: Sequence[str]) -> Iterator[Finding]:
    """Path, message and hint of every synonym worth a second look; words are compared as the reader compares them."""
    known: dict[str, str] = {}
    for place, entry in enumerate(entries):
        path: KeyPath = ("understanding", "synonyms", place)
        for said, meant in parse_synonym(entry).items():
            word = flat(said)
            if not word:
                yield path, f"“{said}”永远对不上：去掉符号就什么也没有了", "删掉，或写成字"
            elif word in known and flat(known[word]) == flat(meant):
                yield path, f"“{said}”写了两遍，都是“{meant}”", "删掉一个"
            elif word in known:
                hint = f"算数的是后一个“{meant}”，不要的那个删掉"
                yield path, f"“{said}”有两个意思：“{known[word]}”和“{meant}”", hint
            known[word] = meant
