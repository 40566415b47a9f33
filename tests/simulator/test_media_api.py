"""Temporary media: limits, three days, and the odd answer for films."""

import io
from typing import Any

import pytest

from simulator import audio, pictures
from simulator.clock import ManualClock
from simulator.errors import PlatformError
from simulator.media import MEGABYTE
from simulator.world import World


def upload(api: Any, kind: str, data: bytes, name: str = "media") -> dict[str, Any]:
    answer = api.client.post(
        "/cgi-bin/media/upload",
        query_string={"access_token": api.token, "type": kind},
        data={name: (io.BytesIO(data), "file.bin")},
    )
    return dict(answer.get_json(force=True))


def test_a_picture_comes_back_as_it_was(api: Any) -> None:
    picture = pictures.sample()
    media_id = upload(api, "image", picture)["media_id"]
    answer = api.client.get("/cgi-bin/media/get", query_string={"access_token": api.token, "media_id": media_id})
    assert (answer.data, answer.content_type) == (picture, "image/png")
    assert "attachment" in answer.headers["Content-disposition"]


@pytest.mark.parametrize(
    ("kind", "data", "code"),
    [
        ("smell", b"x", 40004),
        ("image", b"plain text", 40005),
        ("thumb", b"\xff\xd8\xff" + b"0" * 65_536, 40006),
        ("voice", b"ID3 but no sound", 40005),
        ("video", b"not a film", 40005),
    ],
)
def test_an_upload_beyond_the_limits_is_refused(api: Any, kind: str, data: bytes, code: int) -> None:
    assert upload(api, kind, data)["errcode"] == code


@pytest.mark.parametrize(
    ("kind", "start", "limit"), [("image", b"\xff\xd8\xff", 10), ("voice", b"#!AMR\n", 2), ("video", b"", 10)]
)
def test_a_file_above_its_kind_s_size_is_refused(world: World, kind: str, start: bytes, limit: int) -> None:
    with pytest.raises(PlatformError) as caught:
        world.media.upload("village", kind, start.ljust(limit * MEGABYTE + 1, b"0"))
    assert caught.value.code == 40006


def test_an_upload_without_its_field_is_refused(api: Any) -> None:
    assert upload(api, "image", pictures.sample(), name="file")["errcode"] == 41005


def test_media_are_forgotten_after_three_days(api: Any, world: World, clock: ManualClock) -> None:
    media_id = world.media.keep("village", "voice", b"#!AMR\n", "audio/amr").id
    clock.advance(3 * 24 * 3600 - 1)
    api.token = world.tokens.stable("village", force=False)[0]
    query = {"access_token": api.token, "media_id": media_id}
    assert api.client.get("/cgi-bin/media/get", query_string=query).data == b"#!AMR\n"
    clock.advance(1)
    assert api.get("media/get", media_id=media_id)["errcode"] == 40007
    assert api.get("media/get", media_id="never")["errcode"] == 40007


def test_a_film_is_given_as_an_address(api: Any, world: World) -> None:
    media_id = world.media.keep("village", "video", b"\0\0\0\x18ftypmp42", "video/mp4").id
    assert api.get("media/get", media_id=media_id)["video_url"].endswith(f"/_sim/media/{media_id}")


def test_another_account_s_media_are_unknown(api: Any, world: World) -> None:
    media_id = world.media.keep("other", "image", pictures.sample(), "image/png").id
    assert api.get("media/get", media_id=media_id)["errcode"] == 40007


def test_a_recording_becomes_amr_and_16k_and_can_be_played() -> None:
    amr = audio.to_amr(audio.sample(2.0))
    assert amr.startswith(b"#!AMR\n")
    assert audio.seconds(amr) == pytest.approx(2.0, abs=0.1)
    assert audio.to_amr(amr) is amr
    assert audio.seconds(audio.to_16k(amr)) == pytest.approx(2.0, abs=0.2)


def test_what_is_no_recording_is_refused() -> None:
    with pytest.raises(audio.AudioError):
        audio.to_amr(b"hello")


def test_the_page_plays_a_voice_as_mp3(api: Any, world: World) -> None:
    media_id = world.media.keep("village", "voice", audio.to_amr(audio.sample(1.0)), "audio/amr").id
    played = api.client.get(f"/_sim/media/{media_id}?as=mp3")
    assert played.content_type == "audio/mpeg"
    assert played.data[:3] == b"ID3"
