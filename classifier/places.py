"""Finds where a text speaks of: the smallest unit that is certain, or those it may be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from classifier.homophones import Heard, Trust
from classifier.names import SUFFIX_RANK, Names, Tail, stands_in
from classifier.ranges import Step, bare_steps, steps_at
from classifier.tree import RANK
from classifier.verdict import PlaceGuess
from classifier.words import Hit

MOST_CANDIDATES = 6
MOST_SAID = 3
# "我住岩庄花园，板大山的电线掉了": where she lives is not where it is.
ORIGIN = re.compile(r"(?:住在|家住|我住|俺住|我是|俺是|我家是|家是|来自|户口在|老家)$")
DENIED = re.compile(r"(?:不是|不在|除了)$")
SUFFIX = re.compile("|".join(SUFFIX_RANK))
NO_SUFFIX = re.compile(r"村(?:[民里口头委部子上干支书主长医道]|东|西|南|北)|镇[上里政]|乡[亲里下]|社区[医服]")
LANDMARK = re.compile(
    r"的?(?:[东西南北正后前侧]{1,2}(?:大门|门)(?:口|外|里)?|大门口?|门口|广场|停车场|村口|村头|桥头|路口|门岗)"
)
HERE = (
    (
        re.compile(r"(?:我们|咱们?|俺们?|我|本|这个?)(?:小区|院)|(?:^|[,。!? ])小区(?:里|门口|内|外)|院里|院子里"),
        ("compound",),
    ),
    (
        re.compile(r"(?:我们|咱们?|俺们?|我|本|这个?)村|(?:^|[,。!? ])村(?:里|口|头|东|西|南|北|内)"),
        ("village",),
    ),
    (
        re.compile(r"楼下|楼上|楼道|楼梯口|单元门|(?:我|俺|咱|我们|咱们|俺们)(?:家|们?楼)|家门口|隔壁|对门|邻居|家里"),
        (),
    ),
)


class Mention(NamedTuple):
    """A stretch of text that speaks of units: all of `units` if `sure`, else one of them."""

    start: int
    end: int
    units: tuple[str, ...]
    said: str
    steps: tuple[Step, ...] = ()
    doubtful: tuple[str, ...] = ()


class Found(NamedTuple):
    """A guess, together with the stretches of the text that are names and the words that say where."""

    guess: PlaceGuess
    spans: tuple[tuple[int, int], ...]
    named: tuple[str, ...]


class View(NamedTuple):
    """A text, whose home it is seen from, and the unit that limits what may be found."""

    flat: str
    home: str | None
    within: str | None


class Places:
    """Finds units in normalised text without spaces."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._tree = names.tree

    def find(self, flat: str, home: str | None = None, within: str | None = None) -> Found:
        """The place a text speaks of, as seen from a resident's home and limited to the units within one."""
        named = self._named(flat)
        if not named and (rewritten := self._as_written(flat)) != flat:
            flat, named = rewritten, self._named(rewritten)
        view = View(flat, home, within)
        known = self._chosen(named, view)
        mentions = known + self._relative(view, named, known)
        taken = [(mention.start, mention.end) for mention in (*named, *mentions)]
        bare = bare_steps(flat, taken)
        mentions += [self._bare(view, one, mentions) for one in bare]
        if mentions:
            guess = self._combine(_without_origins(flat, mentions), within)
        elif any(mention.units for mention in named):
            guess = PlaceGuess(said=named[0].said)
        else:
            guess = self._here(view)
            if guess.unit is None:
                guess = guess._replace(candidates=self._sounding_like(view))
        spans = tuple((mention.start, mention.end) for mention in named)
        words = tuple(flat[start:end] for start, end in (*((one[0], one[1]) for one in bare), *taken))
        return Found(guess, spans, words)

    def _as_written(self, flat: str) -> str:
        """A text in which names that were heard wrongly stand as they are written; of the same length.

        What is less than sure counts only with a number, a 村 or a landmark after it.
        """
        for heard in self._names.heard.find(flat):
            if len(heard.words) == 1 and (heard.trust is Trust.SURE or _followed(flat, heard)):
                flat = _rewritten(flat, heard, heard.words[0])
        return flat

    def _sounding_like(self, view: View) -> tuple[str, ...]:
        """The units to ask about when a name was heard that sounds like one or several, and none for certain."""
        mentions: list[Mention] = []
        for heard in self._names.heard.find(view.flat):
            if heard.trust >= Trust.ASK or _followed(view.flat, heard):
                for word in heard.words:
                    mentions += self._chosen(self._named(_rewritten(view.flat, heard, word)), view)
        return self._offered([unit for mention in mentions for unit in (*mention.units, *mention.doubtful)], None)

    def _named(self, flat: str) -> list[Mention]:
        mentions: list[Mention] = []
        for start, end, name in self._names.names.longest(flat):
            if mentions and start < mentions[-1].end:
                continue
            if DENIED.search(flat, 0, start):
                mentions.append(Mention(start, end, (), flat[start:end]))
                continue
            fitting, end = self._suffixed(flat, end, name.units)
            steps, after = steps_at(flat, end)
            if not fitting or (name.numbered and not steps):
                continue
            end = after if steps else _landmark(flat, end)
            mentions.append(Mention(start, end, fitting, flat[start:end], steps))
        return mentions

    def _suffixed(self, flat: str, end: int, units: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
        """Drops units of a lower level than the 村, 社区, 街道 that follows; takes it in if it is theirs."""
        suffix = SUFFIX.match(flat, end)
        if suffix is None or NO_SUFFIX.match(flat, end):
            return units, end
        height = SUFFIX_RANK[suffix.group()]
        fitting = tuple(unit for unit in units if self._rank(unit) >= height)
        own = [unit for unit in fitting if self._rank(unit) == height]
        return (tuple(own), suffix.end()) if own else (fitting, end)

    def _rank(self, unit: str) -> int:
        return RANK.get(self._names.levels.get(unit, "compound"), RANK["village"])

    def _chosen(self, named: list[Mention], view: View) -> list[Mention]:
        return [chosen for mention in named if (chosen := self._choose(mention, named, view))]

    def _choose(self, mention: Mention, named: list[Mention], view: View) -> Mention | None:
        """Settles a name that several units bear: by limits, by the other names said, by her home."""
        units = [unit for unit in mention.units if self._tree.within(unit, view.within)]
        if not units:
            return None
        others = [unit for other in named if other is not mention for unit in other.units]
        for near in (others, self._tree.path(view.home)[:-1] or self._tree.path(view.home)):
            related = [unit for unit in units if any(self._tree.related(unit, other) for other in near)]
            if 0 < len(related) < len(units) and len(units) > 1:
                units = related
        resolved = [self._under(unit, mention.steps, view.within) for unit in units]
        sure = tuple(dict.fromkeys(unit for found, _ in resolved for unit in found))
        doubtful = tuple(dict.fromkeys(unit for _, maybe in resolved for unit in maybe))
        return mention._replace(units=sure, doubtful=doubtful)

    def _under(
        self, owner: str, steps: tuple[Step, ...], within: str | None
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The units that certainly hold the numbers said under an owner, and those that may."""
        if not steps:
            inside = self._units_of(owner) if stands_in(owner) else ()
            return (owner,), inside
        if owner not in self._names.rules:
            return (owner,), self._below(owner, steps, within)
        found: list[str] = []
        for single in steps[0].singles():
            units = self._ruled(owner, (single, *steps[1:]), within)
            if not units:
                return (owner,), tuple(found)
            found += units
        return tuple(dict.fromkeys(found)), ()

    def _ruled(self, owner: str, steps: tuple[Step, ...], within: str | None) -> list[str]:
        units = [rule.unit for rule in self._names.rules.get(owner, ()) if rule.covers(steps)]
        return self._tree.smallest(unit for unit in units if self._tree.within(unit, within))

    def _below(self, owner: str | None, steps: tuple[Step, ...], within: str | None) -> tuple[str, ...]:
        """Units anywhere below an owner whose numbers fit: worth offering, not certain."""
        found: list[str] = []
        for other in self._names.rules:
            if owner is None or self._tree.within(other, owner):
                found += self._ruled(other, steps, within)
        return tuple(dict.fromkeys(found))

    def _units_of(self, owner: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(rule.unit for rule in self._names.rules.get(owner, ())))

    def _relative(self, view: View, named: list[Mention], known: list[Mention]) -> list[Mention]:
        """Names that need the unit around them: 东组 after 板大山村, or from somebody who lives there."""
        free = [
            hit
            for hit in self._names.tails.longest(view.flat)
            if not any(mention.start < hit.end and hit.start < mention.end for mention in named)
        ]
        return [mention for hit in free if (mention := self._tail(view, hit, known))]

    def _tail(self, view: View, hit: Hit[tuple[Tail, ...]], known: list[Mention]) -> Mention | None:
        tails = [tail for tail in hit.found if self._tree.within(tail.unit, view.within)]
        units, sure = self._anchored(tails, known, view)
        if not units:
            return None
        start = next((mention.start for mention in known if mention.end == hit.start), hit.start)
        said = view.flat[start : hit.end]
        if start == hit.start and sure:
            around = next(tail.around for tail in tails if tail.unit == units[0])
            title = self._names.titles[units[0]]
            said = title if len(units) == 1 and title.endswith(said) else self._names.titles[around] + said
        steps, end = steps_at(view.flat, hit.end)
        if steps and len(units) == 1 and units[0] in self._names.rules:
            said = self._names.titles[units[0]] + view.flat[hit.end : end]
            units, maybe = self._under(units[0], steps, view.within)
            return Mention(start, end, units, said, steps, maybe)
        if not sure:
            return Mention(start, hit.end, (), said, doubtful=units)
        return Mention(start, hit.end, units, said)

    def _anchored(self, tails: list[Tail], known: list[Mention], view: View) -> tuple[tuple[str, ...], bool]:
        """The units that a shortened name stands for, and whether that is certain."""
        said = [up for mention in known for unit in mention.units for up in self._tree.path(unit)]
        for near in (said, self._tree.path(view.home)[:-1]):
            units = tuple(dict.fromkeys(tail.unit for tail in tails if any(tail.around == unit for unit in near)))
            if units:
                return units, True
        here = tuple(
            dict.fromkeys(tail.unit for tail in tails if view.within and self._tree.within(view.within, tail.around))
        )
        if here:
            return here, True
        units = tuple(dict.fromkeys(tail.unit for tail in tails))
        return units, len(units) == 1 and all(tail.formal for tail in tails) and not known

    def _bare(self, view: View, bare: tuple[int, int, tuple[Step, ...]], mentions: list[Mention]) -> Mention:
        """A number without a name: counted under a unit named elsewhere in the text, else under her home."""
        start, end, steps = bare
        said = view.flat[start:end]
        near = [up for mention in mentions for unit in mention.units for up in self._tree.path(unit)]
        paths = (near,) if near else (self._tree.path(view.home), self._tree.path(view.within))
        owner = next(filter(None, (self._counting(path, steps) for path in paths)), None)
        if owner is None:
            maybe = self._below(near[0] if near else view.within, steps, view.within)
            return Mention(start, end, (), said, steps, maybe)
        units, maybe = self._under(owner, steps, view.within)
        return Mention(start, end, units, self._names.titles.get(owner, "") + said, steps, maybe)

    def _counting(self, near: Iterable[str], steps: tuple[Step, ...]) -> str | None:
        level = steps[0].level
        owners = (unit for unit in near if unit in self._names.rules)
        return next(
            (
                unit
                for unit in owners
                if any(level in (step.level for step in rule.steps) for rule in self._names.rules[unit])
            ),
            None,
        )

    def _combine(self, mentions: list[Mention], within: str | None) -> PlaceGuess:
        units = self._tree.smallest(unit for mention in mentions for unit in mention.units)
        doubtful = [unit for mention in mentions for unit in mention.doubtful]
        unit = self._real(units[0] if len(units) == 1 else self._tree.common(units))
        if unit is not None and not self._tree.within(unit, within):
            unit = None
        maybe = self._offered([*units, *doubtful] if len(units) > 1 else doubtful, unit)
        return PlaceGuess(unit, _said(mentions, units), maybe)

    def _real(self, unit: str | None) -> str | None:
        return next((up for up in self._tree.path(unit) if not stands_in(up)), None)

    def _offered(self, units: Iterable[str], unit: str | None) -> tuple[str, ...]:
        offered = dict.fromkeys(one for one in units if one != unit and not stands_in(one))
        return tuple(offered)[:MOST_CANDIDATES]

    def _here(self, view: View) -> PlaceGuess:
        """我家, 我们小区, 我们村: her own unit, or the compound or village around it."""
        path = self._tree.path(view.home)
        levels = next((levels for words, levels in HERE if words.search(view.flat)), None)
        if not path or levels is None:
            return PlaceGuess()
        unit = next((up for up in path if not levels or self._names.levels.get(up) in levels), path[0])
        if not self._tree.within(unit, view.within):
            return PlaceGuess()
        return PlaceGuess(unit, self._names.titles.get(unit))


def _followed(flat: str, heard: Heard) -> bool:
    """Whether a number, a 村 or a landmark shows that a name stands before it."""
    after = steps_at(flat, heard.end)[0] or SUFFIX.match(flat, heard.end) or LANDMARK.match(flat, heard.end)
    return bool(after)


def _rewritten(flat: str, heard: Heard, word: str) -> str:
    return flat[: heard.start] + word + flat[heard.end :]


def _landmark(flat: str, end: int) -> int:
    found = LANDMARK.match(flat, end)
    return found.end() if found else end


def _without_origins(flat: str, mentions: list[Mention]) -> list[Mention]:
    elsewhere = [mention for mention in mentions if not ORIGIN.search(flat, 0, mention.start)]
    return elsewhere or mentions


def _said(mentions: list[Mention], units: list[str]) -> str | None:
    speaking = [m for m in mentions if set(m.units) & set(units)] or mentions
    said = list(dict.fromkeys(mention.said for mention in speaking))
    said = [one for one in said if not any(one != other and one in other for other in said)]
    return "、".join(said[:MOST_SAID]) or None
