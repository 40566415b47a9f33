"""`rules replay`: an admin sees what an edited file would change before it is in force, and nothing is written."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import main
from models.control import RulesVersion
from tests.bot.office import Office

ODD = "岩庄花园3号楼咕噜噜坏了"
SECRET = "举报村干部在岩庄花园3号楼咕噜噜贪污"


@pytest.fixture
def draft(office: Office) -> Path:
    """A copy of the config in force in which one word was added; the verb counts back from the real present."""
    office.hands.set(datetime.now(UTC))
    office.parts.settle_in()
    source = office.parts.settings.source
    text = source.read_text(encoding="utf-8")
    changed = text.replace("keywords = [\n", 'keywords = [\n  "咕噜噜:19",\n', 1)
    assert changed != text
    path = source.with_name("draft.toml")
    path.write_text(changed, encoding="utf-8")
    return path


def replayed(config: Path, *more: str) -> Result:
    return CliRunner().invoke(main, ["rules", "replay", "--config", str(config), *more])


def as_json(config: Path, *more: str) -> Any:
    return json.loads(replayed(config, "--json", *more).stdout)


def test_what_a_draft_would_change_is_told_as_a_table(office: Office, draft: Path) -> None:
    office.say(ODD, openid="oA")
    office.say("岩庄花园8号楼停水了", openid="oB")
    told = replayed(draft).stdout
    assert "看了最近 30d 的 2 件，会变 1 件" in told
    assert "1 件  其他 → 环境卫生" in told


def test_case_by_case_on_request_with_her_words(office: Office, draft: Path) -> None:
    office.say(ODD, openid="oA")
    assert ODD not in replayed(draft).stdout
    told = replayed(draft, "--cases").stdout
    assert "1号" in told
    assert ODD in told
    assert "类别：其他 → 环境卫生" in told


def test_words_told_in_confidence_are_not_shown(office: Office, draft: Path) -> None:
    office.say(SECRET, openid="oA")
    told = replayed(draft, "--cases")
    assert "会变 1 件" in told.stdout
    assert SECRET not in told.output
    assert as_json(draft, "--cases")["cases"][0]["text"] is None


def test_what_people_said_of_a_category_judges_the_draft(office: Office, draft: Path) -> None:
    office.say("岩庄花园3号楼电梯坏了还停水", openid="oA")
    office.say("2", openid="oA")
    found = as_json(draft)["corrected"]
    assert found == {"cases": 1, "right_before": 0, "right_after": 0}


def test_older_cases_are_left_out(office: Office, draft: Path) -> None:
    office.hands.move(days=-3)
    office.say(ODD, openid="oA")
    assert as_json(draft, "--since", "3650d")["read"] == 1
    assert as_json(draft, "--since", "2d")["read"] == 0


def test_photos_say_nothing_to_be_read_again(office: Office, draft: Path) -> None:
    office.deliver(office.xml("image", "oA", PicUrl="http://example.org/1.jpg", MediaId="example"), "yan", "oA")
    assert len(office.cases()) == 1
    assert as_json(draft)["read"] == 0


def test_nothing_is_written(office: Office, draft: Path) -> None:
    office.say(ODD, openid="oA")
    before = [(case.category, case.owner_id, case.status) for case in office.cases()]
    replayed(draft, "--cases")
    assert [(case.category, case.owner_id, case.status) for case in office.cases()] == before
    with office.parts.session() as session:
        assert session.query(RulesVersion).count() == 1


def test_a_file_that_is_in_force_is_compared_with_the_one_before(office: Office, draft: Path) -> None:
    office.say(ODD, openid="oA")
    text = json.loads(office.parts.settings.text)
    source = office.parts.settings.source
    assert replayed(source).exit_code == 1
    assert "没有可比的" in replayed(source).output
    text["categories"][0]["keywords"].append("咕噜噜:19")
    with office.parts.session() as session:
        session.add(RulesVersion(hash="before", text=json.dumps(text), at=office.hands.now()))
    assert as_json(source)["moves"]["category"] == [{"from": "sanitation", "to": "other", "cases": 1}]


@pytest.mark.parametrize("since", ["", "soon", "-3d", "30", "0d", "00s"])
def test_a_span_that_is_none_is_refused_with_an_example(office: Office, draft: Path, since: str) -> None:
    done = replayed(draft, "--since", since)
    assert done.exit_code == 2
    assert "30d" in done.output


def test_rules_before_whose_learned_words_were_deleted_are_compared_by_their_keywords(
    office: Office, draft: Path, tmp_path: Path
) -> None:
    office.say(ODD, openid="oA")
    text = json.loads(office.parts.settings.text)
    text["understanding"]["learned_file"] = str(tmp_path / "gone.txt")
    with office.parts.session() as session:
        session.add(RulesVersion(hash="before", text=json.dumps(text), at=office.hands.now()))
    done = replayed(draft)
    assert done.exit_code == 0
    assert "1 件  其他 → 环境卫生" in done.stdout
