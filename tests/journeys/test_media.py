"""Photos and voices are brought home before the platform forgets them, and shown to whoever has the link."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from simulator import pictures
from tests.journeys.conftest import OpenVillage
from tests.journeys.matters import LAMP
from tests.journeys.settings import AccountWish
from tests.journeys.village import Village

GET = "media/get"


def _tokens(village: Village) -> list[tuple[str, str]]:
    """(link token, state) of every medium, the oldest first."""
    with village.parts.database.engine.connect() as connection:
        return [(row[0], row[1]) for row in connection.execute(text("SELECT token, status FROM medium ORDER BY id"))]


def _files(village: Village) -> list[Path]:
    folder = village.parts.settings.app.media_dir
    return sorted(folder.iterdir()) if folder.is_dir() else []


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_photo_is_fetched_and_shown_on_its_page(open_village: OpenVillage, database: str) -> None:
    village = open_village(database=database)
    village.resident().photographs()
    [(token, _)] = _tokens(village)
    assert village.get(f"/m/{token}").status_code == 404
    village.deliver()
    page = village.get(f"/m/{token}")
    assert page.headers["Content-Type"] == "image/png"
    assert page.content == pictures.sample()
    assert len(_files(village)) == 1


def test_a_voice_is_heard_in_a_browser_as_wav(village: Village) -> None:
    village.resident().speaks(wide=False)
    village.deliver()
    [(token, _)] = _tokens(village)
    page = village.get(f"/m/{token}")
    assert page.headers["Content-Type"] == "audio/wav"
    assert page.content.startswith(b"RIFF")


def test_the_better_recording_is_the_one_that_is_kept(village: Village) -> None:
    village.resident().speaks()
    village.deliver()
    [(token, _)] = _tokens(village)
    assert village.get(f"/m/{token}").headers["Content-Type"].startswith("audio/")
    [call] = village.sent(GET)
    assert call["query"]


def test_a_busy_platform_is_asked_again_for_a_medium(village: Village) -> None:
    village.goes_wrong(GET, errcode=-1)
    village.resident().photographs()
    village.deliver()
    assert _files(village) == []
    village.wait(seconds=11)
    assert len(_files(village)) == 1


def test_a_medium_the_platform_has_forgotten_is_given_up_and_said_so(village: Village) -> None:
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    village.goes_wrong(GET, times=9, errcode=40007)
    resident.speaks()
    village.deliver()
    [(token, state)] = _tokens(village)
    assert state == "lost"
    assert village.get(f"/m/{token}").status_code == 404
    village.wait(days=4)
    assert "没能保存下来" in worker.says(f"听 {number}")


def test_a_photo_that_cannot_be_fetched_counts_as_given(village: Village) -> None:
    worker, resident = village.staff("示例甲"), village.resident()
    number = resident.reports(LAMP)
    village.goes_wrong(GET, times=9, errcode=40007)
    worker.photographs()
    village.deliver()
    assert "照片" not in worker.finishes(number, "换了灯泡")


def test_an_account_without_media_rights_takes_the_photo_from_its_address(open_village: OpenVillage) -> None:
    village = open_village(AccountWish(kind="subscription", verified=False, templates=False))
    village.resident().photographs()
    village.deliver()
    assert village.sent(GET) == []
    [(token, state)] = _tokens(village)
    assert state == "kept"
    assert village.get(f"/m/{token}").status_code == 200


def test_an_unknown_link_shows_nothing(village: Village) -> None:
    assert village.get("/m/unknown-token").status_code == 404
