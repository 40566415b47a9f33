"""`rules check` and `rules explain`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import main
from tests.bot.configs import changed, write_config

KEYS = {"opens", "kind", "category", "score", "runner_up", "margin", "place", "unit", "urgent", "reasons"}


def invoke(file: Path, *words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [*words, "--config", str(file)], input=stdin)


def test_check_of_a_good_file_is_status_zero_with_its_warnings(tmp_path: Path) -> None:
    result = invoke(write_config(tmp_path), "rules", "check")
    assert result.exit_code == 0
    assert "供电" in result.stdout
    assert "错误 0 处，提醒 1 处" in result.stdout


def test_check_of_a_broken_file_is_status_one_with_every_fault(tmp_path: Path) -> None:
    text = changed("port = 8123", "prot = 8123").replace('sign = "2wh"', 'sign = "soon"')
    result = invoke(write_config(tmp_path, text), "rules", "check")
    assert result.exit_code == 1
    assert "config.toml:2  app.prot" in result.stdout
    assert "deadlines.sign" in result.stdout


def test_check_as_json_holds_only_json(tmp_path: Path) -> None:
    file = write_config(tmp_path, changed("port = 8123", "prot = 8123"))
    result = invoke(file, "rules", "check", "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 1
    assert told["ok"] is False
    assert told["problems"] == [
        {
            "file": str(file),
            "line": 2,
            "key": "app.prot",
            "message": "没有 prot 这一项",
            "hint": "最像的是 port",
        }
    ]


def test_check_as_json_of_a_good_file(tmp_path: Path) -> None:
    told = json.loads(invoke(write_config(tmp_path), "rules", "check", "--json").stdout)
    assert (told["ok"], told["problems"]) == (True, [])
    assert [warning["key"] for warning in told["warnings"]] == ["departments"]


def test_check_writes_nothing(tmp_path: Path) -> None:
    invoke(write_config(tmp_path), "rules", "check")
    assert [path.name for path in tmp_path.iterdir()] == ["config.toml"]


@pytest.mark.parametrize(
    ("keyword", "said"),
    [
        ("灯 |:3", "竖线"),
        ("灯||泡 坏", "竖线"),
        ("路灯:很重", "分量"),
        ("路灯:inf", "0 和 20 之间"),
        ("路灯:-9", "0 和 20 之间"),
        (":3", "不是关键词"),
    ],
)
def test_check_names_the_line_of_a_keyword_that_cannot_be_used(keyword: str, said: str, tmp_path: Path) -> None:
    text = changed('"井盖"]', f'\n  "井盖",\n  "{keyword}",\n]')
    [problem] = json.loads(invoke(write_config(tmp_path, text), "rules", "check", "--json").stdout)["problems"]
    assert text.splitlines()[problem["line"] - 1] == f'  "{keyword}",'
    assert said in problem["message"]


@pytest.mark.parametrize("keyword", ["灯 | 路灯 不亮:3", "灯|路灯 不亮 | 不明:3", "[微笑]|[微笑] 灯 不亮:3"])
def test_a_keyword_that_passes_the_check_is_found(keyword: str, tmp_path: Path) -> None:
    file = write_config(tmp_path, changed('"井盖"', f'"{keyword}"'))
    assert invoke(file, "rules", "check").exit_code == 0
    told = json.loads(invoke(file, "rules", "explain", "--json", "灯早就不亮了").stdout)
    assert (told["category"], told["reasons"][0]["weight"]) == ("roads_lighting", 3.0)


def test_check_refuses_a_config_of_which_no_reader_can_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("classifier.reader.Scorer", _failing)
    result = invoke(write_config(tmp_path), "rules", "check")
    assert result.exit_code == 1
    assert "认不了话（ZeroDivisionError）" in result.stdout


def _failing(*_: object) -> None:
    raise ZeroDivisionError


def test_explain_as_json_gives_the_reasons(tmp_path: Path) -> None:
    result = invoke(write_config(tmp_path), "rules", "explain", "--json", "示例村东头路灯坏了")
    told = json.loads(result.stdout)
    assert set(told) == KEYS
    assert (told["opens"], told["category"], told["unit"]) == (True, "roads_lighting", "v1")
    assert {"word": "路灯", "weight": 3.0, "category": "roads_lighting"} in told["reasons"]


def test_explain_reads_lines_from_standard_input(tmp_path: Path) -> None:
    result = invoke(write_config(tmp_path), "rules", "explain", "--json", "-", stdin="路灯坏了\r\n你好\n\n")
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["opens"] for one in told] == [True, False, False]
    assert told[1]["category"] is None


@pytest.mark.parametrize("word", ["道路照明", "路灯", "示例村"])
def test_explain_speaks_plainly_to_people(tmp_path: Path, word: str) -> None:
    result = invoke(write_config(tmp_path), "rules", "explain", "示例村路灯坏了")
    assert result.exit_code == 0
    assert word in result.stdout


def test_explain_needs_no_database_and_makes_none(tmp_path: Path) -> None:
    invoke(write_config(tmp_path), "rules", "explain", "路灯坏了")
    assert [path.name for path in tmp_path.iterdir()] == ["config.toml"]


def test_a_keyword_written_in_another_form_counts_all_the_same(tmp_path: Path) -> None:
    file = write_config(tmp_path, changed('"井盖"', '"井蓋:3"'))
    told = json.loads(invoke(file, "rules", "explain", "--json", "井盖丢了").stdout)
    assert told["category"] == "roads_lighting"


@pytest.mark.parametrize(
    ("keywords", "weights"),
    [
        ('"井盖"]', []),
        ('"井盖"]\nvocabulary = "roads_lighting"', [4.0]),
        ('"路面破损:9"]\nvocabulary = "roads_lighting"', [9.0]),
        ('"路面破损:0"]\nvocabulary = "roads_lighting"', []),
    ],
)
def test_a_keyword_of_the_config_outweighs_the_one_of_the_vocabulary(
    keywords: str, weights: list[float], tmp_path: Path
) -> None:
    file = write_config(tmp_path, changed('"井盖"]', keywords))
    told = json.loads(invoke(file, "rules", "explain", "--json", "路面破损").stdout)
    assert [reason["weight"] for reason in told["reasons"] if reason["word"] == "路面破损"] == weights
