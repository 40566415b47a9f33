"""The page about the life of a case tells what the tuple says."""

from __future__ import annotations

from pathlib import Path

from domain import lifecycle, lifecycle_page
from domain.lifecycle import Status

PAGE = Path(__file__).parents[2] / "docs" / "lifecycle.md"


def test_the_page_in_docs_is_the_one_the_code_makes() -> None:
    assert PAGE.read_text("utf-8") == lifecycle_page.markdown()


def test_every_status_is_shown_with_its_label() -> None:
    page = lifecycle_page.markdown({status: f"<{status}>" for status in Status})
    for status in Status:
        assert f"    {status} : <{status}> {status}\n" in page


def test_every_move_is_an_arrow_and_every_action_is_in_a_table() -> None:
    page = lifecycle_page.markdown()
    for step in lifecycle.TRANSITIONS:
        assert f"| {step.action} | " in page
        if step.source != step.target:
            assert f"    {step.source or '[*]'} --> {step.target} : " in page
