"""What a good config is still warned about."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import load_settings
from tests.bot.configs import VALID, changed, write_config

GRID = '[[units]]\nid = "g1"\nname = "一网格"\nlevel = "grid"\nparent = "v1"\n'
ROUTE = '[[routes]]\nwhen = { category = ["roads_lighting"], urgent = true, kind = ["help"] }\nto = "chief"\n'


def warnings_of(folder: Path, text: str) -> dict[str, str]:
    settings = load_settings(write_config(folder, text), {})
    return {warning.key: warning.message for warning in settings.warnings}


@pytest.mark.parametrize(
    ("text", "key", "word"),
    [
        (changed('["证明"]', '["证明", "路灯"]'), "categories[2].keywords", "路灯"),
        (VALID, "departments", "供电"),
        (changed('role = "worker"', 'role = "guide"') + GRID, "units[3]", "没有网格员"),
        (changed('unit = ["s1", "v1"]', 'unit = "s1"') + GRID, "units[2]", "越过"),
        (VALID + ROUTE, "routes[2]", "第 1 条"),
        (VALID + '[speech]\nengine = "sherpa"\nmodel = "none"\n', "speech.model", "语音先不转文字"),
    ],
)
def test_it_is_pointed_out(tmp_path: Path, text: str, key: str, word: str) -> None:
    assert word in warnings_of(tmp_path, text)[key]


@pytest.mark.parametrize(
    ("first", "second", "hidden"),
    [
        ("{}", "{ urgent = true }", True),
        ('{ level = ["grid", "village"] }', '{ level = ["grid"] }', True),
        ('{ level = ["grid"] }', '{ level = ["grid", "village"] }', False),
        ("{ urgent = true }", "{ urgent = false }", False),
        ('{ hours = "on" }', "{}", False),
        ('{ hours = "on" }', '{ hours = "on", urgent = true }', True),
    ],
)
def test_a_route_is_hidden_only_by_one_that_takes_all_of_it(
    tmp_path: Path, first: str, second: str, hidden: bool
) -> None:
    routes = f'[[routes]]\nwhen = {first}\nto = "chief"\n[[routes]]\nwhen = {second}\nto = "desk"\n'
    old = VALID[VALID.index("[[routes]]") : VALID.index("[[answers]]")]
    assert ("routes[2]" in warnings_of(tmp_path, VALID.replace(old, routes))) is hidden
