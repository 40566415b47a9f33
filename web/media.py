"""`/m/<token>`: a photo or a voice for whoever was given its link; a voice is turned into what browsers play."""

from __future__ import annotations

import io
from pathlib import Path

from flask import Blueprint, abort, send_file
from werkzeug.wrappers import Response

from casework import lookup
from web.deps import page_deps

media_pages = Blueprint("media", __name__)
PLAYABLE = ("audio/mpeg", "audio/wav", "audio/ogg")


@media_pages.get("/m/<token>")
def show(token: str) -> Response:
    """The file itself; 404 for an unknown link, and for a file that is not here yet or was lost."""
    deps = page_deps()
    with deps.session() as session:
        medium = lookup.medium_by_token(session, token)
    if medium is None or medium.file is None:
        abort(404)
    path = deps.media_dir / medium.file
    if not path.is_file():
        abort(404)
    if medium.kind == "voice" and medium.mime not in PLAYABLE:
        try:
            return send_file(io.BytesIO(wav(path)), mimetype="audio/wav", download_name="voice.wav")
        except (OSError, ValueError):  # Not decodable, or in a format that no decoder here knows.
            abort(404)
    return send_file(path, mimetype=medium.mime or "application/octet-stream")


def wav(path: Path) -> bytes:
    """Any voice the platform sends, as 16 kHz mono WAV. Raises ValueError when it can't be decoded."""
    import av  # Only this page decodes sound, and the library is large.

    out = io.BytesIO()
    try:
        with av.open(str(path)) as source, av.open(out, "w", format="wav") as target:
            stream = target.add_stream("pcm_s16le", rate=16000, layout="mono")
            for frame in source.decode(audio=0):
                for packet in stream.encode(frame):
                    target.mux(packet)
            for packet in stream.encode(None):
                target.mux(packet)
    except av.error.FFmpegError as error:
        raise ValueError("no sound that can be decoded") from error
    return out.getvalue()
