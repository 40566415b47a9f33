"""A machine is lost: what was packed before is there on the next one, and what was told goes on being true."""

from __future__ import annotations

import json
import shutil
import sqlite3
import stat
import tarfile
import threading
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import main
from bot.settings import Settings, load_settings
from tests.bot.office import office_settings, opened
from tests.conftest import NewDatabase

LAMP = "岩庄花园3号楼路灯坏了"


def bot(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of a machine; all of the instance lies in it."""
    folder = tmp_path / "machine"
    (folder / "data").mkdir(parents=True)
    return folder


def settings_in(home: Path) -> Settings:
    settings = office_settings(home, f"sqlite:///{home}/data/lianxin.db")
    assert bot("db", "upgrade", "--config", settings.source).exit_code == 0
    return settings


def test_after_the_machine_is_lost_all_goes_on_from_the_backup(home: Path, tmp_path: Path) -> None:
    settings, kept = settings_in(home), tmp_path / "kept.tar"
    key = settings.app.secret_key
    (settings.app.media_dir / "ab").mkdir(parents=True)
    (settings.app.media_dir / "ab" / "abcd.jpg").write_bytes(b"a photo")
    with opened(settings) as office:
        assert "001" in office.say(LAMP).text
        packed = bot("backup", kept, "--config", settings.source, "--json")  # While it runs.
        assert packed.exit_code == 0, packed.output
    assert json.loads(packed.stdout)["media"] == 1
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    shutil.rmtree(home)

    home.mkdir()
    back = bot("restore", kept, "--config", settings.source)
    assert back.exit_code == 0, back.output
    again = load_settings(settings.source, {})
    assert again.app.secret_key == key
    assert (again.app.media_dir / "ab" / "abcd.jpg").read_bytes() == b"a photo"
    with opened(again) as office:
        office.ids = count(25_000_000_000_000_001)  # The platform never gives an id twice.
        assert [case.words for case in office.cases()] == [LAMP]
        assert "002" in office.say("岩庄花园8号楼停水了", "oLi").text
        assert "001" in office.say("进度").text


def test_a_backup_made_while_people_write_is_whole(home: Path, tmp_path: Path) -> None:
    settings, kept = settings_in(home), tmp_path / "kept.tar"
    with opened(settings) as office:
        done = threading.Event()
        told: list[str] = []

        def write() -> None:
            while not done.is_set():
                person = f"oNeighbour{len(told)}"
                told.append(office.say(LAMP, person).text)

        writer = threading.Thread(target=write)
        writer.start()
        try:
            packed = bot("backup", kept, "--config", settings.source)
        finally:
            done.set()
            writer.join()
    assert packed.exit_code == 0, packed.output
    assert all("记成" in one for one in told)
    with tarfile.open(kept) as tar:
        tar.extract("database.sqlite", tmp_path, filter="data")
    with closing(sqlite3.connect(tmp_path / "database.sqlite")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        loose = "SELECT count(*) FROM cases WHERE id NOT IN (SELECT case_id FROM history)"
        assert database.execute(loose).fetchone() == (0,)


def test_what_is_there_is_never_overwritten(home: Path, tmp_path: Path) -> None:
    settings, kept = settings_in(home), tmp_path / "kept.tar"
    assert bot("backup", kept, "--config", settings.source).exit_code == 0
    again = bot("backup", kept, "--config", settings.source)
    assert again.exit_code == 1
    assert "已经有了" in again.output
    back = bot("restore", kept, "--config", settings.source)
    assert back.exit_code == 1
    assert "没动它" in back.output


@pytest.mark.parametrize("content", [b"", b"no tar at all", b"PK\x03\x04"])
def test_a_file_that_is_no_backup_is_refused(home: Path, tmp_path: Path, content: bytes) -> None:
    settings, odd = settings_in(home), tmp_path / "odd.tar"
    odd.write_bytes(content)
    Path(f"{home}/data/lianxin.db").unlink()
    said = bot("restore", odd, "--config", settings.source)
    assert said.exit_code == 1
    assert "没有恢复" in said.output
    assert not (home / "data" / "lianxin.db").exists()


def test_a_cut_off_backup_leaves_no_half_database(home: Path, tmp_path: Path) -> None:
    settings, kept, cut = settings_in(home), tmp_path / "kept.tar", tmp_path / "cut.tar"
    assert bot("backup", kept, "--config", settings.source).exit_code == 0
    cut.write_bytes(kept.read_bytes()[:60_000])
    (home / "data" / "lianxin.db").unlink()
    said = bot("restore", cut, "--config", settings.source)
    assert said.exit_code == 1
    assert "没有恢复" in said.output
    assert not list((home / "data").glob("lianxin.db*"))


def test_names_that_lead_out_of_the_folder_are_left_alone(home: Path, tmp_path: Path) -> None:
    settings, kept = settings_in(home), tmp_path / "kept.tar"
    assert bot("backup", kept, "--config", settings.source).exit_code == 0
    evil = tmp_path / "evil.txt"
    evil.write_text("x", encoding="utf-8")
    with tarfile.open(kept, "a") as tar:
        tar.add(evil, "media/../../outside.txt")
    (home / "data" / "lianxin.db").unlink()
    assert bot("restore", kept, "--config", settings.source).exit_code == 0
    assert not (home / "outside.txt").exists()
    assert not (home.parent / "outside.txt").exists()


def test_a_database_on_a_server_is_left_to_its_own_tools(new_database: NewDatabase, home: Path, tmp_path: Path) -> None:
    settings = office_settings(home, new_database("postgresql"))
    packed = bot("backup", tmp_path / "kept.tar", "--config", settings.source)
    assert packed.exit_code == 0, packed.output
    assert "pg_dump" in packed.output
