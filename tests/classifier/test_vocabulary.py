"""The common keywords that come with the program, and an admin's own, which win."""

from __future__ import annotations

import pytest

from classifier.vocabulary import FOLDER, NAMES, vocabulary
from tests.classifier.villages import example_categories


def test_every_default_category_has_one() -> None:
    assert set(NAMES) == {category.id for category in example_categories()}


@pytest.mark.parametrize("name", NAMES)
def test_every_line_is_one_keyword_written_once(name: str) -> None:
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    written = [line.rpartition(":")[0] for line in lines if line and not line.startswith("#")]
    assert (len(set(written)), set(written)) == (len(written), set(vocabulary(name)))


def test_a_name_of_none_is_refused() -> None:
    with pytest.raises(KeyError):
        vocabulary("../secrets")
