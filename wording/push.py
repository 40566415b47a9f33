"""What every piece of news is made of: its template, its five-character state, and its words in chat."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from wording.marks import case_tap, clean, quote

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Push:
    """One kind of news: `template` names the config's template, `phrase` fits a field of five characters."""

    template: str
    phrase: str
    text: Callable[[Facts], str]
    note: Callable[[Facts], str] = lambda facts: str(facts.get("note") or facts.get("summary") or "")


def brief(f: Facts) -> str:
    """Number, category and place; before them the village where a bare number would mean another case."""
    place = f" {clean(f['place'])}" if f.get("place") else ""
    return f"{f.get('elsewhere', '')}{f['number']}号 {f['category']}{place}"


def verb_tap(label: str, f: Facts, verb: str) -> str:
    """A staff verb on the case, to be tapped."""
    return case_tap(f"{label}{f['number']}", f["case_id"], verb)


def line(sentence: str) -> Callable[[Facts], str]:
    """A text that is one sentence about the case, with the words that came along."""

    def text(f: Facts) -> str:
        words = f"\n{quote(f['note'], 200)}" if f.get("note") else ""
        return sentence.format_map(_Plain(f)) + words

    return text


class _Plain(dict[str, Any]):
    """Facts for a sentence; a missing one is an empty word, and nobody's words carry our marks."""

    def __init__(self, facts: Facts) -> None:
        super().__init__({key: clean(value) if isinstance(value, str) else value for key, value in facts.items()})

    def __missing__(self, key: str) -> str:
        return ""


def note_or(words: str) -> Callable[[Facts], str]:
    """The words that came along, else these."""
    return lambda f: str(f.get("note") or words)
