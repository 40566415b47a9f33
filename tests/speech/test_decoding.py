"""Every format the platform sends becomes 16 kHz samples; what is broken, endless or silent is named and bounded."""

from __future__ import annotations

import io
import wave

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator import audio
from speech.decoding import RATE, Sound, Unreadable, decode
from tests.speech import recordings

SPOKEN = [
    ("amr", recordings.AMR, recordings.LAMP_SECONDS),
    ("amr-wb", recordings.AMR_WB, recordings.LAMP_SECONDS),
    ("speex in ogg", recordings.OGG_SPEEX, recordings.SHORT_SECONDS),
    ("speex of the js-sdk", recordings.header_byte_speex(), recordings.SHORT_SECONDS),
    ("mp3", audio.to_mp3(recordings.AMR), recordings.LAMP_SECONDS),
    ("wav of another rate", recordings.wav(2, rate=44100), 2),
]


@pytest.mark.parametrize(("what", "data", "seconds"), SPOKEN, ids=[one[0] for one in SPOKEN])
def test_it_becomes_sound_of_its_own_length(what: str, data: bytes, seconds: float) -> None:
    sound = decode(data)
    assert sound.seconds == pytest.approx(seconds, abs=0.2)
    assert sound.loudest > 1000
    assert max(sound.samples) <= 1
    assert min(sound.samples) >= -1


def test_a_browser_gets_a_plain_wav() -> None:
    with wave.open(io.BytesIO(decode(recordings.AMR).wav())) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
        assert file.getnframes() / RATE == pytest.approx(recordings.LAMP_SECONDS, abs=0.2)


def _damaged(data: bytes) -> bytes:
    """Some frames lost on the way."""
    return data[:200] + b"\xaa" * 100 + data[300:]


REFUSED = [
    ("nothing in it", b"", "unknown"),
    ("a photo", b"\x89PNG" + bytes(100), "unknown"),
    ("silk", recordings.SILK, "silk"),
    ("silk of the client", b"\x02" + recordings.SILK, "silk"),
    ("an announcement alone", b"#!AMR\n", "broken"),
    ("noise behind an announcement", b"#!AMR\n" + b"\xff" * 500, "broken"),
    ("an empty container", b"OggS" + bytes(200), "broken"),
    ("a wav header alone", recordings.wav(0)[:30], "broken"),
    ("an mp3 header alone", b"ID3" + bytes(300), "broken"),
    ("a rate that blows up", recordings.wav(200, rate=10), "broken"),
    ("longer than any voice", recordings.wav(63, rate=8000), "too_long"),
    ("larger than any voice", b"#!AMR\n" + bytes(2 * 1024 * 1024), "too_big"),
    ("silence", recordings.wav(3, sample=b"\x00\x00"), "silent"),
    ("a click", recordings.wav(0.1), "silent"),
]


@pytest.mark.parametrize(("what", "data", "code"), REFUSED, ids=[one[0] for one in REFUSED])
def test_what_cannot_be_heard_is_named(what: str, data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        decode(data)
    assert refused.value.code == code


def test_a_whole_minute_is_not_too_long() -> None:
    assert decode(recordings.wav(60, rate=8000)).seconds == pytest.approx(60, abs=0.1)


def test_some_lost_frames_cost_no_more_than_themselves() -> None:
    assert decode(_damaged(recordings.AMR)).seconds > recordings.LAMP_SECONDS / 2


def _heard(data: bytes) -> Sound | str:
    """The sound, or the reason why there is none."""
    try:
        return decode(data)
    except Unreadable as refused:
        return refused.code


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([one[1] for one in SPOKEN]), st.integers(0, 3000), st.binary(max_size=60))
def test_whatever_is_done_to_a_file_the_answer_is_sound_or_a_reason(data: bytes, at: int, junk: bytes) -> None:
    heard = _heard(data[:at] + junk + data[at + len(junk) :])
    if isinstance(heard, Sound):
        assert heard.seconds <= 62.1
    else:
        assert heard in {"unknown", "silk", "broken", "too_long", "silent"}
