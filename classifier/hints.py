"""What a lone part of keywords of several parts hints at: 路灯 alone is no fault, but one category has most lamps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from classifier.words import choices

# A hint never weighs more than a keyword written without a weight; on messages held apart 1.2 to 1.8 do as well.
HEAVIEST_HINT = 1.5
# A word that is spread over the categories hints at none of them.
LEAST_SHARE = 0.1
# What is lighter decides nothing and costs time.
LIGHTEST_HINT = 0.2
# As much weight as if other matters had used the word as well: what only one keyword knows is not yet sure.
DOUBT = 1.0
SHORTEST = 2  # A lone character stands inside too many other words.
# Words as common as these in the tokenizer's dictionary, such as 今天 and 可以, hint at nothing.
COMMON = 5000


def hints(
    keywords: Mapping[str, Mapping[str, float]], frequency: Callable[[str], int] = lambda word: 0
) -> dict[str, dict[str, float]]:
    """For each part of keywords of several parts, how much its bare mention weighs for which category.

    `keywords` gives for each keyword its weight by category, `frequency` how common a word is. A part hints the
    more, the more of the weight of all keywords it stands in is one category's; never more than its share of the
    heaviest of them.

    >>> hints({"路灯|灯杆 不亮|坏了": {"lamps": 4.0}, "灯杆 歪": {"lamps": 5.0}})["灯杆"]["lamps"] > 1.2
    True
    """
    weights: dict[str, dict[str, float]] = {}
    heaviest: dict[tuple[str, str], float] = {}
    for keyword, votes in keywords.items():
        parts = keyword.split(" ")
        for word in _words(parts):
            for category, weight in votes.items():
                known = weights.setdefault(word, {})
                known[category] = known.get(category, 0.0) + weight / len(parts)
                heaviest[word, category] = max(weight / len(parts), heaviest.get((word, category), 0.0))
    return {
        word: {category: min(hint, heaviest[word, category]) for category, hint in found.items()}
        for word, by_category in weights.items()
        if frequency(word) < COMMON and (found := _by_share(by_category))
    }


def _words(parts: Iterable[str]) -> Iterable[str]:
    return {word for part in parts for word in choices(part) if len(word) >= SHORTEST}


def _by_share(weights: Mapping[str, float]) -> dict[str, float]:
    whole = sum(weights.values()) + DOUBT
    shares = {category: weight / whole for category, weight in weights.items() if weight > 0}
    weighed = {
        category: HEAVIEST_HINT * (share - LEAST_SHARE) / (1 - LEAST_SHARE) for category, share in shares.items()
    }
    return {category: hint for category, hint in weighed.items() if hint >= LIGHTEST_HINT}
