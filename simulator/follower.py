"""One person in one account: what the platform knows of her."""

import threading
from dataclasses import dataclass, field
from typing import Any

from simulator.allowances import Allowances
from simulator.chat import Chat


@dataclass(slots=True)
class Follower:
    """A person's tie to an account; `tags` is in the order of tagging."""

    account: str
    openid: str
    name: str
    role: str
    chat: Chat
    following: bool = True
    since: float = 0.0
    scene: str = ""
    remark: str = ""
    tags: list[int] = field(default_factory=list)
    platform: str = "2"
    allowances: Allowances = field(default_factory=Allowances)
    last_exchange: float = 0.0
    last_created: int = 0
    typing: bool = False
    last_sent: Any = None  # The last thing said or done on the phone, for a resending.

    @property
    def id(self) -> str:
        return f"{self.account}:{self.openid}"

    def heard(self, quota: str, now: float) -> None:
        """Book an inbound message or event: `quota` is message, action or nothing."""
        if not quota:
            return
        self.last_exchange = now
        self.typing = False
        if quota == "message":
            self.allowances.spoke(now)
        else:
            self.allowances.acted(now)

    def follow(self, now: float, scene: str) -> None:
        self.following = True
        self.since = now
        self.scene = scene

    def unfollow(self) -> None:
        """Leaving takes the tags and the allowance along."""
        self.following = False
        self.tags.clear()
        self.allowances.close()

    def next_created(self, now: float) -> int:
        """A CreateTime that never repeats for one person, so that two clicks stay two."""
        self.last_created = max(int(now), self.last_created + 1)
        return self.last_created


def new_follower(
    changed: threading.Condition, account: str, openid: str, name: str = "", role: str = "resident"
) -> Follower:
    """A person the account may meet."""
    return Follower(account, openid, name or openid, role, Chat(changed))
