"""The command line as a whole: help, exit codes, where the config comes from."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.main import main
from bot.cli.web import gunicorn_options
from bot.settings import load_settings
from tests.bot.configs import changed, write_config

ROOT = Path(__file__).parents[2]
GROUPS = ["", "db", "rules", "staff", "menu", "grids"]
LEAVES = [
    "run",
    "web",
    "worker",
    "cron",
    "db upgrade",
    "rules check",
    "rules explain",
    "staff invite",
    "menu push",
    "grids import",
    "hear",
    "backup",
    "restore",
]
WRONG = [
    "nonsense",
    "rules check --nonsense",
    "rules explain",
    "rules check --config no.toml",
]


@pytest.mark.parametrize("verb", [*GROUPS, *LEAVES, "demo"])
def test_every_verb_has_help(verb: str) -> None:
    result = CliRunner().invoke(main, [*verb.split(), "--help"])
    assert result.exit_code == 0
    assert "Usage:" in result.output


@pytest.mark.parametrize("verb", LEAVES)
def test_every_leaf_but_the_demo_takes_a_config(verb: str) -> None:
    assert "--config FILE" in CliRunner().invoke(main, [*verb.split(), "--help"]).output


@pytest.mark.parametrize("words", WRONG)
def test_wrong_usage_is_status_two(words: str) -> None:
    result = CliRunner().invoke(main, words.split())
    assert result.exit_code == 2
    assert result.stdout == ""


@pytest.mark.parametrize("verb", ["run", "web", "worker", "cron", "db upgrade", "staff invite", "menu push"])
def test_a_broken_config_is_status_one_with_the_line(tmp_path: Path, verb: str) -> None:
    file = write_config(tmp_path, changed("port = 8123", "prot = 8123"))
    result = CliRunner().invoke(main, [*verb.split(), "--config", str(file)])
    assert result.exit_code == 1
    assert "config.toml:2" in result.stderr
    assert result.stdout == ""


def test_the_config_may_be_named_by_the_environment(tmp_path: Path) -> None:
    file = write_config(tmp_path)
    result = CliRunner().invoke(main, ["rules", "check"], env={"LIANXIN_CONFIG": str(file)})
    assert result.exit_code == 0


def test_it_runs_as_a_module() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "bot", "rules", "check", "--config", "config.example.toml"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1"},
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")


def test_the_web_server_logs_no_queries_and_leaves_the_home_folder_alone(tmp_path: Path) -> None:
    options = gunicorn_options(load_settings(write_config(tmp_path), {}))
    assert options["accesslog"] is None
    assert options["control_socket_disable"] is True
    assert options["bind"] == ["127.0.0.1:8123"]
    assert options["preload_app"] is True
