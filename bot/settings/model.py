"""What the running product gets from its config."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from bot.settings.errors import Problem
from bot.settings.secret import secret_key
from domain.account import MessageTemplate
from domain.rules import Rules


@dataclass(frozen=True, slots=True)
class AppSettings:
    """Where the product listens and keeps its things."""

    host: str
    port: int
    base_url: str
    timezone: str
    media_dir: Path
    given_secret: str = field(repr=False)
    secret_file: Path
    web_workers: int
    web_threads: int
    logs: str

    @property
    def secret_key(self) -> str:
        """The configured key, else one that is made once and kept beside the database."""
        return self.given_secret or secret_key(self.secret_file)


@dataclass(frozen=True, slots=True)
class SpeechSettings:
    """What turns voices into words, if anything: `folder` holds the model; without an engine nothing is loaded."""

    engine: Literal["", "sherpa"]
    family: Literal["sense_voice", "paraformer"]
    folder: Path
    threads: int


@dataclass(frozen=True, slots=True)
class AccountSettings:
    """One Official Account; secrets are kept out of its printed form."""

    id: str
    name: str
    unit: str
    original_id: str
    app_id: str
    app_secret: str = field(repr=False)
    token: str = field(repr=False)
    encoding_aes_key: str | None = field(repr=False)
    kind: Literal["service", "subscription"]
    verified: bool
    staff_push: Literal["template", "custom"]
    templates: Mapping[str, MessageTemplate]


@dataclass(frozen=True, slots=True)
class Platform:
    """The part of the config that needs a restart to change; all that a process supervisor needs."""

    source: Path
    app: AppSettings
    data_dir: Path
    database_url: str = field(repr=False)
    redis_url: str = field(repr=False)
    api_base_url: str
    speech: SpeechSettings
    accounts: Mapping[str, AccountSettings]


@dataclass(frozen=True, slots=True)
class Settings(Platform):
    """The whole config. `text` is the rules part alone, as kept in the database; no account secrets in it.

    `problems` is empty unless the file's rules were refused and the last good ones stand in.
    """

    rules: Rules
    text: str
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
