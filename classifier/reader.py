"""Reads one text and says what it is: a report or not, of what, where, how pressing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from classifier import courtesy, intents, kinds, openness
from classifier.answers import Answers
from classifier.boundaries import Boundaries
from classifier.cutting import AUTO, borders, cutter, frequencies
from classifier.emergencies import emergency, is_now
from classifier.experience import Experience
from classifier.intents import Purpose
from classifier.lexicon import Lexicon
from classifier.names import index
from classifier.normal import Normal, flat, normal
from classifier.places import Found, Places
from classifier.scoring import Score, Scorer
from classifier.synonyms import Synonyms
from classifier.verdict import PlaceGuess, Reason, Verdict

if TYPE_CHECKING:
    from classifier.learned import Learned

OTHER = "other"
SURE_AT = 0.75
# Answers to what we asked or did: without an open case they need real trouble in them to be a report.
ABOUT_A_CASE = frozenset({"progress", "solved", "withdraw", "undo"})
# Thanks for a rescue and the sale of fire extinguishers are no emergencies.
NO_ALARM = frozenset({"praise", "ad"})
# A text that reads like one for somebody else is a report only if its matter is clear.
CLEAR_MATTER = 2.0
ENOUGH_CONTENT = 3
# What an emergency adds to the category that it belongs to: as much as a keyword that tells what is wrong.
ALARMING = 4.0


class Reader:
    """All understanding of words, built once from a lexicon; every method is deterministic and never raises."""

    def __init__(
        self,
        lexicon: Lexicon,
        *,
        cache_dir: Path | None = None,
        tokenizer: str = AUTO,
        sure_at: float = SURE_AT,
        learned: Sequence[Learned] = (),
    ) -> None:
        common = frequencies()

        def frequency(word: str) -> int:
            return common.get(word, 0)

        self._scorer = Scorer(lexicon.categories, frequency)
        self._cut = cutter(tokenizer, cache_dir)
        names = index(lexicon.places, frequency)
        self._places = Places(names)
        self._boundaries = Boundaries(lexicon.places, names.tree)
        self._experience = Experience(learned)
        self._alarming = _alarming(lexicon)
        self._synonyms = Synonyms(lexicon.synonyms)
        self._answers = Answers(lexicon.answers)
        self._fallback = OTHER if any(c.id == OTHER for c in lexicon.categories) else None
        self._sure_at = sure_at

    def read(self, text: str, *, home: str | None = None, within: str | None = None) -> Verdict:
        """Everything there is to know about a text; `home` is the writer's unit, `within` limits the units."""
        heard = normal(text)
        where = self._places.find(heard.flat, home, within)  # Names are looked for as they were said.
        plain = self._synonyms.applied(heard)
        if plain is not heard:
            where = where._replace(spans=tuple(_moved(heard.flat, plain.flat, where.spans)))
        aim = intents.purpose(plain.text, plain.flat)
        if not plain.flat:
            aim = Purpose(intents.picture(text), True, "")
        alarm = None if aim.intent in NO_ALARM else emergency(plain.text, where.guess.unit is not None)
        score = self._score(plain, where, aim.skip, alarm)
        opens = alarm is not None or self._opens(plain, aim, score, where)
        if not opens:
            return self._nothing(plain, aim, where)
        return self._report(plain, aim, where, alarm, score)

    def place(self, text: str, *, home: str | None = None, within: str | None = None) -> PlaceGuess:
        """Where a text speaks of."""
        return self._places.find(flat(text), home, within).guess

    def at(self, lat: float, lng: float, within: str | None = None) -> str | None:
        """The smallest unit whose boundary holds a point."""
        return self._boundaries.at(lat, lng, within)

    def _score(self, plain: Normal, where: Found, skip: int, alarm: str | None) -> Score:
        silent = [*where.spans, *courtesy.spans(plain.flat), (0, skip)]
        words = self._cut(plain.flat)
        heard = (*self._experience.heard(words), *self._alarming.get(alarm or "", ()))
        return self._scorer.score(plain.flat, silent, lambda: borders(words), heard)

    def _opens(self, plain: Normal, aim: Purpose, score: Score, where: Found) -> bool:
        if aim.whole:
            return False
        words = aim.rest if aim.skip or aim.intent in ABOUT_A_CASE else plain.flat
        matter = openness.weight(words, openness.told(score), where.guess.unit is not None)
        if aim.intent is None:
            return matter >= openness.OPENS_FROM
        if aim.intent == "wrong_send":
            return matter >= CLEAR_MATTER
        if aim.intent in ABOUT_A_CASE:
            return matter >= CLEAR_MATTER and intents.has_problem(aim.rest) and self._scorer.score(aim.rest).firm > 0
        if intents.has_problem(aim.rest) or self._scorer.score(aim.rest).firm > 0:
            return True
        return intents.content(self._without_places(aim.rest, where)) >= ENOUGH_CONTENT

    def _without_places(self, rest: str, where: Found) -> str:
        for said in where.named:
            rest = rest.replace(said, "")
        return rest

    def _nothing(self, plain: Normal, aim: Purpose, where: Found) -> Verdict:
        guess = where.guess
        kind = kinds.PRAISE if aim.intent in ("praise", "thanks") else kinds.ENQUIRY
        return Verdict(
            opens=False,
            kind=kind,
            category=None,
            score=0.0,
            runner_up=None,
            margin=0.0,
            certainty=0.0,
            sure=False,
            place=guess.said,
            unit=guess.unit,
            candidates=guess.candidates,
            urgent=False,
            emergency=None,
            intent=aim.intent,
            reasons=(),
        )

    def _report(self, plain: Normal, aim: Purpose, where: Found, alarm: str | None, score: Score) -> Verdict:
        guess = where.guess
        urgent = alarm is not None or self._pressing(plain, where, score)
        kind = kinds.kind_of(plain.flat, alarm is not None)
        return Verdict(
            opens=True,
            kind=kind,
            category=score.category or self._fallback,
            score=score.score,
            runner_up=score.runner_up,
            margin=score.margin,
            certainty=score.certainty,
            sure=score.certainty >= self._sure_at,
            place=guess.said,
            unit=guess.unit,
            candidates=guess.candidates,
            urgent=urgent,
            emergency=alarm,
            intent=aim.intent if alarm is None else None,
            reasons=score.reasons,
            answer=self._answers.find(plain.flat) if kind == kinds.ENQUIRY else None,
        )

    def _pressing(self, plain: Normal, where: Found, score: Score) -> bool:
        """Whether the category's own urgent words are there, and speak of the present."""
        spans = [(hit.start, hit.end) for hit in self._scorer.urgent(plain.flat) if score.category in hit.found]
        return bool(spans) and is_now(plain.flat, spans, placed=where.guess.unit is not None)


def _alarming(lexicon: Lexicon) -> dict[str, tuple[Reason, ...]]:
    """For each kind of emergency the reasons that it is."""
    kinds_of = {kind for category in lexicon.categories for kind in category.emergencies}
    return {
        kind: tuple(
            Reason(f"急事 {kind}", ALARMING, category.id)
            for category in lexicon.categories
            if kind in category.emergencies
        )
        for kind in kinds_of
    }


def _moved(before: str, after: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where the same stretches stand in a text whose other words were replaced."""
    done = 0
    for start, end in spans:
        found = after.find(before[start:end], done)
        if found >= 0:
            done = found + end - start
            yield found, done
