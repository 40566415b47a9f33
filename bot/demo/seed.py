"""Writes the demo's folder: config, tables of units and staff, and what the stand-in for WeChat reads."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Container, Iterable, Mapping
from pathlib import Path

from bot.demo import street
from bot.demo.accounts import accounts_toml, stand_in
from bot.demo.cast import cast
from bot.demo.people import Member, staff
from bot.demo.street import Unit, units
from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "config.example.toml"
UNITS, STAFF, SIMULATOR = "units.csv", "staff.csv", "simulator.json"
HEAD = f"""\
# 演示用的配置，由 make demo 写成：街道、村、人名、电话都是编的。
# 随便改，存盘就生效；想从头来，删掉这个文件夹。

units_file = "{UNITS}"
staff_file = "{STAFF}"


"""
# Sooner than in earnest, so that a visitor sees everything within minutes and at any hour.
CHANGES = {
    ("app", "media_dir"): '"media"',
    ("app", "web_workers"): "1",
    ("database", "url"): '"sqlite:///lianxin.db"',
    ("delivery", "quiet"): '""',
    ("survey", "undo"): '"8s"',
    ("deadlines", "sweep_every"): '"5s"',
}
PLACES = {
    "岩庄花园3号楼": "yanzhuang-1-1",
    "岩庄花园8号楼": "yanzhuang-1-2",
    "岩庄家园门口": "yanzhuang-2-1",
    "板大山村2组": "bandashan-1",
    "柳园家园": "liuyuan-2-1",
}


def seed(folder: Path, port: int, phones: int) -> Path:
    """Write the folder, or only the two ports into one that is there already; returns the config."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    config = folder / "config.toml"
    if config.exists():
        text = config.read_text(encoding="utf-8-sig")
    else:
        text = first_config()
        write_tables(folder)
    _write(config, changed(text, _addresses(port, phones)))
    return config


def first_config() -> str:
    """The example config with the demo's changes, and accounts with fresh secrets."""
    example = EXAMPLE.read_text(encoding="utf-8")
    return HEAD + changed(example, CHANGES) + "\n\n" + accounts_toml()


def write_tables(folder: Path) -> None:
    """The tables of units and staff, as an office would keep them."""
    rows = units()
    members = staff(rows, re.findall(r'(?m)^\[\[departments\]\]\nid = "(\w+)"', EXAMPLE.read_text(encoding="utf-8")))
    _write(folder / UNITS, _table([_unit_row(unit) for unit in rows]))
    _write(folder / STAFF, _table([_staff_row(member) for member in members]))


def write_simulator(settings: Settings, folder: Path, following: Container[tuple[str, str]]) -> Path:
    """The accounts of the config and the phones; who follows already, by account and openid, goes on following."""
    host = f"http://{settings.app.host}:{settings.app.port}"
    people = cast(members_of(settings))
    data = {
        "accounts": [stand_in(one, f"{host}/wechat/{one.id}") for one in settings.accounts.values()],
        "phones": [
            {
                "name": one.name,
                "account": one.account,
                "openid": one.openid,
                "role": one.role,
                "following": (one.account, one.openid) in following,
            }
            for one in people
            if one.account in settings.accounts
        ],
        "places": list(_places()),
        "scenes": {f"unit_{unit.id}": unit.name for unit in units() if unit.level == "grid"},
    }
    file = folder / SIMULATOR
    _write(file, json.dumps(data, ensure_ascii=False, indent=1))
    return file


def members_of(settings: Settings) -> dict[str, Member]:
    """The staff of the config by telephone, as the cast needs them."""
    return {
        tel: Member(one.name, tel, one.role, title=one.title or "") for tel, one in settings.rules.org.staff.items()
    }


def changed(text: str, values: Mapping[tuple[str, str], str]) -> str:
    """Other values for keys that stand in the text; everything around them stays as it is."""
    section, lines, left = "", [], dict(values)
    for line in text.splitlines(keepends=True):
        if found := re.match(r"\[([\w.]+)\]", line):
            section = found[1]
        key = re.match(r"(\w+)\s*=\s*", line)
        if key and (value := left.pop((section, key[1]), None)) is not None:
            line = re.sub(r'^(\w+\s*=\s*)("[^"]*"|\S+)', lambda old, new=value: old[1] + new, line)  # type: ignore[misc]
        lines.append(line)
    if left:
        raise KeyError(f"not in the config: {', '.join('.'.join(key) for key in left)}")
    return "".join(lines)


def _addresses(port: int, phones: int) -> dict[tuple[str, str], str]:
    return {
        ("app", "port"): str(port),
        ("app", "base_url"): f'"http://127.0.0.1:{port}"',
        ("wechat", "api_base_url"): f'"http://127.0.0.1:{phones}"',
    }


def _places() -> Iterable[dict[str, object]]:
    known = {unit.id: unit for unit in units()}
    for name, unit in PLACES.items():
        lat, lng = street.middle(known[unit])
        yield {"name": name, "lat": lat, "lng": lng, "label": name}


def _unit_row(unit: Unit) -> dict[str, str]:
    boundary = ";".join(f"{lng},{lat}" for lng, lat in street.corners(unit.box)) if unit.box else ""
    return {
        "id": unit.id,
        "name": unit.name,
        "level": unit.level,
        "parent": unit.parent,
        "aliases": "；".join(unit.aliases),
        "boundary": boundary,
        "duty_phone": unit.duty_phone,
        "special": unit.special,
    }


def _staff_row(member: Member) -> dict[str, str]:
    return {
        "name": member.name,
        "phone": member.phone,
        "role": member.role,
        "unit": member.unit,
        "department": member.department,
        "title": member.title,
        "substitute": member.substitute,
    }


def _table(rows: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _write(file: Path, text: str) -> None:
    """Whole or not at all, and for nobody else: there are secrets in it."""
    draft = file.with_name(f".{file.name}.new")
    draft.write_text(text, encoding="utf-8")
    draft.chmod(0o600)
    os.replace(draft, file)
