"""A disk that takes no more photos: each waits at the platform and comes home once there is room."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from jobs import fetch_media
from simulator import pictures
from tests.journeys.conftest import open_village, village  # noqa: F401 - fixtures
from tests.journeys.village import Village

ROOM = 64  # Bytes.


@contextmanager
def little_room() -> Iterator[None]:
    """The system itself refuses to write more than a few bytes into a file."""
    before, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def files(village: Village) -> list[Path]:  # noqa: F811 - the fixture's value
    folder = village.parts.settings.app.media_dir
    return sorted(folder.iterdir()) if folder.is_dir() else []


def test_a_photo_waits_until_there_is_room_and_no_half_of_it_is_left(
    village: Village,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write = fetch_media.keep

    def keep(folder: Path, data: bytes) -> tuple[str, str]:
        with little_room():
            return write(folder, data)

    with monkeypatch.context() as patch:
        patch.setattr(fetch_media, "keep", keep)
        resident = village.resident()
        assert "收到" in resident.photographs()
        village.deliver()
        assert files(village) == []
        assert "路灯" in resident.says("3号楼楼下路灯坏了")  # Everything else goes on.
    village.wait(seconds=11)
    [photo] = files(village)
    assert photo.read_bytes() == pictures.sample()
