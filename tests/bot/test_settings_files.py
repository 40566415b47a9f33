"""Units and staff from files of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import load_settings
from tests.bot.configs import VALID, problems_of, write_config

START, END = VALID.index("[[units]]"), VALID.index("[[departments]]")
UNITS_TOML = VALID[START : VALID.index("[[staff]]")]
STAFF_TOML = VALID[VALID.index("[[staff]]") : END]
UNITS_CSV = "id,name,level,parent,aliases,boundary\ns1,示例街道,street,,,\n"
UNITS_CSV += 'v1,示例村,village,s1,示例庄；老庄、示例庄1-5号楼,"117.1,36.1;117.2,36.1;117.2,36.2"\n'
STAFF_CSV = "name,phone,role,unit\n示例甲,13800000001,worker,v1\n示例站长,13800000002,chief,s1;v1\n"


def without_people(units_file: str, staff_file: str) -> str:
    return f'units_file = "{units_file}"\nstaff_file = "{staff_file}"\n' + VALID[:START] + VALID[END:]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_units_and_staff_may_be_csv_files(tmp_path: Path, mark: str) -> None:
    (tmp_path / "units.csv").write_text(mark + UNITS_CSV, encoding="utf-8")
    (tmp_path / "staff.csv").write_text(mark + STAFF_CSV, encoding="utf-8")
    org = load_settings(write_config(tmp_path, without_people("units.csv", "staff.csv")), {}).rules.org
    assert org.units["v1"].aliases == ("示例庄", "老庄", "示例庄1-5号楼")
    assert org.units["v1"].boundary == ((117.1, 36.1), (117.2, 36.1), (117.2, 36.2))
    assert org.units["s1"].parent is None
    assert org.staff["13800000002"].units == ("s1", "v1")


def test_units_and_staff_may_be_toml_files(tmp_path: Path) -> None:
    (tmp_path / "u.toml").write_text(UNITS_TOML, encoding="utf-8")
    (tmp_path / "s.toml").write_text(STAFF_TOML, encoding="utf-8")
    inline = load_settings(write_config(tmp_path), {})
    apart = load_settings(write_config(tmp_path, without_people("u.toml", "s.toml")), {})
    assert apart.rules.org == inline.rules.org
    assert apart.text == inline.text


def test_a_fault_in_a_file_names_that_file_and_its_line(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text(UNITS_CSV.replace("village", "hamlet"), encoding="utf-8")
    (tmp_path / "staff.csv").write_text(STAFF_CSV, encoding="utf-8")
    [problem] = problems_of(write_config(tmp_path, without_people("units.csv", "staff.csv")))
    assert (problem.file, problem.line) == (tmp_path / "units.csv", 3)


@pytest.mark.parametrize(
    ("units", "word"),
    [
        (None, "读不到"),
        (UNITS_CSV.replace("parent", "above").encode(), "没有 above"),
        (UNITS_CSV.encode("gbk"), "GBK"),
    ],
)
def test_a_file_that_cannot_be_used_is_a_fault(tmp_path: Path, units: bytes | None, word: str) -> None:
    if units is not None:
        (tmp_path / "units.csv").write_bytes(units)
    (tmp_path / "staff.csv").write_text(STAFF_CSV, encoding="utf-8")
    problems = problems_of(write_config(tmp_path, without_people("units.csv", "staff.csv")))
    assert any(word in problem.message and problem.file.name == "units.csv" for problem in problems)


def test_the_name_of_a_file_may_come_from_the_environment(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text(UNITS_CSV, encoding="utf-8")
    (tmp_path / "staff.csv").write_text(STAFF_CSV, encoding="utf-8")
    file = write_config(tmp_path, without_people("${TABLES}/units.csv", "${TABLES}/staff.csv"))
    assert load_settings(file, {"TABLES": str(tmp_path)}).rules.org.units["v1"].parent == "s1"


def test_a_file_of_units_may_hold_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "u.toml").write_text("[app]\nport = 1\n" + UNITS_TOML, encoding="utf-8")
    (tmp_path / "s.toml").write_text(STAFF_TOML, encoding="utf-8")
    problems = problems_of(write_config(tmp_path, without_people("u.toml", "s.toml")))
    assert (problems[-1].file.name, problems[-1].line, problems[-1].key) == ("u.toml", 1, "app")


def test_units_stand_in_one_place_only(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text(UNITS_CSV, encoding="utf-8")
    [problem] = problems_of(write_config(tmp_path, 'units_file = "units.csv"\n' + VALID))
    assert problem.key == "units_file"
