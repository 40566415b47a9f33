"""A voice that does not become words: the product goes on, says why, and somebody listens."""

from __future__ import annotations

import logging

import pytest
from rq import Queue

from bot.queues import QUEUE
from speech.engine import EngineError
from tests.journeys.conftest import OpenVillage
from tests.journeys.ears import GivenEars, Listener, listens
from tests.journeys.matters import LAMP
from tests.journeys.test_voice_words import voices
from tests.journeys.village import Village, number_in
from tests.speech import recordings


def test_without_an_engine_nothing_waits_for_words(village: Village) -> None:
    resident, desk = village.resident(), village.staff("示例值班")
    number = number_in(resident.speaks())
    assert number in desk.news()
    assert [one["hearing"] for one in voices(village)] == [None]
    assert desk.phone.say(f"听 {number}").kind == "voice"


def test_an_engine_that_is_missing_is_told_once_and_the_words_come_when_it_is_there(
    open_village: OpenVillage, caplog: pytest.LogCaptureFixture
) -> None:
    village = open_village(engine="sherpa")
    resident, worker = village.resident(), village.staff("示例甲")
    with caplog.at_level(logging.ERROR, "bot.ears"):
        number = number_in(resident.speaks())
        village.deliver()
        for _ in range(5):
            village.wait(minutes=11)
    assert len([one for one in caplog.records if "语音先不转文字" in one.getMessage()]) == 1
    assert [one["hearing"] for one in voices(village)] == ["due"]
    listens(village, LAMP)
    village.wait(minutes=11)
    assert number in worker.news()


def test_the_bell_rings_for_a_voice_where_an_engine_is_wanted(open_village: OpenVillage) -> None:
    village = open_village(engine="sherpa")
    village.resident().speaks()
    village.parts.bell.stop()
    jobs = Queue(QUEUE, connection=village.redis).jobs
    assert {"fetch_media", "hear"} <= {job.args[0] for job in jobs}


def test_a_day_later_nobody_waits_any_more(village: Village) -> None:
    listener = Listener()
    village.parts.ears = GivenEars(listener)
    listener.script = [EngineError("load"), "来不及了"]
    village.resident().speaks()
    village.deliver()
    village.wait(days=1, minutes=1)
    assert [(one["hearing"], one["hearing_why"]) for one in voices(village)] == [("failed", "late")]
    assert listener.script == ["来不及了"]


UNREADABLE = [
    ("silk", recordings.SILK, "unreadable", "silk"),
    ("silk of the client", b"\x02" + recordings.SILK, "unreadable", "silk"),
    ("noise behind an announcement", b"#!AMR\n" + b"\xff" * 500, "unreadable", "broken"),
    ("something else", b"hello" * 30, "unreadable", "unknown"),
    ("too long", recordings.wav(63, rate=8000), "unreadable", "too_long"),
    ("silence", recordings.wav(2, sample=b"\x00\x00"), "silent", "silent"),
]


@pytest.mark.parametrize(("what", "sound", "state", "why"), UNREADABLE, ids=[one[0] for one in UNREADABLE])
def test_what_cannot_be_decoded_is_named_and_somebody_listens(
    village: Village, what: str, sound: bytes, state: str, why: str
) -> None:
    listener = listens(village, "不该听到这儿")
    resident, desk = village.resident(), village.staff("示例值班")
    number = number_in(resident.phone.recorded(sound, 4).text or "")
    village.deliver()
    assert [(one["hearing"], one["hearing_why"], one["status"]) for one in voices(village)] == [(state, why, "kept")]
    assert listener.sounds == []
    assert "请您亲自听" in desk.says(f"查 {number}")
    assert desk.phone.say(f"听 {number}").kind == "voice"
    assert number in desk.says("待派")


def test_when_the_better_recording_cannot_be_decoded_the_other_one_is_taken(village: Village) -> None:
    listener = listens(village, LAMP)
    worker, resident = village.staff("示例甲"), village.resident()
    number = number_in(resident.phone.recorded(recordings.AMR, 6, recordings.SILK).text or "")
    village.deliver()
    village.deliver()
    assert number in worker.news()
    assert len(listener.sounds) == 1
    assert [one["hearing"] for one in voices(village)] == ["heard"]


def test_an_engine_that_fails_is_tried_three_times(village: Village) -> None:
    listener = listens(village, *[RuntimeError("out of memory")] * 5)
    resident, desk = village.resident(), village.staff("示例值班")
    number = number_in(resident.speaks())
    village.deliver()
    for _ in range(5):
        village.wait(minutes=2)
    assert len(listener.sounds) == 3
    assert [(one["hearing"], one["hearing_why"]) for one in voices(village)] == [("failed", "engine")]
    assert "请您亲自听" in desk.says(f"查 {number}")


def test_an_engine_that_hears_nothing_says_so(village: Village) -> None:
    listens(village, "。")
    resident, desk = village.resident(), village.staff("示例值班")
    number = number_in(resident.speaks())
    village.deliver()
    assert "没听出说话" in desk.says(f"查 {number}")


def test_a_file_that_has_gone_is_named(village: Village) -> None:
    listener = listens(village, EngineError("load"), "不该听到这儿")
    village.resident().speaks(recordings.AMR, wide=False)
    village.deliver()
    for file in village.parts.settings.app.media_dir.iterdir():
        file.unlink()
    village.wait(minutes=11)
    assert [(one["hearing"], one["hearing_why"]) for one in voices(village)] == [("unreadable", "lost")]
    assert len(listener.script) == 1
