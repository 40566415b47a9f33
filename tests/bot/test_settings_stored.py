"""The rules text that is kept in the database, and how it stands in for a broken file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.settings import ConfigError, load_platform, load_settings, make_folders, rules_from_text
from bot.settings.stored import last_good
from models.base import Base
from models.control import RulesVersion
from models.engine import Database
from tests.bot.configs import VALID, changed, write_config


def test_the_text_gives_the_same_rules_again(tmp_path: Path) -> None:
    settings = load_settings(write_config(tmp_path), {})
    again = rules_from_text(settings.text, "Asia/Shanghai")
    assert again.version == settings.rules.version
    assert again.org == settings.rules.org
    assert again.categories == settings.rules.categories
    assert again.routes == settings.rules.routes


@pytest.mark.parametrize(
    ("old", "new", "is_same"),
    [
        ("port = 8123", "port = 8124", True),  # Needs a restart anyway: not a new version.
        ('name = "示例村"', 'name = "示例村"  # a remark', True),
        ('name = "示例村"', 'name = "示例庄"', False),
        ('"路灯:3"', '"路灯:2"', False),
    ],
)
def test_the_version_changes_with_the_rules_alone(tmp_path: Path, old: str, new: str, is_same: bool) -> None:
    before = load_settings(write_config(tmp_path), {}).rules.version
    after = load_settings(write_config(tmp_path, changed(old, new)), {}).rules.version
    assert (before == after) is is_same


def test_the_last_good_rules_stand_in_for_broken_ones(tmp_path: Path) -> None:
    text = load_settings(write_config(tmp_path), {}).text
    file = write_config(tmp_path, changed('level = "village"', 'level = "planet"'))
    asked: list[str] = []

    def stored(url: str) -> str:
        asked.append(url)
        return text

    settings = load_settings(file, {}, last_good=stored)
    assert asked == [f"sqlite:///{tmp_path}/data/lianxin.db"]
    assert settings.rules.org.units["v1"].level == "village"
    assert [problem.key for problem in settings.problems] == ["units[2].level"]


MOVED = changed('unit = "v1"\noriginal_id', 'unit = "v2"\noriginal_id').replace(
    "[[staff]]", '[[units]]\nid = "v2"\nname = "另一村"\nlevel = "village"\nparent = "s1"\n\n[[staff]]', 1
)


def test_an_account_that_moved_to_a_unit_unknown_to_the_last_good_rules_stands_at_their_top(tmp_path: Path) -> None:
    assert load_settings(write_config(tmp_path, MOVED), {}).accounts["main"].unit == "v2"
    text = load_settings(write_config(tmp_path), {}).text
    file = write_config(tmp_path, MOVED.replace('"井盖"', '"井盖:很重"'))
    settings = load_settings(file, {}, last_good=lambda url: text)
    assert settings.accounts["main"].unit == "s1"
    assert settings.rules.org.desk(settings.accounts["main"].unit) is not None
    assert [problem.key for problem in settings.problems] == ["categories[1].keywords[2]", "accounts[1].unit"]
    assert "v2" in settings.problems[1].message
    assert 'unit = "v2"' in file.read_text(encoding="utf-8").splitlines()[(settings.problems[1].line or 0) - 1]


def test_an_account_keeps_a_unit_that_the_last_good_rules_know(tmp_path: Path) -> None:
    text = load_settings(write_config(tmp_path), {}).text
    file = write_config(tmp_path, changed('"井盖"', '"井盖:很重"'))
    settings = load_settings(file, {}, last_good=lambda url: text)
    assert settings.accounts["main"].unit == "v1"
    assert len(settings.problems) == 1


def test_when_the_last_good_rules_fit_no_longer_the_faults_of_the_file_are_told(tmp_path: Path) -> None:
    text = load_settings(write_config(tmp_path), {}).text.replace('"village"', '"planet"')
    file = write_config(tmp_path, changed('"井盖"', '"井盖:很重"'))
    with pytest.raises(ConfigError, match="井盖:很重"):
        load_settings(file, {}, last_good=lambda url: text)


def test_without_last_good_rules_broken_ones_are_refused(tmp_path: Path) -> None:
    file = write_config(tmp_path, changed('level = "village"', 'level = "planet"'))
    with pytest.raises(ConfigError):
        load_settings(file, {}, last_good=lambda url: None)


def test_nothing_stands_in_for_a_broken_platform(tmp_path: Path) -> None:
    text = load_settings(write_config(tmp_path), {}).text
    file = write_config(tmp_path, changed("port = 8123", "prot = 8123"))
    with pytest.raises(ConfigError):
        load_settings(file, {}, last_good=lambda url: text)


def test_a_stored_text_that_no_longer_fits_is_refused(tmp_path: Path) -> None:
    text = load_settings(write_config(tmp_path), {}).text.replace('"village"', '"planet"')
    with pytest.raises(ConfigError):
        rules_from_text(text, "Asia/Shanghai")


def test_the_newest_stored_text_is_the_last_good_one(tmp_path: Path) -> None:
    platform = load_platform(write_config(tmp_path), {})
    make_folders(platform)
    assert last_good(platform.database_url) is None
    assert not (tmp_path / "data" / "lianxin.db").exists()
    database = Database(platform.database_url)
    with database.write() as session:
        session.connection()
    assert last_good(platform.database_url) is None
    Base.metadata.create_all(database.engine)
    for text in (VALID, "newest"):
        with database.write() as session:
            session.add(RulesVersion(hash="h", text=text, at=datetime(2026, 11, 22, tzinfo=UTC)))
    database.close()
    assert last_good(platform.database_url) == "newest"
