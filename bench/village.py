"""The village that measurements are made in: the example's rules with one account, a grid, its worker and a chief."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.parts import Parts
from bot.settings import Settings
from casework import arrival, people

EXAMPLE = Path(__file__).parent.parent / "config.example.toml"
ACCOUNT = {
    "id": "bench",
    "name": "示例社区",
    "original_id": "gh_bench0001",
    "app_id": "wxbench000000001",
    "app_secret": "bench-app-secret",
    "token": "benchtoken123",
    "kind": "service",
    "verified": True,
    "mode": "plain",
    "templates": {},
}
TEMPLATES = {
    "update": {"character_string1": "number", "thing2": "summary", "phrase3": "status", "time4": "time"},
    "survey": {"character_string1": "number", "thing2": "summary", "time3": "time"},
    "task": {"character_string1": "number", "thing2": "summary", "thing3": "place", "time4": "due"},
    "remind": {"character_string1": "number", "thing2": "note", "phrase3": "status"},
}
CONFIG = """
[[accounts]]
id = "bench"
name = "示例社区"
unit = "village"
original_id = "gh_bench0001"
app_id = "wxbench000000001"
app_secret = "bench-app-secret"
token = "benchtoken123"
kind = "service"
verified = true
TEMPLATES
[[units]]
id = "village"
name = "示例社区"
level = "village"

[[units]]
id = "grid"
name = "示例花园"
level = "grid"
parent = "village"

[[staff]]
name = "示例甲"
phone = "13800000001"
role = "worker"
unit = "grid"

[[staff]]
name = "示例站长"
phone = "13800000002"
role = "chief"
unit = "village"
"""


def bind_everybody(settings: Settings) -> None:
    """Every staff member has a chat, as in a village that is at work."""
    parts = Parts(settings)
    parts.settle_in()
    with parts.work("bench") as work:
        for number, member in enumerate(work.rules.org.staff.values()):
            chat = arrival.meet(work, f"oStaff{number:04d}")
            chat.staff_id = people.staff_row(work, member).id
            people.wrote(work, chat)
    parts.close()


def write_config(folder: Path, port: int = 8000, database: str | None = None, workers: int = 1, api: str = "") -> Path:
    """Its config in a folder, with the web on a port; the database is there as well unless another is given.

    `workers` beyond the first work in the same grid. With `api`, the platform is there, and nobody is spared at night.
    """
    example = EXAMPLE.read_text(encoding="utf-8")
    text = example.replace(
        "sqlite:///var/lianxin.db", database or f"sqlite:///{folder}/data/bench.db"
    ) + CONFIG.replace("TEMPLATES", _templates())
    if api:
        text = text.replace('quiet = "21:00-08:00"', 'quiet = ""').replace("https://api.weixin.qq.com", api)
    for number in range(2, workers + 1):
        text += f'\n[[staff]]\nname = "示例{number}"\nphone = "139{number:08d}"\nrole = "worker"\nunit = "grid"\n'
    lines = [f"port = {port}" if line.startswith("port = ") else line for line in text.splitlines()]
    config = folder / "config.toml"
    config.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return config


def on_the_platform(webhook: str, workers: int) -> dict[str, Any]:
    """The same account and its staff, as the stand-in of the platform is told of them."""
    contents = {
        f"bench-{kind}": {
            "title": kind,
            "content": "\n".join(f"{meaning}：{{{{{key}.DATA}}}}" for key, meaning in fields.items()),
        }
        for kind, fields in TEMPLATES.items()
    }
    phones = [
        {"name": f"示例{number}", "account": "bench", "openid": f"oStaff{number:04d}", "role": "worker"}
        for number in range(workers + 1)
    ]
    return {"accounts": [{**ACCOUNT, "templates": contents, "webhook": webhook}], "phones": phones}


def _templates() -> str:
    lines = []
    for kind, fields in TEMPLATES.items():
        pairs = ", ".join(f'{key} = "{meaning}"' for key, meaning in fields.items())
        lines += [f"[accounts.templates.{kind}]", f'id = "bench-{kind}"', f"fields = {{ {pairs} }}"]
    return "\n".join(lines)
