"""The platform's refusals: an error code, its English text and a request id."""

import secrets
from typing import Any

MESSAGES = {
    -1: "system error",
    40001: "invalid credential, access_token is invalid or not latest",
    40002: "invalid grant_type",
    40003: "invalid openid",
    40004: "invalid media type",
    40005: "invalid file type",
    40006: "invalid meida size",
    40007: "invalid media_id",
    40008: "invalid message type",
    40013: "invalid appid",
    40016: "invalid button size",
    40017: "invalid button type",
    40018: "invalid button name size",
    40019: "invalid button key size",
    40020: "invalid button url size",
    40023: "invalid sub button size",
    40029: "invalid code",
    40032: "invalid openid list size",
    40033: "invalid charset. please check your request, if include \\uxxxx will create fail!",
    40035: "invalid parameter",
    40037: "invalid template_id",
    40052: "invalid action name",
    40053: "invalid action info",
    40066: "invalid url",
    40125: "invalid appsecret",
    40163: "code been used",
    40200: "invalid account type",
    41001: "access_token missing",
    41002: "appid missing",
    41004: "appsecret missing",
    41005: "media data missing",
    41006: "media_id missing",
    41008: "missing code",
    42001: "access_token expired",
    43001: "require GET method",
    43002: "require POST method",
    43004: "require subscribe",
    44002: "empty post data",
    44004: "empty text message content",
    45002: "content size out of limit",
    45007: "playtime out of limit",
    45008: "article size out of limit",
    45009: "reach max api daily quota limit",
    45011: "api minute-quota reach limit, must slower, retry next minute",
    45015: "response out of time limit or subscription is canceled",
    45047: "out of response count limit",
    45056: "too many tag now, no need to add new",
    45058: "can't modify sys tag",
    45059: "too many tag for one user",
    45072: "invalid command",
    45080: "need a recent message exchange with the user",
    45081: "typing status already set",
    45157: "invalid tag name: already exists",
    45158: "tag name too long",
    45159: "invalid tag id",
    45169: "tagging the same openid at the same time",
    45171: "some openids failed",
    46003: "menu no exist",
    47001: "data format error",
    47003: "argument invalid!",
    48001: "api unauthorized",
    48006: "forbid to clear quota because of reaching the limit",
    49003: "openid not belong to this appid",
    50005: "user is unsubscribed",
    65301: "no such conditional menu",
    65302: "no such user",
    65303: "there is no default menu, so you can't create personalized menu",
    65304: "match rule is empty",
    65308: "button without response type",
    65316: "too many link domains in menus, limit 3",
    65320: "match rule not supported",
    76021: "cgi_path not found, please check",
}


def new_rid(now: float) -> str:
    """A request id in the platform's shape."""
    return f"{int(now):08x}-{secrets.token_hex(4)}-{secrets.token_hex(4)}"


class PlatformError(Exception):
    """The platform says no."""

    def __init__(self, code: int, detail: str = "", **extra: Any) -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail
        self.extra = extra

    def answer(self, now: float) -> dict[str, Any]:
        """The JSON body, whose text ends with a request id as the real one does."""
        text = self.detail or MESSAGES.get(self.code, "unknown error")
        return {"errcode": self.code, "errmsg": f"{text} rid: {new_rid(now)}", **self.extra}
