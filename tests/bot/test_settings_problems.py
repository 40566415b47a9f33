"""What is refused, and that it is refused with the place, the reason and a way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import ConfigError, Problem, load_settings
from tests.bot.configs import VALID, changed, problems_of, write_config

# What is changed, what it becomes, what stands on the line to be named, the key, a word of the message.
FAULTS = [
    # Unknown names, with the nearest known one.
    ("port = 8123", "prot = 8123", "prot = 8123", "app.prot", "port"),
    ("[deadlines]", "[deadline]", "[deadline]", "deadline", "deadlines"),
    ("[database]", "[databse]", "[databse]", "databse", "database"),
    ('parent = "s1"', 'partent = "s1"', 'partent = "s1"', "units[2].partent", "parent"),
    ('to = "desk:street"', 'to = "grid"\nwhne = {}', "whne", "routes[1].whne", "when"),
    ("urgent = true }", "urgnet = true }", "urgnet", "routes[1].when.urgnet", "urgent"),
    ('solve = "3wd" }', 'slove = "3wd" }', "slove", "categories[1].deadline.slove", "solve"),
    # Values of the wrong kind.
    ("port = 8123", 'port = "many"', "port =", "app.port", "整数"),
    ("port = 8123", "port = 80000", "port =", "app.port", "65535"),
    ('base_url = "https', 'base_url = "htp', "base_url", "app.base_url", "http"),
    ('name = "示例村"', "name = 3", "name = 3", "units[2].name", "文字"),
    ('name = "示例村"', 'name = "  "', 'name = "  "', "units[2].name", "空"),
    ('level = "village"', 'level = "vilage"', "vilage", "units[2].level", "village"),
    ('keywords = ["证明"]', 'keywords = "证明"', 'keywords = "证明"', "categories[2].keywords", "方括号"),
    ('"井盖"]', '"井盖:重"]', "井盖:重", "categories[1].keywords[2]", "关键词"),
    ('keywords = ["证明"]', 'vocabulary = "moon"\nkeywords = []', "moon", "categories[2].vocabulary", "roads_lighting"),
    ("urgent = true", 'urgent = "perhaps"', "perhaps", "routes[1].when.urgent", "true"),
    ('sign = "2wh"', 'sign = "2 hours"', "2 hours", "deadlines.sign", "时长"),
    ('sign = "2wh"', "yellow_at = 75", "yellow_at", "deadlines.yellow_at", "小于"),
    ('valid_until = "2027-12-31"', 'valid_until = "2027-02-30"', "02-30", "answers[1].valid_until", "日期"),
    ('to = "desk:street"', 'to = "desk:moon"', "desk:moon", "routes[1].to", "desk:street"),
    ('phone = "13800000001"', 'phone = "一三八"', "一三八", "staff[1].phone", "电话"),
    ('role = "worker"', 'role = "boss"', "boss", "staff[1].role", "最像的是"),
    (
        'token = "t0001"',
        "token = 't'\nencoding_aes_key = 'short'",
        "short",
        "accounts[1].encoding_aes_key",
        "43",
    ),
    # Left out.
    ('app_id = "wx0001"\n', "", "[[accounts]]", "accounts[1].app_id", "少了"),
    ('id = "power"\n', "", "[[departments]]", "departments[1].id", "少了"),
    # Names that lead nowhere.
    ('parent = "s1"', 'parent = "s2"', "s2", "units[2].parent", "最像的是 s1"),
    ('unit = "v1"\n\n', 'unit = "v9"\n\n', "v9", "staff[1].unit", "最像的是 v1"),
    ('unit = "v1"\noriginal', 'unit = "v7"\noriginal', "v7", "accounts[1].unit", "最像的是 v1"),
    (
        'category = ["roads_lighting"]',
        'category = ["roads"]',
        '["roads"]',
        "routes[1].when.category",
        "roads_li",
    ),
    ('to = "desk:street"', 'to = "department:powr"', "powr", "routes[1].to", "最像的是 power"),
    ('department = "power"', 'department = "gas"', '"gas"', "categories[1].department", "power"),
    ('role = "worker"', 'role = "worker"\nsubstitute = "13800000009"', "0009", "staff[1].substitute", "没有"),
    # Twice the same.
    ('id = "v1"\nname', 'id = "s1"\nname', 'name = "示例村"', "units[2].id", "两遍"),
    ('phone = "13800000002"', 'phone = "13800000001"', 'role = "chief"', "staff[2].phone", "两遍"),
    ('id = "other"', 'id = "roads_lighting"', 'name = "其他"', "categories[2].id", "两遍"),
    # A ladder that can't be climbed.
    ('level = "street"', 'level = "street"\nparent = "v1"', 'id = "s1"', "units[1]", "绕了一圈"),
    ('level = "street"', 'level = "compound"', 'id = "v1"', "units[2]", "级别"),
    ('role = "chief"', 'role = "assistant"', 'id = "s1"', "units[1]", "chief"),
    # Samples are not secrets.
    ('token = "t0001"', 'token = "change-me-token"', "change-me-token", "accounts[1].token", "样例"),
    ('"s-0001"', '"change-me-secret"', "change-me-secret", "accounts[1].app_secret", "样例"),
    ("port = 8123", 'secret_key = "change-me"', "secret_key", "app.secret_key", "样例"),
    # Others.
    ('id = "other"', 'id = "others"', "[[categories]]", "categories", "other"),
    ("port = 8123", 'timezone = "Asia/Shanhai"', "timezone", "app.timezone", "时区"),
    ('role = "worker"\nunit = "v1"', 'role = "worker"', 'name = "示例甲"', "staff[1]", "unit"),
    ('role = "worker"', 'role = "department"', 'name = "示例甲"', "staff[1]", "department"),
]


def line_of(text: str, mark: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if mark in line)


@pytest.mark.parametrize(("old", "new", "mark", "key", "word"), FAULTS)
def test_a_fault_is_named(tmp_path: Path, old: str, new: str, mark: str, key: str, word: str) -> None:
    text = changed(old, new)
    found = {problem.key: problem for problem in problems_of(write_config(tmp_path, text))}
    assert key in found
    problem = found[key]
    assert word in problem.message + problem.hint
    assert problem.file == tmp_path / "config.toml"
    nearby = range(line_of(text, mark) - 1, line_of(text, mark) + 1)  # A fault of a whole table: its header.
    assert problem.line in nearby


def test_all_faults_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = VALID.replace("port = 8123", "prot = 1").replace('sign = "2wh"', 'sign = "soon"')
    text = text.replace('parent = "s1"', 'parent = "nowhere"')
    keys = [problem.key for problem in problems_of(write_config(tmp_path, text))]
    assert keys == ["app.prot", "deadlines.sign"]
    text = text.replace("prot = 1", "port = 1").replace('sign = "soon"', "")
    assert [problem.key for problem in problems_of(write_config(tmp_path, text))] == ["units[2].parent"]


def test_two_accounts_with_one_id_are_refused(tmp_path: Path) -> None:
    account = VALID[VALID.index("[[accounts]]") : VALID.index("[[units]]")]
    [problem] = problems_of(write_config(tmp_path, account + VALID))
    assert problem.key == "accounts[2].id"
    assert "前一个在第 2 行" in problem.hint


def test_a_missing_environment_variable_is_named_once(tmp_path: Path) -> None:
    [problem] = problems_of(write_config(tmp_path, changed('token = "t0001"', 'token = "${NO_SUCH}"')))
    assert "NO_SUCH" in problem.message
    assert (problem.key, problem.line) == ("accounts[1].token", line_of(VALID, "t0001"))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[app]\nport = \n", 2),
        ('[app]\nhost = "a\nport = 1\n', 2),
        ("[app]\nport = 1\nport = 2\n", 3),
        ("[app]\n端口 = 1\n", 2),
        ("[app]\nhost = “a”\n", 2),
    ],
)
def test_a_file_that_is_no_toml_names_the_line(tmp_path: Path, text: str, line: int) -> None:
    [problem] = problems_of(write_config(tmp_path, text))
    assert problem.line == line
    assert "引号" in problem.hint


def test_a_file_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    [problem] = problems_of(tmp_path / "nothing.toml")
    assert "读不到" in problem.message


def test_the_error_reads_as_a_list(tmp_path: Path) -> None:
    file = write_config(tmp_path, changed("port = 8123", "prot = 8123"))
    with pytest.raises(ConfigError) as caught:
        load_settings(file, {})
    assert str(caught.value) == f"配置有 1 处不对：\n  {file}:2  app.prot：没有 prot 这一项（最像的是 port）"


def test_a_problem_reads_well_without_line_key_or_hint() -> None:
    assert str(Problem(Path("a.toml"), None, "", "读不到")) == "a.toml  读不到"
