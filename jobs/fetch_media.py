"""Brings photos and voices home before the platform forgets them; each lies in a file named by its hash."""

from __future__ import annotations

import hashlib
import logging
import tempfile
from dataclasses import dataclass
from pathlib import Path

from casework import evidence
from jobs.deps import JobDeps
from speech import formats
from wechat.apierrors import ApiError, NetworkError

log = logging.getLogger(__name__)
PICTURES = (
    (b"\xff\xd8\xff", ".jpg", "image/jpeg"),
    (b"\x89PNG", ".png", "image/png"),
    (b"GIF8", ".gif", "image/gif"),
)
AT_ONCE = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """A medium to fetch, without its row."""

    id: int
    account: str
    kind: str
    media_id: str | None
    url: str | None


def fetch_media(deps: JobDeps) -> int:
    """Fetch all that is due. Returns how many arrived."""
    with deps.session() as session:
        wanted = [
            Wanted(one.id, one.account, one.kind, one.best_media_id or one.media_id, one.url)
            for one in evidence.claim_fetches(session, deps.now(), limit=AT_ONCE)
        ]
    if len(wanted) == AT_ONCE:
        deps.ring()  # There may be more; messages go out in between.
    return sum(_fetch(deps, one) for one in wanted)


def _fetch(deps: JobDeps, one: Wanted) -> bool:
    try:
        name, mime = keep(deps.media_dir, _download(deps, one))
    except (ApiError, NetworkError, OSError) as error:
        final = isinstance(error, ApiError) and error.errcode in (40007, 48001)
        log.warning("medium not fetched", extra={"medium": one.id, "final": final})
        with deps.session() as session:
            evidence.fetch_failed(session, one.id, deps.now(), final=final)
        return False
    with deps.session() as session:
        evidence.fetched(session, one.id, name, mime, deps.now(), hears=deps.hears)
    return True


def _download(deps: JobDeps, one: Wanted) -> bytes:
    """By its id where the account may, else by a photo's own address."""
    gateway = deps.gateway(one.account)
    if one.media_id and "media" in deps.accounts[one.account].abilities:
        return gateway.download(one.media_id)[0]
    if one.url:
        return gateway.fetch_picture(one.url)[0]
    raise ApiError(48001, "api unauthorized", "media/get")


def keep(folder: Path, data: bytes) -> tuple[str, str]:
    """Write a medium under its hash, whole or not at all. Returns the file's name and its type."""
    ending, mime = ending_of(data)
    name = hashlib.sha256(data).hexdigest() + ending
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / name
    if not target.exists():
        with tempfile.NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as part:
            try:
                part.write(data)
                part.flush()
                Path(part.name).replace(target)
            except OSError:
                Path(part.name).unlink()  # A full disk must not be filled with halves.
                raise
    return name, mime


def ending_of(data: bytes) -> tuple[str, str]:
    """(ending, content type) by the first bytes."""
    for head, ending, mime in PICTURES:
        if data.startswith(head):
            return ending, mime
    known = formats.tell(data)
    return (known.ending, known.mime) if known else (".bin", "application/octet-stream")
