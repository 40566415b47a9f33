"""A saved config is in force in every process within seconds; a broken one changes nothing and is told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.database import upgrade
from bot.live_rules import LiveRules
from bot.parts import Parts
from bot.rules_watch import RulesWatch
from bot.settings import load_settings, make_folders, rules_version
from classifier.lexicon import CategoryWords
from classifier.scoring import Scorer
from models.control import RulesVersion
from tests.bot.configs import write_config
from tests.bot.office import Office


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


class FailingScorer(Scorer):
    """Cannot live with one keyword that the check of a config lets pass."""

    def __init__(self, categories: Sequence[CategoryWords], *given: Any) -> None:
        super().__init__(categories, *given)
        if any("咕噜噜" in category.keywords for category in categories):
            raise ZeroDivisionError


def with_odd_keyword(text: str) -> str:
    assert "keywords = [" in text
    return text.replace("keywords = [", 'keywords = ["咕噜噜:9", ', 1)


def test_a_file_of_which_no_reader_can_be_made_is_not_stored_and_is_told(
    two: tuple[Parts, Parts], config: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    watching, other = two
    watch = RulesWatch(watching)
    watch.look()
    monkeypatch.setattr("classifier.reader.Scorer", FailingScorer)
    config.write_text(with_odd_keyword(config.read_text(encoding="utf-8")), encoding="utf-8")
    watch.look()
    assert not other.live.look()
    assert other.reader.read("路灯坏了").category == "roads_lighting"
    assert "认不了话（ZeroDivisionError）" in caplog.text


def test_a_stored_version_of_which_no_reader_can_be_made_is_refused_once_and_told_to_the_desk(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = office.parts
    office.bind("示例值班", "oDesk")
    before = parts.rules.version
    changed = json.loads(parts.settings.text)
    changed["categories"][0]["keywords"].append("咕噜噜:9")
    text = json.dumps(changed)
    with parts.session() as session:
        session.add(RulesVersion(hash=rules_version(text), text=text, at=parts.now()))
    monkeypatch.setattr("classifier.reader.Scorer", FailingScorer)
    watch = RulesWatch(parts)
    for _ in range(3):
        assert not parts.live.look()
        watch.look()
    assert parts.rules.version == before
    assert "记成" in office.say("岩庄花园3号楼路灯坏了").text
    [news] = office.outbox("config_broken")
    assert "认不了话" in news.facts["note"]


def test_rules_without_the_unit_that_an_account_stands_at_wait_for_the_restart(
    two: tuple[Parts, Parts], config: Path, caplog: pytest.LogCaptureFixture
) -> None:
    watching, _ = two
    watch = RulesWatch(watching)
    watch.look()
    before = watching.rules.version
    config.write_text(config.read_text(encoding="utf-8").replace('"v1"', '"v2"'), encoding="utf-8")
    watch.look()
    assert watching.rules.version == before
    assert "重启以后一起生效" in caplog.text
    with closing(Parts(load_settings(config))) as restarted:
        assert restarted.rules.org.path(restarted.accounts["main"].unit) == ("v2", "s1")


def test_a_version_that_was_refused_gives_way_to_the_next_one(two: tuple[Parts, Parts]) -> None:
    parts = two[0]
    good = parts.settings.text + "\n"
    for text in ("no rules", good):
        with parts.session() as session:
            session.add(RulesVersion(hash=rules_version(text), text=text, at=parts.now()))
        parts.live.look()
    assert (parts.rules.version, parts.live.refused) == (rules_version(good), None)


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
