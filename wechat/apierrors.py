"""How a call to WeChat's servers can fail; neither form carries tokens, texts or openids in its message."""

from __future__ import annotations

import re

from wechat.errcodes import Action, action_for

_RID = re.compile(r"rid:?\s*([0-9A-Za-z-]+)")
_FIELD = re.compile(r"data\.(\w+)\.value")


class ApiError(Exception):
    """WeChat answered with an error code. `errmsg` may quote what was sent, so it is not in the message."""

    def __init__(self, errcode: int, errmsg: str, api: str) -> None:
        self.errcode, self.errmsg, self.api = errcode, errmsg, api
        rid, field = _RID.search(errmsg), _FIELD.search(errmsg)
        self.rid = rid[1] if rid else None
        self.field = field[1] if field else None
        super().__init__(f"{api}: errcode {errcode}, field {self.field}, rid {self.rid}")

    @property
    def action(self) -> Action:
        """What to do about it."""
        return action_for(self.errcode)


class NetworkError(Exception):
    """No usable answer. With `unknown_outcome` the call may have been carried out all the same."""

    def __init__(self, api: str, reason: str, unknown_outcome: bool) -> None:
        self.api, self.reason, self.unknown_outcome = api, reason, unknown_outcome
        super().__init__(f"{api}: {reason}")
