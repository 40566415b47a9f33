"""Makes the codes by which staff bind their chats."""

from __future__ import annotations

from typing import Any

from bot.database import upgrade
from bot.parts import utc_now
from bot.settings import Settings
from casework import roster
from models.engine import Database


def invite(settings: Settings) -> list[dict[str, Any]]:
    """One entry for everybody without a chat: name, phone, role, unit, code."""
    upgrade(settings.database_url)
    database = Database(settings.database_url)
    with database.write() as session:
        codes = roster.invite(session, settings.rules.org, settings.app.secret_key, utc_now())
    database.close()
    return [
        {
            "name": member.name,
            "phone": member.phone,
            "role": member.role,
            "unit": member.units[0] if len(member.units) == 1 else list(member.units),
            "code": code,
        }
        for member, code in codes
    ]
