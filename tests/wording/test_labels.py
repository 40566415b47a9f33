"""Every state and every step of a case has plain words."""

from __future__ import annotations

from domain.lifecycle import Action, Status
from wording import labels


def test_every_state_and_every_step_can_be_said() -> None:
    assert set(labels.STATUS) == {status.value for status in Status}
    assert set(labels.STEP) == {action.value for action in Action}
