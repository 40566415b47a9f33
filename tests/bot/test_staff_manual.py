"""The manual for staff names every command there is, so that nobody has to guess one."""

from __future__ import annotations

import re

import pytest

from handlers.commands import VERBS
from tests.journeys.settings import EXAMPLE

MANUAL = (EXAMPLE.parent / "docs" / "staff.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_command_stands_in_the_manual(verb: str) -> None:
    assert re.search(rf"(?:^|[|／`）“ ]){verb}(?:[ ｜／|`”]|$)", MANUAL, re.MULTILINE), verb
