"""The names of units: as written, shortened, relative to the unit around them, and with numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from classifier.homophones import Homophones
from classifier.lexicon import PlaceWords
from classifier.normal import flat
from classifier.ranges import Step, split_alias
from classifier.sounds import sounds
from classifier.tree import Tree, climb
from classifier.words import Trie

SUFFIX_RANK = {
    "街道办事处": 4,
    "街道": 4,
    "镇": 4,
    "乡": 4,
    "社区": 3,
    "行政村": 3,
    "自然村": 3,
    "村": 3,
    "小区": 2,
    "网格": 1,
}
SUFFIX = re.compile("(?:" + "|".join(SUFFIX_RANK) + ")$")
NUMBERED_END = re.compile(r"[\d零一二三四五六七八九十第]$")
# A shortened name that everybody uses for something else is no name.
COMMON_FROM = 100
STAND_IN = "~"
# "东组" names one unit by itself; "东头" is a direction and needs to be told of what.
FORMAL_TAIL = re.compile(r"(?:组|队|网格|片区|小区|花园|家园|苑|庄|屯|湾|沟|岭|寨|铺)$")


@dataclass(frozen=True, slots=True)
class Name:
    """What a word in a text may stand for; `numbered` names count only with a number after them."""

    units: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Tail:
    """A unit's name without the name of the unit around it."""

    unit: str
    around: str
    formal: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """The numbers under an owner that belong to one unit."""

    unit: str
    steps: tuple[Step, ...]

    def covers(self, said: tuple[Step, ...]) -> bool:
        """Whether all levels of this rule were said, and lie inside it."""
        by_level = {step.level: step for step in said}
        return all(step.level in by_level and step.covers(by_level[step.level]) for step in self.steps)


@dataclass(slots=True)
class Names:
    """The index that places are found with; built once by `index`."""

    tree: Tree
    names: Trie[Name]
    tails: Trie[tuple[Tail, ...]]
    rules: dict[str, list[Rule]]
    levels: dict[str, str]
    titles: dict[str, str]
    words: tuple[str, ...]
    heard: Homophones


def index(places: Iterable[PlaceWords], frequency: Callable[[str], int]) -> Names:
    """Reads every name and alias once; `frequency` says how common a word is in everyday speech."""
    places = tuple(places)
    parents = {place.unit: place.parent for place in places}
    owners = _written(places)
    _shorten(places, owners, frequency)
    numbered: dict[str, str] = {}
    rules = _rules(places, owners, numbered, parents)
    tree = Tree(parents)
    entries = {word: Name(tuple(units)) for word, units in owners.items()}
    for word, unit in numbered.items():
        entries.setdefault(word, Name((unit,), numbered=not stands_in(unit)))
    return Names(
        tree=tree,
        names=Trie(entries.items()),
        tails=Trie(_tails(places, tree, owners, frequency).items()),
        rules=rules,
        levels={place.unit: place.level for place in places},
        titles={place.unit: place.name for place in places}
        | {unit: word for word, unit in numbered.items() if stands_in(unit)},
        words=tuple(entries),
        heard=Homophones(entries, sounds(), frequency),
    )


def _aliases(place: PlaceWords) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (flat(word) for word in (place.name, *place.aliases)))))


def _written(places: Iterable[PlaceWords]) -> dict[str, list[str]]:
    owners: dict[str, list[str]] = defaultdict(list)
    for place in places:
        for alias in _aliases(place):
            owners[alias].append(place.unit)
    return owners


def _shorten(places: Iterable[PlaceWords], owners: dict[str, list[str]], frequency: Callable[[str], int]) -> None:
    """Adds names without 村, 社区 and the like, where that leaves a name and not an everyday word."""
    short: dict[str, list[str]] = defaultdict(list)
    for place in places:
        for alias in _aliases(place):
            rest = SUFFIX.sub("", alias)
            if rest == alias or len(rest) < 2 or NUMBERED_END.search(rest) or rest in owners:
                continue
            if frequency(rest) < COMMON_FROM and place.unit not in short[rest]:
                short[rest].append(place.unit)
    owners.update({word: units for word, units in short.items() if units})


def _rules(
    places: Iterable[PlaceWords],
    owners: dict[str, list[str]],
    numbered: dict[str, str],
    parents: dict[str, str | None],
) -> dict[str, list[Rule]]:
    """The numbers in aliases, by the unit they are counted under; names met on the way go into `numbered`."""
    rules: dict[str, list[Rule]] = defaultdict(list)
    for place in places:
        for alias in _aliases(place):
            base, steps = split_alias(alias)
            if steps:
                rules[_owner(place, base, owners, numbered, parents)].append(Rule(place.unit, steps))
    return dict(rules)


def _owner(
    place: PlaceWords,
    base: str,
    owners: dict[str, list[str]],
    numbered: dict[str, str],
    parents: dict[str, str | None],
) -> str:
    """The unit under which an alias counts its numbers; a name that no unit has gets a stand-in of its own."""
    around = climb(place.unit, parents)[1:]
    named = owners.get(base, [])
    if named:
        return next((unit for unit in named if unit in around), named[0])
    parent = next((unit for unit in around if not stands_in(unit)), None)
    if not base:
        return parent or place.unit
    if parent is not None and any(base in alias for alias, units in owners.items() if parent in units):
        return numbered.setdefault(base, parent)
    stand_in = numbered.setdefault(base, f"{STAND_IN}{base}")
    parents.setdefault(stand_in, parent)
    return stand_in


def stands_in(unit: str) -> bool:
    """Whether this is a name with numbers that is itself no unit, such as a compound known only by its grids."""
    return unit.startswith(STAND_IN)


def _tails(
    places: Iterable[PlaceWords],
    tree: Tree,
    owners: dict[str, list[str]],
    frequency: Callable[[str], int],
) -> dict[str, tuple[Tail, ...]]:
    """What is left of a unit's names when the name of a unit around it is taken off the front."""
    by_unit: dict[str, list[str]] = defaultdict(list)
    for word, units in owners.items():
        for unit in units:
            by_unit[unit].append(word)
    tails: dict[str, dict[tuple[str, str], Tail]] = defaultdict(dict)
    for place in places:
        for around in tree.path(place.unit)[1:]:
            for rest in _rests(_aliases(place), by_unit[around]):
                formal = FORMAL_TAIL.search(rest) is not None and frequency(rest) < COMMON_FROM
                tails[rest][(place.unit, around)] = Tail(place.unit, around, formal)
    return {word: tuple(found.values()) for word, found in tails.items() if word not in owners}


def _rests(aliases: Iterable[str], fronts: Iterable[str]) -> set[str]:
    rests = set()
    for alias in aliases:
        for front in fronts:
            if alias.startswith(front) and len(alias) - len(front) >= 2:
                rest = alias[len(front) :]
                rests |= {rest, rest.removeprefix("村").removeprefix("的")}
    return {rest for rest in rests if len(rest) >= 2 and not split_alias(rest)[1]}
