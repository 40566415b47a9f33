"""What learned weights add to an admin's keywords: a bounded push for the categories they know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from classifier.verdict import Reason

if TYPE_CHECKING:
    from classifier.learned import Learned

# A category's share of the likelihood from which it is spoken for, and the most that is added: a little more than
# a bare word of two characters weighs, less than any longer one, so that an admin settles it with a weight of 2.
FROM, MOST = 0.6, 1.2
# The label of texts that belong to none of the categories learned.
NONE = "-"
TOLD = 2


class Experience:
    """Learned lexicons, each heard on every text; what they add counts like a keyword and is named as a reason."""

    def __init__(self, lexicons: Sequence[Learned]) -> None:
        self._lexicons = lexicons

    def heard(self, words: Sequence[str]) -> Iterator[Reason]:
        """The reasons of a text that is cut into words; none where no lexicon is sure of a category."""
        if not self._lexicons:
            return
        from classifier.grams import pieces  # Imported here: numpy is loaded by whoever has a learned lexicon.

        for learned in self._lexicons:
            kept = learned.worth(words)
            guess = learned.guess_pieces(pieces(kept))
            if guess.category in (None, NONE) or guess.confidence < FROM:
                continue
            guess = learned.guess_pieces(pieces(kept), reasons=TOLD)
            told = "、".join(word for word, _ in guess.reasons)
            weight = MOST * (guess.confidence - FROM) / (1 - FROM)
            yield Reason(f"学过：{told}", round(weight, 3), str(guess.category))
