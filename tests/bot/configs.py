"""Small config files for the tests: a valid one, and ways to change a line of it."""

from __future__ import annotations

from pathlib import Path

from bot.settings import ConfigError, Problem, load_settings

VALID = """\
[app]
port = 8123
base_url = "https://example.org/"

[database]
url = "sqlite:///data/lianxin.db"

[[accounts]]
id = "main"
unit = "v1"
original_id = "gh_0001"
app_id = "wx0001"
app_secret = "s-0001"
token = "t0001"

[[units]]
id = "s1"
name = "示例街道"
level = "street"

[[units]]
id = "v1"
name = "示例村"
level = "village"
parent = "s1"

[[staff]]
name = "示例甲"
phone = "13800000001"
role = "worker"
unit = "v1"

[[staff]]
name = "示例站长"
phone = "13800000002"
role = "chief"
unit = ["s1", "v1"]

[[departments]]
id = "power"
name = "供电"

[[categories]]
id = "roads_lighting"
name = "道路照明"
say = "路灯、道路"
keywords = ["路灯:3", "井盖"]
deadline = { answer = "1d", solve = "3wd" }
department = "power"

[[categories]]
id = "other"
name = "其他"
say = "别的事"
keywords = ["证明"]

[[routes]]
when = { category = ["roads_lighting"], urgent = true }
to = "desk:street"

[[answers]]
words = ["医保怎么交"]
text = "打12345问。"
valid_until = "2027-12-31"

[deadlines]
sign = "2wh"
"""


def write_config(folder: Path, text: str = VALID) -> Path:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


def changed(old: str, new: str) -> str:
    """The valid config with one thing changed; the thing must be there."""
    assert old in VALID
    return VALID.replace(old, new, 1)


def problems_of(file: Path, env: dict[str, str] | None = None) -> tuple[Problem, ...]:
    """What is wrong with a config; nothing for a good one."""
    try:
        load_settings(file, env or {})
    except ConfigError as error:
        return error.problems
    return ()
