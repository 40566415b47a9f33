"""Gives the classifier the words that the rules hold."""

from __future__ import annotations

from classifier.lexicon import CategoryWords, Lexicon, PlaceWords
from domain.rules import Rules


def to_lexicon(rules: Rules) -> Lexicon:
    """Categories in the order of the config, units as places, the words of each ready answer."""
    return Lexicon(
        categories=tuple(
            CategoryWords(
                id=category.id,
                say=category.say,
                keywords=category.keywords,
                exclude=category.exclude,
                urgent=category.urgent,
                weight=category.weight,
            )
            for category in rules.categories.values()
        ),
        places=tuple(
            PlaceWords(
                unit=unit.id,
                name=unit.name,
                level=unit.level,
                parent=unit.parent,
                aliases=unit.aliases,
                boundary=unit.boundary,
            )
            for unit in rules.org.units.values()
        ),
        answers=tuple(answer.words for answer in rules.answers),
    )
