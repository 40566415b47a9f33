"""Gives the pages what they need of the composition."""

from __future__ import annotations

from bot.parts import Parts
from web.deps import PageDeps


def page_deps(parts: Parts) -> PageDeps:
    """The pages' share of the parts."""
    return PageDeps(
        session=parts.database.read,
        work=parts.work,
        look=parts.look,
        accounts=parts.accounts,
        ring=parts.bell.ring,
        media_dir=parts.settings.app.media_dir,
    )
