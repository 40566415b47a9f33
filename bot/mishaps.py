"""Says where an error came from without repeating what anybody wrote."""

from __future__ import annotations

import traceback


def outline(error: BaseException) -> str:
    """Kinds and places of an error and of its causes; never their messages, which may quote a text or an openid."""
    told = []
    seen: set[int] = set()
    step: BaseException | None = error
    while step is not None and id(step) not in seen:
        seen.add(id(step))
        told.append(f"{type(step).__qualname__}\n{''.join(traceback.format_tb(step.__traceback__))}".rstrip())
        step = step.__cause__ or step.__context__
    return "\ncaused by ".join(told)
