"""`rules learn` from what people have made of the machine's categories."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from bot.cli.main import main
from insight.corrections import corrections
from tests.bot.office import Office


def test_what_a_resident_says_of_a_category_is_learned_from(office: Office) -> None:
    for openid, words, second in (
        ("oA", "岩庄花园3号楼电梯坏了还停水", "2"),
        ("oB", "岩庄花园8号楼停水了电梯也坏了", "1"),
    ):
        assert "记成" in office.say(words, openid=openid).text
        office.say(second, openid=openid)
    with office.parts.database.read() as session:
        learned = corrections(session)
    assert [words for words, _ in learned] == ["岩庄花园3号楼电梯坏了还停水", "岩庄花园8号楼停水了电梯也坏了"]


def test_what_was_taken_back_is_not_learned_from(office: Office) -> None:
    office.say("岩庄花园3号楼电梯坏了还停水", openid="oA")
    office.say("2", openid="oA")
    office.say("点错了", openid="oA")
    with office.parts.database.read() as session:
        assert corrections(session) == []


def test_without_corrections_it_says_so(tmp_path: Path) -> None:
    example = Path(__file__).parents[2] / "config.example.toml"
    config = tmp_path / "config.toml"
    config.write_text(example.read_text(encoding="utf-8"), encoding="utf-8")
    done = CliRunner().invoke(main, ["rules", "learn", "--out", str(tmp_path / "w.txt"), "--config", str(config)])
    assert done.exit_code == 1
    assert "还没有数据库" in done.output
