"""The village that measurements are made in: the example's rules with one account, a grid, its worker and a chief."""

from __future__ import annotations

from pathlib import Path

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


def write_config(folder: Path, port: int = 8000, database: str | None = None) -> Path:
    """Its config in a folder, with the web on a port; the database is there as well unless another is given."""
    example = EXAMPLE.read_text(encoding="utf-8")
    text = example.replace("sqlite:///var/lianxin.db", database or f"sqlite:///{folder}/data/bench.db") + CONFIG
    lines = [f"port = {port}" if line.startswith("port = ") else line for line in text.splitlines()]
    config = folder / "config.toml"
    config.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return config
