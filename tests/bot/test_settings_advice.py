"""What a good config is still warned about."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import load_settings
from tests.bot.configs import VALID, changed, write_config

GRID = '[[units]]\nid = "g1"\nname = "一网格"\nlevel = "grid"\nparent = "v1"\n'
SYNONYMS = '[understanding]\nsynonyms = ["莫得=没有", "{}"]\n'
ROUTE = '[[routes]]\nwhen = { category = ["roads_lighting"], urgent = true, kind = ["help"] }\nto = "chief"\n'


def warnings_of(folder: Path, text: str) -> dict[str, str]:
    settings = load_settings(write_config(folder, text), {})
    return {warning.key: warning.message for warning in settings.warnings}


@pytest.mark.parametrize(
    ("text", "key", "word"),
    [
        (changed('["证明"]', '["证明", "路灯"]'), "categories[2].keywords[2]", "道路照明和其他"),
        (changed('["证明"]', '["证明", "路灯:3"]'), "categories[2].keywords[2]", "道路照明和其他"),
        (changed('["证明"]', '["证明", "路燈:3"]'), "categories[2].keywords[2]", "道路照明和其他"),
        (changed('["证明"]', '["证明", "[微笑]"]'), "categories[2].keywords[2]", "永远对不上"),
        (changed('["证明"]', '["证明:3", "房产证", "證明:2"]'), "categories[2].keywords[3]", "两遍"),
        (changed('["证明"]', '["开证明"]\nexclude = ["证明"]'), "categories[2].keywords[1]", "排除词“证明”"),
        (changed("2027-12-31", "2026-01-31"), "answers[1].valid_until", "2026-01-31"),
        (VALID, "departments", "供电"),
        (changed('role = "worker"', 'role = "guide"') + GRID, "units[3]", "没有网格员"),
        (changed('unit = ["s1", "v1"]', 'unit = "s1"') + GRID, "units[2]", "越过"),
        (changed('role = "worker"\nunit = "v1"', 'role = "guide"'), "staff[1]", "没有值班台"),
        (
            changed('"s1", "v1"', '"s1"').replace('unit = "v1"\n\n[[staff]]', 'unit = "s1"\n\n[[staff]]'),
            "units[2]",
            "没有人",
        ),
        (VALID + SYNONYMS.format("莫得|冇=没有"), "understanding.synonyms[2]", "“莫得”写了两遍，都是“没有”"),
        (VALID + SYNONYMS.format("莫得=別要"), "understanding.synonyms[2]", "“莫得”有两个意思：“没有”和“別要”"),
        (VALID + SYNONYMS.format("[微笑]=没有"), "understanding.synonyms[2]", "永远对不上"),
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


def test_a_unit_holds_those_within_it(tmp_path: Path) -> None:
    routes = '[[routes]]\nwhen = { unit = "s1" }\nto = "chief"\n[[routes]]\nwhen = { unit = "v1" }\nto = "desk"\n'
    old = VALID[VALID.index("[[routes]]") : VALID.index("[[answers]]")]
    assert "第 1 条" in warnings_of(tmp_path, VALID.replace(old, routes))["routes[2]"]


@pytest.mark.parametrize(
    "text",
    [
        VALID,
        changed('["证明"]', '["证明", "路灯:1.5"]'),
        changed('["证明"]', '["办证明"]\nexclude = ["办证明的灯"]'),
        changed("2027-12-31", "2099-12-31"),
        changed('["证明"]', '["证明", "ＷｉＦｉ", "寬帶"]'),
        VALID + SYNONYMS.format("莫得事|冇得=没有"),
    ],
)
def test_what_was_decided_is_left_alone(tmp_path: Path, text: str) -> None:
    assert set(warnings_of(tmp_path, text)) == {"departments"}


def test_a_keyword_has_the_line_it_stands_on(tmp_path: Path) -> None:
    text = changed('["证明"]', '[\n  "证明",\n  "户口:2", "证明:2",\n]')
    [warning] = [one for one in load_settings(write_config(tmp_path, text), {}).warnings if "两遍" in one.message]
    assert warning.line is not None
    assert '"证明:2"' in text.splitlines()[warning.line - 1]


def test_many_units_without_workers_are_told_in_one_line(tmp_path: Path) -> None:
    grids = "".join(f'[[units]]\nid = "g{n}"\nname = "{n}网格"\nlevel = "grid"\nparent = "v1"\n' for n in range(1, 9))
    told = warnings_of(tmp_path, changed('role = "worker"', 'role = "guide"') + grids)
    assert "1网格、2网格、3网格、4网格、5网格 等 8 个单位" in told["units[3]"]
    assert "units[4]" not in told


def test_the_example_has_no_warnings_but_that_nobody_is_there_yet() -> None:
    example = load_settings(Path(__file__).parents[2] / "config.example.toml", {})
    assert [warning.key for warning in example.warnings] == ["", "", "", "departments"]
