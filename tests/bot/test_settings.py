"""What a good config becomes."""

from __future__ import annotations

import stat
from datetime import date, time, timedelta
from pathlib import Path
from typing import get_args

import pytest

from bot.settings import ConfigError, config_path, load_platform, load_settings
from bot.settings.schema import EmergencyKind
from classifier.signals import SIGNALS
from domain.catalog import RouteWhen
from domain.durations import Duration
from tests.bot.configs import VALID, changed, problems_of, write_config


def test_a_valid_file_becomes_settings(tmp_path: Path) -> None:
    settings = load_settings(write_config(tmp_path), {})
    assert (settings.app.port, settings.app.base_url) == (8123, "https://example.org")
    assert settings.redis_url == "embedded"
    assert settings.accounts["main"].kind == "service"
    assert settings.rules.org.path("v1") == ("v1", "s1")
    assert settings.rules.org.staff["13800000002"].units == ("s1", "v1")
    category = settings.rules.categories["roads_lighting"]
    assert category.keywords == {"路灯": 3.0, "井盖": 1.0}
    assert category.deadline.solve == Duration(3, "wd")
    assert settings.rules.routes[0].when == RouteWhen(category=("roads_lighting",), urgent=True)
    assert settings.rules.answers[0].valid_until == date(2027, 12, 31)


def test_what_is_left_out_has_a_default(tmp_path: Path) -> None:
    rules = load_settings(write_config(tmp_path), {}).rules
    assert rules.limits.dispatch == Duration(15, "dm")
    assert rules.urgent_limits.sign == Duration(15, "m")
    assert rules.urgent_limits.answer == rules.limits.answer
    assert rules.quiet == (time(21), time(8))
    assert rules.undo == timedelta(seconds=60)
    assert rules.hours.on(0) == ((time(8, 30), time(12)), (time(14), time(18)))


def test_relative_paths_count_from_the_config(tmp_path: Path) -> None:
    settings = load_settings(write_config(tmp_path), {})
    assert settings.database_url == f"sqlite:///{tmp_path}/data/lianxin.db"
    assert settings.data_dir == tmp_path / "data"
    assert settings.app.media_dir == tmp_path / "var/media"


@pytest.mark.parametrize(
    ("url", "data_dir"),
    [
        ("sqlite:////srv/lianxin/a.db", "/srv/lianxin"),
        ("sqlite+pysqlite:////srv/a.db?timeout=3", "/srv"),
        ("postgresql+psycopg://u:p@db/lianxin", None),
    ],
)
def test_absolute_databases_stay_as_they_are(tmp_path: Path, url: str, data_dir: str | None) -> None:
    text = changed('url = "sqlite:///data/lianxin.db"', f'url = "{url}"')
    settings = load_settings(write_config(tmp_path, text), {})
    assert settings.database_url == url
    assert settings.data_dir == (Path(data_dir) if data_dir else tmp_path / "var")


def test_a_byte_order_mark_is_forgiven(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b"\xef\xbb\xbf" + VALID.encode())
    assert load_settings(file, {}).app.port == 8123


def test_a_gbk_file_is_told_to_be_saved_as_utf8(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(VALID.encode("gbk"))
    [problem] = problems_of(file)
    assert "GBK" in problem.message
    assert "请另存为 UTF-8" in problem.message
    assert problem.line == VALID[: VALID.index("示例街道")].count("\n") + 1


def test_values_come_from_the_environment(tmp_path: Path) -> None:
    text = changed('token = "t0001"', 'token = "${A_TOKEN}-x"').replace("port = 8123", 'port = "${A_PORT}"')
    settings = load_settings(write_config(tmp_path, text), {"A_TOKEN": "abc", "A_PORT": "9000"})
    assert settings.accounts["main"].token == "abc-x"
    assert settings.app.port == 9000


def test_the_redis_handed_down_by_the_supervisor_counts(tmp_path: Path) -> None:
    platform = load_platform(write_config(tmp_path), {"LIANXIN_REDIS_URL": "unix:///run/r.sock"})
    assert platform.redis_url == "unix:///run/r.sock"


def test_the_config_is_named_by_option_then_environment_then_default() -> None:
    env = {"LIANXIN_CONFIG": "/etc/b.toml"}
    assert config_path("a.toml", env) == Path("a.toml")
    assert config_path(None, env) == Path("/etc/b.toml")
    assert config_path(None, {}) == Path("config.toml")


def test_an_account_without_a_unit_speaks_for_the_top_one(tmp_path: Path) -> None:
    settings = load_settings(write_config(tmp_path, changed('unit = "v1"\noriginal', "original")), {})
    assert settings.accounts["main"].unit == "s1"


def test_secrets_are_not_printed(tmp_path: Path) -> None:
    printed = repr(load_settings(write_config(tmp_path), {}))
    assert "s-0001" not in printed
    assert "t0001" not in printed


def test_the_rules_text_holds_no_account(tmp_path: Path) -> None:
    assert "s-0001" not in load_settings(write_config(tmp_path), {}).text


def test_a_missing_secret_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    file = write_config(tmp_path)
    first = load_settings(file, {}).app.secret_key
    assert len(first) >= 40
    assert load_settings(file, {}).app.secret_key == first
    assert stat.S_IMODE((tmp_path / "data" / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret_key"]


def test_a_given_secret_key_is_used_and_nothing_is_written(tmp_path: Path) -> None:
    text = changed("port = 8123", 'port = 8123\nsecret_key = "given-' + "k" * 40 + '"')
    assert load_settings(write_config(tmp_path, text), {}).app.secret_key.startswith("given-")
    assert not (tmp_path / "data").exists()


def test_loading_writes_nothing(tmp_path: Path) -> None:
    load_settings(write_config(tmp_path), {})
    assert [path.name for path in tmp_path.iterdir()] == ["config.toml"]


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 10, 1), False),  # National Day.
        (date(2026, 10, 10), True),  # An adjusted Saturday of that year.
        (date(2026, 11, 24), True),  # A plain Tuesday.
        (date(2026, 11, 21), False),  # A plain Saturday.
        (date(2026, 11, 25), False),  # A plain Wednesday that the config makes free.
        (date(2026, 11, 28), True),  # A plain Saturday that the config makes a working day.
    ],
)
def test_workdays_follow_the_calendar_and_the_override(tmp_path: Path, day: date, works: bool) -> None:
    text = VALID + '\n[hours.holidays]\noff = ["2026-11-25"]\nwork = ["2026-11-28"]\n'
    assert load_settings(write_config(tmp_path, text), {}).rules.is_workday(day) is works


def test_hours_may_be_one_text_for_monday_to_friday(tmp_path: Path) -> None:
    text = changed('name = "示例村"', 'name = "示例村"\nhours = "09:00-12:00 13:00-24:00"')
    hours = load_settings(write_config(tmp_path, text), {}).rules.org.units["v1"].hours
    assert hours is not None
    assert hours.on(4) == ((time(9), time(12)), (time(13), time(0)))
    assert hours.on(5) == ()


def test_no_quiet_hours_and_no_hold_back_can_be_had(tmp_path: Path) -> None:
    text = VALID + '\n[delivery]\nquiet = ""\n[survey]\nundo = "0s"\n'
    rules = load_settings(write_config(tmp_path, text), {}).rules
    assert rules.quiet is None
    assert rules.undo == timedelta(0)


def test_the_platform_loads_though_the_rules_are_broken(tmp_path: Path) -> None:
    file = write_config(tmp_path, changed('level = "street"', 'level = "planet"'))
    assert load_platform(file, {}).app.port == 8123
    with pytest.raises(ConfigError):
        load_settings(file, {})


def test_a_category_can_name_every_kind_of_emergency_that_is_heard() -> None:
    assert set(get_args(EmergencyKind)) == {signal.kind for signal in SIGNALS}
