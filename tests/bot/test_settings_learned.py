"""A lexicon learned from the village's own history, named in the config."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.cli.main import main
from bot.rules import make_reader
from bot.settings import ConfigError, load_settings
from classifier.learned_file import save
from classifier.learning import examples, learn

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
NAMED = '[understanding]\nlearned_file = "words.txt.gz"\n'


def config_in(folder: Path) -> Path:
    config = folder / "config.toml"
    config.write_text(EXAMPLE.read_text(encoding="utf-8").replace("[understanding]\n", NAMED), encoding="utf-8")
    return config


def test_what_was_learned_is_heard_beside_the_keywords(tmp_path: Path) -> None:
    history = [("嘀嘀响的匣子坏了", "property"), ("匣子半夜嘀嘀响", "property"), ("田里没水", "farming_land")]
    save(learn(examples([*history, ("麦子枯了没水浇", "farming_land")])), tmp_path / "words.txt.gz")
    settings = load_settings(config_in(tmp_path), env={})
    verdict = make_reader(settings.rules, settings.data_dir).read("嘀嘀响的匣子")
    assert [(reason.category, reason.word[:3]) for reason in verdict.reasons] == [("property", "学过：")]


@pytest.mark.parametrize(("content", "said"), [(None, "找不到"), (b"no lexicon", "不是词表")])
def test_a_missing_or_foreign_file_is_told(tmp_path: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / "words.txt.gz").write_bytes(content)
    with pytest.raises(ConfigError, match=said) as caught:
        load_settings(config_in(tmp_path), env={})
    assert caught.value.problems[0].line is not None


def checked(config: Path) -> Any:
    return json.loads(CliRunner().invoke(main, ["rules", "check", "--json", "--config", str(config)]).stdout)


def write_words(folder: Path, text: str) -> None:
    (folder / "words.txt.gz").write_text(f"lianxin-words 1\n{text}", encoding="utf-8")


GOOD = "categories\tproperty\tother\nbias\t0\t0\nwarmth\t1\t1\t1\nw\t匣子\t1\t1\t0\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD[:-4], "从第 5 行起读不了"),
        (GOOD + "p\t嘀嘀响响\t1\t1\t0\n", "从第 6 行起读不了"),
        (GOOD.replace("bias\t0\t0", "bias\tx\ty"), "读不了"),
        (GOOD.replace("\tother", "").replace("\t0", ""), "读不了"),
    ],
)
def test_the_check_reads_the_whole_file(tmp_path: Path, text: str, said: str) -> None:
    config = config_in(tmp_path)
    write_words(tmp_path, text)
    [problem] = checked(config)["problems"]
    assert problem["key"] == "understanding.learned_file"
    assert said in problem["message"]
    assert "learned_file" in config.read_text(encoding="utf-8").splitlines()[problem["line"] - 1]


def test_learned_categories_that_the_config_does_not_have_are_pointed_out(tmp_path: Path) -> None:
    config = config_in(tmp_path)
    write_words(tmp_path, GOOD.replace("other", "roads"))
    told = checked(config)
    assert told["ok"]
    [warning] = [one for one in told["warnings"] if one["key"] == "understanding.learned_file"]
    assert warning["message"].endswith("：roads")


def test_a_good_file_is_nothing_to_tell(tmp_path: Path) -> None:
    write_words(tmp_path, GOOD.replace("other", "-"))
    told = checked(config_in(tmp_path))
    assert told["ok"]
    assert not [one for one in told["warnings"] if one["key"] == "understanding.learned_file"]


@pytest.mark.parametrize("harm", ["gone", "broken"])
def test_a_file_that_was_lost_since_is_left_out_and_logged(
    tmp_path: Path, harm: str, caplog: pytest.LogCaptureFixture
) -> None:
    write_words(tmp_path, GOOD)
    settings = load_settings(config_in(tmp_path), env={})
    if harm == "gone":
        (tmp_path / "words.txt.gz").unlink()
    else:
        write_words(tmp_path, GOOD + "w")
    verdict = make_reader(settings.rules, settings.data_dir).read("路灯坏了")
    assert verdict.category == "roads_lighting"
    assert "learned words left out" in caplog.text


def learned_for_property(folder: Path) -> Path:
    """A config in whose learned lexicon one word speaks for `property` as loudly as it can."""
    write_words(folder, GOOD.replace("\t1\t1\t0", "\t1\t100\t0"))
    return config_in(folder)


@pytest.mark.parametrize(("keyword", "category"), [("匣子", "property"), ("匣子:2", "noise"), ("匣子响", "noise")])
def test_what_was_learned_outweighs_a_bare_word_of_two_characters_and_no_more(
    tmp_path: Path, keyword: str, category: str
) -> None:
    config = learned_for_property(tmp_path)
    text = config.read_text(encoding="utf-8")
    noise = text.index('id = "noise"')
    at = text.index("keywords = [", noise) + len("keywords = [")
    config.write_text(f'{text[:at]}"{keyword}", {text[at:]}', encoding="utf-8")
    settings = load_settings(config, env={})
    verdict = make_reader(settings.rules, settings.data_dir).read("匣子响")
    weights = {reason.category: reason.weight for reason in verdict.reasons if "匣子" in reason.word}
    assert weights["property"] == 1.2
    assert max(weights, key=lambda one: weights[one]) == category
