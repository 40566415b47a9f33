"""The soak in its short form: real processes are killed under load, and nothing that was acknowledged is lost."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.faults.counting import WRONG
from tests.faults.soak import soak


@pytest.mark.timeout(300)
@pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")
def test_nothing_is_lost_while_everything_is_broken(tmp_path: Path) -> None:
    found = soak(tmp_path, "sqlite", 30, rate=4, seed=5)
    assert found["faults"]
    assert found["acknowledged"] > 0
    assert {name: found[name] for name in WRONG} == dict.fromkeys(WRONG, 0), found
