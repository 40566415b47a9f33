"""Reads the JSON file that names the stand-in's accounts, people and sample places.

{"accounts": [{"id", "name", "original_id", "app_id", "app_secret", "token", "webhook",
               "encoding_aes_key"?, "mode"? plain|compat|safe, "kind"? service|subscription,
               "verified"? true, "sandbox"? false,
               "templates"? {id: content, or {"title", "content", "choices"? {"const1": […]}}}}],
 "phones": [{"name", "account", "role"? resident|worker, "openid"?, "following"? true}],
 "places": [{"name", "lat", "lng", "label"?}],
 "scenes"?: {scene of a code: what is written on the door beside it}}
"""

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MODES = ("plain", "compat", "safe")
KINDS = ("service", "subscription")
SLOT = re.compile(r"\{\{(\w+)\.DATA\}\}")
ROLES = ("resident", "worker")


class ConfigError(ValueError):
    """The file names something that no WeChat account could be."""


@dataclass(frozen=True, slots=True)
class Template:
    """A message template as the account's own list shows it."""

    id: str
    content: str
    title: str
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(SLOT.findall(self.content))


@dataclass(frozen=True, slots=True)
class AccountConfig:
    """An official account: who it is, what it may do, where its developer's server listens."""

    id: str
    name: str
    original_id: str
    app_id: str
    app_secret: str
    token: str
    webhook: str = ""
    encoding_aes_key: str | None = None
    mode: str = "plain"
    kind: str = "service"
    verified: bool = True
    sandbox: bool = False
    templates: Mapping[str, Template] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PhoneConfig:
    """A person with a phone, following one account (or not yet)."""

    name: str
    account: str
    openid: str
    role: str = "resident"
    following: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """A place the page offers to send, in GCJ-02 degrees."""

    name: str
    lat: float
    lng: float
    label: str


@dataclass(frozen=True, slots=True)
class Config:
    """Everything the stand-in starts from."""

    accounts: tuple[AccountConfig, ...]
    phones: tuple[PhoneConfig, ...] = ()
    places: tuple[Place, ...] = ()
    scenes: Mapping[str, str] = field(default_factory=dict)


def load(path: str | Path) -> Config:
    """Read and check the file at `path`."""
    try:
        raw = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise ConfigError(f"{path}:{error.lineno}: not JSON: {error.msg}") from error
    return parse(raw)


def parse(raw: Mapping[str, Any]) -> Config:
    """Turn the file's JSON into a checked Config."""
    accounts = tuple(_account(item) for item in raw.get("accounts", ()))
    if not accounts:
        raise ConfigError("accounts: at least one is needed")
    ids = {account.id for account in accounts}
    if len(ids) < len(accounts):
        raise ConfigError("accounts: an id is used twice")
    phones = tuple(_phone(item, ids) for item in raw.get("phones", ()))
    if len({(phone.account, phone.openid) for phone in phones}) < len(phones):
        raise ConfigError("phones: an openid is used twice in one account")
    places = tuple(_place(item) for item in raw.get("places", ()))
    return Config(accounts, phones, places, dict(raw.get("scenes", {})))


def openid_of(account: str, name: str) -> str:
    """A lasting openid for a person the file gives none: 28 characters, other in every account."""
    digest = hashlib.sha256(f"{account}/{name}".encode()).digest()
    return "o" + base64.urlsafe_b64encode(digest).decode()[:27]


def _need(item: Mapping[str, Any], section: str, *keys: str) -> None:
    for key in keys:
        if not item.get(key):
            raise ConfigError(f"{section}: {key} is missing in {item.get('id') or item.get('name')!r}")


def _one_of(item: Mapping[str, Any], key: str, allowed: tuple[str, ...]) -> str:
    value = str(item.get(key, allowed[0]))
    if value not in allowed:
        raise ConfigError(f"{key}: {value!r} is none of {', '.join(allowed)}")
    return value


def _account(item: Mapping[str, Any]) -> AccountConfig:
    _need(item, "accounts", "id", "name", "original_id", "app_id", "app_secret", "token")
    if not re.fullmatch(r"[A-Za-z0-9]{3,32}", item["token"]):
        raise ConfigError(f"accounts: the token of {item['id']!r} is not 3 to 32 letters and digits")
    key = item.get("encoding_aes_key") or None
    mode = _one_of(item, "mode", MODES)
    if key and not re.fullmatch(r"[A-Za-z0-9]{43}", key):
        raise ConfigError(f"accounts: encoding_aes_key of {item['id']!r} is not 43 letters and digits")
    if mode != "plain" and not key:
        raise ConfigError(f"accounts: mode {mode} of {item['id']!r} needs an encoding_aes_key")
    templates = item.get("templates", {})
    return AccountConfig(
        id=item["id"],
        name=item["name"],
        original_id=item["original_id"],
        app_id=item["app_id"],
        app_secret=item["app_secret"],
        token=item["token"],
        webhook=item.get("webhook", ""),
        encoding_aes_key=key,
        mode=mode,
        kind=_one_of(item, "kind", KINDS),
        verified=bool(item.get("verified", True)),
        sandbox=bool(item.get("sandbox", False)),
        templates={id_: _template(id_, value) for id_, value in templates.items()},
    )


def _template(template_id: str, value: str | Mapping[str, Any]) -> Template:
    """A template is its content, or an object with title, content and the choices of const fields."""
    if isinstance(value, str):
        return Template(template_id, value, title="办理进度通知")
    choices = {key: tuple(words) for key, words in value.get("choices", {}).items()}
    return Template(template_id, value["content"], value.get("title", "办理进度通知"), choices)


def _phone(item: Mapping[str, Any], accounts: set[str]) -> PhoneConfig:
    _need(item, "phones", "name", "account")
    if item["account"] not in accounts:
        raise ConfigError(f"phones: {item['name']!r} follows an unknown account {item['account']!r}")
    return PhoneConfig(
        name=item["name"],
        account=item["account"],
        openid=item.get("openid") or openid_of(item["account"], item["name"]),
        role=_one_of(item, "role", ROLES),
        following=bool(item.get("following", True)),
    )


def _place(item: Mapping[str, Any]) -> Place:
    _need(item, "places", "name", "lat", "lng")
    return Place(item["name"], float(item["lat"]), float(item["lng"]), item.get("label", item["name"]))
