"""Temporary media: upload, and download within three days."""

from typing import Any

from flask import Response, request

from simulator.api.gate import Call, Route
from simulator.capabilities import MEDIA
from simulator.errors import PlatformError

SUFFIXES = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "audio/amr": "amr",
    "audio/mpeg": "mp3",
}


def upload(call: Call) -> dict[str, Any]:
    """The file comes in the multipart field `media`, with a name."""
    part = request.files.get("media")
    if part is None or not part.filename:
        raise PlatformError(41005)
    kind = call.query.get("type", "")
    with part.stream as file:
        data = file.read()
    medium = call.world.media.upload(call.account.config.id, kind, data)
    name = "thumb_media_id" if kind == "thumb" else "media_id"
    return {"type": kind, name: medium.id, "created_at": int(call.now)}


def get(call: Call) -> dict[str, Any] | Response:
    """The file itself, but an address for a film; a refusal is JSON with status 200."""
    media_id = call.query.get("media_id")
    if not media_id:
        raise PlatformError(41006)
    medium = call.world.media.get(call.account.config.id, media_id)
    if medium.kind == "video":
        return {"video_url": f"{call.world.url}/_sim/media/{medium.id}"}
    suffix = SUFFIXES.get(medium.content_type, "bin")
    headers = {"Content-disposition": f'attachment; filename="{medium.id[:16]}.{suffix}"'}
    return Response(medium.data, content_type=medium.content_type, headers=headers)


ROUTES = (
    Route("POST", "/cgi-bin/media/upload", upload, MEDIA),
    Route("GET", "/cgi-bin/media/get", get, MEDIA),
)
