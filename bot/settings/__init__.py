"""The config: one TOML file, refused with line and reason when it is wrong, else made into settings."""

from bot.settings.errors import ConfigError, Problem
from bot.settings.load import (
    CONFIG_VARIABLE,
    config_path,
    load_platform,
    load_settings,
    make_folders,
    rules_from_text,
    rules_version,
)
from bot.settings.model import AccountSettings, AppSettings, Platform, Settings, SpeechSettings
from bot.settings.trial import try_out

__all__ = [
    "CONFIG_VARIABLE",
    "AccountSettings",
    "AppSettings",
    "ConfigError",
    "Platform",
    "Problem",
    "Settings",
    "SpeechSettings",
    "config_path",
    "load_platform",
    "load_settings",
    "make_folders",
    "rules_from_text",
    "rules_version",
    "try_out",
]
