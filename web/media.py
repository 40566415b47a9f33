"""`/m/<token>`: a photo or a voice for whoever was given its link; a voice is turned into what browsers play."""

from __future__ import annotations

import io

from flask import Blueprint, abort, send_file
from werkzeug.wrappers import Response

from casework import lookup
from speech.decoding import Unreadable, decode
from web.deps import page_deps

media_pages = Blueprint("media", __name__)
PLAYABLE = ("audio/mpeg", "audio/wav", "audio/ogg")
LONGEST = 600.0  # Seconds that are decoded for a listener.


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
            sound = decode(path.read_bytes(), longest=LONGEST)
        except (OSError, Unreadable):
            abort(404)
        return send_file(io.BytesIO(sound.wav()), mimetype="audio/wav", download_name="voice.wav")
    return send_file(path, mimetype=medium.mime or "application/octet-stream")
