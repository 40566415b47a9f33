"""The key that signs links: made once for an instance and kept in a file only its user can read."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path


def secret_key(file: Path) -> str:
    """Read the key, making it first when there is none; two processes starting at once agree on one."""
    if not file.exists():
        _make(file)
    return file.read_text(encoding="ascii").strip()


def _make(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=file.parent, prefix=".secret-")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(48) + "\n")
        os.link(draft, file)  # Fails when another process was first; then its key counts.
    except FileExistsError:
        return
    finally:
        os.unlink(draft)
