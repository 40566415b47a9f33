"""The demo's street: its figures, its files, and that everything in it fits together."""

from __future__ import annotations

import stat
from collections import Counter
from pathlib import Path

import pytest

from bot.demo import cast, seed, street
from bot.demo.people import name, phone
from bot.rules import to_lexicon
from bot.settings import Settings, load_settings
from classifier import Reader
from simulator.config import load


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("demo")
    seed.seed(made, 8123, 8823)
    return made


@pytest.fixture(scope="module")
def settings(folder: Path) -> Settings:
    return load_settings(folder / "config.toml", {})


@pytest.fixture(scope="module")
def reader(settings: Settings) -> Reader:
    return Reader(to_lexicon(settings.rules), cache_dir=None)


def test_the_street_has_the_figures_of_a_real_one(settings: Settings) -> None:
    units = settings.rules.org.units.values()
    grids = [unit for unit in units if unit.level == "grid"]
    rural = [grid for grid in grids if not grid.special and grid.parent in street.VILLAGES]
    assert sum(unit.level == "village" for unit in units) == 37
    assert (len(rural), sum(bool(grid.special) for grid in grids), len(grids)) == (82, 328, 82 + 78 + 328)
    assert {grid.special for grid in grids} == {None, "school", "firm", "market", "scenic"}
    assert Counter(one.role for one in settings.rules.org.staff.values()) == {
        "worker": 498,
        "chief": 38,
        "desk": 39,
        "department": len(settings.rules.org.departments),
    }


def test_every_grid_has_a_worker_and_every_village_a_chief_and_a_desk(settings: Settings) -> None:
    org = settings.rules.org
    for unit in org.units.values():
        if unit.level == "grid":
            assert org.workers(unit.id), unit.id
        if unit.level in ("village", "street"):
            assert org.chiefs(unit.id), unit.id
            assert org.desk_staff(unit.id), unit.id
    assert all(org.department_staff(department) for department in org.departments)


def test_nothing_in_the_demo_s_own_part_is_doubtful_but_compounds_without_a_chief(settings: Settings) -> None:
    own = ("units", "staff", "accounts", "departments")
    doubts = [warning for warning in settings.warnings if warning.key.startswith(own)]
    assert [str(doubt) for doubt in doubts if "没有 chief 也没有 desk" not in doubt.message] == []
    assert len(doubts) == 2 * len(street.COMMUNITIES)


def test_nobody_shares_a_name_or_a_telephone() -> None:
    assert len({name(number) for number in range(730)}) == 730
    assert {len(phone(number)) for number in (1, 498, 9999)} == {11}


def test_the_accounts_are_of_every_kind_that_behaves_differently(settings: Settings) -> None:
    kinds = {(one.kind, one.verified, bool(one.encoding_aes_key)) for one in settings.accounts.values()}
    assert kinds == {("service", True, False), ("service", True, True), ("subscription", False, False)}


def test_seeding_again_changes_nothing(folder: Path) -> None:
    before = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    seed.seed(folder, 8123, 8823)
    assert {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()} == before


def test_other_ports_change_the_addresses_and_keep_what_a_visitor_edited(folder: Path, tmp_path: Path) -> None:
    config = seed.seed(tmp_path, 8123, 8823)
    edited = config.read_text(encoding="utf-8").replace('undo = "8s"', 'undo = "3s"')
    config.write_text(edited, encoding="utf-8")
    seed.seed(tmp_path, 8124, 8824)
    settings = load_settings(config, {})
    assert (settings.app.port, settings.app.base_url) == (8124, "http://127.0.0.1:8124")
    assert settings.api_base_url == "http://127.0.0.1:8824"
    assert settings.rules.undo.total_seconds() == 3


def test_two_demos_have_the_same_street_and_other_secrets(folder: Path, tmp_path: Path) -> None:
    seed.seed(tmp_path, 8123, 8823)
    for table in (seed.UNITS, seed.STAFF):
        assert (folder / table).read_bytes() == (tmp_path / table).read_bytes()
    secrets = [load_settings(each / "config.toml", {}).accounts["bandashan"] for each in (folder, tmp_path)]
    assert secrets[0].token != secrets[1].token
    assert secrets[0].encoding_aes_key != secrets[1].encoding_aes_key


def test_what_holds_secrets_is_for_nobody_else(folder: Path, settings: Settings) -> None:
    simulator = seed.write_simulator(settings, folder, ())
    for file in (folder / "config.toml", simulator):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_stand_in_reads_its_file_and_everybody_has_a_phone(folder: Path, settings: Settings) -> None:
    config = load(seed.write_simulator(settings, folder, {("yanzhuang", cast.RESIDENTS[0].openid)}))
    assert {account.id: account.mode for account in config.accounts} == {
        "yanzhuang": "plain",
        "bandashan": "safe",
        "liuyuan": "plain",
        "quanhe": "plain",
    }
    assert [phone.name for phone in config.phones if phone.following] == ["王大妈"]
    assert {phone.account for phone in config.phones if phone.role == "worker"} == set(settings.accounts)


def test_the_staff_with_phones_work_where_their_account_is(settings: Settings) -> None:
    org = settings.rules.org
    for account, tel in cast.STAFF:
        assert all(org.within(unit, settings.accounts[account].unit) for unit in org.staff[tel].units), tel
    codes = [unit for units in cast.CODES.values() for unit in units]
    scenes = [person.scene for person in cast.RESIDENTS if person.scene]
    assert set(codes + scenes) <= set(org.units)


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("岩庄花园3号楼路灯坏了", "yanzhuang-1-1"),
        ("岩庄花园8号楼下水道堵了", "yanzhuang-1-2"),
        ("岩庄花园13号楼电梯坏了", "yanzhuang-1"),
        ("岩庄菜市场垃圾没人收", "yanzhuang-s2"),
        ("板大山村二组的路坑坑洼洼", "bandashan-1"),
        ("板大山水库边上有人扔垃圾", "bandashan-s9"),
        ("李家沟5组没水了", "lijiagou-2"),
    ],
)
def test_places_of_the_street_are_understood(reader: Reader, words: str, unit: str) -> None:
    assert reader.read(words).unit == unit


def test_the_places_on_the_map_lie_in_their_units(reader: Reader) -> None:
    units = {unit.id: unit for unit in street.units()}
    for unit in seed.PLACES.values():
        assert reader.at(*street.middle(units[unit])) == unit
