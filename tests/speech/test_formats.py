"""A recording is what its first bytes say, whatever it was called."""

from __future__ import annotations

import pytest

from simulator import audio
from speech import formats
from speech.formats import Format, tell
from tests.speech import recordings

KNOWN: list[tuple[str, bytes, Format]] = [
    ("a voice of an ordinary phone", recordings.AMR, formats.AMR),
    ("its 16 kHz twin", recordings.AMR_WB, formats.AMR_WB),
    ("SILK as its own tools write it", recordings.SILK, formats.SILK),
    ("SILK as WeChat's client writes it", b"\x02" + recordings.SILK, formats.SILK),
    ("Speex in an Ogg file", recordings.OGG_SPEEX, formats.OGG_SPEEX),
    ("Speex as the JS-SDK uploads it", recordings.header_byte_speex(), formats.SPEEX),
    ("another sound in an Ogg file", b"OggS" + bytes(24) + b"OpusHead" + bytes(40), formats.OGG),
    ("a WAV file", recordings.wav(0.1), formats.WAV),
    ("MP3 as an encoder writes it", audio.to_mp3(recordings.wav(0.5)), formats.MP3),
    ("MP3 without a header of its own", b"\xff\xfb\x90\x00" + bytes(100), formats.MP3),
    ("MP3 of the lower rates", b"\xff\xf3\x40\xc0" + bytes(100), formats.MP3),
]
UNKNOWN = [
    ("nothing", b""),
    ("a photo", b"\xff\xd8\xff\xe0" + bytes(100)),
    ("another RIFF file", b"RIFF\x00\x00\x00\x00AVI " + bytes(100)),
    ("an announcement cut short", b"#!AMR"),
    ("an unlike announcement", b"#!AMX\n" + bytes(100)),
    ("AAC, whose frames begin almost like MP3", b"\xff\xf1\x50\x80" + bytes(100)),
    ("a page of an error", b'{"errcode":40007,"errmsg":"invalid media_id"}'),
    ("frames of Speex, the last one cut off", recordings.header_byte_speex()[:-3]),
    ("bytes of one value", b"\x19" * 25),
]


@pytest.mark.parametrize(("what", "data", "known"), KNOWN, ids=[one[0] for one in KNOWN])
def test_its_format_is_told(what: str, data: bytes, known: Format) -> None:
    assert tell(data) == known


@pytest.mark.parametrize(("what", "data"), UNKNOWN, ids=[one[0] for one in UNKNOWN])
def test_what_is_no_recording_is_not_taken_for_one(what: str, data: bytes) -> None:
    assert tell(data) is None
