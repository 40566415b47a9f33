"""The config of the test village: the example's rules, with accounts, places and people that are plainly examples."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parents[2] / "config.example.toml"
KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
TEMPLATES = {
    "update": {"character_string1": "number", "thing2": "summary", "phrase3": "status", "time4": "time"},
    "survey": {"character_string1": "number", "thing2": "summary", "time3": "time"},
    "task": {"character_string1": "number", "thing2": "summary", "thing3": "place", "time4": "due"},
    "remind": {"character_string1": "number", "thing2": "note", "phrase3": "status"},
}
UNITS = """
[[units]]
id = "street"
name = "天平街道"
level = "street"

[[units]]
id = "yanzhuang"
name = "岩庄社区"
level = "village"
parent = "street"
aliases = ["岩庄"]
duty_phone = "13800000008"

[[units]]
id = "garden"
name = "岩庄花园"
level = "compound"
parent = "yanzhuang"
aliases = ["花园小区"]

[[units]]
id = "g1"
name = "岩庄花园一网格"
level = "grid"
parent = "garden"
aliases = ["岩庄花园1-5号楼"]
boundary = [[117.100, 36.100], [117.110, 36.100], [117.110, 36.110], [117.100, 36.110]]

[[units]]
id = "g2"
name = "岩庄花园二网格"
level = "grid"
parent = "garden"
aliases = ["岩庄花园6-12号楼"]
boundary = [[117.110, 36.100], [117.120, 36.100], [117.120, 36.110], [117.110, 36.110]]

[[units]]
id = "bandashan"
name = "板大山村"
level = "village"
parent = "street"
aliases = ["板大山"]

[[units]]
id = "east"
name = "板大山村东组"
level = "grid"
parent = "bandashan"
aliases = ["板大山东组", "板大山村东头"]
"""
DISTRICT = """
[[units]]
id = "district"
name = "示例区"
level = "district"
"""
DISTRICT_STAFF = (("示例区长", "13800000011", "chief", "district"),)
COLLEAGUES = (("示例丁", "13800000004", "worker", "g1"),)
HELPERS = (("示例助理", "13800000031", "assistant", "g1"), ("示例引导", "13800000032", "guide", "garden"))
MEDIATOR = (("示例调解", "13800000023", "mediator", "yanzhuang"),)
# (name, phone, department)
DEPARTMENT_STAFF = (("示例城管", "13800000021", "city_management"), ("示例供水", "13800000022", "water"))
# (name, phone, role, unit)
STAFF = (
    ("示例甲", "13800000001", "worker", "g1"),
    ("示例乙", "13800000002", "worker", "g2"),
    ("示例丙", "13800000003", "worker", "east"),
    ("示例站长", "13800000005", "chief", "yanzhuang"),
    ("示例村长", "13800000006", "chief", "bandashan"),
    ("示例主任", "13800000007", "chief", "street"),
    ("示例值班", "13800000008", "desk", "yanzhuang"),
)


@dataclass(frozen=True, slots=True)
class AccountWish:
    """An account of the village, and in which mode the platform speaks to it."""

    id: str = "yan"
    name: str = "岩庄社区"
    unit: str = "yanzhuang"
    mode: str = "plain"
    kind: str = "service"
    verified: bool = True
    staff_push: str = "template"
    templates: bool = True

    def secrets(self) -> dict[str, str]:
        """What both sides know."""
        return {
            "original_id": f"gh_example_{self.id}",
            "app_id": f"wxexample{self.id}",
            "app_secret": f"secret-{self.id}",
            "token": f"exampletoken{self.id}",
            "encoding_aes_key": "" if self.mode == "plain" else KEY,
        }

    def for_simulator(self) -> dict[str, object]:
        """The account as the platform knows it."""
        contents = {
            f"{self.id}-{kind}": "\n".join(f"{meaning}：{{{{{key}.DATA}}}}" for key, meaning in fields.items())
            for kind, fields in TEMPLATES.items()
        }
        return {
            "id": self.id,
            "name": self.name,
            "mode": self.mode,
            "kind": self.kind,
            "verified": self.verified,
            "templates": contents,
        } | self.secrets()

    def for_config(self) -> str:
        """The account as a section of our config."""
        facts = self.secrets() | {"id": self.id, "name": self.name, "unit": self.unit}
        facts |= {"kind": self.kind, "staff_push": self.staff_push}
        lines = ["[[accounts]]", f"verified = {str(self.verified).lower()}"]
        lines += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items()]
        for kind, fields in TEMPLATES.items() if self.templates else ():
            pairs = ", ".join(f'{key} = "{meaning}"' for key, meaning in fields.items())
            lines += [f"[accounts.templates.{kind}]", f'id = "{self.id}-{kind}"', f"fields = {{ {pairs} }}"]
        return "\n".join(lines)


def write_config(
    folder: Path,
    accounts: tuple[AccountWish, ...],
    *,
    database: str,
    redis: str,
    base_url: str,
    api: str,
    media: str,
    undo: str = "60s",
    quiet: str = "21:00-08:00",
    engine: str = "",
    district: bool = False,
    colleagues: bool = False,
    departments: bool = False,
    mediator: bool = False,
    helpers: bool = False,
    survey_reasons: str = "",
    sign: str = "2wh",
    call_back_share: str = "0.0",
    days_off: str = "[]",
    days_on: str = "[]",
) -> Path:
    """The example's rules in a file of their own, with our places, people and addresses."""
    text = EXAMPLE.read_text(encoding="utf-8")
    for key, value in {
        "base_url": base_url,
        "media_dir": media,
        "api_base_url": api,
        "undo": undo,
        "quiet": quiet,
        "engine": engine,
        "sign": sign,
    }.items():
        text = _set(text, rf"^{key} = ", f'{key} = "{value}"')
    text = _set(text, r"^off = ", f"off = {days_off}")
    text = _set(text, r"^work = ", f"work = {days_on}")
    text = _set(text, r"^call_back_share = ", f"call_back_share = {call_back_share}")
    if survey_reasons:
        text = _set(text, r"^reasons = \[\"还是坏的", f"reasons = {survey_reasons}")
    text = _set(text, r'^url = "sqlite', f'url = "{database}"')
    text = _set(text, r'^url = "embedded"', f'url = "{redis}"')
    staff = (
        *STAFF,
        *(DISTRICT_STAFF if district else ()),
        *(COLLEAGUES if colleagues else ()),
        *(MEDIATOR if mediator else ()),
        *(HELPERS if helpers else ()),
    )
    people = "\n".join(
        f'[[staff]]\nname = "{name}"\nphone = "{phone}"\nrole = "{role}"\nunit = "{unit}"'
        for name, phone, role, unit in staff
    )
    people += "".join(
        f'\n\n[[staff]]\nname = "{name}"\nphone = "{phone}"\nrole = "department"\ndepartment = "{department}"'
        for name, phone, department in (DEPARTMENT_STAFF if departments else ())
    )
    units = UNITS.replace('level = "street"', 'level = "street"\nparent = "district"') + DISTRICT if district else UNITS
    file = folder / "config.toml"
    sections = [text, *(account.for_config() for account in accounts), units, people]
    file.write_text("\n\n".join(sections) + "\n", encoding="utf-8")
    return file


def _set(text: str, start: str, line: str) -> str:
    """The text with one line replaced; the line must be there."""
    changed, times = re.subn(start + ".*$", lambda _: line, text, count=1, flags=re.MULTILINE)
    assert times == 1, start
    return changed
