"""A lexicon learned from the village's own history, named in the config."""

from __future__ import annotations

from pathlib import Path

import pytest

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
