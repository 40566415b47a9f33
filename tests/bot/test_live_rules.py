"""A saved config is in force in every process within seconds; a broken one changes nothing and is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.database import upgrade
from bot.live_rules import LiveRules
from bot.parts import Parts
from bot.rules_watch import RulesWatch
from bot.settings import load_settings, make_folders, rules_version
from models.control import RulesVersion
from tests.bot.configs import write_config


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = write_config(tmp_path)
    settings = load_settings(path)
    make_folders(settings)
    upgrade(settings.database_url)
    return path


@pytest.fixture
def two(config: Path) -> Iterator[tuple[Parts, Parts]]:
    parts = Parts(load_settings(config)), Parts(load_settings(config))
    parts[0].settle_in()
    yield parts
    for one in parts:
        one.close()


def test_a_changed_keyword_reads_differently_in_a_process_that_did_not_load_it(
    two: tuple[Parts, Parts], config: Path
) -> None:
    watching, other = two
    watch = RulesWatch(watching)
    watch.look()
    assert other.reader.read("咕噜噜坏了").category != "sanitation"
    text = config.read_text(encoding="utf-8")
    assert "keywords = [" in text
    config.write_text(text.replace("keywords = [", 'keywords = ["咕噜噜:9", ', 1), encoding="utf-8")
    watch.look()
    assert other.live.look()
    assert watching.rules.version == other.rules.version
    first = next(iter(other.rules.categories))
    assert other.reader.read("咕噜噜坏了").category == first


def test_a_process_that_was_idle_answers_the_first_message_by_the_new_rules(two: tuple[Parts, Parts]) -> None:
    parts, seconds = two[0], [0.0]
    idle = LiveRules(
        parts.database, parts.rules, parts.settings.data_dir, parts.settings.app.timezone, lambda: seconds[0]
    )
    text = parts.settings.text + "\n"
    with parts.session() as session:
        session.add(RulesVersion(hash=rules_version(text), text=text, at=parts.now()))
    assert idle.current().rules.version == parts.rules.version
    seconds[0] += 3600
    assert idle.current().rules.version == rules_version(text)


def test_a_broken_file_changes_nothing_and_is_told_once(
    two: tuple[Parts, Parts], config: Path, caplog: pytest.LogCaptureFixture
) -> None:
    watching, other = two
    watch = RulesWatch(watching)
    watch.look()
    before = watching.rules.version
    config.write_text(config.read_text(encoding="utf-8") + '\n[deadlines]\nsolv = "1d"\n', encoding="utf-8")
    watch.look()
    watch.look()
    assert watching.rules.version == before
    assert not other.live.look()
    told = [record for record in caplog.records if "config refused" in record.getMessage()]
    assert len(told) >= 1
    assert any("solv" in record.getMessage() or "deadlines" in record.getMessage() for record in told)


def test_the_file_mended_again_is_taken_up(two: tuple[Parts, Parts], config: Path) -> None:
    watching, _ = two
    watch = RulesWatch(watching)
    watch.look()
    good = config.read_text(encoding="utf-8")
    config.write_text("not toml [", encoding="utf-8")
    watch.look()
    config.write_text(good.replace("keywords = [", 'keywords = ["叮叮咚", ', 1), encoding="utf-8")
    before = watching.rules.version
    watch.look()
    assert watching.rules.version != before
