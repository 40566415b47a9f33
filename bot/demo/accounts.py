"""The example accounts, one of each kind that behaves differently, as the config and the stand-in need them."""

from __future__ import annotations

import secrets
import string
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.settings.model import AccountSettings

ALPHABET = string.ascii_letters + string.digits


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account before it has secrets; `sealed` is the mode in which every message is encrypted."""

    id: str
    name: str
    unit: str
    kind: str = "service"
    verified: bool = True
    sealed: bool = False
    staff_push: str = "template"


ACCOUNTS = (
    DemoAccount("yanzhuang", "岩庄社区", "yanzhuang"),
    DemoAccount("bandashan", "板大山村", "bandashan", sealed=True, staff_push="custom"),
    DemoAccount("liuyuan", "柳园社区", "liuyuan", kind="subscription", verified=False),
    DemoAccount("quanhe", "泉河街道", "quanhe"),
)
# What each template is called on the screen, and its lines: the words before a field, the field, what goes in.
TEMPLATES: Mapping[str, tuple[str, tuple[tuple[str, str, str], ...]]] = {
    "update": (
        "办理进度通知",
        (
            ("编号", "character_string1", "number"),
            ("事项", "thing2", "category"),
            ("进度", "phrase3", "status"),
            ("说明", "thing5", "note"),
            ("时间", "time4", "time"),
        ),
    ),
    "survey": (
        "办理结果评价",
        (
            ("编号", "character_string1", "number"),
            ("事项", "thing2", "category"),
            ("办得咋样", "thing5", "note"),
            ("时间", "time4", "time"),
        ),
    ),
    "task": (
        "新任务提醒",
        (
            ("编号", "character_string1", "number"),
            ("什么事", "thing2", "summary"),
            ("在哪儿", "thing3", "place"),
            ("最晚回话", "time4", "due"),
        ),
    ),
    "remind": (
        "待办提醒",
        (
            ("编号", "character_string1", "number"),
            ("事项", "thing2", "category"),
            ("状态", "phrase3", "status"),
            ("说明", "thing5", "note"),
        ),
    ),
}


def accounts_toml() -> str:
    """The [[accounts]] of the config, with secrets that are new every time."""
    return "\n".join(_account_toml(number, account) for number, account in enumerate(ACCOUNTS, 1))


def _account_toml(number: int, account: DemoAccount) -> str:
    key = "".join(secrets.choice(ALPHABET) for _ in range(43)) if account.sealed else ""
    lines = [
        "[[accounts]]",
        f'id = "{account.id}"',
        f'name = "{account.name}"',
        f'unit = "{account.unit}"',
        f'original_id = "gh_demo{number:08}"',
        f'app_id = "wxdemo{number:012}"',
        f'app_secret = "{secrets.token_hex(16)}"',
        f'token = "{secrets.token_hex(12)}"',
        f'encoding_aes_key = "{key}"',
        f'kind = "{account.kind}"',
        f"verified = {str(account.verified).lower()}",
        f'staff_push = "{account.staff_push}"',
    ]
    if account.kind == "service" and account.verified:
        lines += [line for kind in TEMPLATES for line in _template_toml(number, kind)]
    return "\n".join(lines) + "\n"


def _template_toml(number: int, kind: str) -> list[str]:
    fields = ", ".join(f'{field} = "{fact}"' for _, field, fact in TEMPLATES[kind][1])
    return [f"[accounts.templates.{kind}]", f'id = "demo-{number}-{kind}"', f"fields = {{ {fields} }}"]


def stand_in(account: AccountSettings, webhook: str) -> dict[str, Any]:
    """The same account as the stand-in for WeChat reads it."""
    return {
        "id": account.id,
        "name": account.name,
        "original_id": account.original_id,
        "app_id": account.app_id,
        "app_secret": account.app_secret,
        "token": account.token,
        "webhook": webhook,
        "encoding_aes_key": account.encoding_aes_key,
        "mode": "safe" if account.encoding_aes_key else "plain",
        "kind": account.kind,
        "verified": account.verified,
        "templates": {template.id: _content(kind) for kind, template in account.templates.items()},
    }


def _content(kind: str) -> dict[str, str]:
    title, lines = TEMPLATES[kind]
    return {"title": title, "content": "\n".join(f"{label}：{{{{{field}.DATA}}}}" for label, field, _ in lines)}
