"""Keywords that hardly do what was meant: those that never count, are written twice, or tip no scale."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import NamedTuple

from bot.settings.errors import KeyPath
from bot.settings.schema import CategoryEntry, RulesFile
from classifier.normal import flat
from classifier.words import parse_keyword, plain_keyword

Finding = tuple[KeyPath, str, str]


class _Said(NamedTuple):
    """A keyword in one category; `chosen` if the admin has written its weight."""

    path: KeyPath
    category: CategoryEntry
    weight: float
    chosen: bool

    def ties_with(self, other: _Said) -> bool:
        """Whether nobody has decided between the two; different weights, both written, are a decision."""
        same = self.weight * self.category.weight == other.weight * other.category.weight
        return same or not (self.chosen and other.chosen)


def keyword_findings(rules: RulesFile) -> Iterator[Finding]:
    """Path, message and hint of every keyword worth a second look."""
    everywhere: dict[str, list[_Said]] = {}
    for index, category in enumerate(rules.categories):
        own = yield from _within(index, category)
        for word, said in own.items():
            yield from _shared(word, said, everywhere.get(word, []))
            everywhere.setdefault(word, []).append(said)


def _shared(word: str, said: _Said, others: list[_Said]) -> Iterator[Finding]:
    names = [other.category.name for other in others if said.ties_with(other)]
    if names:
        message = f"“{word}”在{'、'.join(names)}和{said.category.name}里都有，看不出您要哪一类"
        yield said.path, message, "更像哪类就在哪类写重些，另一类写轻些或删掉；一样重的会问居民"


def _within(index: int, category: CategoryEntry) -> Generator[Finding, None, dict[str, _Said]]:
    """What is wrong with a category by itself; returns its words as the reader compares them."""
    own: dict[str, _Said] = {}
    for place, entry in enumerate(category.keywords):
        path: KeyPath = ("categories", index, "keywords", place)
        written, weight = parse_keyword(entry)
        word = plain_keyword(written)
        if not word:
            yield path, f"“{written}”永远对不上：去掉符号就什么也没有了", "删掉，或写成字"
            continue
        if word in own:
            hint = f"算数的是后一个，分量 {weight:g}，前一个（{own[word].weight:g}）删掉"
            yield path, f"“{written}”在{category.name}里写了两遍", hint
        own[word] = _Said(path, category, weight, ":" in entry or "：" in entry)
        for shut in category.exclude:
            if flat(shut) and any(flat(shut) in part for part in word.split()):
                yield path, f"“{written}”永远不算：里面有本类的排除词“{shut}”", "两个里去掉一个"
    return own
