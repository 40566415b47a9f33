"""What it takes to talk as one WeChat account: its names, its token and its key."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Credentials:
    """One account's identity towards WeChat; the secrets stay out of its repr."""

    id: str
    original_id: str
    app_id: str
    token: str = field(repr=False)
    encoding_aes_key: str | None = field(default=None, repr=False)
